//! Parses the syntax of `.bib` files: entries and fields with their positions, `@string` and `#`. A missing key
//! or comma is a warning. An entry that cannot be read is an error, and reading continues with the next entry.
//! This module does not interpret fields.
//!
//! It does not use the crate `biblatex`, for three reasons. That crate does not accept parentheses as
//! delimiters. It rejects a whole file at the first error or undefined abbreviation. It also drops TeX commands
//! that must become Markdown.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::import as codes;
use crate::paper::MONTH_NAMES;
use crate::place::{SourcePath, Span};

/// The maximum length of a value after abbreviations are expanded, in bytes. Abbreviations can double each
/// other.
const MAX_EXPANDED_BYTES: usize = 64 * 1024;

/// Limits on the bytes that abbreviations may add to a file: in total, and for each byte of the file.
const MAX_ADDED_BYTES: usize = 16 * 1024 * 1024;
const MAX_ADDED_PER_BYTE: usize = 16;

/// An entry of a file.
#[derive(Clone, Debug, Default)]
pub struct Entry<'t> {
    /// The entry type, in lower case.
    pub kind: String,
    /// The citation key.
    pub key: String,
    /// The range from the `@` to the closing delimiter.
    pub span: Span,
    /// The values by field name in lower case. If a field occurs twice, the first one is used.
    pub fields: BTreeMap<Cow<'t, str>, Cow<'t, str>>,
}

/// Reads a file.
pub fn read<'t>(path: &'t SourcePath, text: &'t str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Entry<'t>> {
    let added = 0;
    let mut reader = Reader { path, text, at: 0, strings: months(), added, diagnostics };
    let mut entries = Vec::new();
    while let Some(found) = reader.text[reader.at..].find('@') {
        let start = reader.at + found;
        reader.at = start + 1;
        match reader.entry(start) {
            Ok(entry) => entries.extend(entry),
            Err(problem) => {
                // An address in a comment is not an entry. An `@` at the beginning of a line was probably meant
                // as one.
                let line = reader.text[..start].rfind('\n').map_or(0, |end| end + 1);
                if reader.text[line..start].trim().is_empty() {
                    let end = reader.at.max(start + 1).min(reader.text.len());
                    let span =
                        Span::new(start, reader.text[start..end].find('\n').map_or(end, |n| start + n));
                    reader.diagnostics.push(codes::bad_record(path, span, &problem));
                    reader.at = next_entry(reader.text, start + 1);
                } else {
                    reader.at = start + 1;
                }
            }
        }
    }
    entries
}

/// Whether an `@` is at the beginning of a line and is followed by a type and an opening delimiter.
fn begins_entry(text: &str, at: usize) -> bool {
    let behind = text[at + 1..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
    text[..at].ends_with('\n')
        && text.len() - behind.len() > at + 1
        && behind.trim_start().starts_with(['{', '('])
}

/// The position of the next line that begins with `@`.
fn next_entry(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(end) = text[at..].find('\n') {
        at += end + 1;
        if text[at..].trim_start_matches([' ', '\t']).starts_with('@') {
            return at;
        }
    }
    text.len()
}

/// A field name in lower case. Most names already are.
fn lower(name: &str) -> Cow<'_, str> {
    if name.contains(char::is_uppercase) { name.to_lowercase().into() } else { name.into() }
}

fn months() -> BTreeMap<String, String> {
    MONTH_NAMES.iter().map(|name| (name[..3].to_lowercase(), (*name).to_owned())).collect()
}

struct Reader<'t, 'd> {
    path: &'t SourcePath,
    text: &'t str,
    at: usize,
    strings: BTreeMap<String, String>,
    /// The number of bytes that abbreviations have added so far.
    added: usize,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'t> Reader<'t, '_> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Skips white space, and comments up to the end of the line.
    fn skip(&mut self) {
        loop {
            let rest = self.rest().trim_start();
            self.at = self.text.len() - rest.len();
            if !rest.starts_with('%') {
                return;
            }
            self.at += rest.find('\n').unwrap_or(rest.len());
        }
    }

    fn take(&mut self, c: char) -> bool {
        let there = self.rest().starts_with(c);
        if there {
            self.at += c.len_utf8();
        }
        there
    }

    /// Reads a sequence of characters that are allowed in names.
    fn word(&mut self) -> &'t str {
        let stop = |c: char| c.is_whitespace() || "{}(),=#\"%@".contains(c);
        let rest = self.rest();
        let word = &rest[..rest.find(stop).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    fn entry(&mut self, start: usize) -> Result<Option<Entry<'t>>, String> {
        let kind = self.word().to_lowercase();
        if kind == "comment" {
            return Ok(None);
        }
        self.skip();
        let close = if self.take('{') {
            '}'
        } else if self.take('(') {
            ')'
        } else {
            return Err(format!("`{{` is missing after `@{kind}`"));
        };
        if kind == "preamble" {
            self.skip();
            self.value()?;
            return Ok(None);
        }
        let mut entry = Entry { kind, ..Entry::default() };
        self.skip();
        if entry.kind != "string" {
            let rest = self.rest();
            let length = rest.find([',', '\n', close]).unwrap_or(rest.len());
            let has_key = !rest[..length].contains('=');
            if has_key {
                entry.key = rest[..length].trim().to_owned();
                self.at += length;
            }
            if entry.key.is_empty() {
                self.repair(start, start + 1 + entry.kind.len(), "its citation key is missing");
            }
        }
        loop {
            self.skip();
            while self.take(',') {
                self.skip();
            }
            if self.take(close) {
                break;
            }
            if self.rest().is_empty() {
                return Err(format!("the `{close}` that ends it is missing"));
            }
            let name = lower(self.word());
            self.skip();
            if name.is_empty() || !self.take('=') {
                return Err(match &*name {
                    "" => format!("expected a field, found `{}`", self.found()),
                    name => format!("`=` is missing after `{name}`"),
                });
            }
            self.skip();
            let value = self.value().map_err(|problem| format!("{problem}, in `{name}`"))?;
            entry.fields.entry(name).or_insert(value);
            self.skip();
            if !self.rest().starts_with([',', close]) {
                if self.rest().is_empty() {
                    return Err(format!("the `{close}` that ends it is missing"));
                }
                // If a field follows, the comma is only missing, and reading continues.
                if !self.begins_field() {
                    return Err(format!("expected `,` or `{close}`, found `{}`", self.found()));
                }
                let at = self.at;
                self.repair(at, at + self.found().len(), "a comma is missing before this field");
            }
        }
        if entry.kind == "string" {
            let strings = entry.fields.into_iter();
            self.strings.extend(strings.map(|(name, text)| (name.into_owned(), text.into_owned())));
            return Ok(None);
        }
        entry.span = Span::new(start, self.at);
        Ok(Some(entry))
    }

    /// Whether a name and an equals sign follow.
    fn begins_field(&self) -> bool {
        let rest = self.rest();
        let name = rest.len()
            - rest.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_')).len();
        name > 0 && rest[name..].trim_start().starts_with('=')
    }

    /// Reports a problem in an entry that can still be read.
    fn repair(&mut self, start: usize, end: usize, problem: &str) {
        self.diagnostics.push(codes::repaired_record(self.path, Span::new(start, end), problem));
    }

    fn found(&self) -> &'t str {
        let rest = self.rest();
        let end = rest.char_indices().nth(12).map_or(rest.len(), |(at, _)| at);
        rest[..end].lines().next().unwrap_or_default()
    }

    /// Reads texts, numbers and abbreviations that are joined with `#`.
    fn value(&mut self) -> Result<Cow<'t, str>, String> {
        let mut value = Cow::Borrowed("");
        loop {
            let start = self.at;
            if self.take('{') {
                value += self.until('}')?;
            } else if self.take('"') {
                value += self.until('"')?;
            } else {
                let word = self.word();
                if word.is_empty() {
                    return Err(format!("expected a value, found `{}`", self.found()));
                }
                self.abbreviation(word, start, &mut value)?;
            }
            self.skip();
            if !self.take('#') {
                return Ok(value);
            }
            self.skip();
        }
    }

    fn abbreviation(&mut self, word: &'t str, start: usize, value: &mut Cow<'t, str>) -> Result<(), String> {
        match self.strings.get(&word.to_lowercase()) {
            Some(text) => {
                self.added += text.len();
                let most = MAX_ADDED_BYTES + MAX_ADDED_PER_BYTE * self.text.len();
                if value.len() + text.len() > MAX_EXPANDED_BYTES || self.added > most {
                    return Err(format!("the text that `{word}` stands for is too long"));
                }
                value.to_mut().push_str(text);
            }
            None => {
                if !word.starts_with(|c: char| c.is_ascii_digit()) && !word.starts_with('-') {
                    let span = Span::new(start, start + word.len());
                    self.diagnostics.push(codes::undefined_string(self.path, span, word));
                }
                *value += word;
            }
        }
        Ok(())
    }

    /// Reads the text up to a closing delimiter outside braces.
    fn until(&mut self, close: char) -> Result<&'t str, String> {
        let mut depth = 0_usize;
        for (at, c) in self.rest().char_indices() {
            match c {
                c if c == close && depth == 0 => {
                    let text = &self.rest()[..at];
                    self.at += at + 1;
                    return Ok(text);
                }
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                // A new entry begins here, so a closing delimiter is missing.
                '@' if begins_entry(self.text, self.at + at) => break,
                _ => {}
            }
        }
        Err(format!("the `{close}` that ends a text is missing"))
    }
}
