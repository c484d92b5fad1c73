//! Live reload: the script that is added to replies, and the events that it receives.
//! No output contains it: `build` and `serve` produce the same bytes.

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

/// Path of the script. Outputs are not in folders that start with a dot, unless the curator puts them there.
pub const SCRIPT: &str = "/.digestgen/reload.js";
/// Path of the event stream.
pub const EVENTS: &str = "/.digestgen/events";
/// The script. It is a separate file, so that policies like `default-src 'self'` allow it.
pub const JAVASCRIPT: &str = include_str!("reload.js");

/// How often an idle connection gets a message, so that a dead one is noticed.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Inserts the script into a page, before all other scripts, so that it sees their changes.
pub fn inject(page: &[u8], published: &Published, output: &str) -> Vec<u8> {
    let tag = format!(
        "<script src=\"{SCRIPT}\" data-build=\"{}\" data-page=\"{}\"></script>",
        published.build,
        escape(&published.url_path(output)),
    );
    let at = insert_position(page);
    let mut bytes = Vec::with_capacity(page.len() + tag.len());
    bytes.extend_from_slice(&page[..at]);
    bytes.extend_from_slice(tag.as_bytes());
    bytes.extend_from_slice(&page[at..]);
    bytes
}

/// The position after `<head>` or, if that is missing, after `<html>`, the doctype, or at the start.
fn insert_position(page: &[u8]) -> usize {
    let names: [&[u8]; 3] = [b"<head", b"<html", b"<!doctype"];
    names.iter().find_map(|name| after_tag(page, name)).unwrap_or(0)
}

fn after_tag(page: &[u8], name: &[u8]) -> Option<usize> {
    let is_tag = |at: &usize| {
        let next = page.get(at + name.len());
        page[*at..].len() > name.len()
            && page[*at..*at + name.len()].eq_ignore_ascii_case(name)
            && next.is_some_and(|next| *next == b'>' || next.is_ascii_whitespace())
    };
    let start = (0..page.len()).filter(|at| page[*at] == b'<').find(is_tag)?;
    page[start..].iter().position(|byte| *byte == b'>').map(|end| start + end + 1)
}

/// The page shown until a build succeeds.
pub fn error_page(published: &Published) -> Vec<u8> {
    let errors: String =
        published.errors.iter().map(|error| format!("<pre>{}</pre>\n", escape(error))).collect();
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Not built yet</title>\n</head>\n\
         <body>\n<h1>Not built yet</h1>\n{errors}</body>\n</html>\n"
    );
    inject(page.as_bytes(), published, "")
}

/// A message to an open page.
#[derive(Serialize)]
struct Message<'a> {
    /// The current build.
    build: String,
    /// URL paths that changed since the page's build; null if unknown.
    changed: Option<Vec<String>>,
    /// The current errors.
    errors: &'a [String],
}

/// The stream of changes since the build in `query` (`since=…`): first the changes that the page has missed,
/// then each new one. A slow page skips to the latest.
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
