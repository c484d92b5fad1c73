//! The little markup that CSL allows in titles, and JATS in abstracts, → [`RichText`]. Unknown tags are
//! text: a title may speak of `<think>`.

use super::rich::{Piece, RichText, Style};
use super::tex::{self, TexMode};

/// Tags without a meaning of their own here.
const IGNORED: [&str; 22] = [
    "span",
    "scp",
    "sc",
    "div",
    "section",
    "sec",
    "title",
    "list",
    "list-item",
    "label",
    "xref",
    "named-content",
    "styled-content",
    "ext-link",
    "inline-formula",
    "tex-math",
    "alternatives",
    "p",
    "br",
    "abstract",
    "u",
    "a",
];

/// The longest tag, in bytes.
const MAX_TAG_BYTES: usize = 1000;

/// Reads a text.
pub fn read(text: &str) -> RichText {
    let mut rich = RichText::default();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        push(&mut rich, &rest[..start]);
        rest = &rest[start..];
        let Some((piece, length)) = tag(rest) else {
            rich.push_text("<");
            rest = &rest[1..];
            continue;
        };
        rich.0.extend(piece);
        rest = &rest[length..];
    }
    push(&mut rich, rest);
    rich
}

/// Adds words with their entities and formulas.
fn push(rich: &mut RichText, text: &str) {
    let words = quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), |text| text.into_owned());
    for piece in tex::read(&words, TexMode::Embedded).0 {
        match piece {
            Piece::Text(text) => rich.push_text(&text),
            piece => rich.0.push(piece),
        }
    }
}

/// What a tag at the beginning of a text stands for, and how long it is.
fn tag(text: &str) -> Option<(Option<Piece>, usize)> {
    let end = text[..text.floor_char_boundary(MAX_TAG_BYTES)].find('>')?;
    let inside = text[1..end].trim_end_matches('/');
    let closes = inside.starts_with('/');
    let name = inside.trim_start_matches('/').split_whitespace().next()?.to_lowercase();
    let known_prefix = name.starts_with("jats:") || name.starts_with("mml:");
    let name = name.rsplit(':').next().unwrap_or_default();
    let style = match name {
        "i" | "em" | "italic" => Some(Style::Emphasis),
        "b" | "strong" | "bold" => Some(Style::Strong),
        "sup" => Some(Style::Raised),
        "sub" => Some(Style::Lowered),
        "tt" | "code" | "monospace" => Some(Style::Code),
        _ => None,
    };
    let piece = match style {
        Some(style) if closes => Some(Piece::Close(style)),
        Some(style) => Some(Piece::Open(style)),
        None if matches!(name, "p" | "sec" | "title") && closes => Some(Piece::Paragraph),
        None if known_prefix || IGNORED.contains(&name) => None,
        None => return None,
    };
    Some((piece, end + 1))
}
