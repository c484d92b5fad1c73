//! Problems in the keys and values that digestgen reads: configuration, front matter, `theme.toml`.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};
use crate::syntax::Syntax;

/// The text is not TOML.
pub fn bad_toml(path: &SourcePath, span: Option<Span>, message: &str) -> Diagnostic {
    Diagnostic::error("bad-toml", format!("this is not TOML: {message}"))
        .at(path, span)
        .help("text goes in double quotes, dates and numbers stand without; a string with backslashes in single quotes")
}

/// A key that nothing reads.
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
    Diagnostic::error("unknown-key", format!("unknown key `{key}`")).at(path, span).help(help)
}

/// What a key takes.
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
    /// What it is called, and how it is written.
    fn words(self, syntax: Syntax) -> (&'static str, &'static str) {
        let either = |toml, yaml| syntax.either(toml, yaml);
        match self {
            Self::Text => (
                either("text in quotes", "text"),
                either(
                    "text stands in double quotes, also where it looks like a number: `\"2023\"`",
                    "write one value after the colon",
                ),
            ),
            Self::List => (
                either("a list in square brackets", "a list"),
                either(
                    "a list of one has brackets too: `[\"…\"]`",
                    "write `[…]`, or a line `- …` for each item",
                ),
            ),
            Self::Flag => ("`true` or `false`", "write one of the two words, without quotes"),
            Self::Number => ("a whole number", "write digits alone, without quotes"),
            Self::Table => (
                "a table",
                either(
                    "write `{ key = \"…\" }`, or a line `[name]` and its keys below",
                    "write `{ key: … }`, or its keys below, indented",
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
                    "write it as precisely as it is known: `\"2023\"`, `\"2023-06\"` or `2023-06-11`",
                    "write it as precisely as it is known: `2023`, `2023-06` or `2023-06-11`",
                ),
            ),
        }
    }
}

/// A value of another type than the key takes.
pub fn wrong_type(
    path: &SourcePath,
    span: Span,
    key: &str,
    expected: Expected,
    found: &str,
    syntax: Syntax,
) -> Diagnostic {
    wrong_type_with(path, span, key, expected, found, syntax, expected.words(syntax).1)
}

/// The same, with help that fits what was found.
pub fn wrong_type_with(
    path: &SourcePath,
    span: Span,
    key: &str,
    expected: Expected,
    found: &str,
    syntax: Syntax,
    help: &str,
) -> Diagnostic {
    let expected = expected.words(syntax).0;
    Diagnostic::error("wrong-type", format!("`{key}` is {found}, expected {expected}"))
        .at(path, span)
        .help(help)
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
        Some(name) if known.len() > 1 => format!("did you mean `{name}`? known are {list}"),
        Some(name) => format!("did you mean `{name}`?"),
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
    Diagnostic::error("empty-value", format!("`{key}` is empty"))
        .at(path, span)
        .help("write it out, or remove the key if it is optional")
}

/// A link whose scheme could run something, or that is no address at all.
pub fn bad_address(path: &SourcePath, span: Span, key: &str, found: &str) -> Diagnostic {
    Diagnostic::error("bad-address", format!("`{key}` is `{found}`, expected an address"))
        .at(path, span)
        .help("write a whole address that starts with `https://`, or a path from the site's root")
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
    let problem = problem.at(path, first).saying(advice).help(help);
    spans.fold(problem, |problem, (span, advice)| problem.beside(path, span, advice))
}
