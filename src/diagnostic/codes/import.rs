//! Problems in files that records are imported from.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// A record that cannot be read.
pub fn bad_record(path: &SourcePath, span: Span, problem: &str) -> Diagnostic {
    Diagnostic::error("bad-record", format!("this record cannot be read: {problem}"))
        .at(path, span)
        .help("mend the file and import it again: what is in the digest already is not written twice")
}

/// A record without a title.
pub fn untitled_record(path: &SourcePath, span: Span, name: &str) -> Diagnostic {
    let name = if name.is_empty() { "this record".to_owned() } else { format!("`{name}`") };
    Diagnostic::error("untitled-record", format!("{name} has no title"))
        .at(path, span)
        .help("give it one: an entry has at least `title` and `date`")
}

/// A record that belongs to a day's list, and nothing says to which.
pub fn missing_list_date(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::error("missing-list-date", "nothing says which day this list is of")
        .at(path, span)
        .help("name the file after the day, such as `2025-03-12.json`, or say `--date 2025-03-12`")
}

/// An abbreviation that no `@string` defines.
pub fn undefined_string(path: &SourcePath, span: Span, name: &str) -> Diagnostic {
    Diagnostic::warning("undefined-string", format!("no `@string` defines `{name}`"))
        .at(path, span)
        .saying("taken as it stands")
        .help(format!("write `@string{{{name} = {{…}}}}` above it, or put the text in braces"))
}

/// A reference of one BibTeX entry to another that is not there.
pub fn unresolved_crossref(path: &SourcePath, span: Span, field: &str, key: &str) -> Diagnostic {
    Diagnostic::warning("unresolved-crossref", format!("`{field}` names `{key}`, which is not in the file"))
        .at(path, span)
        .help("put both entries into one file, or fill in by hand what this one would have taken from the other")
}

/// An entry whose front matter is no TOML, so that nothing in it can be refreshed.
pub fn cannot_update(path: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        "cannot-update",
        "the facts of this entry cannot be refreshed: its front matter is no TOML",
    )
    .at(path, None::<Span>)
    .help("`digestgen build` shows where; mend it first")
}
