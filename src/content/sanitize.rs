//! Sanitizes raw HTML in entries, in two steps. First, tags that are not HTML become text, one tag at a time. Then
//! ammonia parses the complete HTML of the text and keeps the elements and attributes on a short list, which includes
//! those that Markdown generates. Does not handle Markdown.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::address::Address;
use super::placeholders::{BASE, FOLDER, ID_PREFIX, PLACEHOLDER, escape};
use crate::html::{all_tags, fragment_tags};
use crate::url_path::{encode, encode_url};

/// A URL or path that [`clean`] found in raw HTML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FoundUrl {
    /// A file in the entry's folder.
    File(String),
    /// An image outside the entry's folder, as written.
    Outside(String),
    /// An unsafe URL, as written.
    Unsafe(String),
}

/// The value of `href` or `src` for an address, with placeholders; `None` if it must be removed.
pub fn with_placeholders(address: &Address) -> Option<String> {
    match address {
        Address::Plain(address) => Some(encode_url(address).to_string()),
        Address::Rooted(address) => Some(format!("{BASE}{}", encode_url(address))),
        Address::Fragment(id) => Some(format!("#{ID_PREFIX}{}", encode_url(id))),
        Address::File { name, suffix } => Some(format!("{FOLDER}{}{}", encode(name), encode_url(suffix))),
        Address::Outside | Address::Unsafe => None,
    }
}

/// The tags in a piece of raw HTML.
#[derive(Default)]
pub struct Tags {
    /// The piece, with tags that are not HTML as text.
    pub html: String,
    /// The tags that are not HTML: their positions in the piece, and their names.
    pub unknown: Vec<(usize, String)>,
    /// The number of HTML tags.
    pub known: usize,
    /// The number of elements that the piece leaves open; negative if it closes elements that were open before it.
    pub open: isize,
    /// The highest number of elements that are open at once.
    pub deepest: isize,
}

/// Reads a piece of raw HTML.
pub fn tags(piece: &str) -> Tags {
    let mut tags = Tags::default();
    let mut kept = 0;
    for tag in fragment_tags(piece) {
        let name = tag.name.to_ascii_lowercase();
        if is_html(&name) {
            let is_void = VOID.contains(&name.as_str());
            tags.known += 1;
            tags.open += if tag.is_closing { -1 } else { isize::from(!is_void) };
            tags.deepest = tags.deepest.max(tags.open);
        } else {
            tags.html.push_str(&piece[kept..tag.range.start]);
            escape(&piece[tag.range.clone()], &mut tags.html);
            kept = tag.range.end;
            tags.unknown.push((tag.range.start, tag.name.to_owned()));
        }
    }
    tags.html.push_str(&piece[kept..]);
    tags
}

/// Whether ammonia may read a tag. Not for elements whose content is not HTML, such as `script`: if one is not closed,
/// ammonia would remove the rest of the text.
fn is_html(name: &str) -> bool {
    INLINE.contains(&name) || BLOCK.contains(&name) || VOID.contains(&name) || DROPPED.contains(&name)
}

/// Sanitizes the complete HTML of a text. `inline` removes blocks, `ids` keeps ids.
pub fn clean(html: &str, inline: bool, ids: bool) -> (String, Vec<FoundUrl>) {
    let found = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&found);
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(INLINE.iter().chain(if inline { [].iter() } else { BLOCK.iter() }).copied().collect())
        .generic_attributes(GENERIC.iter().chain(ids.then_some(&"id")).copied().collect())
        .tag_attributes(lists(&ATTRIBUTES))
        .tag_attribute_values(HashMap::from([
            ("div", HashMap::from([("role", HashSet::from(["note", "region"]))])),
            ("th", HashMap::from([("scope", HashSet::from(["col", "row"]))])),
            ("pre", HashMap::from([("tabindex", HashSet::from(["0"]))])),
        ]))
        .allowed_classes(lists(&CLASSES))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .set_tag_attribute_value("img", "loading", "lazy")
        .link_rel(None)
        .attribute_filter(move |element, attribute, value| {
            attribute_value(
                element,
                attribute,
                value,
                &mut seen.lock().unwrap_or_else(PoisonError::into_inner),
            )
        });
    let html = with_valid_images(&builder.clean(&disarmed(html)).to_string());
    let found = std::mem::take(&mut *found.lock().unwrap_or_else(PoisonError::into_inner));
    (html, found)
}

fn attribute_value<'v>(
    element: &str,
    name: &str,
    value: &'v str,
    found: &mut Vec<FoundUrl>,
) -> Option<Cow<'v, str>> {
    // Written by digestgen: nothing else can contain a placeholder.
    if value.contains(PLACEHOLDER) {
        return Some(value.into());
    }
    let one_id = |id: &str| format!("{ID_PREFIX}{id}");
    match name {
        "id" => Some(one_id(value).into()),
        "headers" | "aria-labelledby" | "aria-describedby" | "aria-controls" | "aria-owns"
        | "aria-details" => {
            Some(value.split_ascii_whitespace().map(one_id).collect::<Vec<_>>().join(" ").into())
        }
        "href" | "src" => {
            let image = element == "img";
            let address = if image { Address::of_image(value) } else { Address::of_link(value) };
            match &address {
                Address::File { name, .. } => found.push(FoundUrl::File(name.clone())),
                Address::Outside => found.push(FoundUrl::Outside(value.to_owned())),
                Address::Unsafe => found.push(FoundUrl::Unsafe(value.to_owned())),
                _ => {}
            }
            with_placeholders(&address).map(Cow::Owned)
        }
        _ => Some(value.into()),
    }
}

/// Adds `alt` to images without it, and replaces images without `src` by their text.
fn with_valid_images(html: &str) -> String {
    let mut valid = String::with_capacity(html.len());
    let mut kept = 0;
    for tag in all_tags(html).filter(|tag| tag.is("img") && !tag.is_closing) {
        let written = &html[tag.range.clone()];
        valid.push_str(&html[kept..tag.range.start]);
        match (tag.get_as_written("src"), tag.get_as_written("alt")) {
            (Some(_), Some(_)) => valid.push_str(written),
            (Some(_), None) => valid.extend([written.trim_end_matches('>'), " alt=\"\">"]),
            (None, alt) => valid.push_str(alt.unwrap_or_default()),
        }
        kept = tag.range.end;
    }
    valid.push_str(&html[kept..]);
    valid
}

/// Escapes character references that would become a placeholder.
fn disarmed(html: &str) -> Cow<'_, str> {
    let mut safe = String::new();
    let mut kept = 0;
    for (at, _) in html.match_indices("&#") {
        let digits = &html[at + 2..];
        let (digits, base) = digits.strip_prefix(['x', 'X']).map_or((digits, 10), |digits| (digits, 16));
        let value = digits
            .chars()
            .map_while(|c| c.to_digit(base))
            .fold(0_u32, |value, digit| value.saturating_mul(base).saturating_add(digit));
        if value == u32::from(PLACEHOLDER) {
            safe.push_str(&html[kept..at]);
            safe.push_str("&amp;#");
            kept = at + 2;
        }
    }
    if kept == 0 {
        return Cow::Borrowed(html);
    }
    safe.push_str(&html[kept..]);
    Cow::Owned(safe)
}

fn lists(pairs: &[(&'static str, &[&'static str])]) -> HashMap<&'static str, HashSet<&'static str>> {
    pairs.iter().map(|(key, values)| (*key, values.iter().copied().collect())).collect()
}

const INLINE: [&str; 32] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins",
    "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
    "u", "var", "wbr",
];

const BLOCK: [&str; 37] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

const VOID: [&str; 15] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "basefont",
];

/// HTML elements that ammonia removes but whose content it keeps.
const DROPPED: [&str; 39] = [
    "acronym", "applet", "audio", "big", "body", "button", "canvas", "center", "datalist", "dialog", "dir",
    "fieldset", "font", "form", "frame", "frameset", "head", "hgroup", "html", "label", "legend", "main",
    "map", "math", "menu", "meter", "nav", "object", "optgroup", "option", "output", "picture", "progress",
    "search", "slot", "strike", "svg", "tt", "video",
];

const GENERIC: [&str; 12] = [
    "title",
    "lang",
    "dir",
    "aria-label",
    "aria-hidden",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "translate",
    "headers",
];

const ATTRIBUTES: [(&str, &[&str]); 12] = [
    ("a", &["href", "hreflang"]),
    ("img", &["src", "alt", "width", "height"]),
    ("ol", &["start", "reversed", "type"]),
    ("li", &["value"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "abbr"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("details", &["open"]),
    ("time", &["datetime"]),
    ("data", &["value"]),
    ("div", &["tabindex"]),
];

/// The classes that Markdown generates.
const CLASSES: [(&str, &[&str]); 7] = [
    ("a", &["anchor"]),
    (
        "div",
        &["table", "alert", "alert-note", "alert-tip", "alert-important", "alert-warning", "alert-caution"],
    ),
    ("p", &["alert-title"]),
    ("section", &["footnotes"]),
    ("sup", &["footnote-ref"]),
    ("td", &["align-left", "align-center", "align-right"]),
    ("th", &["align-left", "align-center", "align-right"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_tags_become_text() {
        for (piece, html, unknown, known) in [
            ("<b>x</b>", "<b>x</b>", vec![], 2),
            ("<think>", "&lt;think&gt;", vec!["think"], 0),
            ("a<EOS>b<br>", "a&lt;EOS&gt;b<br>", vec!["EOS"], 1),
            ("</script x='>'>", "&lt;/script x='&gt;'&gt;", vec!["script"], 0),
            ("<think \"", "&lt;think &quot;", vec!["think"], 0),
            ("<!-- <think> --><i>", "<!-- <think> --><i>", vec![], 1),
            ("a < b <3 </ <", "a < b <3 </ <", vec![], 0),
        ] {
            let tags = tags(piece);
            assert_eq!(tags.html, html, "{piece}");
            assert_eq!(tags.unknown.iter().map(|(_, name)| name).collect::<Vec<_>>(), unknown, "{piece}");
            assert_eq!(tags.known, known, "{piece}");
        }
    }

    #[test]
    fn attributes() {
        for (html, expected) in [
            ("<a href='javascript:x' onclick=y id=z>t</a>", "<a id=\"\u{FDD0}iz\">t</a>"),
            ("<a href='#z'>t</a>", "<a href=\"#\u{FDD0}iz\">t</a>"),
            ("<img src=/p.png style=x>", "<img src=\"\u{FDD0}b/p.png\" loading=\"lazy\" alt=\"\">"),
            (
                "<div class=\"alert evil\" aria-labelledby='a b'>",
                "<div class=\"alert\" aria-labelledby=\"\u{FDD0}ia \u{FDD0}ib\"></div>",
            ),
            (
                "<b title='&#xfdd0;0;&#64976;'>&#x0FDD0;0;</b>",
                "<b title=\"&amp;#xfdd0;0;&amp;#64976;\">&amp;#x0FDD0;0;</b>",
            ),
            (
                "<svg><style><img src=x onerror=y></style></svg>",
                "<img src=\"\u{FDD0}fx\" loading=\"lazy\" alt=\"\">",
            ),
        ] {
            let (cleaned, _) = clean(html, false, true);
            assert_eq!(cleaned, expected, "{html}");
        }
        assert_eq!(clean("<p>a<b id=x>c", true, false).0, "a<b>c</b>");
    }
}
