//! Waits for files of a site to change: takes the events of a burst together.
//! Says which paths may have changed; whether anything did is seen by reading them.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use jiff::Timestamp;
use notify::event::{AccessKind, AccessMode, CreateKind, EventKind};
use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Now;
use crate::source::{Changes, FOLDERS, is_of_site, relative};

/// A burst is over when nothing has happened for this long.
const QUIET: Duration = Duration::from_millis(15);
/// A burst that goes on is taken up this long after its first event.
const LONGEST: Duration = Duration::from_millis(100);
/// A folder that has just been made may have been filled before it was watched.
const NEW_FOLDER: Duration = Duration::from_millis(250);
/// How often all files are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_millis(500);

/// What reaches the loop.
#[derive(Debug)]
pub enum Event {
    /// The system tells of files.
    Files(notify::Result<notify::Event>),
    /// Time has passed: look whether a new day has come.
    Wake,
    /// The server ends.
    Stop,
}

/// What a wait ended with.
#[derive(Debug, PartialEq, Eq)]
pub enum Waited {
    /// These may have changed.
    Changed(Changes),
    /// Nothing has changed, but time has passed.
    Time,
    /// The system cannot watch something.
    Blind(String),
    /// The server ends.
    Stop,
}

/// Watches a site.
pub struct Watch {
    root: PathBuf,
    /// None where the system does not tell of changes, as with network folders.
    watcher: Option<RecommendedWatcher>,
    events: Receiver<Event>,
    /// What is watched, and whether with all that is in it.
    watched: BTreeMap<PathBuf, bool>,
    /// A folder was made, so all is to be read once more.
    has_new_folder: bool,
}

impl Watch {
    /// Watches the site in `root`, an absolute path without links. With `poll` all files are looked at
    /// in intervals: the system tells nothing of what changes in network folders.
    ///
    /// # Errors
    ///
    /// When the system watches nothing more.
    pub fn new(
        root: PathBuf,
        poll: bool,
        sender: Sender<Event>,
        events: Receiver<Event>,
    ) -> notify::Result<Self> {
        let handler = move |event| drop(sender.send(Event::Files(event)));
        let config = Config::default().with_follow_symlinks(false);
        let watcher = (!poll).then(|| RecommendedWatcher::new(handler, config)).transpose()?;
        let mut watch = Self { root, watcher, events, watched: BTreeMap::new(), has_new_folder: false };
        watch.add_folders(&[])?;
        Ok(watch)
    }

    /// Watches the site's folders, those that have come since, and what its links lead to.
    ///
    /// # Errors
    ///
    /// When the system watches nothing more.
    pub fn add_folders(&mut self, links: &[PathBuf]) -> notify::Result<()> {
        // Editors that save by renaming make a new file, so `config.toml` is watched by its folder.
        self.add(self.root.clone(), RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            self.add(self.root.join(folder), RecursiveMode::Recursive)?;
        }
        for link in links {
            self.add(link.clone(), RecursiveMode::Recursive)?;
            self.add(link.parent().unwrap_or(link).to_path_buf(), RecursiveMode::NonRecursive)?;
        }
        Ok(())
    }

    fn add(&mut self, folder: PathBuf, mode: RecursiveMode) -> notify::Result<()> {
        let is_covered =
            self.watched.iter().any(|(known, recursive)| *recursive && folder.starts_with(known));
        if is_covered || self.watched.contains_key(&folder) {
            return Ok(());
        }
        let Some(watcher) = &mut self.watcher else { return Ok(()) };
        match watcher.watch(&folder, mode) {
            Ok(()) => drop(self.watched.insert(folder, mode == RecursiveMode::Recursive)),
            // A folder that is not there is watched once it is.
            Err(error) if is_missing(&error) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Waits until files have changed, at most for `limit`.
    pub fn wait(&mut self, limit: Duration, now: &Now) -> Waited {
        let polls = self.watcher.is_none();
        let limit = if self.has_new_folder { NEW_FOLDER } else { limit };
        let first = match self.events.recv_timeout(if polls { POLL } else { limit }) {
            Ok(event) => event,
            Err(RecvTimeoutError::Timeout) if polls || std::mem::take(&mut self.has_new_folder) => {
                return Waited::Changed(Changes::Any);
            }
            Err(RecvTimeoutError::Timeout) => return Waited::Time,
            Err(RecvTimeoutError::Disconnected) => return Waited::Stop,
        };
        let mut burst = Burst::default();
        self.take(first, &mut burst);
        let start = now();
        while burst.is_open() && !passed(start, now, LONGEST) {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => self.take(event, &mut burst),
                Err(_) => break,
            }
        }
        burst.ended()
    }

    fn take(&mut self, event: Event, burst: &mut Burst) {
        let event = match event {
            Event::Stop => return burst.stop = true,
            Event::Wake => return burst.wake = true,
            Event::Files(Ok(event)) => event,
            Event::Files(Err(error)) => {
                burst.any = true;
                return burst.blind = Some(error.to_string());
            }
        };
        if event.need_rescan() {
            // What was lost may have been a new folder: all of them are watched anew.
            for (folder, _) in std::mem::take(&mut self.watched) {
                let _ = self.watcher.as_mut().map(|watcher| watcher.unwatch(&folder));
            }
            let again = self.add_folders(&[]);
            burst.blind = again.err().map(|error| error.to_string());
            burst.any = true;
            self.has_new_folder = true;
            return;
        }
        let is_write = EventKind::Access(AccessKind::Close(AccessMode::Write));
        if matches!(event.kind, EventKind::Access(_)) && event.kind != is_write {
            return;
        }
        for path in event.paths {
            if !self.is_of_site(&path) {
                continue;
            }
            let is_folder = event.kind == EventKind::Create(CreateKind::Folder);
            if is_folder || path.parent() == Some(&self.root) {
                // A watched folder that went away has taken its watch with it.
                self.watched.remove(&path);
                let _ = self.add_folders(&[]);
                self.has_new_folder |= is_folder;
            }
            burst.paths.insert(path);
        }
    }

    /// Whether an event there can mean a change: most in the root do not, nor do files of editors.
    fn is_of_site(&self, path: &Path) -> bool {
        let Ok(inside) = path.strip_prefix(&self.root) else { return true };
        let is_own = FOLDERS.iter().any(|folder| inside.starts_with(folder));
        // What else is watched than the root and the folders is watched since a link leads there.
        let is_linked = || self.watched.keys().any(|known| *known != self.root && path.starts_with(known));
        let path = relative(&self.root, path);
        FOLDERS.contains(&path.as_str()) || is_of_site(&path) || !is_own && is_linked()
    }
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn passed(start: Timestamp, now: &Now, limit: Duration) -> bool {
    // A clock that is set back must not make a burst endless.
    let passed = now().duration_since(start);
    passed.is_negative() || passed.unsigned_abs() >= limit
}

/// What a burst of events says together.
#[derive(Default)]
struct Burst {
    paths: BTreeSet<PathBuf>,
    any: bool,
    wake: bool,
    stop: bool,
    blind: Option<String>,
}

impl Burst {
    /// Whether more of it may come.
    fn is_open(&self) -> bool {
        !self.stop && !self.wake && self.blind.is_none() && (self.any || !self.paths.is_empty())
    }

    fn ended(self) -> Waited {
        match self {
            Self { stop: true, .. } => Waited::Stop,
            Self { blind: Some(why), .. } => Waited::Blind(why),
            Self { any: true, .. } => Waited::Changed(Changes::Any),
            Self { paths, .. } if !paths.is_empty() => Waited::Changed(Changes::Of(paths)),
            _ => Waited::Time,
        }
    }
}
