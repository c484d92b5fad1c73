//! Reads a table of TOML or YAML key by key and collects every problem on the way: wrong types, unknown
//! keys, bad dates. Does not know any key by name; callers decide what a value means.
//!
//! ```
//! use digestgen::fields::is_address;
//!
//! assert!(is_address("https://example.org/paper"));
//! assert!(!is_address("javascript:alert(1)"));
//! ```

mod address;
mod extra;
mod parsed;
mod recorder;
mod scalar;
mod sub_span;
mod timestamp;
mod toml;
mod value;
mod yaml;

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use crate::diagnostic::codes::fields::{self as codes, Expected};
use crate::diagnostic::{Diagnostic, WithDiagnostics, nearest};
use crate::place::Span;
use crate::syntax::Syntax;
use parsed::Parsed;

pub use address::{check_address, is_address};
pub use extra::Extra;
pub use parsed::{File, Located};
pub use recorder::{Key, KeyRecorder, ValueType};
pub use sub_span::sub_span;
pub use value::{Entry, Node, Scalar, Table, Value};
pub use yaml::parse_yaml;

/// A table that is being read. Values are removed as they are read, so that unknown keys remain.
pub struct TableReader<'a> {
    file: &'a File<'a>,
    table: Table<'a>,
    span: Span,
    name: String,
    asked: Vec<&'static str>,
    broken: Arc<[Range<usize>]>,
    diagnostics: Vec<Diagnostic>,
    /// Records the keys that are asked for, when a schema is generated.
    recorder: Option<Rc<RefCell<KeyRecorder>>>,
}

impl<'a> TableReader<'a> {
    /// Parses the TOML or YAML of a file. What could be parsed is kept; of each broken part of the file only
    /// the first syntax error is reported: the others are mostly its consequences.
    pub fn parse(file: &'a File<'a>) -> WithDiagnostics<Self> {
        let Parsed { table, broken, diagnostics } = match file.syntax {
            Syntax::Toml => toml::parse(file),
            Syntax::Yaml => yaml::parse(file),
        };
        let fields = TableReader {
            file,
            table,
            span: Span::from(file.data.clone()),
            name: String::new(),
            asked: Vec::new(),
            broken: broken.into(),
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
            table: Table::default(),
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

    /// Reports the keys of other systems that are in the table, in one diagnostic: each of `known` with what to
    /// do about it. Only for keys that were not asked for.
    pub fn report_foreign(&mut self, known: &[(&str, &'static str)]) {
        let mut found = Vec::new();
        self.table.entries.retain(|entry| {
            let advice = known.iter().find(|(key, _)| *key == entry.key);
            found.extend(advice.map(|(_, advice)| (entry.key_span, entry.key.to_string(), *advice)));
            advice.is_none()
        });
        if !found.is_empty() {
            self.diagnostics.push(codes::foreign_keys(self.file.path, &found));
        }
    }

    /// Ends the reading: every key that was not asked for is an error.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for entry in &self.table.entries {
            let near = nearest(&entry.key, self.asked.iter().copied());
            let name = self.qualified_key(&entry.key);
            let problem = codes::unknown_key(self.file.path, entry.key_span, &name, near, self.file.syntax);
            self.diagnostics.push(problem);
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
        if self.broken.is_empty() && !self.contains(key) {
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
        for node in values {
            let Some(text) = self.as_text(key, node) else { continue };
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
        self.contains(key).then(|| {
            let texts = self.read_strings(key);
            texts.iter().filter_map(|text| self.known(key, text, known)).collect()
        })
    }

    /// A table inside the table.
    pub fn table(&mut self, key: &'static str) -> Option<TableReader<'a>> {
        if let Some(inner) = self.record_table(key, ValueType::Table) {
            return Some(inner);
        }
        let node = self.remove(key)?;
        self.as_table(key, node, Expected::Table)
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
        for node in self.values(key) {
            if is_text(&node) {
                all.extend(self.as_text(key, node).map(&mut or_text));
            } else if let Some(fields) = self.as_table(key, node, Expected::TextOrTable) {
                all.extend(read(fields).take_value(&mut self.diagnostics));
            }
        }
        all
    }

    /// A table with any content.
    pub fn extra(&mut self, key: &'static str) -> Extra {
        self.record_key(key, || ValueType::Anything);
        let Some(node) = self.remove(key) else { return Extra::default() };
        match &node.value {
            Value::Table(table) => Extra::from(table),
            _ => self.type_error(key, &node, Expected::Table).unwrap_or_default(),
        }
    }

    /// A table of texts with any keys, in the order of the file.
    pub fn text_table(&mut self, key: &'static str) -> Vec<(String, Located<String>)> {
        self.record_key(key, || ValueType::TextTable);
        let table = self.remove(key).and_then(|node| self.as_table(key, node, Expected::Table));
        let Some(mut fields) = table else { return Vec::new() };
        let mut all = Vec::new();
        for entry in std::mem::take(&mut fields.table.entries) {
            let text = fields.as_text(key, entry.node);
            all.extend(text.map(|text| (entry.key.into_owned(), text)));
        }
        self.diagnostics.extend(fields.diagnostics);
        all
    }

    /// Whether the value of the key is text.
    pub fn is_text(&self, key: &'static str) -> bool {
        self.record_key(key, || ValueType::Text);
        self.table.get(key).is_some_and(|entry| is_text(&entry.node))
    }

    /// The span of a part of a text value, or of the complete value if the part cannot be found in the source.
    pub fn sub_span(&self, text: &Located<String>, part: Range<usize>) -> Span {
        sub_span(self.file.text, text)(part)
    }

    fn contains(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    fn remove(&mut self, key: &'static str) -> Option<Node<'a>> {
        self.asked.push(key);
        self.table.remove(key).map(|entry| entry.node)
    }

    fn values(&mut self, key: &'static str) -> Vec<Node<'a>> {
        match self.remove(key) {
            Some(Node { value: Value::List(values), .. }) => values,
            Some(other) => self.type_error(key, &other, Expected::List).unwrap_or_default(),
            None => Vec::new(),
        }
    }

    fn as_text(&mut self, key: &str, node: Node<'a>) -> Option<Located<String>> {
        match node.value {
            Value::Text(text) => Some(Located { value: text.into_owned(), span: node.span }),
            Value::Plain(text) if Scalar::of(&text) != Scalar::Empty => {
                Some(Located { value: text.into_owned(), span: node.span })
            }
            _ => self.type_error(key, &node, Expected::Text),
        }
    }

    fn as_table(&mut self, key: &str, node: Node<'a>, expected: Expected) -> Option<TableReader<'a>> {
        match node.value {
            Value::Table(table) => Some(TableReader {
                file: self.file,
                table,
                span: node.span,
                name: self.qualified_key(key),
                asked: Vec::new(),
                broken: self.broken.clone(),
                diagnostics: Vec::new(),
                recorder: None,
            }),
            _ => self.type_error(key, &node, expected),
        }
    }

    fn type_error<T>(&mut self, key: &str, node: &Node<'a>, expected: Expected) -> Option<T> {
        let (path, name) = (self.file.path, self.qualified_key(key));
        let problem = match &node.value {
            empty if empty.is_empty_plain() => codes::empty_value(path, node.span, &name),
            Value::Plain(text) => yaml::type_error(path, node.span, &name, expected, text),
            value => codes::wrong_type(path, node.span, &name, expected, value.kind(), self.file.syntax),
        };
        self.diagnostics.push(problem);
        None
    }

    fn qualified_key(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_string() } else { format!("{}.{key}", self.name) }
    }
}

fn is_text(node: &Node<'_>) -> bool {
    matches!(node.value, Value::Text(_) | Value::Plain(_))
}
