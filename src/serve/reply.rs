//! Builds replies: complete, a byte range, headers only, or 304 Not Modified (RFC 9110).
//! Does not look up paths.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::response::Builder;
use axum::http::{HeaderValue, Method, Response, StatusCode, header};

use super::media::media_type;
use super::published::Published;
use super::reload;
use crate::fingerprint::Fingerprint;
use crate::output::LargeFile;

/// Bytes of a large file that are read at a time.
const CHUNK_BYTES: u64 = 256 * 1024;

/// A reply whose body is in memory.
pub struct BufferedReply {
    status: StatusCode,
    media_type: &'static str,
    bytes: Bytes,
}

impl BufferedReply {
    /// The output at a path of the site.
    pub fn output(published: &Published, output: &str, bytes: &Arc<[u8]>) -> Self {
        let media_type = media_type(output);
        let bytes = if media_type.starts_with("text/html") {
            reload::inject(bytes, published, output).into()
        } else {
            Bytes::from_owner(Arc::clone(bytes))
        };
        Self { status: StatusCode::OK, media_type, bytes }
    }

    /// The 404 page.
    pub fn not_found(published: &Published, bytes: &Arc<[u8]>) -> Self {
        Self { status: StatusCode::NOT_FOUND, ..Self::output(published, "404.html", bytes) }
    }

    /// The page with the errors, shown until a build succeeds.
    pub fn errors(published: &Published) -> Self {
        let bytes = reload::error_page(published).into();
        Self { status: StatusCode::SERVICE_UNAVAILABLE, media_type: media_type(".html"), bytes }
    }

    /// The live-reload script.
    pub fn script() -> Self {
        let bytes = Bytes::from_static(reload::JAVASCRIPT.as_bytes());
        Self { status: StatusCode::OK, media_type: media_type(".js"), bytes }
    }
}

/// Answers with bytes in memory.
pub fn buffered(
    request: &Parts,
    BufferedReply { status, media_type, bytes }: BufferedReply,
) -> Response<Body> {
    let tag = format!("\"{}\"", Fingerprint::of_bytes(&bytes));
    let head = head(status, media_type, &tag);
    if status != StatusCode::OK {
        return finish(request, head.header(header::CONTENT_LENGTH, bytes.len()), Body::from(bytes));
    }
    let size = bytes.len() as u64;
    match requested_range(request, &tag, size) {
        RequestedRange::NotModified => finish(request, head.status(StatusCode::NOT_MODIFIED), Body::empty()),
        RequestedRange::All => finish(request, head.header(header::CONTENT_LENGTH, size), Body::from(bytes)),
        RequestedRange::Range(start, end) => {
            let slice = bytes.slice(start as usize..end as usize);
            finish(request, of_range(head, start, end, size), Body::from(slice))
        }
        RequestedRange::Unsatisfiable => finish(request, unsatisfiable(head, size), Body::empty()),
    }
}

/// Answers with a file on the disk, in chunks. If the file has changed since the build, the reply is 503; the
/// next build follows.
pub fn large(request: &Parts, output: &str, file: &Arc<LargeFile>) -> Response<Body> {
    let size = file.size();
    let tag = format!("\"{}\"", Fingerprint::of(&(size, file.modified())));
    let head = head(StatusCode::OK, media_type(output), &tag);
    let (head, start, end) = match requested_range(request, &tag, size) {
        RequestedRange::NotModified => {
            return finish(request, head.status(StatusCode::NOT_MODIFIED), Body::empty());
        }
        RequestedRange::Unsatisfiable => return finish(request, unsatisfiable(head, size), Body::empty()),
        RequestedRange::All => (head.header(header::CONTENT_LENGTH, size), 0, size),
        RequestedRange::Range(start, end) => (of_range(head, start, end, size), start, end),
    };
    let Ok(_) = file.open_at(start) else {
        return text(StatusCode::SERVICE_UNAVAILABLE, "The file has just changed; try again.\n");
    };
    let file = Arc::clone(file);
    let chunks = futures_util::stream::unfold(start, move |at| {
        let file = Arc::clone(&file);
        async move {
            if at >= end {
                return None;
            }
            let size = CHUNK_BYTES.min(end - at);
            let read = move || file.open_at(at)?.read(size as usize);
            // After an error the body is too short, which the client notices by its length.
            let read = tokio::task::spawn_blocking(read).await.unwrap_or_else(|error| Err(error.into()));
            let next = if read.is_ok() { at + size } else { end };
            Some((read.map(Bytes::from), next))
        }
    });
    finish(request, head, Body::from_stream(chunks))
}

/// A short text message.
pub fn text(status: StatusCode, text: &'static str) -> Response<Body> {
    let head = Response::builder().status(status).header(header::CONTENT_TYPE, media_type(".txt"));
    built(head.header(header::CACHE_CONTROL, "no-store"), Body::from(text))
}

/// A temporary redirect.
pub fn redirect(to: &str) -> Response<Body> {
    let Ok(to) = HeaderValue::from_str(to) else {
        return text(StatusCode::BAD_REQUEST, "The redirect target is not a valid header value.\n");
    };
    let head = Response::builder().status(StatusCode::TEMPORARY_REDIRECT).header(header::LOCATION, to);
    built(head.header(header::CACHE_CONTROL, "no-store"), Body::empty())
}

fn head(status: StatusCode, media_type: &'static str, tag: &str) -> Builder {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, media_type)
        .header(header::CACHE_CONTROL, "no-cache")
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::ETAG, tag)
}

fn of_range(head: Builder, start: u64, end: u64, size: u64) -> Builder {
    head.status(StatusCode::PARTIAL_CONTENT)
        .header(header::CONTENT_RANGE, format!("bytes {start}-{}/{size}", end - 1))
        .header(header::CONTENT_LENGTH, end - start)
}

fn unsatisfiable(head: Builder, size: u64) -> Builder {
    head.status(StatusCode::RANGE_NOT_SATISFIABLE).header(header::CONTENT_RANGE, format!("bytes */{size}"))
}

fn finish(request: &Parts, head: Builder, body: Body) -> Response<Body> {
    built(head, if request.method == Method::HEAD { Body::empty() } else { body })
}

fn built(head: Builder, body: Body) -> Response<Body> {
    head.body(body).expect("invariant: all header values are valid")
}

/// The part of the body to send.
enum RequestedRange {
    All,
    NotModified,
    Range(u64, u64),
    Unsatisfiable,
}

fn requested_range(request: &Parts, tag: &str, size: u64) -> RequestedRange {
    let value = |name| request.headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if value(header::IF_NONE_MATCH).is_some_and(|tags| matches(tags, tag)) {
        return RequestedRange::NotModified;
    }
    let is_current = value(header::IF_RANGE).is_none_or(|known| known == tag);
    let range = value(header::RANGE).filter(|_| is_current && request.method == Method::GET);
    range.and_then(|range| one_range(range, size)).unwrap_or(RequestedRange::All)
}

/// Whether a list of entity tags contains this one (weak comparison, RFC 9110, 8.8.3.2).
fn matches(tags: &str, tag: &str) -> bool {
    let mut tags = tags.split(',').map(str::trim);
    tags.any(|other| other == "*" || other.strip_prefix("W/").unwrap_or(other) == tag)
}

/// Parses a single byte range. `None`, which sends the complete body, if there are several or none is valid.
fn one_range(range: &str, size: u64) -> Option<RequestedRange> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let (start, end) = match (first.trim().is_empty(), last.trim().is_empty()) {
        (true, true) => return None,
        (true, false) => (size.saturating_sub(number(last)?), size),
        (false, true) => (number(first)?, size),
        (false, false) => (number(first)?, number(last)?.checked_add(1)?.min(size)),
    };
    // A range that ends before it starts is invalid.
    if !first.trim().is_empty() && !last.trim().is_empty() && number(first)? > number(last)? {
        return None;
    }
    Some(if start < end { RequestedRange::Range(start, end) } else { RequestedRange::Unsatisfiable })
}
