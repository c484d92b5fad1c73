//! Values that are links: an absolute URL, or a path of this site. One parser reads them all. Does not check that a
//! target exists.

use url::Url;

use super::{Located, TableReader};
use crate::diagnostic::codes::fields as codes;

/// Endings of files that are not names of hosts.
const FILE_ENDINGS: [&str; 16] = [
    "bib", "csv", "gif", "htm", "html", "jpeg", "jpg", "json", "md", "pdf", "png", "svg", "txt", "webp",
    "xml", "zip",
];

impl TableReader<'_> {
    /// A link: a URL with the scheme `http`, `https` or `mailto`, or a path from the site's root.
    pub fn address(&mut self, key: &'static str) -> Option<Located<String>> {
        let text = self.text(key)?;
        self.checked_address(key, text)
    }

    /// The same from a text that was read before. Reports a text that is not a link.
    pub fn checked_address(&mut self, key: &str, text: Located<String>) -> Option<Located<String>> {
        match check_address(&text.value) {
            Ok(()) => Some(Located { value: text.value.trim().to_string(), span: text.span }),
            Err(suggestion) => self.report_address(key, &text, suggestion.as_deref()),
        }
    }

    /// An image: a link, or the path of a file next to the entry.
    pub fn image(&mut self, key: &'static str) -> Option<Located<String>> {
        let text = self.text(key)?;
        if is_file_path(text.value.trim()) {
            return Some(Located { value: text.value.trim().to_string(), span: text.span });
        }
        self.checked_address(key, text)
    }

    fn report_address<T>(
        &mut self,
        key: &str,
        text: &Located<String>,
        suggestion: Option<&str>,
    ) -> Option<T> {
        let key = self.qualified_key(key);
        self.diagnostics.push(codes::bad_address(self.file.path, text.span, &key, &text.value, suggestion));
        None
    }
}

/// Whether a text is an absolute URL with a safe scheme, or a path from the site's root.
pub fn is_address(text: &str) -> bool {
    check_address(text).is_ok()
}

/// Checks a link.
///
/// # Errors
///
/// If it is not one, the link that was probably meant.
pub fn check_address(text: &str) -> Result<(), Option<String>> {
    let text = text.trim();
    if text.is_empty() || text.contains(|c: char| c.is_control() || c.is_whitespace()) {
        return Err(None);
    }
    let first = text.split(['/', '?', '#']).next().unwrap_or_default();
    if let Some((scheme, _)) = first.split_once(':') {
        let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
        let is_safe = is_web || scheme.eq_ignore_ascii_case("mailto");
        let url = Url::parse(text).ok().filter(|_| is_safe).ok_or(None)?;
        // The URL standard ignores a wrong number of slashes.
        let rest = &text[scheme.len() + 1..];
        let has_host = rest.strip_prefix("//").is_some_and(|rest| !rest.starts_with(['/', '\\']));
        return if is_web && !has_host { Err(Some(url.into())) } else { Ok(()) };
    }
    let end = text.find(['?', '#']).unwrap_or(text.len());
    let (path, suffix) = text.split_at(end);
    let normal = normal_path(path);
    if path == normal {
        return Ok(());
    }
    // A browser takes both for the name of a host.
    if let Some(rest) = path.strip_prefix("//")
        && is_host(rest.split('/').next().unwrap_or_default())
    {
        return Err(Some(format!("https:{text}")));
    }
    if is_host(first) {
        return Err(Some(format!("https://{text}")));
    }
    Err(Some(format!("{normal}{suffix}")))
}

/// A path from the root, without `.`, `..`, backslashes and empty parts. If the last part is not a file, the path ends
/// with a slash, unless it was from the root before.
fn normal_path(path: &str) -> String {
    let slashes = path.replace('\\', "/");
    let mut parts: Vec<&str> = Vec::new();
    for part in slashes.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let Some(last) = parts.last() else { return "/".to_owned() };
    let is_folder = slashes.ends_with('/') || (!slashes.starts_with('/') && !last.contains('.'));
    format!("/{}{}", parts.join("/"), if is_folder { "/" } else { "" })
}

/// Whether a text looks like the name of a host rather than of a file or page.
fn is_host(text: &str) -> bool {
    let Some((name, end)) = text.rsplit_once('.') else { return false };
    let is_domain = end.len() >= 2 && end.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_domain && !name.is_empty() && !name.starts_with('.') && !FILE_ENDINGS.contains(&end)
}

/// Whether a text is the path of a file next to an entry.
fn is_file_path(text: &str) -> bool {
    let text = text.strip_prefix("./").unwrap_or(text);
    let has_scheme = text.split('/').next().is_some_and(|first| first.contains(':'));
    !has_scheme
        && !text.contains(|c: char| c.is_control() || c == '\\')
        && !text.split('/').any(|part| matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links() {
        for text in [
            "https://a.b/c",
            "http://a.b",
            "MAILTO:a@b.c",
            "/about/",
            "/",
            "/a.png",
            "/about",
            "/x?y=//z#./t",
            "/gr\u{f6}\u{df}e/",
            "/a%20b/",
            " /about/ ",
        ] {
            assert_eq!(check_address(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_was_meant() {
        for (text, meant) in [
            ("about", "/about/"),
            ("./about/", "/about/"),
            ("../about/us", "/about/us/"),
            ("plot.png", "/plot.png"),
            ("about#team", "/about/#team"),
            ("#team", "/#team"),
            ("?q=x", "/?q=x"),
            ("/\\host/x", "/host/x"),
            ("\\about", "/about"),
            ("//about/", "/about/"),
            ("//cdn.example/x.js", "https://cdn.example/x.js"),
            ("/a//b/", "/a/b/"),
            ("/a/../b/", "/b/"),
            ("example.org", "https://example.org"),
            ("www.example.org/paper", "https://www.example.org/paper"),
            ("https:example.org", "https://example.org/"),
            ("https:///example.org/x", "https://example.org/x"),
        ] {
            assert_eq!(check_address(text), Err(Some(meant.to_owned())), "{text}");
            assert_eq!(check_address(meant), Ok(()), "{meant}");
        }
    }

    #[test]
    fn what_is_no_link() {
        for text in [
            "",
            " ",
            "javascript:x",
            "javascript://x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "http:",
            "https://",
            "/a b/",
            "C:\\x",
        ] {
            assert_eq!(check_address(text), Err(None), "{text}");
        }
    }

    #[test]
    fn images_next_to_entries() {
        for (text, expected) in [
            ("plot.png", true),
            ("./img/a b.png", true),
            ("img/a:b.png", true),
            ("fig #1.png", true),
            ("../plot.png", false),
            ("/plot.png", false),
            ("//host/plot.png", false),
            ("img\\plot.png", false),
            ("javascript:x", false),
            ("", false),
        ] {
            assert_eq!(is_file_path(text), expected, "{text}");
        }
    }
}
