//! Answers requests: checks access, finds the output for a path, and chooses the form of the reply.
//! Paths are looked up only among the outputs of a build, never on the disk.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Request, Response, StatusCode, header};
use tokio::sync::watch::Receiver;

use super::published::Published;
use super::reply::{self, BufferedReply};
use super::{host, reload};
use crate::output::OutputBytes;
use crate::url_path::encode;

/// The data that every request handler needs.
#[derive(Clone)]
pub struct Shared {
    latest: Receiver<Arc<Published>>,
    is_open: bool,
}

/// One route for all paths. With `is_open`, requests may name any host.
pub fn router(latest: Receiver<Arc<Published>>, is_open: bool) -> Router {
    Router::new().fallback(answer).with_state(Shared { latest, is_open })
}

async fn answer(State(shared): State<Shared>, request: Request<Body>) -> Response<Body> {
    let (request, _) = request.into_parts();
    let mut response = respond(&shared, &request);
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}

fn respond(shared: &Shared, request: &Parts) -> Response<Body> {
    if !host::is_local(request, shared.is_open) {
        let text = "This server only accepts requests for this machine; use `--bind` to accept others.\n";
        return reply::text(StatusCode::FORBIDDEN, text);
    }
    if has_body(request) {
        let mut response = reply::text(StatusCode::PAYLOAD_TOO_LARGE, "Request bodies are not accepted.\n");
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        return response;
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        let mut response = reply::text(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are supported.\n");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    match request.uri.path() {
        reload::EVENTS if !host::is_own_page(request) => {
            reply::text(StatusCode::FORBIDDEN, "Only pages of this server may connect.\n")
        }
        reload::EVENTS => reload::events(shared.latest.clone(), request.uri.query().unwrap_or_default()),
        reload::SCRIPT => reply::buffered(request, BufferedReply::script()),
        path => page(&Arc::clone(&shared.latest.borrow()), request, path),
    }
}

fn has_body(request: &Parts) -> bool {
    let length = request.headers.get(header::CONTENT_LENGTH);
    request.headers.contains_key(header::TRANSFER_ENCODING) || length.is_some_and(|length| length != "0")
}

/// The reply for a path of the site.
fn page(published: &Published, request: &Parts, path: &str) -> Response<Body> {
    if !published.is_ready() {
        return reply::buffered(request, BufferedReply::errors(published));
    }
    let Some(decoded) = decode(path) else {
        return reply::text(StatusCode::BAD_REQUEST, "The URL is not valid UTF-8.\n");
    };
    let inside = decoded.strip_prefix(&published.mount).and_then(|rest| rest.strip_prefix('/'));
    let Some(inside) = inside else {
        let is_above = published.mount.starts_with(decoded.trim_end_matches('/'));
        let home = format!("{}/", published.mount);
        return if is_above { reply::redirect(&home) } else { not_found(published, request) };
    };
    let is_folder = inside.is_empty() || inside.ends_with('/');
    let output = if is_folder { format!("{inside}index.html") } else { inside.to_owned() };
    match published.files.get(&output) {
        Some(OutputBytes::Bytes(bytes)) => {
            reply::buffered(request, BufferedReply::output(published, &output, bytes))
        }
        Some(OutputBytes::Large(file)) => reply::large(request, &output, file),
        None if published.files.get(&format!("{inside}/index.html")).is_some() => {
            let query = request.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            reply::redirect(&format!("{}/{}/{query}", published.mount, encode(inside)))
        }
        None => not_found(published, request),
    }
}

fn not_found(published: &Published, request: &Parts) -> Response<Body> {
    match published.files.get("404.html") {
        Some(OutputBytes::Bytes(bytes)) => {
            reply::buffered(request, BufferedReply::not_found(published, bytes))
        }
        _ => reply::text(StatusCode::NOT_FOUND, "Not found.\n"),
    }
}

/// Percent-decodes a path once. `None` if the result is not UTF-8.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                let (high, low) = (digit(rest.next())?, digit(rest.next())?);
                u8::try_from(high * 16 + low).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}
