//! The opening tags of a page or of a piece of HTML, one after the other, with their attributes. Builds no
//! tree and forgives everything: what a browser would mend is read as it stands.

use std::borrow::Cow;
use std::ops::Range;

/// An opening tag.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tag<'t> {
    /// Its name, as it is written.
    pub name: &'t str,
    /// What stands between its name and its end.
    inside: &'t str,
    /// Where it stands in the text.
    pub range: Range<usize>,
}

/// Elements whose content is text, whatever it looks like (HTML, 13.1.2).
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// The opening tags of a text, in order.
pub fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || next(text, &mut at))
}

fn next<'t>(text: &'t str, at: &mut usize) -> Option<Tag<'t>> {
    loop {
        let start = *at + text.get(*at..)?.find('<')?;
        let behind = &text[start + 1..];
        if let Some(comment) = behind.strip_prefix("!--") {
            *at = comment.find("-->").map_or(text.len(), |end| start + 4 + end + 3);
            continue;
        }
        if !behind.starts_with(|c: char| c.is_ascii_alphabetic()) {
            *at = start + 1;
            continue;
        }
        let end = end_of_tag(behind);
        let length = behind[..end].find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(end);
        *at = start + 1 + end;
        let name = &behind[..length];
        if RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw)) {
            *at = end_of_raw(text, *at, name);
        }
        return Some(Tag {
            name,
            inside: &behind[length..end],
            range: start..(start + end + 2).min(text.len()),
        });
    }
}

/// Where the tag that this text begins with ends: at its `>` that stands in no quotation marks.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return at,
            // A quotation mark opens a value only behind `=`.
            (b'"' | b'\'', None) if text[..at].trim_end().ends_with('=') => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// Where the content of an element that holds text ends.
fn end_of_raw(text: &str, from: usize, name: &str) -> usize {
    let ends = |(at, _): &(usize, &str)| {
        text.get(from + at + 2..from + at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name))
    };
    let rest = text.get(from..).unwrap_or_default();
    rest.match_indices("</").find(ends).map_or(text.len(), |(at, _)| from + at)
}

impl<'t> Tag<'t> {
    /// Whether it is a tag of this name.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute, its character references resolved; empty if it has none.
    pub fn get(&self, name: &str) -> Option<Cow<'t, str>> {
        self.attributes()
            .find(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| unescape(value))
    }

    /// The attributes in order, values as they are written.
    fn attributes(&self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let mut rest = self.inside;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let length = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'));
            let (name, behind) = rest.split_at(length.unwrap_or(rest.len()));
            if name.is_empty() {
                // A stray `=` ends what can be read.
                return None;
            }
            let Some(value) = behind.trim_start().strip_prefix('=') else {
                rest = behind;
                return Some((name, ""));
            };
            let value = value.trim_start();
            let quoted =
                ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.split_once(quote));
            let end = || value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len());
            let (value, behind) = quoted.unwrap_or_else(|| value.split_at(end()));
            rest = behind;
            Some((name, value))
        })
    }
}

/// A text with the character references resolved that stand in addresses and names.
fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        let reference = rest[at + 1..].split_once(';').and_then(|(name, _)| Some((name, character(name)?)));
        let (c, length) = reference.map_or(('&', 1), |(name, c)| (c, name.len() + 2));
        plain.push(c);
        rest = &rest[at + length..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16).ok());
            char::from_u32(hex.unwrap_or_else(|| number.parse().ok())?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let get =
            |tag: &Tag<'_>, name| tag.get(name).map(|value| format!(" {name}={value}")).unwrap_or_default();
        tags(text).map(|tag| format!("{}{}{}", tag.name, get(&tag, "href"), get(&tag, "alt"))).collect()
    }

    #[test]
    fn tags_and_attributes() {
        for (text, expected) in [
            ("<a href=\"/x?a=1&amp;b=2\">t</a>", vec!["a href=/x?a=1&b=2"]),
            ("<A HREF='/x' >", vec!["A href=/x"]),
            ("<a href=/x/>", vec!["a href=/x/"]),
            ("<a\nhref = \"/x\"\ntitle=\"a > b\"><b>", vec!["a href=/x", "b"]),
            ("<img alt src=x><img alt=\"\"><img>", vec!["img alt=", "img alt=", "img"]),
            ("<!-- <a href=x> --><p>", vec!["p"]),
            ("<script>if (a<b) '<a href=x>'</script><p>", vec!["script", "p"]),
            ("<title><a></title><TITLE><b></Title><i>", vec!["title", "TITLE", "i"]),
            ("a < b <1> </a> <", vec![]),
            ("<a href=\"&#47;&#x78;&unknown;&\">", vec!["a href=/x&unknown;&"]),
            ("<a href=\"x", vec!["a href=\"x"]),
            ("<br/><p =x>", vec!["br", "p"]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        let tag = tags("é<b>x").next();
        assert_eq!(tag.map(|tag| tag.range), Some(2..5));
    }

    proptest::proptest! {
        #[test]
        fn any_text(text in "[<>=\"'/ \na!&#x;é-]{0,80}|(</?(script|a|img|!--) ?(href=[\"']?é[\"']?)?[ />]?){0,9}") {
            for tag in tags(&text) {
                proptest::prop_assert!(text.get(tag.range.clone()).is_some_and(|tag| tag.starts_with('<')));
                proptest::prop_assert!(tag.get("=").is_none());
            }
        }
    }
}
