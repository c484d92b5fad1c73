//! A server on loopback that gives one answer for each request, and remembers what it was asked.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// A running server. It ends with the test's process.
pub struct Server {
    /// Its address, without path.
    pub address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

/// What is sent for a request: status, further header lines, body, and how much of it.
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

    pub fn later(seconds: &str) -> Self {
        Self { headers: format!("Retry-After: {seconds}\r\n"), ..Self::of(503, "later") }
    }

    pub fn cut(body: &str) -> Self {
        Self { length: body.len() * 2, ..Self::of(200, body) }
    }
}

/// Starts a server that answers the path of each request.
pub fn serve(mut answer: impl FnMut(&str) -> Reply + Send + 'static) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = asked.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let Some(first) = lines.next() else { continue };
            let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
            let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
            let accept = head.iter().find(|line| line.to_lowercase().starts_with("accept:")).cloned();
            log.lock().unwrap().push(format!("{path} {}", accept.unwrap_or_default()));
            let Reply { status, headers, body, length } = answer(&path);
            let head = format!(
                "HTTP/1.1 {status} X\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n"
            );
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        }
    });
    Server { address, asked }
}

impl Server {
    /// What it was asked, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// An answer as arXiv gives it, on these papers.
pub fn feed(entries: &[(&str, &str)]) -> String {
    let entries: String = entries
        .iter()
        .map(|(id, title)| {
            format!(
                "<entry><id>http://arxiv.org/abs/{id}</id><title>{title}\n  in two lines</title>\
                 <updated>2024-02-02T00:00:00Z</updated><published>2023-06-11T17:00:00Z</published>\
                 <summary>  We bound $x &lt; y$.\n</summary><author><name>Ann Lee</name>\
                 <arxiv:affiliation>Here</arxiv:affiliation></author><author><name>Bo Li</name></author>\
                 <arxiv:doi>10.1000/x{id}</arxiv:doi><arxiv:journal_ref>J. Tests 1 (2024)</arxiv:journal_ref>\
                 <arxiv:primary_category term=\"cs.LG\"/></entry>"
            )
        })
        .collect();
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns:arxiv=\"http://arxiv.org/schemas/atom\" \
         xmlns=\"http://www.w3.org/2005/Atom\">{entries}</feed>"
    )
}

/// What arXiv says of an id it does not take.
pub fn refusal(id: &str) -> String {
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>https://arxiv.org/api/errors#incorrect_id_format_for_{id}</id>\
         <title>Error</title><summary>incorrect id format for {id}</summary></entry></feed>"
    )
}
