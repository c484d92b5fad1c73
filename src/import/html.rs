//! The little markup that CSL allows in titles, and JATS in abstracts, → [`RichText`]. Unknown tags are
//! text: a title may speak of `<think>`.

use std::borrow::Cow;

use quick_xml::escape::{resolve_html5_entity, resolve_xml_entity};

use super::rich::{Piece, RichText, Style};
use super::tex::{self, TexMode};

/// Tags without a meaning of their own here.
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

/// The longest tag, in bytes.
const MAX_TAG_BYTES: usize = 1000;

/// The longest formula that is looked for the end of, in bytes.
const MAX_FORMULA_BYTES: usize = 20_000;

/// Tags of styles that BibTeX files hold.
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

/// Adds words with their entities and formulas.
fn push(rich: &mut RichText, text: &str) {
    for piece in tex::read(&unescaped(text), TexMode::Embedded).0 {
        match piece {
            Piece::Text(text) => rich.push_text(&text),
            piece => rich.0.push(piece),
        }
    }
}

/// A text with its entities resolved; what is none stays.
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

/// The entity that a text begins with, and how long it is.
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
        // White space is folded later, so a space that does not break is one like the others.
        None if name == "nbsp" => " ".into(),
        None => resolve_xml_entity(name).or_else(|| resolve_html5_entity(name))?.into(),
    };
    Some((character, end + 1))
}

/// What a tag at the beginning of a text stands for, and how long it is.
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

/// The formula that a text begins with, and how long it is: JATS gives it as TeX, as MathML, or as both in
/// `<alternatives>`, of which the TeX counts.
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
            // Publishers wrap it in a whole document.
            let body = tex.split_once("\\begin{document}").map_or(tex.as_str(), |(_, body)| body);
            let body = body.split_once("\\end{document}").map_or(body, |(body, _)| body);
            let tex = super::rich::folded(body.trim().trim_matches('$'));
            vec![Piece::Math(tex)]
        }
        None => vec![Piece::Text(words(inside))],
    };
    Some((pieces, length))
}

/// The words of an element without its tags.
fn words(inside: &str) -> String {
    let mut out = String::new();
    for (at, part) in inside.split('<').enumerate() {
        let text = if at == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) };
        out.push_str(&unescaped(text));
    }
    super::rich::folded(&out)
}

/// What is in the element that a text begins with, whatever the prefix of its name, and how long it is.
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

/// A text of BibTeX in which tags and entities of HTML stand, with TeX in their place: some programs export
/// titles as web pages have them.
pub fn to_tex(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return text.into();
    }
    // A tag that is not closed, or closes nothing, would take the braces of TeX apart.
    let count = |tag: String| text.matches(&tag).count();
    let is_closed = |name: &&str| count(format!("<{name}>")) == count(format!("</{name}>"));
    let paired: Vec<&str> = STYLE_TAGS.into_iter().filter(is_closed).collect();
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('&') {
            let found = entity(rest);
            // `\\&amp;` was escaped once too often.
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
