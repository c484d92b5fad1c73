//! Updates the facts of an existing entry. It changes nothing else in the file: no notes, comments or order,
//! and no value that the curator changed. The history of earlier imports shows which values those are.

use super::existing::ImportHistory;
use super::facts::facts;
use super::imported_paper::ImportedPaper;
use crate::content;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::import as codes;
use crate::edit::{Editor, Value, inline};
use crate::paper::{ArxivId, Doi, Edtf, csl};
use crate::place::SourcePath;

/// A changed fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The key.
    pub key: String,
    /// The old value, as written in the file.
    pub from: Option<String>,
    /// The new value.
    pub to: String,
}

/// An entry with updated facts.
#[derive(Clone, Debug, Default)]
pub struct Updated {
    /// The complete text.
    pub text: String,
    /// The changes.
    pub changes: Vec<Change>,
    /// Keys whose value differs from the source because the curator changed it. The curator's value is kept.
    pub kept: Vec<String>,
    /// Keys whose value could not be changed without other changes in the file.
    pub unwritable: Vec<String>,
}

/// Updates the facts of an entry from a record. Adds the current values to the history `written`.
pub fn update(
    path: &SourcePath,
    text: &str,
    record: &ImportedPaper,
    written: &mut ImportHistory,
) -> Result<Updated, Diagnostic> {
    let split = content::front_matter(path, text)?;
    let front = &text[split.data.clone()];
    let mut editor = Editor::new(front, split.syntax).ok_or_else(|| codes::cannot_update(path))?;
    let mut updated = Updated::default();
    for (key, new) in facts(record) {
        let current = editor.get(&key, &new);
        let mark = written.mark(record, &key);
        match (&current, mark) {
            (Some(value), _) if same(&key, value, &new) => written.note(record, &key, &new),
            // The curator removed this key.
            (None, Some(_)) => {}
            (Some(value), mark) if mark != Some(value.mark().as_str()) => updated.kept.push(key),
            (from, _) => {
                if !editor.set(&key, &new) {
                    updated.unwritable.push(key);
                    continue;
                }
                let from = from.as_ref().map(|value| inline(value, split.syntax));
                written.note(record, &key, &new);
                updated.changes.push(Change { key, from, to: inline(&new, split.syntax) });
            }
        }
    }
    updated.text = if updated.changes.is_empty() {
        text.to_owned()
    } else {
        format!("{}{}{}", &text[..split.data.start], editor.finish(), &text[split.data.end..])
    };
    Ok(updated)
}

/// Whether two values have the same meaning. Ids and dates can be written in several ways.
fn same(key: &str, one: &Value, other: &Value) -> bool {
    let (Value::Text(a), Value::Text(b)) = (one, other) else { return one == other };
    a == b
        || match key {
            // A version may be set by the curator, so it is not compared.
            "arxiv" => ArxivId::parse(a).zip(ArxivId::parse(b)).is_some_and(|(a, b)| a.id == b.id),
            "doi" => Doi::parse(a)
                .zip(Doi::parse(b))
                .is_some_and(|(a, b)| a.as_str().eq_ignore_ascii_case(b.as_str())),
            _ if is_date(key) => Edtf::parse(a).is_some_and(|a| Some(a) == Edtf::parse(b)),
            _ => false,
        }
}

fn is_date(key: &str) -> bool {
    let variable = key.strip_prefix("publication.").and_then(csl::date);
    key == "published" || variable.is_some()
}
