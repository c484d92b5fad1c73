//! Problems in any TOML that digestgen reads: configuration, front matter, `theme.toml`.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// The text is not TOML.
pub fn bad_toml(path: &SourcePath, span: Option<Span>, message: &str) -> Diagnostic {
    Diagnostic::error("bad-toml", format!("this is not TOML: {message}"))
        .at(path, span)
        .help("text goes in double quotes, dates and numbers stand without; a string with backslashes in single quotes")
}

/// A key that nothing reads.
pub fn unknown_key(path: &SourcePath, span: Span, key: &str, nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(name) => format!("did you mean `{name}`?"),
        None => "remove it, or put it under `[extra]` if a template reads it".to_string(),
    };
    Diagnostic::error("unknown-key", format!("unknown key `{key}`")).at(path, span).help(help)
}

/// A value of another type than the key takes.
pub fn wrong_type(path: &SourcePath, span: Span, key: &str, expected: &str, found: &str) -> Diagnostic {
    Diagnostic::error("wrong-type", format!("`{key}` is {found}, expected {expected}")).at(path, span)
}

/// A value that is not one of those the key takes.
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
        Some(name) => format!("did you mean `{name}`? known are {list}"),
        None => format!("known are {list}"),
    };
    Diagnostic::error("unknown-value", format!("`{key}` does not take `{value}`")).at(path, span).help(help)
}

/// A value of the right type that cannot be used.
pub fn bad_value(path: &SourcePath, span: Span, key: &str, problem: &str, help: &str) -> Diagnostic {
    Diagnostic::error("bad-value", format!("`{key}` {problem}")).at(path, span).help(help)
}

/// Something that should be a date.
pub fn bad_date(path: &SourcePath, span: Span, key: &str, found: &str) -> Diagnostic {
    Diagnostic::error("bad-date", format!("`{key}` is {found}, expected a date"))
        .at(path, span)
        .help("write year, month and day without quotes: `2025-03-12`")
}

/// A key that must be there is not.
pub fn missing_key(path: &SourcePath, span: Span, key: &str, help: &str) -> Diagnostic {
    Diagnostic::error("missing-key", format!("`{key}` is missing")).at(path, span).help(help)
}

/// A text that must say something says nothing.
pub fn empty_value(path: &SourcePath, span: Span, key: &str) -> Diagnostic {
    Diagnostic::error("empty-value", format!("`{key}` is empty")).at(path, span).help("write it out, or remove the key if it is optional")
}
