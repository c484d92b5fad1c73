//! Records which keys a reader asks for and which types they may have, by running the reader on an empty
//! table. Schemas are generated from this, so they cannot differ from the reader. Does not know what a
//! key means.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use super::TableReader;
use super::parsed::File;
use super::value::Table;
use crate::place::{SourcePath, Span};
use crate::syntax::Syntax;

/// The keys of a table and of the tables in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct KeyRecorder {
    /// In the order in which the reader asks for them.
    pub keys: Vec<Key>,
}

/// A key that a reader asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key {
    /// With the names of the tables around it: `authors.family`.
    pub name: String,
    /// The types it may have.
    pub types: Vec<ValueType>,
    /// Whether it is required.
    pub required: bool,
    /// Another key of the same table; this one is required if that one is missing.
    pub unless: Option<&'static str>,
}

/// The type of a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ValueType {
    /// Text, not empty.
    Text,
    /// A day.
    Date,
    /// Text or a day.
    TextOrDate,
    /// Text or a whole number.
    TextOrNumber,
    /// A whole number within the range.
    Number(Range<i64>),
    /// `true` or `false`.
    Flag,
    /// One of these texts.
    Choice(Vec<&'static str>),
    /// A list of texts.
    Texts,
    /// A list of some of these texts.
    Choices(Vec<&'static str>),
    /// A table, whose keys follow.
    Table,
    /// A list of tables, whose keys follow, or of texts instead of tables.
    Tables,
    /// A table of texts with any keys.
    TextTable,
    /// A table with any content.
    Anything,
}

impl KeyRecorder {
    /// Records the keys that `read` asks for.
    pub fn of(read: impl FnOnce(TableReader<'_>)) -> Self {
        let path = SourcePath::new("");
        let file = File { path: &path, text: "", data: 0..0, syntax: Syntax::Toml };
        let recorder = Rc::default();
        read(TableReader::recording(&file, String::new(), &recorder));
        recorder.take()
    }

    fn key(&mut self, name: String) -> &mut Key {
        let at = self.keys.iter().position(|key| key.name == name).unwrap_or_else(|| {
            self.keys.push(Key { name, types: Vec::new(), required: false, unless: None });
            self.keys.len() - 1
        });
        &mut self.keys[at]
    }
}

impl<'a> TableReader<'a> {
    /// An empty table that records the keys it is asked for.
    fn recording(file: &'a File<'a>, name: String, recorder: &Rc<RefCell<KeyRecorder>>) -> Self {
        TableReader {
            file,
            table: Table::default(),
            span: Span::default(),
            name,
            asked: Vec::new(),
            broken: [].into(),
            diagnostics: Vec::new(),
            recorder: Some(Rc::clone(recorder)),
        }
    }

    /// Records a type of a key.
    pub(super) fn record_key(&self, key: &str, value_type: impl FnOnce() -> ValueType) {
        let Some(recorder) = &self.recorder else { return };
        let (mut recorder, value_type) = (recorder.borrow_mut(), value_type());
        let key = recorder.key(self.qualified_key(key));
        if !key.types.contains(&value_type) {
            key.types.push(value_type);
        }
    }

    /// Records that a key is required, or required if `unless` is missing.
    pub(super) fn record_required(&self, key: &str, unless: Option<&'static str>) {
        let Some(recorder) = &self.recorder else { return };
        let mut recorder = recorder.borrow_mut();
        let key = recorder.key(self.qualified_key(key));
        (key.required, key.unless) = (unless.is_none(), unless);
    }

    /// Records a key that holds tables; returns an empty table that records its keys too.
    pub(super) fn record_table(&self, key: &str, value_type: ValueType) -> Option<Self> {
        let recorder = self.recorder.as_ref()?;
        self.record_key(key, || value_type);
        Some(Self::recording(self.file, self.qualified_key(key), recorder))
    }
}
