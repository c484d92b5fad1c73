//! Converts TeX in the texts of sources to [`RichText`]. Formulas stay TeX. They are interpreted only when the
//! site is built.

mod commands;
mod symbols;

use unicode_normalization::UnicodeNormalization as _;

use super::rich::{Piece, RichText, Style};
use symbols::{accent, is_mathematical, symbol};

/// How much of a text is TeX.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TexMode {
    /// The whole text, as in BibTeX. Braces form groups, `~` is a space, and unknown commands are dropped.
    Full,
    /// Plain text that contains some TeX, as in arXiv's titles and abstracts. Anything that is not known TeX
    /// stays text.
    Embedded,
}

/// Maximum depth of nesting. Deeper groups are damaged input and are read as text.
const MAX_DEPTH: usize = 50;

/// Maximum distance, in bytes, to the end of a construct. It keeps the time proportional to the length of the
/// text, even if many constructs have no end.
const MAX_LOOKAHEAD: usize = 4_000;

/// Characters that can have a special meaning.
const SPECIAL: [char; 9] = ['}', '\\', '{', '$', '~', '`', '\'', '-', '\n'];

/// Reads a text.
pub fn read(text: &str, tex: TexMode) -> RichText {
    read_within(text, tex, 0)
}

/// Reads a text at the given depth of nesting.
fn read_within(text: &str, tex: TexMode, depth: usize) -> RichText {
    if depth >= MAX_DEPTH {
        return RichText::text(text);
    }
    let mut reader = Reader { text, at: 0, tex, rich: RichText::default() };
    while reader.at < text.len() {
        reader.group(depth);
        if reader.at < text.len() {
            // This closing brace has no opening brace.
            if tex == TexMode::Embedded {
                reader.rich.push_text("}");
            }
            reader.at += 1;
        }
    }
    let mut rich = reader.rich;
    for piece in &mut rich.0 {
        if let Piece::Text(text) = piece
            && !text.is_ascii()
        {
            *text = text.nfc().collect();
        }
    }
    rich
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    tex: TexMode,
    rich: RichText,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Reads up to the closing brace of the group, or to the end. The brace is not consumed.
    fn group(&mut self, depth: usize) {
        let mut styles = Vec::new();
        while let Some(c) = self.rest().chars().next() {
            match c {
                '}' => break,
                '\\' => self.command(depth, &mut styles),
                '{' if depth < MAX_DEPTH && self.is_group() => self.parse_group(depth),
                '$' => self.dollar(),
                '~' if self.is_tie() => self.put(" ", 1),
                '`' if self.rest().starts_with("``") => self.put("“", 2),
                '\'' if self.rest().starts_with("''") => self.put("”", 2),
                '`' if self.tex == TexMode::Full => self.put("‘", 1),
                '-' if self.tex == TexMode::Full && self.rest().starts_with("---") => self.put("—", 3),
                '-' if self.tex == TexMode::Full && self.rest().starts_with("--") => self.put("–", 2),
                '\n' if blank_line(self.rest()).is_some() => {
                    self.at += blank_line(self.rest()).unwrap_or(1);
                    self.rich.0.push(Piece::Paragraph);
                }
                c => {
                    // Plain text up to the next special character.
                    let rest = self.rest();
                    let first = c.len_utf8();
                    let length = rest[first..].find(SPECIAL).map_or(rest.len(), |length| first + length);
                    self.put(&rest[..length], length);
                }
            }
        }
        // The style of `{\em …}` ends with its group.
        styles.into_iter().rev().for_each(|style| self.rich.0.push(Piece::Close(style)));
    }

    fn put(&mut self, text: &str, length: usize) {
        self.rich.push_text(text);
        self.at += length;
    }

    /// In embedded TeX a brace begins a group only before a command.
    fn is_group(&self) -> bool {
        match self.tex {
            TexMode::Full => true,
            TexMode::Embedded => self.rest().starts_with("{\\") && closing_brace(self.rest()).is_some(),
        }
    }

    /// Whether `~` is a tie between words. In plain text such as `10~20` and `~10` it is not a tie.
    fn is_tie(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        let behind = self.rest().chars().nth(1);
        self.tex == TexMode::Full
            || (before.is_some_and(|c| c.is_alphabetic() || matches!(c, '.' | ',' | ')'))
                && behind.is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '[' | '\\' | '$')))
    }

    /// Reads a group in braces and adds its content.
    fn parse_group(&mut self, depth: usize) {
        self.at += 1;
        self.group(depth + 1);
        if self.rest().starts_with('}') {
            self.at += 1;
        }
    }

    fn dollar(&mut self) {
        let rest = self.rest();
        let display = rest.starts_with("$$");
        let lead = if display { 2 } else { 1 };
        let embedded = self.tex == TexMode::Embedded;
        match formula(&rest[lead..], &rest[..lead], embedded) {
            Some(tex) => {
                self.at += tex.len() + 2 * lead;
                match script(tex) {
                    Some((style, text)) => {
                        self.rich.0.push(Piece::Open(style));
                        self.rich.0.push(Piece::Text(text.to_owned()));
                        self.rich.0.push(Piece::Close(style));
                    }
                    None => self.math(tex),
                }
            }
            None => self.put("$", 1),
        }
    }

    fn math(&mut self, tex: &str) {
        let tex = super::rich::folded(tex);
        if !tex.is_empty() {
            self.rich.0.push(Piece::Math(tex));
        }
    }

    fn command(&mut self, depth: usize, styles: &mut Vec<Style>) {
        let start = self.at;
        let name = command_name(&self.text[self.at + 1..]);
        self.at += 1 + name.len();
        if depth >= MAX_DEPTH {
            return self.literal(start);
        }
        if matches!(name, "(" | "[") {
            let close = if name == "(" { "\\)" } else { "\\]" };
            if let Some(end) = window(self.rest()).find(close) {
                let tex = &self.rest()[..end];
                self.at += end + close.len();
                return self.math(tex);
            }
            return self.literal(start);
        }
        if let Some(mark) = accent(name)
            && self.accented(mark, name, depth)
        {
            return;
        }
        if let Some(style) = style_command(name) {
            self.skip_space();
            self.rich.0.push(Piece::Open(style));
            styles.push(style);
            return;
        }
        if name == "item" {
            self.skip_space();
            self.rich.0.push(Piece::Paragraph);
            return self.rich.push_text("• ");
        }
        if self.with_arguments(name, depth) {
            return;
        }
        if let Some(text) = symbol(name).filter(|text| self.tex == TexMode::Full || !text.is_empty()) {
            if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                self.skip_space();
            }
            return self.rich.push_text(text);
        }
        if is_mathematical(name) {
            return self.math(&self.text[start..self.at]);
        }
        match self.tex {
            TexMode::Embedded => self.literal(start),
            // An unknown command is dropped, and the text after it is kept.
            TexMode::Full => self.skip_space(),
        }
    }

    /// Treats a command as text, and adds its backslash.
    fn literal(&mut self, start: usize) {
        self.at = start;
        self.put("\\", 1);
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    /// Reads an accent and its letter: `\'e`, `\'{e}`, `\v c`, `\'\i`.
    fn accented(&mut self, mark: char, name: &str, depth: usize) -> bool {
        let rest = self.rest();
        let is_word = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let inner = rest.trim_start();
        if self.tex == TexMode::Embedded && is_word && !rest.starts_with(['{', ' ']) {
            return false;
        }
        let skipped = rest.len() - inner.len();
        let (length, base) = if inner.starts_with('{') {
            let Some(end) = closing_brace(inner) else { return false };
            (end + 1, read_within(&inner[1..end], TexMode::Full, depth + 1).plain())
        } else if let Some(command) = inner.strip_prefix('\\') {
            let command = command_name(command);
            let Some(letter) = symbol(command) else { return false };
            (1 + command.len(), letter.to_owned())
        } else {
            match inner.chars().next() {
                Some(c) if c.is_alphabetic() => (c.len_utf8(), c.to_string()),
                _ => return false,
            }
        };
        self.at += skipped + length;
        if base.trim().is_empty() {
            // An accent without a letter, as in addresses.
            self.rich.push_text(if matches!(name, "~" | "^") { name } else { "" });
            return true;
        }
        // In Unicode, accents are added to the letters with dots.
        let base = base.replace('ı', "i").replace('ȷ', "j");
        let mut letters = base.chars();
        let first = letters.next().map(String::from).unwrap_or_default();
        let text: String = first.chars().chain([mark]).chain(letters).collect();
        self.rich.push_text(&text.nfc().collect::<String>());
        true
    }
}

/// The style that a command sets until the end of its group.
fn style_command(name: &str) -> Option<Style> {
    Some(match name {
        "em" | "it" | "itshape" | "sl" | "slshape" => Style::Emphasis,
        "bf" | "bfseries" => Style::Strong,
        "tt" | "ttfamily" => Style::Code,
        _ => return None,
    })
}

/// The text of a formula that is only a superscript or a subscript: `5$^{th}$`, `H$_2$O`.
fn script(tex: &str) -> Option<(Style, &str)> {
    let tex = tex.trim();
    let (style, rest) = match tex.strip_prefix('^') {
        Some(rest) => (Style::Raised, rest),
        None => (Style::Lowered, tex.strip_prefix('_')?),
    };
    let inside = rest.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(rest).trim();
    let commands = ["\\mathrm", "\\textrm", "\\text", "\\rm"];
    let words = commands.iter().find_map(|command| inside.strip_prefix(command)).unwrap_or(inside);
    let words = words.trim_matches(['{', '}', ' ']);
    let is_plain = words.chars().all(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | ',' | '*' | '.'));
    (is_plain && !words.is_empty()).then_some((style, words))
}

/// The command name: a sequence of letters, or one other character.
fn command_name(text: &str) -> &str {
    let letters = text.len() - text.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let other = text.chars().next().map_or(0, char::len_utf8);
    &text[..if letters > 0 { letters } else { other }]
}

/// The beginning of a text, up to the maximum distance.
fn window(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_LOOKAHEAD)]
}

/// Reads an address or an id. Commands are replaced with their characters, and braces are removed. For
/// `\url{…}` and `\href{…}{…}`, the address is returned.
pub fn verbatim(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text.trim());
    while let Some(at) = rest.find(['\\', '{', '}', '$']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if !rest.starts_with('\\') {
            rest = &rest[1..];
            continue;
        }
        let name = command_name(&rest[1..]);
        rest = &rest[1 + name.len()..];
        match name {
            "sim" | "textasciitilde" | "textasciitildelow" => out.push('~'),
            "href" => {
                let end = closing_brace(rest).filter(|_| rest.starts_with('{'));
                let Some(end) = end else { continue };
                out.push_str(&verbatim(&rest[1..end]));
                let words = &rest[end + 1..];
                rest = closing_brace(words)
                    .filter(|_| words.starts_with('{'))
                    .map_or(words, |end| &words[end + 1..]);
            }
            "url" | "nolinkurl" | "path" | "textless" | "textgreater" | "doi" => {
                out.push_str(symbol(name).unwrap_or_default());
            }
            name if name.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                out.push_str(symbol(name).unwrap_or_default());
                rest = rest.trim_start_matches(' ');
            }
            name => out.push_str(name),
        }
    }
    out.push_str(rest);
    super::rich::folded(&out)
}

/// The position of the brace that closes the first brace of a text.
pub fn closing_brace(text: &str) -> Option<usize> {
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, byte) in text.bytes().enumerate().take(MAX_LOOKAHEAD) {
        match byte {
            _ if escaped => {
                escaped = false;
                continue;
            }
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The TeX up to the closing dollar signs, if it is a formula.
fn formula<'t>(inside: &'t str, delimiter: &str, embedded: bool) -> Option<&'t str> {
    let mut escaped = false;
    let end = inside.bytes().take(MAX_LOOKAHEAD).position(|byte| {
        let dollar = byte == b'$' && !escaped;
        escaped = byte == b'\\' && !escaped;
        dollar
    })?;
    let (tex, behind) = inside.split_at(end);
    let behind = behind.strip_prefix(delimiter)?;
    // Prices are not formulas: `$5 to $10`.
    let price = embedded
        && (tex.starts_with(char::is_whitespace)
            || tex.ends_with(char::is_whitespace)
            || behind.starts_with(|c: char| c.is_ascii_digit()));
    let balanced = closing_brace(&format!("{{{tex}}}")) == Some(tex.len() + 1);
    let whole = !tex.trim().is_empty() && !tex.contains("\n\n") && balanced;
    (whole && (!price || delimiter.len() == 2)).then_some(tex)
}

/// The length of the white space at the beginning, if it contains a blank line.
fn blank_line(text: &str) -> Option<usize> {
    let space = text.len() - text.trim_start_matches([' ', '\t', '\n', '\r']).len();
    (text[..space].matches('\n').count() > 1).then_some(space)
}
