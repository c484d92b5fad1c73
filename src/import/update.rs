//! Refreshes the facts of an entry that is there already, and touches nothing else in its file: no
//! note, no comment, no order, nothing that the curator changed. Decides by what earlier imports wrote.

use toml_edit::{DocumentMut, Item, Table, Value as Edited};

use super::existing::ImportHistory;
use super::facts::{PUBLICATION, Value, facts};
use super::imported_paper::ImportedPaper;
use super::toml_value::toml;
use crate::content;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::import as codes;
use crate::paper::{ArxivId, Doi, Edtf, csl};
use crate::place::SourcePath;

/// A fact that was changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// Its key.
    pub key: String,
    /// What stood there, as TOML.
    pub from: Option<String>,
    /// What stands there now.
    pub to: String,
}

/// An entry with its facts refreshed.
#[derive(Clone, Debug, Default)]
pub struct Updated {
    /// The whole text.
    pub text: String,
    /// What is different now.
    pub changes: Vec<Change>,
    /// Keys where the source says something else than the curator, whose words stay.
    pub kept: Vec<String>,
}

/// Brings the facts of an entry up to date with a record. `written` learns what stands there now.
pub fn update(
    path: &SourcePath,
    text: &str,
    record: &ImportedPaper,
    written: &mut ImportHistory,
) -> Result<Updated, Diagnostic> {
    let parts = content::front_matter(path, text)?;
    let front = &text[parts.toml.clone()];
    let mut document: DocumentMut = front.parse().map_err(|_| codes::cannot_update(path))?;
    let mut updated = Updated::default();
    for (key, new) in facts(record) {
        let current = current(&document, &key);
        let mark = written.mark(record, &key);
        match (&current, mark) {
            (Some(value), _) if same(&key, value, &new) => written.note(record, &key, &new),
            // The curator took it out.
            (None, Some(_)) => {}
            (Some(value), mark) if mark != Some(value.mark().as_str()) => updated.kept.push(key),
            (from, _) => {
                let to = toml(&new, true);
                if !set(&mut document, &key, &to) {
                    updated.kept.push(key);
                    continue;
                }
                let from = from.as_ref().map(|value| toml(value, false));
                written.note(record, &key, &new);
                updated.changes.push(Change { key, from, to: toml(&new, false) });
            }
        }
    }
    let mut front_matter = document.to_string();
    if front.contains("\r\n") {
        front_matter = front_matter.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    updated.text = match updated.changes.is_empty() {
        true => text.to_owned(),
        false => format!("{}{front_matter}{}", &text[..parts.toml.start], &text[parts.toml.end..]),
    };
    Ok(updated)
}

/// Whether two values say the same: ids and dates may be written in several ways.
fn same(key: &str, one: &Value, other: &Value) -> bool {
    let (Value::Text(a), Value::Text(b)) = (one, other) else { return one == other };
    a == b
        || match key {
            // A pinned version is the curator's.
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

/// The value of a key, as far as facts can be such values.
fn current(document: &DocumentMut, key: &str) -> Option<Value> {
    let item = match key.strip_prefix("publication.") {
        Some(name) => document.get(PUBLICATION)?.as_table_like()?.get(name)?,
        None => document.get(key)?,
    };
    Some(match item {
        Item::Value(value) => read(value),
        // A list of tables or a table where a value is expected is the curator's doing.
        other => Value::Text(other.to_string()),
    })
}

fn read(value: &Edited) -> Value {
    match value {
        Edited::String(text) => Value::Text(text.value().clone()),
        Edited::Integer(number) => Value::Number(*number.value()),
        Edited::Array(values) => Value::List(values.iter().map(read).collect()),
        Edited::InlineTable(table) => {
            Value::Table(table.iter().map(|(key, value)| (key.to_owned(), read(value))).collect())
        }
        Edited::Datetime(date) => Value::Text(date.value().to_string()),
        other => Value::Text(other.to_string().trim().to_owned()),
    }
}

/// Puts a value in the place of the old one, with the space and the comment around that; a new key
/// goes behind the others of its table. False when the file has no place for it.
fn set(document: &mut DocumentMut, key: &str, toml: &str) -> bool {
    let Ok(mut value) = toml.parse::<Edited>() else { return false };
    let name = key.strip_prefix("publication.");
    if name.is_some() && !document.contains_key(PUBLICATION) {
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        document.insert(PUBLICATION, Item::Table(table));
    }
    let table = match name {
        Some(_) => document.get_mut(PUBLICATION).and_then(Item::as_table_like_mut),
        None => Some(document.as_table_mut() as &mut dyn toml_edit::TableLike),
    };
    let Some(table) = table else { return false };
    let key = name.unwrap_or(key);
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
            true
        }
        Some(_) => false,
        None => {
            table.insert(key, Item::Value(value));
            true
        }
    }
}
