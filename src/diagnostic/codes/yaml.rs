//! Problems in YAML front matter that TOML cannot have.

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// The text is not YAML.
pub fn bad_yaml(path: &SourcePath, span: Span, problem: &str, help: &str) -> Diagnostic {
    Diagnostic::error("bad-yaml", format!("this is not valid YAML: {problem}"))
        .with_location(path, span)
        .with_help(help)
}

/// An escape in double quotes that gives a control character, mostly the start of a TeX command.
pub fn yaml_control_escape(path: &SourcePath, span: Span) -> Diagnostic {
    bad_yaml(
        path,
        span,
        "an escape in double quotes gives a control character",
        "write each backslash twice, or use single quotes: `'$\\alpha$'`",
    )
}

/// A tab before a key.
pub fn yaml_tab(path: &SourcePath, span: Span) -> Diagnostic {
    bad_yaml(path, span, "there is a tab in the indentation", "indent with spaces")
}

/// A key that is a list, a table or empty.
pub fn yaml_key(path: &SourcePath, span: Span) -> Diagnostic {
    bad_yaml(path, span, "a key is not text", "write `key: value`")
}

/// A key that is written twice in one table.
pub fn duplicate_key(path: &SourcePath, span: Span, first: Span, key: &str) -> Diagnostic {
    Diagnostic::error("duplicate-key", format!("the key `{key}` is written twice"))
        .with_location(path, span)
        .with_related(path, first, "first written here")
        .with_help("remove one of them")
}

fn unsupported(path: &SourcePath, span: Span, what: &str, help: &str) -> Diagnostic {
    Diagnostic::error("unsupported-yaml", format!("{what} in front matter"))
        .with_location(path, span)
        .with_help(help)
}

/// `*name`.
pub fn yaml_alias(path: &SourcePath, span: Span) -> Diagnostic {
    unsupported(
        path,
        span,
        "an alias is not allowed",
        "write the value itself; text that begins with `*` goes in quotes",
    )
}

/// `&name`.
pub fn yaml_anchor(path: &SourcePath, span: Span) -> Diagnostic {
    unsupported(path, span, "an anchor is not allowed", "remove it; text that begins with `&` goes in quotes")
}

/// `!name`.
pub fn yaml_tag(path: &SourcePath, span: Span, tag: &str) -> Diagnostic {
    let what = format!("the tag `{tag}` is not allowed");
    unsupported(path, span, &what, "remove it; text that begins with `!` goes in quotes")
}

/// A second document.
pub fn several_documents(path: &SourcePath, span: Span) -> Diagnostic {
    unsupported(path, span, "a second document is not allowed", "put all keys before the line `---`")
}

/// Lists and tables in each other.
pub fn yaml_too_deep(path: &SourcePath, span: Span, max: usize) -> Diagnostic {
    let what = format!("more than {max} levels of lists and tables are not allowed");
    unsupported(path, span, &what, "put the data into a file beside the entry")
}

/// Very long front matter.
pub fn yaml_too_large(path: &SourcePath, span: Span, found: usize, max: usize) -> Diagnostic {
    let megabytes = |bytes: usize| bytes.div_ceil(1_000_000);
    let what = format!("{} MB of YAML are not allowed, {} is the maximum", megabytes(found), megabytes(max));
    unsupported(path, span, &what, "put the data into a file beside the entry")
}

/// A date whose month or day has one digit.
pub fn short_date(path: &SourcePath, span: Span, key: &str, found: &str, date: Date) -> Diagnostic {
    Diagnostic::warning("short-date", format!("`{key}` is `{found}`, with a month or day of one digit"))
        .with_location(path, span)
        .with_help(format!("write two digits: `{key}: {date}`"))
}
