//! `digestgen serve`: a server on loopback in this process, asked over plain TCP. Nothing sleeps: tests
//! wait for what the server says.

mod browser_protocol;
mod differential;
mod editors;
mod options;
mod program;
mod replies;
mod safety;
mod session;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use digestgen::config::Overrides;
use digestgen::serve::{Now, ServeEvent, Server, Settings};
use jiff::Timestamp;
use tempfile::TempDir;

use crate::site::{Site, TODAY};

/// Longer than anything here takes: a test that hangs fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// When every test is: noon of its day.
pub fn noon() -> Timestamp {
    format!("{TODAY}T12:00:00Z").parse().unwrap()
}

/// A site that is served.
pub struct Served {
    pub server: Server,
    built: Receiver<Built>,
    clock: Arc<AtomicI64>,
    /// The site's folder: dropped after the server, which reads it until it ends.
    _folder: Arc<TempDir>,
}

/// What the server said of a build.
#[derive(Debug)]
pub struct Built {
    pub changed: Vec<String>,
    pub is_whole: bool,
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

pub fn settings(site: &Site) -> Settings {
    Settings {
        root: site.root().canonicalize().unwrap(),
        overrides: Overrides::default(),
        day: Some(TODAY.parse().unwrap()),
        address: IpAddr::V4(Ipv4Addr::LOCALHOST),
        port: Some(0),
        poll: false,
    }
}

/// Serves a site. The site may be a temporary: its folder stays until the server has ended.
#[track_caller]
pub fn serve(site: &Site) -> Served {
    serve_with(site, |_| {})
}

/// Serves a site with other settings than [`settings`].
#[track_caller]
pub fn serve_with(site: &Site, change: impl FnOnce(&mut Settings)) -> Served {
    let mut settings = settings(site);
    change(&mut settings);
    let (sender, built) = channel();
    let clock = Arc::new(AtomicI64::new(0));
    let shift = Arc::clone(&clock);
    let now: Now = Arc::new(move || noon() + jiff::SignedDuration::from_secs(shift.load(Ordering::SeqCst)));
    let tell = move |news: ServeEvent<'_>| {
        if let ServeEvent::Built { changed, build, .. } = news {
            let changed = changed.iter().map(ToString::to_string).collect();
            let _ = sender.send(Built { changed, is_whole: build.is_complete() });
        }
    };
    let server = Server::start(settings, now, tell).unwrap();
    let served = Served { server, built, clock, _folder: site.folder() };
    served.built();
    served
}

impl Served {
    /// The next build.
    #[track_caller]
    pub fn built(&self) -> Built {
        self.built.recv_timeout(PATIENCE).expect("the server builds again")
    }

    /// Goes so far into the future.
    pub fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
        self.server.wake();
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Reply {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n"))
    }

    /// Sends a request's line and headers, and the end of both.
    #[track_caller]
    pub fn ask(&self, head: &str) -> Reply {
        self.send(format!("{head}Connection: close\r\n\r\n").as_bytes())
    }

    /// Sends bytes as they are.
    #[track_caller]
    pub fn send(&self, bytes: &[u8]) -> Reply {
        let mut stream = connect(self.server.address());
        let _ = stream.write_all(bytes);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        reply(&all)
    }

    /// The build that pages are told they are of.
    pub fn build(&self) -> String {
        let page = self.get("/").text();
        crate::site::between(&page, "data-build=\"", "\"").unwrap().to_owned()
    }

    /// Listens for changes since a build.
    pub fn listen(&self, since: &str) -> Listener {
        let mut stream = connect(self.server.address());
        // In HTTP/1.0 the stream comes without a frame around its pieces.
        let ask = format!("GET /.digestgen/events?since={since} HTTP/1.0\r\nHost: localhost\r\n\r\n");
        stream.write_all(ask.as_bytes()).unwrap();
        Listener(BufReader::new(stream))
    }
}

/// A page that listens.
pub struct Listener(BufReader<TcpStream>);

/// What a page is told.
#[derive(Debug, PartialEq, Eq, serde::Deserialize)]
pub struct Message {
    pub build: String,
    pub changed: Option<Vec<String>>,
    pub errors: Vec<String>,
}

impl Listener {
    #[track_caller]
    pub fn next(&mut self) -> Message {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).expect("a message in time") > 0, "the stream ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }
}

pub fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

fn reply(bytes: &[u8]) -> Reply {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Reply { status, head, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

/// A page without the script that the server adds.
pub fn without_script(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(page).into_owned();
    let Some(start) = text.find("<script src=\"/.digestgen/") else { return page.to_vec() };
    let end = start + text[start..].find("</script>").unwrap() + "</script>".len();
    format!("{}{}", &text[..start], &text[end..]).into_bytes()
}
