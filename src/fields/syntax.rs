//! Tells of text that is not TOML. Reads none itself.

use std::ops::Range;

use super::File;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::fields as codes;
use crate::place::Span;

/// What is told of the syntax of a file.
pub struct Told {
    /// The lines with errors. What was read of them cannot be trusted.
    pub lines: Vec<Range<usize>>,
    /// The first error of each of them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Tells the first error of each line: those behind it mostly follow from it.
pub fn tell(file: &File<'_>, errors: &[toml::de::Error]) -> Told {
    let place = |error: &toml::de::Error| Some(Span::from(error.span()?).shifted(file.toml.start));
    let mut errors: Vec<_> = errors.iter().map(|error| (place(error), error.message())).collect();
    errors.sort_by_key(|(span, _)| *span);
    let mut told = Told { lines: Vec::new(), diagnostics: Vec::new() };
    for (span, message) in errors {
        let known = told.lines.last().zip(span).is_some_and(|(line, span)| line.contains(&span.start));
        if known {
            continue;
        }
        let line = span.map_or(file.toml.clone(), |span| line_around(file.text, span.start));
        if told.lines.last() != Some(&line) {
            told.lines.push(line);
            told.diagnostics.push(diagnostic(file, span, message));
        }
    }
    told
}

/// The line a byte stands in.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    start..text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// A word without quotes is the commonest mistake, and the parser takes it for a number.
fn diagnostic(file: &File<'_>, span: Option<Span>, message: &str) -> Diagnostic {
    let word = span.and_then(|span| file.text.get(span.range())).unwrap_or_default();
    if message.starts_with("invalid") && word.starts_with(char::is_alphabetic) && !message.contains("key") {
        return codes::bad_toml(file.path, span, &format!("`{word}` is neither a number nor text in quotes"));
    }
    codes::bad_toml(file.path, span, message)
}
