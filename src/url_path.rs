//! Percent-encoding of paths and URLs (RFC 3986), for pages, feeds and metadata. Does not know which paths exist.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The characters of a path that are percent-encoded: all except the unreserved characters, the slash, and those
/// delimiters that mean nothing in HTML and in templates.
const ENCODED: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'/')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b'@');

/// A path of files as a path in a URL.
///
/// ```
/// use digestgen::url_path::encode;
///
/// assert_eq!(encode("größe 100%/a.png"), "gr%C3%B6%C3%9Fe%20100%25/a.png");
/// ```
pub fn encode(path: &str) -> Cow<'_, str> {
    // Most paths need no encoding, and are borrowed.
    utf8_percent_encode(path, &ENCODED).into()
}

/// The characters of a URL that are percent-encoded: those that a URL cannot have. `%` stays, because a URL that
/// a person wrote can be encoded already.
const ENCODED_IN_URLS: AsciiSet =
    ENCODED.remove(b'#').remove(b'%').remove(b'&').remove(b':').remove(b'?').remove(b'[').remove(b']');

/// A URL, or a part of one, that a person wrote.
///
/// ```
/// use digestgen::url_path::encode_url;
///
/// assert_eq!(encode_url("/größe/?q=a b%20c#d"), "/gr%C3%B6%C3%9Fe/?q=a%20b%20c#d");
/// ```
pub fn encode_url(url: &str) -> Cow<'_, str> {
    utf8_percent_encode(url, &ENCODED_IN_URLS).into()
}

/// A path in a URL as a path of files. Bytes that are not UTF-8 are replaced.
pub fn decode(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    percent_decode_str(path).decode_utf8_lossy()
}
