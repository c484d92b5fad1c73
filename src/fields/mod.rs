//! Reads a TOML table key by key and collects every problem on the way: wrong types, unknown keys, bad
//! dates. Does not know any key by name; callers decide what a value means.
//!
//! ```
//! use digestgen::fields::is_address;
//!
//! assert!(is_address("https://example.org/paper"));
//! assert!(!is_address("javascript:alert(1)"));
//! ```

mod address;
mod extra;
mod recorder;
mod scalar;
mod sub_span;
mod syntax;

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::codes::fields::{self as codes, Expected};
use crate::diagnostic::{Diagnostic, WithDiagnostics, nearest};
use crate::place::{SourcePath, Span};
use syntax::SyntaxErrors;

pub use address::{is_address, is_any_address};
pub use extra::Extra;
pub use recorder::{Key, KeyRecorder, ValueType};
pub use sub_span::sub_span;

/// A value and its span.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its span in the file.
    pub span: Span,
}

/// A table that is being read. Values are removed as they are read, so that unknown keys remain.
pub struct TableReader<'a> {
    file: &'a File<'a>,
    table: DeTable<'a>,
    span: Span,
    name: String,
    asked: Vec<&'static str>,
    broken: Arc<[Range<usize>]>,
    diagnostics: Vec<Diagnostic>,
    /// Records the keys that are asked for, when a schema is generated.
    recorder: Option<Rc<RefCell<KeyRecorder>>>,
}

/// The file that contains a table.
pub struct File<'a> {
    /// Its path, for diagnostics.
    pub path: &'a SourcePath,
    /// Its whole text.
    pub text: &'a str,
    /// The range of its TOML.
    pub toml: Range<usize>,
}

type Entry<'a> = (Span, Spanned<DeValue<'a>>);

impl<'a> TableReader<'a> {
    /// Parses the TOML of a file. What could be parsed is kept. Of each line only the first syntax error is
    /// reported: the others are mostly its consequences.
    pub fn parse(file: &'a File<'a>) -> WithDiagnostics<Self> {
        let (table, errors) = DeTable::parse_recoverable(&file.text[file.toml.clone()]);
        let SyntaxErrors { lines, diagnostics } = syntax::report(file, &errors);
        let fields = TableReader {
            file,
            table: table.into_inner(),
            span: Span::from(file.toml.clone()),
            name: String::new(),
            asked: Vec::new(),
            broken: lines.into(),
            diagnostics: Vec::new(),
            recorder: None,
        };
        WithDiagnostics::new(fields, diagnostics)
    }

    /// The file that contains the table.
    pub fn file(&self) -> &'a File<'a> {
        self.file
    }

    /// An empty table, to be read instead of a missing one.
    pub fn empty(&self) -> TableReader<'a> {
        TableReader {
            file: self.file,
            table: DeTable::new(),
            span: self.span,
            name: String::new(),
            asked: Vec::new(),
            broken: self.broken.clone(),
            diagnostics: Vec::new(),
            recorder: None,
        }
    }

    /// The span of the table.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Adds a problem that the caller found.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Ends the reading: every key that was not asked for is an error.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for (key, _) in self.table.iter() {
            let span = Span::from(key.span()).shifted(self.file.toml.start);
            let name = key.get_ref().as_ref();
            let near = nearest(name, self.asked.iter().copied());
            self.diagnostics.push(codes::unknown_key(self.file.path, span, &self.qualified_key(name), near));
        }
        let is_sound = |diagnostic: &Diagnostic| {
            let span = diagnostic.primary.as_ref().and_then(|label| label.span);
            let line = |at: usize| self.broken[..self.broken.partition_point(|line| line.start <= at)].last();
            span.is_none_or(|span| !line(span.start).is_some_and(|line| line.contains(&span.start)))
        };
        self.diagnostics.retain(is_sound);
        self.diagnostics
    }

    /// Reports a missing key, unless the table has syntax errors.
    pub fn require(&mut self, key: &'static str, help: &str) {
        self.record_required(key, None);
        self.report_missing(key, help);
    }

    fn report_missing(&mut self, key: &'static str, help: &str) {
        if self.broken.is_empty() && !self.table.contains_key(key) {
            // For front matter as a whole, the line that opens it is shown.
            let opening = self.file.text[..self.span.start].trim_end().len();
            let is_front_matter = self.name.is_empty() && self.span.start > 0;
            let at = if is_front_matter {
                Span::new(0, opening)
            } else {
                Span::new(self.span.start, self.span.start)
            };
            self.diagnostics.push(codes::missing_key(self.file.path, at, &self.qualified_key(key), help));
        }
    }

    /// A list of texts. A single text is an error.
    pub fn strings(&mut self, key: &'static str) -> Vec<Located<String>> {
        self.record_key(key, || ValueType::Texts);
        self.read_strings(key)
    }

    fn read_strings(&mut self, key: &'static str) -> Vec<Located<String>> {
        let values = self.values(key);
        let mut texts = Vec::with_capacity(values.len());
        for value in values {
            let Some(text) = self.as_text(key, value) else { continue };
            if text.value.trim().is_empty() {
                self.diagnostics.push(codes::empty_value(
                    self.file.path,
                    text.span,
                    &self.qualified_key(key),
                ));
            } else {
                texts.push(text);
            }
        }
        texts
    }

    /// A list of some of the given names.
    pub fn choices(&mut self, key: &'static str, known: &[&'static str]) -> Option<Vec<&'static str>> {
        self.record_key(key, || ValueType::Choices(known.to_vec()));
        self.table.contains_key(key).then(|| {
            let texts = self.read_strings(key);
            texts.iter().filter_map(|text| self.known(key, text, known)).collect()
        })
    }

    /// A table inside the table.
    pub fn table(&mut self, key: &'static str) -> Option<TableReader<'a>> {
        if let Some(inner) = self.record_table(key, ValueType::Table) {
            return Some(inner);
        }
        let (_, value) = self.remove(key)?;
        self.as_table(key, value, Expected::Table)
    }

    /// A list of tables or texts; texts are passed to `or_text`.
    pub fn tables<T>(
        &mut self,
        key: &'static str,
        mut or_text: impl FnMut(Located<String>) -> T,
        mut read: impl FnMut(TableReader<'a>) -> WithDiagnostics<Option<T>>,
    ) -> Vec<T> {
        if let Some(inner) = self.record_table(key, ValueType::Tables) {
            read(inner);
        }
        let mut all = Vec::new();
        for value in self.values(key) {
            if matches!(value.get_ref(), DeValue::String(_)) {
                all.extend(self.as_text(key, value).map(&mut or_text));
            } else if let Some(fields) = self.as_table(key, value, Expected::TextOrTable) {
                all.extend(read(fields).take_value(&mut self.diagnostics));
            }
        }
        all
    }

    /// A table with any content.
    pub fn extra(&mut self, key: &'static str) -> Extra {
        self.record_key(key, || ValueType::Anything);
        let Some((_, value)) = self.remove(key) else { return Extra::default() };
        match value.get_ref() {
            DeValue::Table(table) => Extra::from(table),
            _ => self.type_error(key, &value, Expected::Table).unwrap_or_default(),
        }
    }

    /// A table of texts with any keys, in the order of the file.
    pub fn text_table(&mut self, key: &'static str) -> Vec<(String, Located<String>)> {
        self.record_key(key, || ValueType::TextTable);
        let table = self.remove(key).and_then(|(_, value)| self.as_table(key, value, Expected::Table));
        let Some(mut fields) = table else { return Vec::new() };
        let mut all = Vec::new();
        for (name, value) in std::mem::take(&mut fields.table) {
            let text = fields.as_text(key, value);
            all.extend(text.map(|text| (name.into_inner().into_owned(), text)));
        }
        self.diagnostics.extend(fields.diagnostics);
        all
    }

    /// Whether the value of the key is text.
    pub fn is_text(&self, key: &'static str) -> bool {
        self.record_key(key, || ValueType::Text);
        self.table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::String(_)))
    }

    /// Where a part of a text value stands in the file. The whole value, if escapes stand in it.
    pub fn sub_span(&self, text: &Located<String>, part: Range<usize>) -> Span {
        sub_span(self.file.text, text)(part)
    }

    fn remove(&mut self, key: &'static str) -> Option<Entry<'a>> {
        self.asked.push(key);
        let (name, value) = self.table.remove_entry(key)?;
        Some((Span::from(name.span()).shifted(self.file.toml.start), value))
    }

    fn values(&mut self, key: &'static str) -> Vec<Spanned<DeValue<'a>>> {
        let Some((_, value)) = self.remove(key) else { return Vec::new() };
        if !matches!(value.get_ref(), DeValue::Array(_)) {
            return self.type_error(key, &value, Expected::List).unwrap_or_default();
        }
        match value.into_inner() {
            DeValue::Array(values) => values.into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn as_text(&mut self, key: &str, value: Spanned<DeValue<'a>>) -> Option<Located<String>> {
        let span = self.span_of(&value);
        if !matches!(value.get_ref(), DeValue::String(_)) {
            return self.type_error(key, &value, Expected::Text);
        }
        match value.into_inner() {
            DeValue::String(text) => Some(Located { value: text.into_owned(), span }),
            _ => None,
        }
    }

    fn as_table(
        &mut self,
        key: &str,
        value: Spanned<DeValue<'a>>,
        expected: Expected,
    ) -> Option<TableReader<'a>> {
        let span = self.span_of(&value);
        if !matches!(value.get_ref(), DeValue::Table(_)) {
            return self.type_error(key, &value, expected);
        }
        match value.into_inner() {
            DeValue::Table(table) => Some(TableReader {
                file: self.file,
                table,
                span,
                name: self.qualified_key(key),
                asked: Vec::new(),
                broken: self.broken.clone(),
                diagnostics: Vec::new(),
                recorder: None,
            }),
            _ => None,
        }
    }

    fn type_error<T>(&mut self, key: &str, value: &Spanned<DeValue<'a>>, expected: Expected) -> Option<T> {
        let span = self.span_of(value);
        let found = kind(value.get_ref());
        self.diagnostics.push(codes::wrong_type(
            self.file.path,
            span,
            &self.qualified_key(key),
            expected,
            found,
        ));
        None
    }

    fn span_of(&self, value: &Spanned<DeValue<'a>>) -> Span {
        Span::from(value.span()).shifted(self.file.toml.start)
    }

    fn qualified_key(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_string() } else { format!("{}.{key}", self.name) }
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
