//! Represents text with emphasis, links and formulas. It can write the three forms of text in an entry:
//! Markdown in `title`, plain text with formulas in `abstract`, and plain text in all other fields. It does not
//! read any source format.

use std::fmt::Write as _;

use crate::content::{formula_as_text, in_small_characters};

/// A text as a list of pieces.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RichText(pub Vec<Piece>);

/// A piece of text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Plain text.
    Text(String),
    /// TeX between dollar signs.
    Math(String),
    /// The beginning of a style.
    Open(Style),
    /// The end of a style.
    Close(Style),
    /// An address and the text of its link.
    Link(String, RichText),
    /// A new paragraph.
    Paragraph,
}

/// A text style.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// Italic.
    Emphasis,
    /// Bold.
    Strong,
    /// Typewriter.
    Code,
    /// Superscript.
    Raised,
    /// Subscript.
    Lowered,
}

impl RichText {
    /// Creates plain text.
    pub fn text(text: &str) -> Self {
        Self(vec![Piece::Text(text.to_owned())])
    }

    /// Adds plain text.
    pub fn push_text(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.0.push(Piece::Text(text.to_owned())),
        }
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|piece| match piece {
            Piece::Text(text) => text.trim().is_empty(),
            Piece::Math(_) => false,
            Piece::Link(_, words) => words.is_empty(),
            Piece::Open(_) | Piece::Close(_) | Piece::Paragraph => true,
        })
    }

    /// The text as one line of Markdown with formulas.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        self.write_markdown(&mut out);
        folded(&out)
    }

    fn write_markdown(&self, out: &mut String) {
        let mut code = false;
        for (at, piece) in self.0.iter().enumerate() {
            match piece {
                Piece::Text(text) if code => out.push_str(&text.replace('`', "'")),
                Piece::Text(text) => escape(text, out),
                Piece::Math(tex) => {
                    let _ = write!(out, "${tex}$");
                }
                Piece::Open(style) | Piece::Close(style) => {
                    let closes = matches!(piece, Piece::Close(_));
                    let inside = if closes { at.checked_sub(1) } else { at.checked_add(1) };
                    // Markdown does not read style marks around an empty text or next to a space.
                    let empty = inside.and_then(|at| self.0.get(at)).is_none_or(is_blank);
                    match style {
                        Style::Code => {
                            code = !closes;
                            if !empty {
                                out.push('`');
                            }
                        }
                        _ if empty => {}
                        Style::Emphasis => out.push('*'),
                        Style::Strong => out.push_str("**"),
                        Style::Raised => out.push_str(if closes { "</sup>" } else { "<sup>" }),
                        Style::Lowered => out.push_str(if closes { "</sub>" } else { "<sub>" }),
                    }
                }
                Piece::Link(address, words) => {
                    let _ = write!(out, "[{}](<{}>)", words.markdown(), address.replace(['<', '>'], ""));
                }
                Piece::Paragraph => out.push(' '),
            }
        }
    }

    /// Plain text with formulas. Paragraphs are separated by a blank line.
    pub fn abstract_text(&self) -> String {
        let mut paragraphs = vec![String::new()];
        for piece in &self.0 {
            let Some(out) = paragraphs.last_mut() else { break };
            match piece {
                Piece::Text(text) => out.push_str(&text.replace('$', "\\$")),
                Piece::Math(tex) => {
                    let _ = write!(out, "${tex}$");
                }
                Piece::Open(Style::Raised) => out.push('^'),
                Piece::Open(Style::Lowered) => out.push('_'),
                Piece::Open(_) | Piece::Close(_) => {}
                Piece::Link(address, words) => out.push_str(&linked(address, &words.abstract_text())),
                Piece::Paragraph => paragraphs.push(String::new()),
            }
        }
        let paragraphs = paragraphs.iter().map(|text| folded(text)).filter(|text| !text.is_empty());
        paragraphs.collect::<Vec<_>>().join("\n\n")
    }

    /// Plain text without markup. Formulas, superscripts and subscripts are written in Unicode where possible.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        let mut small = Vec::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Math(tex) => out.push_str(&formula_as_text(tex)),
                Piece::Open(style @ (Style::Raised | Style::Lowered)) => small.push((*style, out.len())),
                Piece::Close(Style::Raised | Style::Lowered) => {
                    let Some((style, start)) = small.pop() else { continue };
                    // Only numbers use Unicode superscripts and subscripts. Letters would be hard to read and
                    // to search for.
                    let is_number =
                        out[start..].chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '−'));
                    let text = in_small_characters(&out[start..], style == Style::Raised);
                    if let Some(text) = text.filter(|_| is_number) {
                        out.replace_range(start.., &text);
                    }
                }
                Piece::Open(_) | Piece::Close(_) => {}
                Piece::Link(_, words) => out.push_str(&words.plain()),
                Piece::Paragraph => out.push(' '),
            }
        }
        folded(&out)
    }
}

fn is_blank(piece: &Piece) -> bool {
    match piece {
        Piece::Text(text) => text.is_empty() || text.starts_with(' ') || text.ends_with(' '),
        Piece::Math(_) | Piece::Link(..) => false,
        Piece::Open(_) | Piece::Close(_) | Piece::Paragraph => true,
    }
}

/// The text and the address of a link, or only the address if both are the same.
fn linked(address: &str, words: &str) -> String {
    if words.is_empty() || words == address { address.to_owned() } else { format!("{words} ({address})") }
}

/// Replaces each run of white space with one space.
pub fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Escapes plain text for Markdown.
fn escape(text: &str, out: &mut String) {
    let mut before = out.chars().next_back();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let marks = match c {
            '*' | '`' | '[' | '$' | '~' => true,
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
            '_' => !(word(before) && word(next)),
            '<' => next.is_none_or(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => next.is_some_and(|next| next.is_ascii_alphabetic() || next == '#'),
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}
