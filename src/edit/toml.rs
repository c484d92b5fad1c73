//! Edits TOML through its concrete syntax tree. The caller decides which values to write.

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value as Edited};

use super::split;
use super::value::Value;
use super::write_toml::toml;

/// TOML that is being edited.
pub struct Document {
    document: DocumentMut,
    is_crlf: bool,
}

impl Document {
    /// Parses TOML. Returns `None` if it has syntax errors.
    pub fn new(front: &str) -> Option<Self> {
        let document = front.parse().ok()?;
        Some(Self { document, is_crlf: front.contains("\r\n") })
    }

    /// Whether a top-level key exists.
    pub fn contains(&self, key: &str) -> bool {
        self.document.contains_key(key)
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<Value> {
        let item = match split(key) {
            (Some(table), name) => self.document.get(table)?.as_table_like()?.get(name)?,
            (None, key) => self.document.get(key)?,
        };
        Some(match item {
            Item::Value(value) => read(value),
            // A list of tables, or a table in place of a value, was written by the curator.
            other => Value::Text(other.to_string()),
        })
    }

    /// Replaces a value, and keeps the spaces and the comment around it. A new key is added at the end of its
    /// table.
    pub fn set(&mut self, key: &str, value: &Value) -> bool {
        let Ok(mut value) = toml(value, true).parse::<Edited>() else { return false };
        let (outer, name) = split(key);
        if let Some(outer) = outer.filter(|outer| !self.contains(outer)) {
            let mut table = Table::new();
            table.decor_mut().set_prefix("\n");
            self.document.insert(outer, Item::Table(table));
        }
        let table = match outer {
            Some(outer) => self.document.get_mut(outer).and_then(Item::as_table_like_mut),
            None => Some(self.document.as_table_mut() as &mut dyn TableLike),
        };
        let Some(table) = table else { return false };
        match table.get_mut(name) {
            Some(Item::Value(old)) => {
                *value.decor_mut() = old.decor().clone();
                *old = value;
                true
            }
            Some(_) => false,
            None => {
                table.insert(name, Item::Value(value));
                true
            }
        }
    }

    /// Replaces a text in a list, or removes it if the new text is already in the list.
    pub fn rename(&mut self, key: &str, from: &str, to: &str) -> bool {
        let list = self.document.get_mut(key).and_then(Item::as_array_mut);
        list.is_some_and(|list| rename(list, from, to))
    }

    /// The edited text. The line ends are restored, because `toml_edit` changes them.
    pub fn finish(self) -> String {
        let text = self.document.to_string();
        if self.is_crlf { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text }
    }
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

fn rename(list: &mut Array, from: &str, to: &str) -> bool {
    let at = |list: &Array, name: &str| {
        list.iter().position(|value| value.as_str().is_some_and(|value| value.trim() == name))
    };
    let Some(found) = at(list, from) else { return false };
    if at(list, to).is_some() {
        let removed = list.remove(found);
        // The new first item takes the white space and comments before the old one.
        if let Some(first) = list.get_mut(0).filter(|_| found == 0) {
            let prefix = removed.decor().prefix().cloned().unwrap_or_default();
            first.decor_mut().set_prefix(prefix);
        }
        return true;
    }
    let Some(value) = list.get_mut(found) else { return false };
    let decor = value.decor().clone();
    *value = Edited::from(to);
    *value.decor_mut() = decor;
    true
}
