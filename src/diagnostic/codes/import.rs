//! Problems in files that are imported.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// A record that cannot be read.
pub fn bad_record(path: &SourcePath, span: Span, problem: &str) -> Diagnostic {
    Diagnostic::error("bad-record", format!("this record cannot be read: {problem}"))
        .with_location(path, span)
        .with_help("fix the file and import it again: existing entries are not duplicated")
}

/// A record with a mistake that does not prevent reading it.
pub fn repaired_record(path: &SourcePath, span: Span, problem: &str) -> Diagnostic {
    Diagnostic::warning("repaired-record", format!("this record is damaged, but was read: {problem}"))
        .with_location(path, span)
        .with_help("compare the entry with the record, or fix the file")
}

/// A date that cannot be read.
pub fn unread_date(path: &SourcePath, span: Span, field: &str, text: &str) -> Diagnostic {
    Diagnostic::warning("unread-date", format!("`{field}` is not a date: `{text}`"))
        .with_location(path, span)
        .with_help("the text is kept in `publication.status`; write the date into `published`")
}

/// A file whose encoding was guessed.
pub fn guessed_encoding(path: &SourcePath, encoding: &str) -> Diagnostic {
    Diagnostic::warning("guessed-encoding", format!("this file is not UTF-8 and was read as {encoding}"))
        .with_location(path, None::<Span>)
        .with_help("check names with accents; if they are wrong, save the file as UTF-8 and import it again")
}

/// A file with bytes that are not valid in its encoding.
pub fn undecodable_text(path: &SourcePath, encoding: &str) -> Diagnostic {
    Diagnostic::error("undecodable-text", format!("this file is not valid {encoding}"))
        .with_location(path, None::<Span>)
        .with_help("save the file as UTF-8 and import it again: nothing was imported from it")
}

/// A record without a title.
pub fn untitled_record(path: &SourcePath, span: Span, name: &str) -> Diagnostic {
    let name = if name.is_empty() { "this record".to_owned() } else { format!("`{name}`") };
    Diagnostic::error("untitled-record", format!("{name} has no title"))
        .with_location(path, span)
        .with_help("add one: an entry needs at least `title` and `date`")
}

/// A daily list without a date.
pub fn missing_list_date(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::error("missing-list-date", "this list has no date")
        .with_location(path, span)
        .with_help("name the file after the date, such as `2025-03-12.json`, or use `--date 2025-03-12`")
}

/// An abbreviation that no `@string` defines.
pub fn undefined_string(path: &SourcePath, span: Span, name: &str) -> Diagnostic {
    Diagnostic::warning("undefined-string", format!("no `@string` defines `{name}`"))
        .with_location(path, span)
        .with_label("used as written")
        .with_help(format!("write `@string{{{name} = {{…}}}}` above it, or put the text in braces"))
}

/// A reference of a BibTeX entry to one that is not in the file.
pub fn unresolved_crossref(path: &SourcePath, span: Span, field: &str, key: &str) -> Diagnostic {
    Diagnostic::warning("unresolved-crossref", format!("`{field}` names `{key}`, which is not in the file"))
        .with_location(path, span)
        .with_help("put both entries into one file, or fill in the missing fields")
}

/// An entry whose front matter has syntax errors, so that it cannot be updated.
pub fn cannot_update(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("cannot-update", "this entry cannot be updated: its front matter has syntax errors")
        .with_location(path, None::<Span>)
        .with_help("run `digestgen build` to see the error, and fix it first")
}
