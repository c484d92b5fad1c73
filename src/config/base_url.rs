//! Reads `base_url` and gives it one normal form. Does not know where the value is from.

use url::Url;

use super::BaseUrl;
use crate::url_path::{decode, encode};

/// Why a text is not a `base_url`.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct BadBaseUrl {
    /// What was expected.
    pub expected: &'static str,
    /// The URL without what it must not have.
    pub suggestion: Option<String>,
}

/// Reads the URL of a home page. Case of the host, IDN, a default port, double slashes, a final `index.html` and the
/// final slash make no difference.
pub(super) fn parse(text: &str) -> Result<BaseUrl, BadBaseUrl> {
    let bad = |expected| BadBaseUrl { expected, suggestion: None };
    let url = Url::parse(text).map_err(|_| bad("a URL"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(bad("a URL with `https` or `http`"));
    }
    // The URL standard ignores a wrong number of slashes.
    let rest = text.trim().get(url.scheme().len()..).and_then(|rest| rest.strip_prefix("://"));
    let is_hostless = rest.is_none_or(|rest| rest.starts_with(['/', '\\']));
    let Some(host) = url.host_str().filter(|_| !is_hostless) else { return Err(bad("a URL")) };
    let base = BaseUrl {
        origin: url.origin().ascii_serialization(),
        host: host.to_string(),
        path: normal_path(url.path()),
    };
    let without = |expected| BadBaseUrl { expected, suggestion: Some(base.address("/")) };
    if !url.username().is_empty() || url.password().is_some() {
        return Err(without("a URL without user name and password"));
    }
    if url.query().is_some() {
        return Err(without("a URL without a query"));
    }
    if url.fragment().is_some() {
        return Err(without("a URL without a fragment"));
    }
    Ok(base)
}

/// Without empty segments and `index.html`, and with one percent-encoding.
fn normal_path(path: &str) -> String {
    let mut segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    if segments.last() == Some(&"index.html") {
        segments.pop();
    }
    let encoded = |segment: &&str| {
        let decoded = decode(segment);
        // An encoded slash does not separate segments.
        if decoded.contains('/') { format!("/{segment}") } else { format!("/{}", encode(&decoded)) }
    };
    segments.iter().map(encoded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_url_has_one_form() {
        for (text, expected) in [
            ("https://ada.example", "https://ada.example/"),
            ("https://ada.example/digest", "https://ada.example/digest/"),
            ("https://ada.example//digest//", "https://ada.example/digest/"),
            ("https://ada.example/digest/index.html", "https://ada.example/digest/"),
            ("https://ada.example/index.html/", "https://ada.example/"),
            ("HTTPS://Ada.Example:443/Digest/", "https://ada.example/Digest/"),
            ("http://ada.example:80", "http://ada.example/"),
            ("http://ada.example:8080/x/../y", "http://ada.example:8080/y/"),
            ("https://größe.example/ö%c3%9f/", "https://xn--gre-6ka8i.example/%C3%B6%C3%9F/"),
            (" https://ada.example/a b/ ", "https://ada.example/a%20b/"),
            ("http://[::1]:1111/", "http://[::1]:1111/"),
        ] {
            assert_eq!(parse(text).map(|url| url.address("/")).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_a_home_page_cannot_have() {
        for (text, expected, suggestion) in [
            ("ada.example/digest", "a URL", None),
            ("/digest/", "a URL", None),
            ("https:ada.example", "a URL", None),
            ("https:///ada.example", "a URL", None),
            ("https://", "a URL", None),
            ("", "a URL", None),
            ("ftp://ada.example", "a URL with `https` or `http`", None),
            ("file:///srv/digest", "a URL with `https` or `http`", None),
            ("https://ada.example/d?v=1", "a URL without a query", Some("https://ada.example/d/")),
            ("https://ada.example/#top", "a URL without a fragment", Some("https://ada.example/")),
            (
                "https://ada:secret@ada.example/",
                "a URL without user name and password",
                Some("https://ada.example/"),
            ),
        ] {
            let suggestion = suggestion.map(str::to_owned);
            assert_eq!(parse(text), Err(BadBaseUrl { expected, suggestion }), "{text}");
        }
    }
}
