//! A server on loopback that answers many at once, and remembers what it was asked and how many waited.

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
    asked: Vec<String>,
    now: usize,
    most: usize,
}

/// A status, and further header lines.
pub type Reply = (u16, String);

/// Starts a server at an address of loopback, which answers each `METHOD /path`.
pub fn serve(ip: &str, answer: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Server {
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

fn reply(mut stream: TcpStream, log: &Mutex<Seen>, answer: &dyn Fn(&str) -> Reply) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let _head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let asked = first.rsplit_once(' ').map_or(first.as_str(), |(asked, _)| asked).to_owned();
    {
        let mut seen = log.lock().unwrap();
        seen.asked.push(asked.clone());
        seen.now += 1;
        seen.most = seen.most.max(seen.now);
    }
    let (status, headers) = answer(&asked);
    // Whoever reads the answer may ask again at once.
    log.lock().unwrap().now -= 1;
    let head = format!("HTTP/1.1 {status} X\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n");
    let _ = stream.write_all(head.as_bytes());
}

impl Server {
    /// What it was asked, in order.
    pub fn asked(&self) -> Vec<String> {
        self.seen.lock().unwrap().asked.clone()
    }

    /// How many requests it had at once.
    pub fn most_at_once(&self) -> usize {
        self.seen.lock().unwrap().most
    }
}
