//! Access control: which hosts a request may name, and which pages may receive the events.
//! A page of another site can make a browser send requests to this server, even under its own host name
//! that resolves to this machine (DNS rebinding). But it cannot make the request name `localhost` as its host.

use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

/// Whether a request names this machine. With `is_open`, set by `--bind`, every name is accepted.
pub fn is_local(request: &Parts, is_open: bool) -> bool {
    let Some(host) = host(request) else { return false };
    is_open || is_local_name(name_of(host))
}

/// Whether a request for the event stream comes from a page of this server, according to the headers that
/// browsers send.
pub fn is_own_page(request: &Parts) -> bool {
    let of_site = text(&request.headers, "sec-fetch-site").unwrap_or("same-origin");
    let origin = text(&request.headers, header::ORIGIN.as_str());
    let own = host(request).map(|host| format!("http://{host}"));
    let is_own = origin
        .is_none_or(|origin| Some(origin.to_ascii_lowercase()) == own.map(|own| own.to_ascii_lowercase()));
    is_own
        && matches!(of_site, "same-origin" | "none")
        && request.headers.get_all(header::ORIGIN).iter().count() < 2
}

/// The host that the request names. It must be the same in the request line and in the only `Host` header (RFC
/// 9112, 3.2).
fn host(request: &Parts) -> Option<&str> {
    let mut hosts = request.headers.get_all(header::HOST).iter();
    let (host, None) = (hosts.next()?.to_str().ok()?, hosts.next()) else { return None };
    let in_line = request.uri.authority().map(axum::http::uri::Authority::as_str);
    in_line.is_none_or(|authority| authority.eq_ignore_ascii_case(host)).then_some(host)
}

/// A host without its port.
fn name_of(host: &str) -> &str {
    match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((name, port)) if port.is_empty() || is_port(port) => name,
        Some(_) => "",
        None => match host.rsplit_once(':') {
            Some((name, port)) if is_port(&format!(":{port}")) => name,
            _ => host,
        },
    }
}

fn is_port(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Names that always resolve to this machine (RFC 6761, 6.3).
fn is_local_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_name = name == "localhost" || name.ends_with(".localhost");
    is_name || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    // A value that is not text matches no host.
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}
