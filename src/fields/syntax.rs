//! Reports TOML syntax errors. Does not parse.

use std::ops::Range;

use super::File;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::fields as codes;
use crate::place::Span;

/// The syntax errors of a file.
pub struct SyntaxErrors {
    /// The lines with errors. Values on them are unreliable.
    pub lines: Vec<Range<usize>>,
    /// The first error of each line.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reports the first error of each line: later ones are mostly its consequences.
pub fn report(file: &File<'_>, errors: &[toml::de::Error]) -> SyntaxErrors {
    let place = |error: &toml::de::Error| Some(Span::from(error.span()?).shifted(file.toml.start));
    let mut errors: Vec<_> = errors.iter().map(|error| (place(error), error.message())).collect();
    errors.sort_by_key(|(span, _)| *span);
    let mut found = SyntaxErrors { lines: Vec::new(), diagnostics: Vec::new() };
    for (span, message) in errors {
        let known = found.lines.last().zip(span).is_some_and(|(line, span)| line.contains(&span.start));
        if known {
            continue;
        }
        let line = span.map_or(file.toml.clone(), |span| line_around(file.text, span.start));
        if found.lines.last() != Some(&line) {
            found.lines.push(line);
            found.diagnostics.push(diagnostic(file, span, message));
        }
    }
    found
}

/// The line that contains a byte.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    start..text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// A word without quotes is the most common mistake; the parser reports it as a bad number.
fn diagnostic(file: &File<'_>, span: Option<Span>, message: &str) -> Diagnostic {
    let word = span.and_then(|span| file.text.get(span.range())).unwrap_or_default();
    if message.starts_with("invalid") && word.starts_with(char::is_alphabetic) && !message.contains("key") {
        return codes::bad_toml(file.path, span, &format!("`{word}` is neither a number nor text in quotes"));
    }
    codes::bad_toml(file.path, span, message)
}
