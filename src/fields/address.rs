//! URLs of links and images: which schemes are allowed. Does not check that a target exists.

use super::{Located, TableReader};
use crate::diagnostic::codes::fields as codes;

impl TableReader<'_> {
    /// A link: a URL with the scheme `http`, `https` or `mailto`, or a path on the site.
    pub fn address(&mut self, key: &'static str) -> Option<Located<String>> {
        self.checked(key, is_address)
    }

    /// The same, or a relative path.
    pub fn any_address(&mut self, key: &'static str) -> Option<Located<String>> {
        self.checked(key, is_any_address)
    }

    fn checked(&mut self, key: &'static str, may_be: impl Fn(&str) -> bool) -> Option<Located<String>> {
        let text = self.text(key)?;
        if may_be(&text.value) {
            return Some(Located { value: text.value.trim().to_string(), span: text.span });
        }
        let problem = codes::bad_address(self.file.path, text.span, &self.qualified_key(key), &text.value);
        self.diagnostics.push(problem);
        None
    }
}

/// Whether a text is an absolute URL with a safe scheme, or a path on the site.
pub fn is_address(text: &str) -> bool {
    let text = text.trim();
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let web = matches!(scheme.as_deref(), Some("http" | "https" | "mailto")) && url::Url::parse(text).is_ok();
    let local = text.starts_with('/') || text.starts_with('#');
    (web || local) && !text.contains(|c: char| c.is_control() || c.is_whitespace())
}

/// The same, or relative.
pub fn is_any_address(text: &str) -> bool {
    is_address(text) || is_relative(text)
}

/// Whether nothing in a text could be read as a scheme.
fn is_relative(text: &str) -> bool {
    let first = text.split(['/', '?', '#']).next().unwrap_or_default();
    !first.contains(':') && !text.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes() {
        for (text, address, relative) in [
            ("https://a.b/c", true, false),
            ("MAILTO:a@b.c", true, false),
            ("/about/", true, true),
            ("plot.png", false, true),
            ("img/a:b.png", false, true),
            ("javascript:x", false, false),
            ("javascript://x", false, false),
            ("java\nscript:x", false, false),
            ("\u{1}javascript:x", false, false),
            ("data:text/html,x", false, false),
            ("http:", false, false),
        ] {
            assert_eq!((is_address(text), is_relative(text)), (address, relative), "{text}");
        }
    }
}
