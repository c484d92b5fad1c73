//! Classifies the URLs and paths of links and images, and rejects unsafe ones. Does not resolve them.

use crate::url_path::decode;

/// The kind of a URL or path in an entry, or why it is rejected.
#[derive(PartialEq, Eq, Debug)]
pub enum Address {
    /// Used unchanged: another site, a query, or a relative path of a page.
    Plain(String),
    /// Starts at the site's root: `/about/`.
    Rooted(String),
    /// A fragment of the same text, without the `#`.
    Fragment(String),
    /// A file in the entry's folder.
    File {
        /// Its path there, decoded, without `.` and empty parts.
        name: String,
        /// A query or fragment after it.
        suffix: String,
    },
    /// A image that is not in the entry's folder.
    Outside,
    /// A scheme that could run a script or contain any data.
    Unsafe,
}

impl Address {
    /// Reads the address of a link, with character references already resolved.
    pub fn of_link(text: &str) -> Self {
        Self::read(text, false)
    }

    /// Reads the address of a image, with character references already resolved.
    pub fn of_image(text: &str) -> Self {
        Self::read(text, true)
    }

    fn read(text: &str, image: bool) -> Self {
        // Browsers do the same before they look for a scheme.
        let text = text.trim_matches(|c: char| c <= ' ').replace(['\t', '\n', '\r'], "");
        match scheme(&text).map(str::to_ascii_lowercase).as_deref() {
            Some("http" | "https") => return Self::Plain(text),
            Some("mailto") if !image => return Self::Plain(text),
            Some(_) => return Self::Unsafe,
            None => {}
        }
        match text.as_bytes() {
            [] | [b'#'] | [b'?', ..] => Self::Plain(text),
            [b'#', ..] => Self::Fragment(text[1..].to_owned()),
            [b'/' | b'\\', b'/' | b'\\', ..] => Self::Plain(text),
            [b'/', ..] => Self::Rooted(text),
            _ => Self::relative(text, image),
        }
    }

    fn relative(text: String, image: bool) -> Self {
        let end = text.find(['?', '#']).unwrap_or(text.len());
        // The name of an image can contain `?` and `#`: `fig #1.png`.
        let is_name = image && !has_extension(&text[..end]) && has_extension(&text);
        let end = if is_name { text.len() } else { end };
        let path = decode(&text[..end]);
        let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
        let stray = parts.contains(&"..") || path.contains(['\\', '\0', ':']);
        let extension =
            parts.last().and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension);
        match (image, stray) {
            (true, true) => Self::Outside,
            (true, false) if parts.is_empty() => Self::Outside,
            (false, true) => Self::Plain(text),
            // A link to a page: with no extension, or to a Markdown file.
            (false, false) if extension.is_empty() || extension.eq_ignore_ascii_case("md") => {
                Self::Plain(text)
            }
            _ => Self::File { name: parts.join("/"), suffix: text[end..].to_owned() },
        }
    }
}

/// The text before a colon in the first part: a scheme, or what a browser could read as one.
fn scheme(text: &str) -> Option<&str> {
    let first = text.split(['/', '?', '#']).next()?;
    first.split_once(':').map(|(scheme, _)| scheme)
}

/// Whether a path ends like the name of a file.
fn has_extension(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(_, end)| {
        (1..=5).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, suffix: &str) -> Address {
        Address::File { name: name.to_owned(), suffix: suffix.to_owned() }
    }

    #[test]
    fn links() {
        let plain = |text: &str| Address::Plain(text.to_owned());
        for (text, expected) in [
            ("https://a.b/c?d=e#f", plain("https://a.b/c?d=e#f")),
            ("HTTP://a.b", plain("HTTP://a.b")),
            ("mailto:a@b.c", plain("mailto:a@b.c")),
            ("//host/x", plain("//host/x")),
            // Browsers read a backslash as a slash.
            ("/\\host/x", plain("/\\host/x")),
            ("\\/host/x", plain("\\/host/x")),
            ("a%3Ab.pdf", plain("a%3Ab.pdf")),
            ("?q=1", plain("?q=1")),
            ("", plain("")),
            ("other.md", plain("other.md")),
            ("../up/", plain("../up/")),
            ("#top", Address::Fragment("top".to_owned())),
            ("/about/", Address::Rooted("/about/".to_owned())),
            ("./data.csv#row=4", file("data.csv", "#row=4")),
            ("javascript:alert(1)", Address::Unsafe),
            ("JaVa\tScRiPt:alert(1)", Address::Unsafe),
            (" \u{1}javascript:alert(1)", Address::Unsafe),
            ("java\nscript:alert(1)", Address::Unsafe),
            ("data:text/html,x", Address::Unsafe),
            ("vbscript:x", Address::Unsafe),
            ("C:\\x", Address::Unsafe),
            ("\\x0Bjavascript:x", Address::Unsafe),
            ("x/javascript:x", plain("x/javascript:x")),
        ] {
            assert_eq!(Address::of_link(text), expected, "{text}");
        }
    }

    #[test]
    fn images() {
        for (text, expected) in [
            ("./img//plot%20a.png?x", file("img/plot a.png", "?x")),
            ("plot", file("plot", "")),
            ("fig #1.png", file("fig #1.png", "")),
            ("img/a?b.png", file("img/a?b.png", "")),
            ("plot.svg#part", file("plot.svg", "#part")),
            ("plot.svg?v=1.png", file("plot.svg", "?v=1.png")),
            ("../plot.png", Address::Outside),
            ("a/%2e%2e/%2e%2e/plot.png", Address::Outside),
            ("..%2fplot.png", Address::Outside),
            ("..\\plot.png", Address::Outside),
            ("a%3Ab.png", Address::Outside),
            (".", Address::Outside),
            ("data:image/png;base64,x", Address::Unsafe),
            ("mailto:a@b.c", Address::Unsafe),
        ] {
            assert_eq!(Address::of_image(text), expected, "{text}");
        }
    }
}
