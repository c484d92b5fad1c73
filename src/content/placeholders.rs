//! HTML with placeholders, before it becomes [`Markup`]: one string in which placeholders mark values that later
//! stages insert, and parts that the sanitizer must not see. A placeholder starts with U+FDD0, a noncharacter that is
//! removed from all input, so it cannot be forged. Does not handle Markdown.

use std::borrow::Cow;

use super::markup::{Markup, MarkupPart};

/// The first character of every placeholder.
pub const PLACEHOLDER: char = '\u{FDD0}';
/// The placeholder of [`MarkupPart::Base`].
pub const BASE: &str = "\u{FDD0}b";
/// The placeholder of [`MarkupPart::Folder`].
pub const FOLDER: &str = "\u{FDD0}f";
/// The placeholder of [`MarkupPart::IdPrefix`].
pub const ID_PREFIX: &str = "\u{FDD0}i";

/// HTML with placeholders.
#[derive(Default)]
pub struct HtmlBuffer {
    /// The HTML so far.
    pub html: String,
    /// The contents of placeholders with a number.
    protected: Vec<Vec<MarkupPart>>,
}

impl HtmlBuffer {
    /// Adds a part that stays unchanged when the HTML around it is sanitized. Returns its number.
    pub fn protect(&mut self, parts: Vec<MarkupPart>) -> usize {
        let number = self.protected.len();
        self.protected.push(parts);
        self.html.push(PLACEHOLDER);
        self.html.push_str(&number.to_string());
        self.html.push(';');
        number
    }

    /// Adds HTML that stays unchanged.
    pub fn finished(&mut self, html: String) {
        self.protect(vec![MarkupPart::Html(html)]);
    }

    /// Replaces the part with this number.
    pub fn replace(&mut self, number: usize, parts: Vec<MarkupPart>) {
        if let Some(part) = self.protected.get_mut(number) {
            *part = parts;
        }
    }

    /// Splits the HTML at its placeholders.
    pub fn into_markup(self) -> Markup {
        let mut markup = Markup::default();
        cut(&self.html, |token| match token {
            BufferToken::Html(html) => markup.push(MarkupPart::Html(html.to_owned())),
            BufferToken::Open(part) => markup.push(part),
            BufferToken::Protected(number) => {
                for part in self.protected.get(number).into_iter().flatten() {
                    markup.push(part.clone());
                }
            }
        });
        markup.shrink();
        markup
    }

    /// Removes the HTML from `start` on and returns it, without placeholders for later stages.
    pub fn take_from(&mut self, start: usize) -> String {
        let taken = self.html.split_off(start);
        let mut html = String::with_capacity(taken.len());
        cut(&taken, |token| match token {
            BufferToken::Html(text) => html.push_str(text),
            BufferToken::Open(_) => {}
            BufferToken::Protected(number) => {
                for part in self.protected.get(number).into_iter().flatten() {
                    if let MarkupPart::Html(protected) = part {
                        html.push_str(protected);
                    }
                }
            }
        });
        html
    }
}

enum BufferToken<'a> {
    Html(&'a str),
    Open(MarkupPart),
    Protected(usize),
}

fn cut<'a>(html: &'a str, mut take: impl FnMut(BufferToken<'a>)) {
    let mut sections = html.split(PLACEHOLDER);
    take(BufferToken::Html(sections.next().unwrap_or_default()));
    for section in sections {
        let (number, rest) =
            section.split_at(section.find(|c: char| !c.is_ascii_digit()).unwrap_or(section.len()));
        let (token, rest) = match (number.parse(), rest.as_bytes().first()) {
            (Ok(number), Some(b';')) => (BufferToken::Protected(number), &rest[1..]),
            (Err(_), Some(b'b')) => (BufferToken::Open(MarkupPart::Base), &rest[1..]),
            (Err(_), Some(b'f')) => (BufferToken::Open(MarkupPart::Folder), &rest[1..]),
            (Err(_), Some(b'i')) => (BufferToken::Open(MarkupPart::IdPrefix), &rest[1..]),
            _ => (BufferToken::Html(""), rest),
        };
        take(token);
        take(BufferToken::Html(rest));
    }
}

/// Removes placeholders from a text. The other bytes keep their positions.
pub fn without_placeholders(text: &str) -> Cow<'_, str> {
    if text.contains(PLACEHOLDER) {
        Cow::Owned(text.replace(PLACEHOLDER, "\u{FFFD}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Appends a text as HTML, for elements and attribute values. Characters that HTML does not allow are left out,
/// and so are placeholders.
pub fn escape(text: &str, into: &mut String) {
    let (bytes, mut kept, mut from) = (text.as_bytes(), 0, 0);
    while from < bytes.len() {
        from += plain_bytes(&bytes[from..]);
        for (at, byte) in bytes.iter().enumerate().skip(from).take(CHUNK) {
            let (escaped, length) = match byte {
                b'<' => ("&lt;", 1),
                b'>' => ("&gt;", 1),
                b'&' => ("&amp;", 1),
                b'"' => ("&quot;", 1),
                b'\t' | b'\n' | b'\r' => continue,
                0..0x20 | 0x7F => ("", 1),
                // U+FDD0 to U+FDEF.
                0xEF if text[at..].starts_with(|c| matches!(c, '\u{FDD0}'..='\u{FDEF}')) => ("", 3),
                _ => continue,
            };
            into.push_str(&text[kept..at]);
            into.push_str(escaped);
            kept = at + length;
        }
        from += CHUNK;
    }
    into.push_str(&text[kept..]);
}

/// Number of bytes that are checked together, without a branch for each.
const CHUNK: usize = 16;

/// The length of the chunks at the beginning that need no escaping, in bytes.
fn plain_bytes(text: &[u8]) -> usize {
    let is_plain = |chunk: &&[u8; CHUNK]| {
        let special = chunk.iter().fold(0, |special: u8, byte| {
            let is = |special: u8| u8::from(*byte == special);
            special | u8::from(*byte < 0x20) | is(b'<') | is(b'>') | is(b'&') | is(b'"') | is(0x7F) | is(0xEF)
        });
        special == 0
    };
    text.as_chunks::<CHUNK>().0.iter().take_while(is_plain).count() * CHUNK
}

/// Escapes a text.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    escape(text, &mut html);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn split_at_placeholders() {
        let mut buffer = HtmlBuffer { html: format!("<a href=\"{BASE}/x\">"), ..HtmlBuffer::default() };
        buffer.finished("<b>".to_owned());
        buffer.html.push_str("\u{FDD0}7;\u{FDD0}99999999999999999999;\u{FDD0}x\u{FDD0}");
        let expected = [
            MarkupPart::Html("<a href=\"".to_owned()),
            MarkupPart::Base,
            MarkupPart::Html("/x\"><b>;x".to_owned()),
        ];
        let markup = buffer.into_markup();
        assert_eq!(markup.parts(), expected);
    }

    #[test]
    fn escaping() {
        assert_eq!(
            escaped("a<b>&\"c\"\u{0}\u{FDD0}1;\u{FDEF}\u{FDF0}ä"),
            "a&lt;b&gt;&amp;&quot;c&quot;1;\u{FDF0}ä"
        );
        for before in 0..40 {
            let plain = "é".repeat(before % 7) + &"x".repeat(before);
            let given = format!("{plain}<\u{FDD0}{plain}\n&");
            assert_eq!(escaped(&given), format!("{plain}&lt;{plain}\n&amp;"));
        }
        assert_eq!(without_placeholders("a\u{FDD0}b").len(), "a\u{FDD0}b".len());
    }
}
