//! Explains YAML syntax errors: what was written, where it begins, and what to write instead. Does not
//! parse; it looks at the lines around the place where the parser stopped.

use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use super::super::parsed::{File, line_around};
use super::super::value::Value;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::yaml as codes;
use crate::place::Span;

/// The message for a syntax error in a range of a file.
pub fn explain(file: &File<'_>, range: &Range<usize>, error: &ScanError) -> Diagnostic {
    let offset = error.marker().byte_offset().unwrap_or_default().min(range.len());
    let at = range.start + offset;
    let scene = Scene { text: file.text, range: range.clone(), at };
    let (span, problem, help) = scene.explain(error);
    codes::bad_yaml(file.path, span, &problem, &help)
}

/// The message for a document that is not a table.
pub fn no_keys(file: &File<'_>, span: Span, value: &Value<'_>) -> Diagnostic {
    let line = line_around(file.text, span.start);
    let first = &file.text[line.clone()];
    let is_toml = matches!(value, Value::Plain(text) if text.contains(" = ")) || first.starts_with('[');
    let help = match value {
        _ if is_toml => "this looks like TOML: put it between two lines `+++`".to_owned(),
        Value::Plain(text) if text.contains(':') => "put a space after the colon: `title: …`".to_owned(),
        _ => "write keys with values, one on a line: `title: …`".to_owned(),
    };
    let end = line.start + first.trim_end().len();
    let problem = format!("this is {}, not keys with values", value.kind());
    codes::bad_yaml(file.path, Span::new(span.start, end.max(span.start)), &problem, &help)
}

/// The top-level key that contains a byte, with all lines of its value.
pub fn part_around(text: &str, range: &Range<usize>, at: usize) -> Range<usize> {
    let at = at.clamp(range.start, range.end.saturating_sub(1).max(range.start));
    let mut start = line_around(text, at).start.max(range.start);
    while start > range.start && !begins_key(&text[start..range.end]) {
        start = line_around(text, start - 1).start.max(range.start);
    }
    let mut end = line_around(text, at).end.min(range.end);
    while end < range.end && !begins_key(&text[end..range.end]) {
        end = line_around(text, end).end.min(range.end);
    }
    start..end
}

/// Whether a line can begin a top-level key.
fn begins_key(line: &str) -> bool {
    line.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '#' | '-' | ']' | '}' | ','))
}

/// The place where the parser stopped.
struct Scene<'t> {
    text: &'t str,
    range: Range<usize>,
    at: usize,
}

impl Scene<'_> {
    fn explain(&self, error: &ScanError) -> (Span, String, String) {
        use ErrorKind::{
            ExpectedBlockMappingKey, InvalidTrailingDoubleQuotedScalar, InvalidTrailingSingleQuotedScalar,
            MappingValueNotAllowed, SimpleKeyExpected, TabAtBlockScalarStart, TabInBlockIndentation,
            TabInIndentation, TabInPlainScalar, TabNotAllowed, UnclosedQuotedScalar, UnexpectedCharacter,
            UnknownQuotedScalarEscape,
        };
        let kind = error.kind();
        if let Some(found) = self.open_bracket() {
            return found;
        }
        match kind {
            TabAtBlockScalarStart
            | TabInBlockIndentation
            | TabInIndentation
            | TabInPlainScalar
            | TabNotAllowed => self.tab(),
            UnclosedQuotedScalar => self.open_quote(self.at),
            InvalidTrailingDoubleQuotedScalar | InvalidTrailingSingleQuotedScalar => {
                let quote = if matches!(kind, InvalidTrailingDoubleQuotedScalar) { '"' } else { '\'' };
                match self.earlier_open_quote(quote) {
                    Some(at) => self.open_quote(at),
                    None => self.trailing("after the closing quote", "put the complete value in quotes"),
                }
            }
            MappingValueNotAllowed if self.is_indented_key() => self.indentation(),
            MappingValueNotAllowed => self.colon(),
            ExpectedBlockMappingKey if self.is_first_of_line() => self.indentation(),
            ExpectedBlockMappingKey => {
                self.trailing("after the end of the value", "put the complete value in quotes")
            }
            SimpleKeyExpected => {
                let line = self.line();
                let help = match line.contains(':') {
                    true => "put a space after the colon: `key: value`",
                    false => "a line is `key: value`; text that goes on from the line above is indented",
                };
                (self.line_span(), "this line is not a key with a value".to_owned(), help.to_owned())
            }
            UnexpectedCharacter { character } if !character.is_control() => {
                let problem = format!("text cannot begin with `{character}`");
                (self.here(), problem, format!("put the text in quotes: `{}`", quoted(self.rest_of_line())))
            }
            UnknownQuotedScalarEscape => (
                self.here(),
                "a backslash in double quotes is followed by a letter that is not an escape".to_owned(),
                "write the backslash twice, or use single quotes".to_owned(),
            ),
            other => {
                let help =
                    "text goes in quotes if it contains `: ` or ` #`, or begins with a special character";
                (self.here(), other.to_string(), help.to_owned())
            }
        }
    }

    fn here(&self) -> Span {
        let len = self.text[self.at..].chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
        Span::new(self.at, self.at + len)
    }

    fn line_range(&self) -> Range<usize> {
        let at = self.at.min(self.range.end.saturating_sub(1)).max(self.range.start);
        let line = line_around(self.text, at);
        line.start.max(self.range.start)..line.end.min(self.range.end)
    }

    fn line(&self) -> &str {
        self.text[self.line_range()].trim_end()
    }

    /// The line without its indentation.
    fn line_span(&self) -> Span {
        let (start, line) = (self.line_range().start, self.line());
        Span::new(start + line.len() - line.trim_start().len(), start + line.len())
    }

    fn rest_of_line(&self) -> &str {
        let end = self.line_range().end.max(self.at);
        self.text[self.at..end].trim_end()
    }

    fn is_first_of_line(&self) -> bool {
        let start = self.line_range().start.min(self.at);
        self.text[start..self.at].trim().is_empty()
    }

    /// Whether the line is an indented `key:`, and not the first of its value.
    fn is_indented_key(&self) -> bool {
        let (start, line) = (self.line_range().start, self.line());
        let key = self.text[start..self.at.max(start)].trim();
        line.starts_with([' ', '\t'])
            && !key.is_empty()
            && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    }

    fn tab(&self) -> (Span, String, String) {
        let line = self.line_range();
        let tab = self.text[line.clone()].find('\t').map(|at| line.start + at);
        let span = tab.map_or_else(|| self.here(), |tab| Span::new(tab, tab + 1));
        let help = "indent with spaces".to_owned();
        (span, "there is a tab in the indentation".to_owned(), help)
    }

    fn indentation(&self) -> (Span, String, String) {
        let line = self.line().trim_start();
        let help = match line.starts_with('-') {
            true => "put the `-` of all items of a list in the same column",
            false => "start all keys of a table in the same column",
        };
        (self.line_span(), "the indentation does not fit the lines above".to_owned(), help.to_owned())
    }

    fn colon(&self) -> (Span, String, String) {
        let line = self.line_range();
        let before = &self.text[line.start..self.at.max(line.start)];
        let value = before.find(": ").or_else(|| before.find("- ")).map_or(0, |at| at + 2);
        let value = line.start + value + before[value..].len() - before[value..].trim_start().len();
        let end = line.start + self.line().len();
        let text = &self.text[value.min(end)..end];
        let help = format!("put the text in quotes: `{}`", quoted(text));
        let problem = "a colon and a space in text without quotes".to_owned();
        (Span::new(self.at, self.at + 1), problem, help)
    }

    fn trailing(&self, after: &str, help: &str) -> (Span, String, String) {
        let rest = self.rest_of_line();
        let span = Span::new(self.at, self.at + rest.len());
        let help = format!("{help}; inside double quotes, a quote is written `\\\"`");
        (span, format!("there is text {after}: `{rest}`"), help)
    }

    fn open_quote(&self, at: usize) -> (Span, String, String) {
        let quote = self.text.get(at..at + 1).unwrap_or("\"");
        let help = format!("end the text with `{quote}`");
        (Span::new(at, at + 1), "this quote is not closed".to_owned(), help)
    }

    /// The quote at the start of a value on an earlier line that has no second one.
    fn earlier_open_quote(&self, quote: char) -> Option<usize> {
        let mut start = self.line_range().start;
        while start > self.range.start {
            let line = line_around(self.text, start - 1);
            let line = line.start.max(self.range.start)..line.end;
            let text = &self.text[line.clone()];
            let value = text.find(": ").map(|at| at + 2).or_else(|| text.find("- ").map(|at| at + 2));
            let rest = value.map(|at| text[at..].trim_start());
            if let Some(rest) = rest.filter(|rest| rest.starts_with(quote)) {
                let at = line.start + text.len() - rest.len();
                return (rest.matches(quote).count() == 1).then_some(at);
            }
            start = line.start;
        }
        None
    }

    /// A bracket at the start of a value that is still open where the parser stopped, on a later line.
    fn open_bracket(&self) -> Option<(Span, String, String)> {
        let mut part = part_around(self.text, &self.range, self.at);
        for _ in 0..2 {
            let text = &self.text[part.start..self.at.clamp(part.start, part.end)];
            let value = text.find(": ").map(|at| at + 2).filter(|at| !text[..*at].contains('\n'));
            let at = value.map(|at| part.start + at + text[at..].len() - text[at..].trim_start().len());
            let open = at.and_then(|at| self.text[at..].chars().next()).filter(|c| matches!(c, '[' | '{'));
            if let Some((at, open)) = at.zip(open) {
                let inner = &self.text[at..self.at.max(at)];
                let depth =
                    inner.matches(['[', '{']).count() as i64 - inner.matches([']', '}']).count() as i64;
                let close = if open == '[' { ']' } else { '}' };
                let is_later = self.text[at..self.at.max(at)].contains('\n');
                return (depth > 0 && is_later).then(|| {
                    let what = if open == '[' { "list" } else { "table" };
                    let problem = format!("this {what} is not closed");
                    (Span::new(at, at + 1), problem, format!("end it with `{close}`"))
                });
            }
            if part.start <= self.range.start {
                return None;
            }
            part = part_around(self.text, &self.range, part.start - 1);
        }
        None
    }
}

/// A text in quotes as YAML reads them.
fn quoted(text: &str) -> String {
    match text.contains(['"', '\\']) {
        true => format!("'{}'", text.replace('\'', "''")),
        false => format!("\"{text}\""),
    }
}
