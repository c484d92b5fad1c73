//! Problems in any TOML that digestgen reads: configuration, front matter, `theme.toml`.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// A TOML syntax error.
pub fn bad_toml(path: &SourcePath, span: Option<Span>, message: &str) -> Diagnostic {
    Diagnostic::error("bad-toml", format!("this is not TOML: {message}")).with_location(path, span).with_help(
        "put text in double quotes, dates and numbers without quotes, text with backslashes in single quotes",
    )
}

/// An unknown key.
pub fn unknown_key(path: &SourcePath, span: Span, key: &str, nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(name) => format!("did you mean `{name}`?"),
        None => "remove it, or put it under `[extra]` if a template reads it".to_string(),
    };
    Diagnostic::error("unknown-key", format!("unknown key `{key}`")).with_location(path, span).with_help(help)
}

/// The type of value that a key expects.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expected {
    /// A string.
    Text,
    /// An array.
    List,
    /// A boolean.
    Flag,
    /// An integer.
    Number,
    /// A table.
    Table,
    /// A string or a table.
    TextOrTable,
    /// A string or a date.
    TextOrDate,
    /// A string or an integer.
    TextOrNumber,
}

impl Expected {
    /// Its name, and how to write it.
    fn name_and_help(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => {
                ("text in quotes", "text needs double quotes, even if it looks like a number: `\"2023\"`")
            }
            Self::List => {
                ("a list in square brackets", "a list needs brackets, even with one item: `[\"…\"]`")
            }
            Self::Flag => ("`true` or `false`", "write `true` or `false` without quotes"),
            Self::Number => ("a whole number", "write only digits, without quotes"),
            Self::Table => ("a table", "write `{ key = \"…\" }`, or a line `[name]` with its keys below"),
            Self::TextOrTable => ("text in quotes or a table", "write `\"…\"` or `{ key = \"…\" }`"),
            Self::TextOrNumber => ("text in quotes or a whole number", "write `\"12\"` or `12`"),
            Self::TextOrDate => ("a date", "write what is known: `\"2023\"`, `\"2023-06\"` or `2023-06-11`"),
        }
    }
}

/// A value of the wrong type.
pub fn wrong_type(path: &SourcePath, span: Span, key: &str, expected: Expected, found: &str) -> Diagnostic {
    let (expected, help) = expected.name_and_help();
    Diagnostic::error("wrong-type", format!("`{key}` is {found}, expected {expected}"))
        .with_location(path, span)
        .with_help(help)
}

/// A value that is not one of the allowed ones.
pub fn unknown_value(
    path: &SourcePath,
    span: Span,
    key: &str,
    value: &str,
    known: &[&str],
    nearest: Option<&str>,
) -> Diagnostic {
    let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let help = match nearest {
        Some(name) if known.len() > 1 => format!("did you mean `{name}`? allowed values: {list}"),
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("allowed values: {list}"),
    };
    Diagnostic::error("unknown-value", format!("`{key}` cannot be `{value}`"))
        .with_location(path, span)
        .with_help(help)
}

/// A value of the right type that cannot be used.
pub fn bad_value(path: &SourcePath, span: Span, key: &str, problem: &str, help: &str) -> Diagnostic {
    Diagnostic::error("bad-value", format!("`{key}` {problem}")).with_location(path, span).with_help(help)
}

/// A value that is not a date.
pub fn bad_date(path: &SourcePath, span: Span, key: &str, found: &str) -> Diagnostic {
    Diagnostic::error("bad-date", format!("`{key}` is {found}, expected a date"))
        .with_location(path, span)
        .with_help("write year, month and day without quotes: `2025-03-12`")
}

/// A required key that is missing.
pub fn missing_key(path: &SourcePath, span: Span, key: &str, help: &str) -> Diagnostic {
    Diagnostic::error("missing-key", format!("`{key}` is missing")).with_location(path, span).with_help(help)
}

/// An empty text where one is required.
pub fn empty_value(path: &SourcePath, span: Span, key: &str) -> Diagnostic {
    Diagnostic::error("empty-value", format!("`{key}` is empty"))
        .with_location(path, span)
        .with_help("add a value, or remove the key if it is optional")
}

/// A link that is not a URL, or whose scheme could run code.
pub fn bad_address(path: &SourcePath, span: Span, key: &str, found: &str) -> Diagnostic {
    Diagnostic::error("bad-address", format!("`{key}` is `{found}`, expected a URL"))
        .with_location(path, span)
        .with_help("write an absolute URL that starts with `https://`, or a path from the site's root")
}
