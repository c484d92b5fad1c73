//! Converts the HTML-like markup of CSL titles and of JATS abstracts to [`RichText`]. Unknown tags stay text,
//! because a title can mention a tag such as `<think>`.

use std::borrow::Cow;

use quick_xml::escape::{resolve_html5_entity, resolve_xml_entity};

use super::rich::{Piece, RichText, Style};
use super::tex::{self, TexMode};

/// Tags that are ignored.
const IGNORED: [&str; 25] = [
    "span",
    "scp",
    "sc",
    "div",
    "section",
    "sec",
    "title",
    "list",
    "label",
    "xref",
    "named-content",
    "styled-content",
    "ext-link",
    "inline-formula",
    "disp-formula",
    "alternatives",
    "p",
    "br",
    "ul",
    "ol",
    "abstract",
    "u",
    "a",
    "inline-graphic",
    "graphic",
];

/// Maximum length of a tag, in bytes.
const MAX_TAG_BYTES: usize = 1000;

/// Maximum length of a formula, in bytes. The end of the formula is searched for only up to this limit.
const MAX_FORMULA_BYTES: usize = 20_000;

/// Style tags that occur in BibTeX files.
const STYLE_TAGS: [&str; 8] = ["i", "em", "italic", "b", "strong", "bold", "sub", "sup"];

/// Reads a text.
pub fn read(text: &str) -> RichText {
    let mut rich = RichText::default();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        push(&mut rich, &rest[..start]);
        rest = &rest[start..];
        if let Some((math, length)) = formula(rest) {
            rich.0.extend(math);
            rest = &rest[length..];
            continue;
        }
        let Some((pieces, length)) = tag(rest) else {
            rich.push_text("<");
            rest = &rest[1..];
            continue;
        };
        rich.0.extend(pieces.into_iter().flatten());
        rest = &rest[length..];
    }
    push(&mut rich, rest);
    rich
}

/// Adds words, and decodes their entities and formulas.
fn push(rich: &mut RichText, text: &str) {
    for piece in tex::read(&unescaped(text), TexMode::Embedded).0 {
        match piece {
            Piece::Text(text) => rich.push_text(&text),
            piece => rich.0.push(piece),
        }
    }
}

/// A text with decoded entities. Text that is not an entity is unchanged.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (character, length) = entity(rest).unwrap_or(("&".into(), 1));
        out.push_str(&character);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out.into()
}

/// The entity at the beginning of a text, and its length.
fn entity(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let end = text.bytes().take(34).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let character: Cow<'static, str> = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control() || c.is_whitespace())?.to_string().into()
        }
        // All white space is folded later, so a non-breaking space becomes an ordinary one.
        None if name == "nbsp" => " ".into(),
        None => resolve_xml_entity(name).or_else(|| resolve_html5_entity(name))?.into(),
    };
    Some((character, end + 1))
}

/// The meaning of a tag at the beginning of a text, and its length.
fn tag(text: &str) -> Option<([Option<Piece>; 2], usize)> {
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
    let pieces = match style {
        Some(style) if closes => [Some(Piece::Close(style)), None],
        Some(style) => [Some(Piece::Open(style)), None],
        None if matches!(name, "li" | "list-item") => {
            let bullet = (!closes).then(|| Piece::Text("• ".to_owned()));
            [Some(Piece::Paragraph), bullet]
        }
        None if matches!(name, "p" | "sec" | "title") && closes => [Some(Piece::Paragraph), None],
        None if name == "br" => [Some(Piece::Text(" ".to_owned())), None],
        None if known_prefix || IGNORED.contains(&name) => [None, None],
        None => return None,
    };
    Some((pieces, end + 1))
}

/// The formula at the beginning of a text, and its length. JATS writes it as TeX, as MathML, or as both inside
/// `<alternatives>`. If there are both, the TeX is used.
fn formula(text: &str) -> Option<(Vec<Piece>, usize)> {
    let (inside, length) = element(text, "alternatives")
        .or_else(|| element(text, "tex-math"))
        .or_else(|| element(text, "math"))?;
    let tex = text.find("tex-math").filter(|at| *at < length).and_then(|at| {
        let start = text[..at].rfind('<')?;
        element(&text[start..], "tex-math")
    });
    let pieces = match tex {
        Some((tex, _)) => {
            let tex =
                unescaped(tex.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>")).into_owned();
            // Some publishers wrap the TeX in a complete document.
            let body = tex.split_once("\\begin{document}").map_or(tex.as_str(), |(_, body)| body);
            let body = body.split_once("\\end{document}").map_or(body, |(body, _)| body);
            let tex = super::rich::folded(body.trim().trim_matches('$'));
            vec![Piece::Math(tex)]
        }
        None => vec![Piece::Text(words(inside))],
    };
    Some((pieces, length))
}

/// The text of an element without its tags.
fn words(inside: &str) -> String {
    let mut out = String::new();
    for (at, part) in inside.split('<').enumerate() {
        let text = if at == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) };
        out.push_str(&unescaped(text));
    }
    super::rich::folded(&out)
}

/// The content of the element at the beginning of a text, and its length. The prefix of the name is ignored.
fn element<'t>(text: &'t str, name: &str) -> Option<(&'t str, usize)> {
    let window = &text[..text.floor_char_boundary(MAX_FORMULA_BYTES)];
    let open = window.find('>')?;
    let full = window[1..open].split_whitespace().next()?;
    if full.rsplit(':').next() != Some(name) || full.starts_with('/') || window[..open].ends_with('/') {
        return None;
    }
    let close = format!("</{full}>");
    let end = window[open + 1..].find(&close)? + open + 1;
    Some((&text[open + 1..end], end + close.len()))
}

/// Converts HTML tags and entities in BibTeX text to TeX. Some programs export titles in the form used on web
/// pages.
pub fn to_tex(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return text.into();
    }
    // An unmatched tag would give unbalanced TeX braces.
    let count = |tag: String| text.matches(&tag).count();
    let is_closed = |name: &&str| count(format!("<{name}>")) == count(format!("</{name}>"));
    let paired: Vec<&str> = STYLE_TAGS.into_iter().filter(is_closed).collect();
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('&') {
            let found = entity(rest);
            // In `\\&amp;` the ampersand is escaped twice.
            if found.is_some() && out.ends_with('\\') {
                out.pop();
            }
            let (character, length) = found.unwrap_or(("&".into(), 1));
            match &*character {
                "&" if length > 1 => out.push_str("\\&"),
                "%" | "#" | "_" | "$" | "{" | "}" => {
                    out.push('\\');
                    out.push_str(&character);
                }
                "<" => out.push_str("\\textless{}"),
                ">" => out.push_str("\\textgreater{}"),
                other => out.push_str(other),
            }
            rest = &rest[length..];
            continue;
        }
        let end = rest[..rest.floor_char_boundary(MAX_TAG_BYTES)].find('>');
        let command = end.and_then(|end| {
            Some(match &rest[1..end] {
                "i" | "em" | "italic" => "\\emph{",
                "b" | "strong" | "bold" => "\\textbf{",
                "sub" => "\\textsubscript{",
                "sup" => "\\textsuperscript{",
                "/i" | "/em" | "/italic" | "/b" | "/strong" | "/bold" | "/sub" | "/sup" => "}",
                "p" | "/p" | "jats:p" | "/jats:p" | "br" | "br/" | "br /" => "\n\n",
                _ => return None,
            })
        });
        let name = end.map_or("", |end| &rest[1..end]);
        let is_paired = |command: &str| command == "\n\n" || paired.contains(&name.trim_start_matches('/'));
        match command.filter(|command| is_paired(command)).zip(end) {
            Some((command, end)) => {
                out.push_str(command);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out.into()
}
