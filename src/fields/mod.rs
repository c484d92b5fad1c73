//! Reads a TOML table field by field and collects every problem on the way: wrong types, unknown
//! keys, bad dates. Knows no key by name; what a field means is the caller's business.

mod address;
mod extra;
mod outline;
mod scalar;
mod syntax;
mod within;

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::codes::fields::{self as codes, Expected};
use crate::diagnostic::{WithDiagnostics, Diagnostic, nearest};
use crate::place::{SourcePath, Span};

pub use address::{is_address, is_any_address};
pub use extra::Extra;
pub use outline::{Key, Outline, Shape};
pub use within::within;

/// A value and where it stands.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its place in the file.
    pub span: Span,
}

/// A TOML table that is being read.
pub struct Fields<'a> {
    file: &'a File<'a>,
    table: DeTable<'a>,
    span: Span,
    name: String,
    asked: Vec<&'static str>,
    broken: Arc<[Range<usize>]>,
    diagnostics: Vec<Diagnostic>,
    /// What is asked for is noted here, if anybody wants to know.
    outline: Option<Rc<RefCell<Outline>>>,
}

/// The file a table stands in.
pub struct File<'a> {
    /// Its path, for diagnostics.
    pub path: &'a SourcePath,
    /// Its whole text.
    pub text: &'a str,
    /// The range of the TOML in it.
    pub toml: Range<usize>,
}

type Entry<'a> = (Span, Spanned<DeValue<'a>>);

impl<'a> Fields<'a> {
    /// Parses the TOML of a file. What could be read is there. Of each line the first syntax error is
    /// told, and nothing else: what follows from it would only mislead.
    pub fn parse(file: &'a File<'a>) -> WithDiagnostics<Self> {
        let (table, errors) = DeTable::parse_recoverable(&file.text[file.toml.clone()]);
        let syntax::Told { lines, diagnostics } = syntax::tell(file, &errors);
        let fields = Fields {
            file,
            table: table.into_inner(),
            span: Span::from(file.toml.clone()),
            name: String::new(),
            asked: Vec::new(),
            broken: lines.into(),
            diagnostics: Vec::new(),
            outline: None,
        };
        WithDiagnostics::new(fields, diagnostics)
    }

    /// The file the fields stand in.
    pub fn file(&self) -> &'a File<'a> {
        self.file
    }

    /// A table with nothing in it, in place of one that is not there.
    pub fn empty(&self) -> Fields<'a> {
        Fields {
            file: self.file,
            table: DeTable::new(),
            span: self.span,
            name: String::new(),
            asked: Vec::new(),
            broken: self.broken.clone(),
            diagnostics: Vec::new(),
            outline: None,
        }
    }

    /// Where the table stands.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Adds a problem that the caller found.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Ends the reading: every key that nobody asked for is an error.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for (key, _) in self.table.iter() {
            let span = Span::from(key.span()).shifted(self.file.toml.start);
            let name = key.get_ref().as_ref();
            let near = nearest(name, self.asked.iter().copied());
            self.diagnostics.push(codes::unknown_key(self.file.path, span, &self.full(name), near));
        }
        let is_sound = |diagnostic: &Diagnostic| {
            let span = diagnostic.primary.as_ref().and_then(|label| label.span);
            let line = |at: usize| self.broken[..self.broken.partition_point(|line| line.start <= at)].last();
            span.is_none_or(|span| !line(span.start).is_some_and(|line| line.contains(&span.start)))
        };
        self.diagnostics.retain(is_sound);
        self.diagnostics
    }

    /// Reports a key that is not there, unless the table could not be read in full.
    pub fn require(&mut self, key: &'static str, help: &str) {
        self.outline_required(key, None);
        self.report_missing(key, help);
    }

    fn report_missing(&mut self, key: &'static str, help: &str) {
        if self.broken.is_empty() && !self.table.contains_key(key) {
            // Front matter as a whole is named by the line that opens it.
            let opening = self.file.text[..self.span.start].trim_end().len();
            let is_front_matter = self.name.is_empty() && self.span.start > 0;
            let at = if is_front_matter {
                Span::new(0, opening)
            } else {
                Span::new(self.span.start, self.span.start)
            };
            self.diagnostics.push(codes::missing_key(self.file.path, at, &self.full(key), help));
        }
    }

    /// A list of texts; a single text is taken for a list of one only in the error it gives.
    pub fn texts(&mut self, key: &'static str) -> Vec<Located<String>> {
        self.outline(key, || Shape::Texts);
        self.read_texts(key)
    }

    fn read_texts(&mut self, key: &'static str) -> Vec<Located<String>> {
        let values = self.values(key);
        let mut texts = Vec::with_capacity(values.len());
        for value in values {
            let Some(text) = self.as_text(key, value) else { continue };
            if text.value.trim().is_empty() {
                self.diagnostics.push(codes::empty_value(self.file.path, text.span, &self.full(key)));
            } else {
                texts.push(text);
            }
        }
        texts
    }

    /// Some of the given names.
    pub fn choices(&mut self, key: &'static str, known: &[&'static str]) -> Option<Vec<&'static str>> {
        self.outline(key, || Shape::Choices(known.to_vec()));
        self.table.contains_key(key).then(|| {
            let texts = self.read_texts(key);
            texts.iter().filter_map(|text| self.known(key, text, known)).collect()
        })
    }

    /// A table within the table.
    pub fn table(&mut self, key: &'static str) -> Option<Fields<'a>> {
        if let Some(within) = self.outline_table(key, Shape::Table) {
            return Some(within);
        }
        let (_, value) = self.take(key)?;
        self.as_table(key, value, Expected::Table)
    }

    /// A list of tables, or of whatever else: texts are handed to `or_text`.
    pub fn tables<T>(
        &mut self,
        key: &'static str,
        mut or_text: impl FnMut(Located<String>) -> T,
        mut read: impl FnMut(Fields<'a>) -> WithDiagnostics<Option<T>>,
    ) -> Vec<T> {
        if let Some(within) = self.outline_table(key, Shape::Tables) {
            read(within);
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

    /// The table of a key with whatever it holds.
    pub fn extra(&mut self, key: &'static str) -> Extra {
        self.outline(key, || Shape::Anything);
        let Some((_, value)) = self.take(key) else { return Extra::default() };
        match value.get_ref() {
            DeValue::Table(table) => Extra::from(table),
            _ => self.wrong(key, &value, Expected::Table).unwrap_or_default(),
        }
    }

    /// A table of texts in the order they stand in, each with its place.
    pub fn text_table(&mut self, key: &'static str) -> Vec<(String, Located<String>)> {
        self.outline(key, || Shape::TextTable);
        let table = self.take(key).and_then(|(_, value)| self.as_table(key, value, Expected::Table));
        let Some(mut fields) = table else { return Vec::new() };
        let mut all = Vec::new();
        for (name, value) in std::mem::take(&mut fields.table) {
            let text = fields.as_text(key, value);
            all.extend(text.map(|text| (name.into_inner().into_owned(), text)));
        }
        self.diagnostics.extend(fields.diagnostics);
        all
    }

    /// Whether the key holds text.
    pub fn is_text(&self, key: &'static str) -> bool {
        self.outline(key, || Shape::Text);
        self.table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::String(_)))
    }

    /// Where a part of a text value stands in the file. The whole value, if escapes stand in it.
    pub fn within(&self, text: &Located<String>, part: Range<usize>) -> Span {
        within(self.file.text, text)(part)
    }

    fn take(&mut self, key: &'static str) -> Option<Entry<'a>> {
        self.asked.push(key);
        let (name, value) = self.table.remove_entry(key)?;
        Some((Span::from(name.span()).shifted(self.file.toml.start), value))
    }

    fn values(&mut self, key: &'static str) -> Vec<Spanned<DeValue<'a>>> {
        let Some((_, value)) = self.take(key) else { return Vec::new() };
        if !matches!(value.get_ref(), DeValue::Array(_)) {
            return self.wrong(key, &value, Expected::List).unwrap_or_default();
        }
        match value.into_inner() {
            DeValue::Array(values) => values.into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn as_text(&mut self, key: &str, value: Spanned<DeValue<'a>>) -> Option<Located<String>> {
        let span = self.at(&value);
        if !matches!(value.get_ref(), DeValue::String(_)) {
            return self.wrong(key, &value, Expected::Text);
        }
        match value.into_inner() {
            DeValue::String(text) => Some(Located { value: text.into_owned(), span }),
            _ => None,
        }
    }

    fn as_table(&mut self, key: &str, value: Spanned<DeValue<'a>>, expected: Expected) -> Option<Fields<'a>> {
        let span = self.at(&value);
        if !matches!(value.get_ref(), DeValue::Table(_)) {
            return self.wrong(key, &value, expected);
        }
        match value.into_inner() {
            DeValue::Table(table) => Some(Fields {
                file: self.file,
                table,
                span,
                name: self.full(key),
                asked: Vec::new(),
                broken: self.broken.clone(),
                diagnostics: Vec::new(),
                outline: None,
            }),
            _ => None,
        }
    }

    fn wrong<T>(&mut self, key: &str, value: &Spanned<DeValue<'a>>, expected: Expected) -> Option<T> {
        let span = self.at(value);
        let found = kind(value.get_ref());
        self.diagnostics.push(codes::wrong_type(self.file.path, span, &self.full(key), expected, found));
        None
    }

    fn at(&self, value: &Spanned<DeValue<'a>>) -> Span {
        Span::from(value.span()).shifted(self.file.toml.start)
    }

    fn full(&self, key: &str) -> String {
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
