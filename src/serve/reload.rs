//! Tells open pages what changed: the script that is added to replies, and the events it listens to.
//! Nothing of it is in an output: `build` and `serve` make the same bytes.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::Response;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use serde::Serialize;
use tokio::sync::watch::Receiver;

use super::published::Published;
use crate::fingerprint::Fingerprint;
use crate::html::escape;

/// Where the script is. No output lies in a folder whose name starts with a dot, unless the curator
/// puts it there.
pub const SCRIPT: &str = "/.digestgen/reload.js";
/// Where the events are.
pub const EVENTS: &str = "/.digestgen/events";
/// The script. A file of its own, so that policies like `default-src 'self'` hold.
pub const JAVASCRIPT: &str = include_str!("reload.js");

/// A connection that nothing has passed for so long may be dead.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// A page with the script in it. It is the first in the page, so that it sees what others change.
pub fn inject(page: &[u8], published: &Published, output: &str) -> Vec<u8> {
    let tag = format!(
        "<script src=\"{SCRIPT}\" data-build=\"{}\" data-page=\"{}\"></script>",
        published.build,
        escape(&published.address(output)),
    );
    let at = place(page);
    let mut bytes = Vec::with_capacity(page.len() + tag.len());
    bytes.extend_from_slice(&page[..at]);
    bytes.extend_from_slice(tag.as_bytes());
    bytes.extend_from_slice(&page[at..]);
    bytes
}

/// Behind the first of `<head>`, `<html>` and the doctype that is there, else at the start.
fn place(page: &[u8]) -> usize {
    let names: [&[u8]; 3] = [b"<head", b"<html", b"<!doctype"];
    names.iter().find_map(|name| behind(page, name)).unwrap_or(0)
}

fn behind(page: &[u8], name: &[u8]) -> Option<usize> {
    let is_there = |at: &usize| {
        let next = page.get(at + name.len());
        page[*at..].len() > name.len()
            && page[*at..*at + name.len()].eq_ignore_ascii_case(name)
            && next.is_some_and(|next| *next == b'>' || next.is_ascii_whitespace())
    };
    let start = (0..page.len()).filter(|at| page[*at] == b'<').find(is_there)?;
    page[start..].iter().position(|byte| *byte == b'>').map(|end| start + end + 1)
}

/// What stands in for a site that has never been whole.
pub fn error_page(published: &Published) -> Vec<u8> {
    let errors: String =
        published.errors.iter().map(|error| format!("<pre>{}</pre>\n", escape(error))).collect();
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Not built yet</title>\n</head>\n\
         <body>\n<h1>Not built yet</h1>\n{errors}</body>\n</html>\n"
    );
    inject(page.as_bytes(), published, "")
}

/// What a page is told.
#[derive(Serialize)]
struct Message<'a> {
    /// The build that is shown now.
    build: String,
    /// Addresses that changed since the page's build; null when that is not known.
    changed: Option<Vec<String>>,
    /// What is wrong with the site now.
    errors: &'a [String],
}

/// The stream of changes since the build that `query` names (`since=…`): first what the page has missed,
/// then each change as it comes. A page that is slow skips to the newest.
pub fn events(latest: Receiver<Arc<Published>>, query: &str) -> Response<Body> {
    let since = query.split('&').find_map(|pair| pair.strip_prefix("since="));
    let since = since.and_then(|hex| u128::from_str_radix(hex, 16).ok()).map(Fingerprint);
    let mut latest = latest;
    latest.mark_changed();
    let stream = futures_util::stream::unfold((latest, since), |(mut latest, since)| async move {
        latest.changed().await.ok()?;
        let published = Arc::clone(&latest.borrow_and_update());
        let event = Event::default().data(message(&published, since));
        Some((Ok::<_, Infallible>(event), (latest, Some(published.build))))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response()
}

fn message(published: &Published, since: Option<Fingerprint>) -> String {
    let message = Message {
        build: published.build.to_string(),
        changed: since.and_then(|since| published.since(since)),
        errors: &published.errors,
    };
    serde_json::to_string(&message).unwrap_or_default()
}
