//! A server on loopback that answers many requests at once, and remembers what it was asked and how
//! many waited.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A running server. It ends with the test's process.
pub struct Server {
    /// Its address, without path.
    pub address: String,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    asked: Vec<Request>,
    now: usize,
    most: usize,
}

/// A request: its method, its path with the query, and its header lines.
#[derive(Clone)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub head: Vec<String>,
}

impl Request {
    /// Method and path: `GET /path`.
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// What is sent for a request: status, further header lines, body, and how many bytes are announced.
pub struct Reply {
    pub status: u16,
    pub headers: String,
    pub body: String,
    pub length: usize,
}

impl Reply {
    pub fn of(status: u16, body: &str) -> Self {
        Self { status, headers: String::new(), body: body.to_owned(), length: body.len() }
    }

    /// `503` with the seconds after which to come back.
    pub fn later(seconds: &str) -> Self {
        Self { headers: format!("Retry-After: {seconds}\r\n"), ..Self::of(503, "later") }
    }

    /// A body that ends before it should.
    pub fn cut(body: &str) -> Self {
        Self { length: body.len() * 2, ..Self::of(200, body) }
    }
}

/// A status, and further header lines.
impl From<(u16, String)> for Reply {
    fn from((status, headers): (u16, String)) -> Self {
        Self { headers, ..Self::of(status, "") }
    }
}

/// Starts a server on loopback.
pub fn serve(ip: &str, answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Server {
    let listener = TcpListener::bind((ip, 0)).unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let seen = Arc::new(Mutex::new(Seen::default()));
    let (log, answer) = (seen.clone(), Arc::new(answer));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (log, answer) = (log.clone(), answer.clone());
            std::thread::spawn(move || reply(stream, &log, &*answer));
        }
    });
    Server { address, seen }
}

fn reply(mut stream: TcpStream, log: &Mutex<Seen>, answer: &dyn Fn(&Request) -> Reply) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let head = lines.take_while(|line| !line.is_empty()).collect();
    let mut words = first.split(' ').map(str::to_owned);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let request = Request { method, path, head };
    {
        let mut seen = log.lock().unwrap();
        seen.asked.push(request.clone());
        seen.now += 1;
        seen.most = seen.most.max(seen.now);
    }
    let Reply { status, headers, body, length } = answer(&request);
    // Whoever reads the answer may ask again at once.
    log.lock().unwrap().now -= 1;
    let body = if request.method == "HEAD" { "" } else { &body };
    let head =
        format!("HTTP/1.1 {status} X\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n");
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
}

impl Server {
    /// What it was asked, in order.
    pub fn requests(&self) -> Vec<Request> {
        self.seen.lock().unwrap().asked.clone()
    }

    /// What it was asked, in order: `GET /path`.
    pub fn asked(&self) -> Vec<String> {
        self.requests().iter().map(Request::line).collect()
    }

    /// How many requests it had at once.
    pub fn most_at_once(&self) -> usize {
        self.seen.lock().unwrap().most
    }
}
