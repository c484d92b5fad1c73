//! Waits until files of a site change, and collects the events of a burst.
//! Returns the paths that may have changed; only reading them shows whether they did.

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

/// A burst ends when there has been no event for this long.
const DEBOUNCE: Duration = Duration::from_millis(15);
/// A burst that continues is processed this long after its first event.
const MAX_DEBOUNCE: Duration = Duration::from_millis(100);
/// Delay before reading a new folder again: files may have been added before it was watched.
const NEW_FOLDER: Duration = Duration::from_millis(250);
/// Interval between reads of all files if changes are not reported.
const POLL_INTERVAL: Duration = Duration::from_millis(500);

/// An event for the loop.
#[derive(Debug)]
pub enum Event {
    /// A file event of the system.
    Files(notify::Result<notify::Event>),
    /// Time has passed: check the date.
    Wake,
    /// The server stops.
    Stop,
}

/// The result of a wait.
#[derive(Debug, PartialEq, Eq)]
pub enum WaitResult {
    /// Files may have changed.
    Changed(Changes),
    /// The wait timed out.
    Time,
    /// A folder cannot be watched.
    WatchFailed(String),
    /// The server stops.
    Stop,
}

/// Watches a site.
pub struct Watch {
    root: PathBuf,
    /// `None` when polling, as for network folders.
    watcher: Option<RecommendedWatcher>,
    events: Receiver<Event>,
    /// The watched folders, and whether recursively.
    watched: BTreeMap<PathBuf, bool>,
    /// A folder was created, so everything must be read once more.
    has_new_folder: bool,
}

impl Watch {
    /// Watches the site in `root`, an absolute path without links. With `poll`, all files are read in intervals,
    /// because network folders do not report changes.
    ///
    /// # Errors
    ///
    /// When the system cannot watch more folders.
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

    /// Watches the site's folders, new ones too, and the targets of its links.
    ///
    /// # Errors
    ///
    /// When the system cannot watch more folders.
    pub fn add_folders(&mut self, links: &[PathBuf]) -> notify::Result<()> {
        // Editors that save by renaming create a new file, so the folder of `config.toml` is watched.
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
            // A folder that does not exist is watched once it is created.
            Err(error) if is_missing(&error) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Waits until files change, at most for `limit`.
    pub fn wait(&mut self, limit: Duration, now: &Now) -> WaitResult {
        let polls = self.watcher.is_none();
        let limit = if self.has_new_folder { NEW_FOLDER } else { limit };
        let first = match self.events.recv_timeout(if polls { POLL_INTERVAL } else { limit }) {
            Ok(event) => event,
            Err(RecvTimeoutError::Timeout) if polls || std::mem::take(&mut self.has_new_folder) => {
                return WaitResult::Changed(Changes::Any);
            }
            Err(RecvTimeoutError::Timeout) => return WaitResult::Time,
            Err(RecvTimeoutError::Disconnected) => return WaitResult::Stop,
        };
        let mut burst = Burst::default();
        self.take(first, &mut burst);
        let start = now();
        while burst.is_open() && !passed(start, now, MAX_DEBOUNCE) {
            match self.events.recv_timeout(DEBOUNCE) {
                Ok(event) => self.take(event, &mut burst),
                Err(_) => break,
            }
        }
        burst.result()
    }

    fn take(&mut self, event: Event, burst: &mut Burst) {
        let event = match event {
            Event::Stop => return burst.stop = true,
            Event::Wake => return burst.wake = true,
            Event::Files(Ok(event)) => event,
            Event::Files(Err(error)) => {
                burst.any = true;
                return burst.watch_error = Some(error.to_string());
            }
        };
        if event.need_rescan() {
            // A lost event may have been for a new folder, so all folders are watched again.
            for (folder, _) in std::mem::take(&mut self.watched) {
                let _ = self.watcher.as_mut().map(|watcher| watcher.unwatch(&folder));
            }
            let again = self.add_folders(&[]);
            burst.watch_error = again.err().map(|error| error.to_string());
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
                // The watch of a removed folder is gone.
                self.watched.remove(&path);
                let _ = self.add_folders(&[]);
                self.has_new_folder |= is_folder;
            }
            burst.paths.insert(path);
        }
    }

    /// Whether an event at this path can change the site. Most in the root cannot, nor can editors' files.
    fn is_of_site(&self, path: &Path) -> bool {
        let Ok(inside) = path.strip_prefix(&self.root) else { return true };
        let is_own = FOLDERS.iter().any(|folder| inside.starts_with(folder));
        // Other watched folders than the root and the site's are targets of links.
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
    // If the clock is set back, the burst must still end.
    let passed = now().duration_since(start);
    passed.is_negative() || passed.unsigned_abs() >= limit
}

/// The collected events of a burst.
#[derive(Default)]
struct Burst {
    paths: BTreeSet<PathBuf>,
    any: bool,
    wake: bool,
    stop: bool,
    watch_error: Option<String>,
}

impl Burst {
    /// Whether to wait for more events.
    fn is_open(&self) -> bool {
        !self.stop && !self.wake && self.watch_error.is_none() && (self.any || !self.paths.is_empty())
    }

    fn result(self) -> WaitResult {
        match self {
            Self { stop: true, .. } => WaitResult::Stop,
            Self { watch_error: Some(why), .. } => WaitResult::WatchFailed(why),
            Self { any: true, .. } => WaitResult::Changed(Changes::Any),
            Self { paths, .. } if !paths.is_empty() => WaitResult::Changed(Changes::Of(paths)),
            _ => WaitResult::Time,
        }
    }
}
