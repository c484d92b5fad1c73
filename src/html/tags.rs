//! Scans the tags of a page or a piece of HTML, one after the other, with their attributes. The sanitizer, feeds, the
//! resolution of links and `check` all use it. Builds no tree and never fails: malformed HTML is read as it is
//! written, where a browser would repair it.

use std::borrow::Cow;
use std::ops::Range;

/// A tag.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tag<'t> {
    /// Its name, as written.
    pub name: &'t str,
    /// Whether it is a closing tag.
    pub is_closing: bool,
    /// The text between its name and its end.
    inside: &'t str,
    /// Its position in the text.
    pub range: Range<usize>,
}

/// Elements whose content is always text (HTML, 13.1.2).
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Maximum length of a tag in a fragment, in bytes: an unclosed quote in each of many tags must not be searched to the
/// end of the text every time.
const MAX_TAG_BYTES: usize = 10_000;

/// How tags are found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// As in a page: the content of [`RAW`] elements has no tags, and a tag without an end includes the rest of the text.
    Page,
    /// As in text that may contain HTML: all elements have tags, and a tag without an end ends with its line.
    Fragment,
}

/// The opening tags of a page, in order.
pub fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    all_tags(text).filter(|tag| !tag.is_closing)
}

/// The opening and closing tags of a page, in order.
pub fn all_tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    scan(text, Mode::Page)
}

/// The opening and closing tags of a text that may contain HTML. What looks like a tag of an unknown element is
/// included, and so are tags in the content of elements such as `script`, in which a browser reads none. A tag without
/// an end ends with its line.
pub fn fragment_tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    scan(text, Mode::Fragment)
}

fn scan(text: &str, mode: Mode) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || next(text, &mut at, mode))
}

fn next<'t>(text: &'t str, at: &mut usize, mode: Mode) -> Option<Tag<'t>> {
    loop {
        let start = *at + text.get(*at..)?.find('<')?;
        let after = &text[start + 1..];
        if let Some(comment) = after.strip_prefix("!--") {
            *at = start + "<!--".len() + end_of_comment(comment);
            continue;
        }
        let is_closing = after.starts_with('/');
        let name_start = start + 1 + usize::from(is_closing);
        let rest = &text[name_start..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            *at = start + 1;
            continue;
        }
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
        let (name, rest) = rest.split_at(rest.find(is_end).unwrap_or(rest.len()));
        let end = match mode {
            Mode::Page => end_of_tag(rest, usize::MAX),
            Mode::Fragment => end_of_tag(rest, MAX_TAG_BYTES).or_else(|| rest.find(['>', '\n'])),
        };
        let inside = &rest[..end.unwrap_or(rest.len())];
        let end = name_start + name.len() + end.map_or(rest.len(), |end| end + 1);
        let is_raw =
            mode == Mode::Page && !is_closing && RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw));
        *at = if is_raw { end_of_raw(text, end, name) } else { end };
        return Some(Tag { name, is_closing, inside, range: start..end });
    }
}

/// The length of a comment after `<!--`. `<!-->` and `<!--->` are complete (HTML, 13.2.5.44).
fn end_of_comment(comment: &str) -> usize {
    match comment.as_bytes() {
        [b'>', ..] => 1,
        [b'-', b'>', ..] => 2,
        _ => comment.find("-->").map_or(comment.len(), |end| end + "-->".len()),
    }
}

/// The position of the `>` that ends a tag, in the text after its name: the first one outside quotes. Reads up to
/// `limit` bytes.
fn end_of_tag(text: &str, limit: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[..text.len().min(limit)];
    let mut at = 0;
    loop {
        at += bytes[at..].iter().position(|byte| matches!(byte, b'>' | b'"' | b'\''))?;
        let byte = bytes[at];
        if byte == b'>' {
            return Some(at);
        }
        // A quotation mark begins a value only after `=`.
        if bytes[..at].trim_ascii_end().ends_with(b"=") {
            at += 1 + bytes[at + 1..].iter().position(|end| *end == byte)?;
        }
        at += 1;
    }
}

/// Where the content of an element that contains only text ends.
fn end_of_raw(text: &str, from: usize, name: &str) -> usize {
    let ends = |(at, _): &(usize, &str)| {
        text.get(from + at + 2..from + at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name))
    };
    let rest = text.get(from..).unwrap_or_default();
    rest.match_indices("</").find(ends).map_or(text.len(), |(at, _)| from + at)
}

impl<'t> Tag<'t> {
    /// Whether it is a tag of the element with this name.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute, with character references resolved; empty if it has no value.
    pub fn get(&self, name: &str) -> Option<Cow<'t, str>> {
        self.get_as_written(name).map(unescape)
    }

    /// The value of an attribute as written.
    pub fn get_as_written(&self, name: &str) -> Option<&'t str> {
        let mut attributes = self.attributes();
        attributes.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The attributes in order, with values as written.
    fn attributes(&self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let mut rest = self.inside;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let length = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'));
            let (name, behind) = rest.split_at(length.unwrap_or(rest.len()));
            if name.is_empty() {
                // A stray `=` ends the list of attributes.
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

/// Resolves the character references that occur in URLs and names.
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
            ("<!--><a href=x><!---><b>-->", vec!["a href=x", "b"]),
            ("</a title='<b>'><i>", vec!["i"]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        let tag = tags("é<b>x").next();
        assert_eq!(tag.map(|tag| tag.range), Some(2..5));
    }

    #[test]
    fn closing_tags_and_fragments() {
        let show = |tag: Tag<'_>| format!("{}{}", if tag.is_closing { "/" } else { "" }, tag.name);
        let text = "<a>x</A ><script><b></script>";
        assert_eq!(all_tags(text).map(show).collect::<Vec<_>>(), ["a", "/A", "script", "/script"]);
        assert_eq!(fragment_tags(text).map(show).collect::<Vec<_>>(), ["a", "/A", "script", "b", "/script"]);
        let text = "<a title=\"x\n<b>";
        let mut tags = all_tags(text).map(|tag| tag.range);
        assert_eq!((tags.next(), tags.next()), (Some(0..text.len()), None));
        assert_eq!(fragment_tags(text).map(|tag| tag.range).collect::<Vec<_>>(), [0..12, 12..15]);
    }

    proptest::proptest! {
        #[test]
        fn any_text(text in "[<>=\"'/ \na!&#x;é-]{0,80}|(</?(script|a|img|!--) ?(href=[\"']?é[\"']?)?[ />]?){0,9}") {
            for tag in all_tags(&text).chain(fragment_tags(&text)) {
                proptest::prop_assert!(text.get(tag.range.clone()).is_some_and(|tag| tag.starts_with('<')));
                proptest::prop_assert!(tag.get("=").is_none());
            }
        }
    }
}
