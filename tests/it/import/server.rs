//! arXiv and a DOI resolver on loopback: the answers they give, and what they were asked.

use std::sync::Mutex;

use crate::http;
pub use crate::http::Reply;

/// A running server. It ends with the test's process.
pub struct Server {
    /// Its address, without path.
    pub address: String,
    server: http::Server,
}

/// Starts a server that answers the path of each request.
pub fn serve(answer: impl FnMut(&str) -> Reply + Send + 'static) -> Server {
    let answer = Mutex::new(answer);
    let server = http::serve("127.0.0.1", move |request| (answer.lock().unwrap())(&request.path));
    Server { address: server.address.clone(), server }
}

impl Server {
    /// What it was asked, in order: the path, and the `Accept` header.
    pub fn asked(&self) -> Vec<String> {
        let accept = |head: &[String]| {
            head.iter().find(|line| line.to_lowercase().starts_with("accept:")).cloned().unwrap_or_default()
        };
        let requests = self.server.requests();
        requests.iter().map(|request| format!("{} {}", request.path, accept(&request.head))).collect()
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
