//! `digestgen serve`: a site that is kept built while it is written, and shown to browsers on this
//! machine. One loop: wait, read again, build, publish; it calls the same [`pipeline::build`] as
//! `digestgen build`, with a warm memo, and cannot decide what to make again. Prints nothing.
//!
//! [`pipeline::build`]: crate::pipeline::build

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
pub use session::{Refreshed, Session};
use watch::{Event, Waited, Watch};

/// The clock, which the caller reads.
pub type Now = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// How to serve.
pub struct Settings {
    /// The site's folder, as an absolute path without links.
    pub root: PathBuf,
    /// What flags and the environment change.
    pub overrides: Overrides,
    /// The day to build as, for ever.
    pub day: Option<Date>,
    /// Where to listen. On any but a loopback address, requests may name any host.
    pub address: IpAddr,
    /// The port that was asked for. Without one it is 1111, or the next that is free.
    pub port: Option<u16>,
    /// Look at all files in intervals.
    pub poll: bool,
}

/// What the server has to say.
pub enum News<'a> {
    /// The site was built, the first time or again.
    Built {
        /// What changed.
        changed: &'a [SourcePath],
        /// The site as it was read.
        sources: &'a Sources,
        /// What came of it.
        build: &'a Build,
        /// When it was taken up.
        since: Timestamp,
    },
    /// The site cannot be read now.
    Unreadable(&'a ReadError),
    /// The system cannot watch something.
    Blind(&'a str),
}

/// Why the server cannot run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The port that was asked for cannot be had.
    #[error("cannot listen on {address}: {source}; leave `--port` out to take the next free one")]
    Port {
        /// Where it was to listen.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The site cannot be read at all.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The system watches no files.
    #[error("cannot watch the digest's folder: {0}; `--poll` looks at all files in intervals instead")]
    Watch(#[from] notify::Error),
    /// The system refuses threads or signals.
    #[error("cannot start the server: {0}")]
    Start(#[from] io::Error),
}

/// A server that runs.
pub struct Server {
    address: SocketAddr,
    latest: latest::Receiver<Arc<Published>>,
    events: Sender<Event>,
    threads: Vec<JoinHandle<()>>,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
}

impl Server {
    /// Listens, builds the site for the first time, and keeps it built. `tell` is called from another
    /// thread.
    ///
    /// # Errors
    ///
    /// When the port is taken, the site cannot be read, or the system cannot watch it.
    pub fn start(
        settings: Settings,
        now: Now,
        tell: impl Fn(News<'_>) + Send + 'static,
    ) -> Result<Self, ServeError> {
        let listener = connection::listen(settings.address, settings.port)?;
        let address = listener.local_addr()?;
        let (events, receiver) = channel();
        // Watched before it is read, so that no change falls between.
        let watch = Watch::new(settings.root.clone(), settings.poll, events.clone(), receiver)?;
        let (publish, latest) = latest::channel(Arc::new(Published::default()));
        let mut work = Loop {
            session: Session::new(settings.root, settings.overrides, settings.day),
            watch,
            publish,
            now,
            tell: Box::new(tell),
        };
        work.first()?;
        let is_open = !settings.address.is_loopback();
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let http = connection::serve(listener, http::router(latest.clone(), is_open), stopped)?;
        let work = thread::Builder::new().name("build".to_owned()).spawn(move || work.run())?;
        Ok(Self { address, latest, events, threads: vec![http, work], stop: Some(stop) })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of the home page.
    pub fn home(&self) -> String {
        let host = match self.address.ip() {
            ip if ip.is_unspecified() => SocketAddr::new(IpAddr::from([127, 0, 0, 1]), self.address.port()),
            _ => self.address,
        };
        format!("http://{host}{}/", self.latest.borrow().mount)
    }

    /// Looks whether a new day has come.
    pub fn wake(&self) {
        let _ = self.events.send(Event::Wake);
    }
}

impl Drop for Server {
    /// Ends the server. A build that runs is waited for.
    fn drop(&mut self) {
        let _ = self.events.send(Event::Stop);
        let _ = self.stop.take().map(|stop| stop.send(()));
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// The one loop.
struct Loop {
    session: Session,
    watch: Watch,
    publish: latest::Sender<Arc<Published>>,
    now: Now,
    tell: Box<dyn Fn(News<'_>) + Send>,
}

/// A day may have begun while the machine slept, so the clock is looked at now and then.
const LOOK: Duration = Duration::from_secs(30);

impl Loop {
    fn first(&mut self) -> Result<(), ReadError> {
        self.refresh(&Changes::Any)?;
        Ok(())
    }

    fn run(mut self) {
        loop {
            let changes = match self.watch.wait(LOOK, &self.now) {
                Waited::Stop => return,
                Waited::Changed(changes) => changes,
                Waited::Time => Changes::none(),
                Waited::Blind(why) => {
                    (self.tell)(News::Blind(&why));
                    Changes::Any
                }
            };
            if let Err(error) = self.refresh(&changes) {
                (self.tell)(News::Unreadable(&error));
                let next = self.publish.borrow().with_errors(vec![format!("error: {error}")]);
                self.publish.send_replace(Arc::new(next));
            }
        }
    }

    /// Reads again, builds, publishes.
    fn refresh(&mut self, changes: &Changes) -> Result<(), ReadError> {
        let since = (self.now)();
        let Some(refreshed) = self.session.refresh(changes, since)? else {
            return Ok(());
        };
        let Refreshed { changed, sources, build, name, files, outputs } = refreshed;
        let last = Arc::clone(&self.publish.borrow());
        let next = if build.is_complete() {
            last.after(name, files, build.base_path.clone(), &outputs)
        } else {
            last.with_errors(errors(&build, sources))
        };
        self.publish.send_replace(Arc::new(next));
        let links = sources.links.clone();
        (self.tell)(News::Built { changed: &changed, sources, build: &build, since });
        if let Err(error) = self.watch.add_folders(&links) {
            (self.tell)(News::Blind(&error.to_string()));
        }
        Ok(())
    }
}

/// The errors of a build, as they are drawn for people.
fn errors(build: &Build, sources: &Sources) -> Vec<String> {
    let text_of = |path: &SourcePath| build.text(sources, path);
    let errors = build.diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
    let drawn = errors.map(|error| draw(error, &text_of, Colour::No));
    drawn.chain(build.write_error.iter().map(|refused| format!("error: {refused}"))).collect()
}
