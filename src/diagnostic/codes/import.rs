//! Problems in files that records are imported from.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// A record that cannot be read.
pub fn bad_record(path: &SourcePath, span: Span, problem: &str) -> Diagnostic {
    Diagnostic::error("bad-record", format!("this record cannot be read: {problem}"))
        .at(path, span)
        .help("fix the file and import it again: existing entries are not duplicated")
}

/// A record with a mistake that does not keep it from being read.
pub fn repaired_record(path: &SourcePath, span: Span, problem: &str) -> Diagnostic {
    Diagnostic::warning("repaired-record", format!("this record is damaged, but was read: {problem}"))
        .at(path, span)
        .help("compare the entry with the record, or fix the file")
}

/// A field that says something that cannot be read.
pub fn unread_field(path: &SourcePath, span: Span, field: &str, text: &str) -> Diagnostic {
    Diagnostic::warning("unread-field", format!("`{field}` cannot be read as a date: `{text}`"))
        .at(path, span)
        .help("the text is kept as `publication.status`; write the date into `published`")
}

/// A file whose encoding was guessed.
pub fn guessed_encoding(path: &SourcePath, encoding: &str) -> Diagnostic {
    Diagnostic::warning("guessed-encoding", format!("this file is not UTF-8 and was read as {encoding}"))
        .at(path, None::<Span>)
        .help("check names with accents; if they are wrong, save the file as UTF-8 and import it again")
}

/// A file that holds bytes that mean nothing in its encoding.
pub fn undecodable_text(path: &SourcePath, encoding: &str) -> Diagnostic {
    Diagnostic::error("undecodable-text", format!("this file is not valid {encoding}"))
        .at(path, None::<Span>)
        .help("save the file as UTF-8 and import it again: nothing was imported from it")
}

/// A record without a title.
pub fn untitled_record(path: &SourcePath, span: Span, name: &str) -> Diagnostic {
    let name = if name.is_empty() { "this record".to_owned() } else { format!("`{name}`") };
    Diagnostic::error("untitled-record", format!("{name} has no title"))
        .at(path, span)
        .help("give it one: an entry has at least `title` and `date`")
}

/// A record of a day's list that has no date.
pub fn missing_list_date(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::error("missing-list-date", "this list has no date")
        .at(path, span)
        .help("name the file after the date, such as `2025-03-12.json`, or use `--date 2025-03-12`")
}

/// An abbreviation that no `@string` defines.
pub fn undefined_string(path: &SourcePath, span: Span, name: &str) -> Diagnostic {
    Diagnostic::warning("undefined-string", format!("no `@string` defines `{name}`"))
        .at(path, span)
        .saying("used as written")
        .help(format!("write `@string{{{name} = {{…}}}}` above it, or put the text in braces"))
}

/// A reference of one BibTeX entry to another that is not there.
pub fn unresolved_crossref(path: &SourcePath, span: Span, field: &str, key: &str) -> Diagnostic {
    Diagnostic::warning("unresolved-crossref", format!("`{field}` names `{key}`, which is not in the file"))
        .at(path, span)
        .help("put both entries into one file, or fill in the missing fields")
}

/// An entry whose front matter is no TOML, so that nothing in it can be refreshed.
pub fn cannot_update(path: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        "cannot-update",
        "the facts of this entry cannot be updated: its front matter is not valid TOML",
    )
    .at(path, None::<Span>)
    .help("run `digestgen build` to see the error, and fix it first")
}
