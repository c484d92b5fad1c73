//! HTML as a type of its own, so that it is not confused with text that must be escaped; escaping; and a scanner
//! of tags. Creates no elements.

mod tags;

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

pub use tags::{Tag, all_tags, fragment_tags, tags};

/// A fragment of HTML that templates print without escaping.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Html(Arc<str>);

impl Html {
    /// Takes a fragment that is safe to show.
    pub fn new(html: impl Into<Arc<str>>) -> Self {
        Self(html.into())
    }

    /// The fragment.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Html {
    /// Tera passes its own values on unchanged, so the fragment stays marked as safe.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}

/// Escapes the characters that have a meaning in HTML and XML. The result is also safe in attributes.
///
/// ```
/// use digestgen::html::escape;
///
/// assert_eq!(escape("P < NP & \"x\""), "P &lt; NP &amp; &quot;x&quot;");
/// ```
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    escape_into(text, &mut escaped);
    escaped
}

/// [`escape`]s a text to the end of another.
pub fn escape_into(text: &str, escaped: &mut String) {
    let mut rest = text;
    // Copies everything between two special characters at once: most texts have none.
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        escaped.push_str(&rest[..at]);
        escaped.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    escaped.push_str(rest);
}
