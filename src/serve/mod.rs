//! `digestgen serve`: watches the site, rebuilds it on change, and serves it on this machine. One loop: wait,
//! read, build, publish. It calls the same [`pipeline::build`] as `digestgen build`, with the memo of the last
//! build in memory, and does not decide itself what to rebuild. Does not print.
//!
//! [`pipeline::build`]: crate::pipeline::build
//!
//! # Example
//!
//! A session is the part of the server that reads and builds:
//!
//! ```
//! use digestgen::config::Overrides;
//! use digestgen::serve::Session;
//! use digestgen::source::Changes;
//!
//! let now = jiff::Timestamp::UNIX_EPOCH;
//! let mut session = Session::new("starter/digest".into(), Overrides::default(), Some("2026-02-03".parse()?));
//! assert!(session.refresh(&Changes::Any, now)?.is_some());
//! assert!(session.files().get("index.html").is_some());
//! // Without changes, the last build is still valid.
//! assert!(session.refresh(&Changes::none(), now)?.is_none());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod connection;
mod host;
mod http;
mod media;
mod published;
mod reload;
mod reply;
mod session;
mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use tokio::sync::watch as latest;

use crate::config::Overrides;
use crate::diagnostic::{Colour, draw};
use crate::pipeline::Build;
use crate::place::SourcePath;
use crate::source::{Changes, ReadError, Sources};

pub use connection::interrupted;
pub use published::Published;
pub use session::{Rebuilt, Session};
use watch::{Event, WaitResult, Watch};

/// The clock, passed in by the caller.
pub type Now = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Settings of the server.
pub struct Settings {
    /// The site's folder, as an absolute path without links.
    pub root: PathBuf,
    /// Settings from flags and the environment.
    pub overrides: Overrides,
    /// A fixed date to build for, instead of today.
    pub day: Option<Date>,
    /// The address to listen on. Except on a loopback address, requests may name any host.
    pub address: IpAddr,
    /// The port; by default 1111, or the next free one.
    pub port: Option<u16>,
    /// Whether to poll all files instead of watching them.
    pub poll: bool,
}

/// An event that the caller can print.
pub enum ServeEvent<'a> {
    /// The site was built or rebuilt.
    Built {
        /// The changed files.
        changed: &'a [SourcePath],
        /// The files of the site.
        sources: &'a Sources,
        /// The result of the build.
        build: &'a Build,
        /// When the build started.
        since: Timestamp,
    },
    /// The site cannot be read.
    Unreadable(&'a ReadError),
    /// A folder cannot be watched.
    WatchFailed(&'a str),
}

/// The server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The port is not available.
    #[error("cannot listen on {address}: {source}; omit `--port` to use the next free port")]
    Port {
        /// The address with the port.
        address: SocketAddr,
        /// The I/O error.
        source: io::Error,
    },
    /// The site cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The files cannot be watched.
    #[error("cannot watch the digest's folder: {0}; use `--poll` instead")]
    Watch(#[from] notify::Error),
    /// Threads or signals are not available.
    #[error("cannot start the server: {0}")]
    Start(#[from] io::Error),
}

/// A running server. Dropping it stops it.
pub struct Server {
    address: SocketAddr,
    latest: latest::Receiver<Arc<Published>>,
    events: Sender<Event>,
    threads: Vec<JoinHandle<()>>,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
}

impl Server {
    /// Listens, builds the site, and rebuilds it on change. `report` is called from another thread.
    ///
    /// # Errors
    ///
    /// When the port is taken, the site cannot be read, or the system cannot watch it.
    pub fn start(
        settings: Settings,
        now: Now,
        report: impl Fn(ServeEvent<'_>) + Send + 'static,
    ) -> Result<Self, ServeError> {
        let listener = connection::listen(settings.address, settings.port)?;
        let address = listener.local_addr()?;
        let (events, receiver) = channel();
        // Starts watching before reading, so that no change is missed.
        let watch = Watch::new(settings.root.clone(), settings.poll, events.clone(), receiver)?;
        let (publish, latest) = latest::channel(Arc::new(Published::default()));
        let mut rebuild_loop = RebuildLoop {
            session: Session::new(settings.root, settings.overrides, settings.day),
            watch,
            publish,
            now,
            report: Box::new(report),
        };
        rebuild_loop.first()?;
        let is_open = !settings.address.is_loopback();
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let http = connection::serve(listener, http::router(latest.clone(), is_open), stopped)?;
        let build = thread::Builder::new().name("build".to_owned()).spawn(move || rebuild_loop.run())?;
        Ok(Self { address, latest, events, threads: vec![http, build], stop: Some(stop) })
    }

    /// The address on which it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL of the home page.
    pub fn home(&self) -> String {
        let host = match self.address.ip() {
            ip if ip.is_unspecified() => SocketAddr::new(IpAddr::from([127, 0, 0, 1]), self.address.port()),
            _ => self.address,
        };
        format!("http://{host}{}/", self.latest.borrow().mount)
    }

    /// Checks whether the date has changed.
    pub fn wake(&self) {
        let _ = self.events.send(Event::Wake);
    }
}

impl Drop for Server {
    /// Stops the server, after the running build.
    fn drop(&mut self) {
        let _ = self.events.send(Event::Stop);
        let _ = self.stop.take().map(|stop| stop.send(()));
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// Waits for changes and rebuilds.
struct RebuildLoop {
    session: Session,
    watch: Watch,
    publish: latest::Sender<Arc<Published>>,
    now: Now,
    report: Box<dyn Fn(ServeEvent<'_>) + Send>,
}

/// How often the date is checked. A timer for midnight is not enough, because the machine can sleep.
const DATE_CHECK_INTERVAL: Duration = Duration::from_secs(30);

impl RebuildLoop {
    fn first(&mut self) -> Result<(), ReadError> {
        self.refresh(&Changes::Any)?;
        Ok(())
    }

    fn run(mut self) {
        loop {
            let changes = match self.watch.wait(DATE_CHECK_INTERVAL, &self.now) {
                WaitResult::Stop => return,
                WaitResult::Changed(changes) => changes,
                WaitResult::Time => Changes::none(),
                WaitResult::WatchFailed(why) => {
                    (self.report)(ServeEvent::WatchFailed(&why));
                    Changes::Any
                }
            };
            if let Err(error) = self.refresh(&changes) {
                (self.report)(ServeEvent::Unreadable(&error));
                let next = self.publish.borrow().with_errors(vec![format!("error: {error}")]);
                self.publish.send_replace(Arc::new(next));
            }
        }
    }

    /// Reads the changes, builds and publishes.
    fn refresh(&mut self, changes: &Changes) -> Result<(), ReadError> {
        let since = (self.now)();
        let Some(rebuilt) = self.session.refresh(changes, since)? else {
            return Ok(());
        };
        let Rebuilt { changed, sources, build, fingerprint, files, outputs } = rebuilt;
        let last = Arc::clone(&self.publish.borrow());
        let next = if build.is_complete() {
            last.after(fingerprint, files, build.base_path.clone(), &outputs)
        } else {
            last.with_errors(errors(&build, sources))
        };
        self.publish.send_replace(Arc::new(next));
        let links = sources.links.clone();
        (self.report)(ServeEvent::Built { changed: &changed, sources, build: &build, since });
        if let Err(error) = self.watch.add_folders(&links) {
            (self.report)(ServeEvent::WatchFailed(&error.to_string()));
        }
        Ok(())
    }
}

/// The errors of a build, formatted for people.
fn errors(build: &Build, sources: &Sources) -> Vec<String> {
    let text_of = |path: &SourcePath| build.text(sources, path);
    let errors = build.diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
    let formatted = errors.map(|error| draw(error, &text_of, Colour::No));
    formatted.chain(build.write_error.iter().map(|refused| format!("error: {refused}"))).collect()
}
