//! Problems in the keys and values that digestgen reads: configuration, front matter, `theme.toml`.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};
use crate::syntax::Syntax;

/// A TOML syntax error.
pub fn bad_toml(path: &SourcePath, span: Option<Span>, message: &str) -> Diagnostic {
    Diagnostic::error("bad-toml", format!("this is not TOML: {message}")).with_location(path, span).with_help(
        "put text in double quotes, dates and numbers without quotes, text with backslashes in single quotes",
    )
}

/// An unknown key.
pub fn unknown_key(
    path: &SourcePath,
    span: Span,
    key: &str,
    nearest: Option<&str>,
    syntax: Syntax,
) -> Diagnostic {
    let help = match nearest {
        Some(name) => format!("did you mean `{name}`?"),
        None => {
            let extra = syntax.either("[extra]", "extra:");
            format!("remove it, or put it under `{extra}` if a template reads it")
        }
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
    fn name_and_help(self, syntax: Syntax) -> (&'static str, &'static str) {
        let either = |toml, yaml| syntax.either(toml, yaml);
        match self {
            Self::Text => (
                either("text in quotes", "text"),
                either(
                    "text needs double quotes, even if it looks like a number: `\"2023\"`",
                    "write one value after the colon",
                ),
            ),
            Self::List => (
                either("a list in square brackets", "a list"),
                either(
                    "a list needs brackets, even with one item: `[\"…\"]`",
                    "write `[…]`, or a line `- …` for each item",
                ),
            ),
            Self::Flag => ("`true` or `false`", "write `true` or `false` without quotes"),
            Self::Number => ("a whole number", "write only digits, without quotes"),
            Self::Table => (
                "a table",
                either(
                    "write `{ key = \"…\" }`, or a line `[name]` with its keys below",
                    "write `{ key: … }`, or the keys below, indented",
                ),
            ),
            Self::TextOrTable => (
                either("text in quotes or a table", "text or a table"),
                either("write `\"…\"` or `{ key = \"…\" }`", "write text or `{ key: … }`"),
            ),
            Self::TextOrNumber => (
                either("text in quotes or a whole number", "text or a whole number"),
                either("write `\"12\"` or `12`", "write one value after the colon"),
            ),
            Self::TextOrDate => (
                "a date",
                either(
                    "write what is known: `\"2023\"`, `\"2023-06\"` or `2023-06-11`",
                    "write what is known: `2023`, `2023-06` or `2023-06-11`",
                ),
            ),
        }
    }
}

/// A value of the wrong type.
pub fn wrong_type(
    path: &SourcePath,
    span: Span,
    key: &str,
    expected: Expected,
    found: &str,
    syntax: Syntax,
) -> Diagnostic {
    wrong_type_with(path, span, key, expected, found, syntax, expected.name_and_help(syntax).1)
}

/// The same, with help for what was found.
pub fn wrong_type_with(
    path: &SourcePath,
    span: Span,
    key: &str,
    expected: Expected,
    found: &str,
    syntax: Syntax,
    help: &str,
) -> Diagnostic {
    let expected = expected.name_and_help(syntax).0;
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
pub fn bad_address(
    path: &SourcePath,
    span: Span,
    key: &str,
    found: &str,
    suggestion: Option<&str>,
) -> Diagnostic {
    let form = "write an absolute URL that starts with `https://`, or a path from the site's root";
    Diagnostic::error("bad-address", format!("`{key}` is `{found}`, expected a URL"))
        .with_location(path, span)
        .with_help(suggestion.map_or(form.to_owned(), |meant| format!("{form}: `{meant}`")))
}

/// Keys that other systems have, with what to do about each.
pub fn foreign_keys(path: &SourcePath, keys: &[(Span, String, &str)]) -> Diagnostic {
    let names = keys.iter().map(|(_, key, _)| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let (are, of) =
        if keys.len() == 1 { ("is a key", "another system") } else { ("are keys", "other systems") };
    let help =
        keys.iter().map(|(_, key, advice)| format!("`{key}`: {advice}")).collect::<Vec<_>>().join("; ");
    let mut spans = keys.iter().map(|(span, _, advice)| (*span, *advice));
    let (first, advice) = spans.next().unwrap_or_default();
    let problem = Diagnostic::error("foreign-key", format!("{names} {are} of {of}"));
    let problem = problem.with_location(path, first).with_label(advice).with_help(help);
    spans.fold(problem, |problem, (span, advice)| problem.with_related(path, span, advice))
}
