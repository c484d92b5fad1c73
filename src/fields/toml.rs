//! Parses TOML into the tree of values, and reports its syntax errors. Does not read keys.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::parsed::{File, Parsed, line_around};
use super::value::{Entry, Node, Table, Value};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::fields as codes;
use crate::place::Span;

/// Parses the TOML of a file.
pub fn parse<'a>(file: &File<'a>) -> Parsed<'a> {
    let (table, errors) = DeTable::parse_recoverable(&file.text[file.data.clone()]);
    let mut parsed = Parsed { table: tree(table.into_inner(), file.data.start), ..Parsed::default() };
    report(file, &errors, &mut parsed);
    parsed
}

fn tree(table: DeTable<'_>, offset: usize) -> Table<'_> {
    let entries = table.into_iter().map(|(key, value)| Entry {
        key_span: Span::from(key.span()).shifted(offset),
        key: key.into_inner(),
        node: node(value, offset),
    });
    Table { entries: entries.collect() }
}

fn node(value: Spanned<DeValue<'_>>, offset: usize) -> Node<'_> {
    let span = Span::from(value.span()).shifted(offset);
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text),
        DeValue::Integer(digits) => Value::Integer(digits),
        DeValue::Float(digits) => Value::Float(digits),
        DeValue::Boolean(flag) => Value::Boolean(flag),
        DeValue::Datetime(datetime) => Value::Date(datetime),
        DeValue::Array(values) => Value::List(values.into_iter().map(|value| node(value, offset)).collect()),
        DeValue::Table(table) => Value::Table(tree(table, offset)),
    };
    Node { span, value }
}

/// Reports the first error of each line: later ones are mostly its consequences.
fn report(file: &File<'_>, errors: &[toml::de::Error], parsed: &mut Parsed<'_>) {
    let place = |error: &toml::de::Error| Some(Span::from(error.span()?).shifted(file.data.start));
    let mut errors: Vec<_> = errors.iter().map(|error| (place(error), error.message())).collect();
    errors.sort_by_key(|(span, _)| *span);
    let broken: &mut Vec<Range<usize>> = &mut parsed.broken;
    for (span, message) in errors {
        let known = broken.last().zip(span).is_some_and(|(line, span)| line.contains(&span.start));
        if known {
            continue;
        }
        let line = span.map_or(file.data.clone(), |span| line_around(file.text, span.start));
        if broken.last() != Some(&line) {
            broken.push(line);
            parsed.diagnostics.push(diagnostic(file, span, message));
        }
    }
}

/// A word without quotes is the most common mistake; the parser reports it as a bad number.
fn diagnostic(file: &File<'_>, span: Option<Span>, message: &str) -> Diagnostic {
    let word = span.and_then(|span| file.text.get(span.range())).unwrap_or_default();
    if message.starts_with("invalid") && word.starts_with(char::is_alphabetic) && !message.contains("key") {
        return codes::bad_toml(file.path, span, &format!("`{word}` is neither a number nor text in quotes"));
    }
    codes::bad_toml(file.path, span, message)
}
