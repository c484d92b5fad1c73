//! Reads single values: text, numbers, dates, flags, one of some names. Lists and tables are read by `mod`.

use std::ops::Range;

use jiff::civil::Date;

use super::TableReader;
use super::parsed::Located;
use super::recorder::ValueType;
use super::timestamp::{self, Timestamp};
use super::value::{Node, Value};
use crate::diagnostic::codes::fields::{self as codes, Expected};
use crate::diagnostic::codes::yaml::short_date;
use crate::diagnostic::nearest;
use crate::syntax::Syntax;

impl TableReader<'_> {
    /// A text; empty ones are an error.
    pub fn text(&mut self, key: &'static str) -> Option<Located<String>> {
        self.record_key(key, || ValueType::Text);
        self.read_text(key)
    }

    fn read_text(&mut self, key: &'static str) -> Option<Located<String>> {
        let node = self.remove(key)?;
        let located = self.as_text(key, node)?;
        if located.value.trim().is_empty() {
            self.diagnostics.push(codes::empty_value(self.file.path, located.span, &self.qualified_key(key)));
            return None;
        }
        Some(located)
    }

    /// A required text.
    pub fn required(&mut self, key: &'static str, help: &str) -> Option<Located<String>> {
        self.require(key, help);
        self.text(key)
    }

    /// A text that is required if another key is missing, which the caller has checked.
    pub fn required_without(
        &mut self,
        other: &'static str,
        key: &'static str,
        help: &str,
    ) -> Option<Located<String>> {
        self.record_required(key, Some(other));
        self.report_missing(key, help);
        self.text(key)
    }

    /// A text without its span.
    pub fn plain(&mut self, key: &'static str) -> Option<String> {
        self.text(key).map(|located| located.value)
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        self.record_key(key, || ValueType::Flag);
        let node = self.remove(key)?;
        match &node.value {
            Value::Boolean(flag) => Some(*flag),
            Value::Plain(text) if text == "true" || text == "false" => Some(text == "true"),
            _ => self.type_error(key, &node, Expected::Flag),
        }
    }

    /// A whole number within the range.
    pub fn number(&mut self, key: &'static str, range: Range<i64>) -> Option<i64> {
        self.record_key(key, || ValueType::Number(range.clone()));
        let node = self.remove(key)?;
        // A number that no `i64` can represent is out of any range.
        let number = match &node.value {
            Value::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix()).ok(),
            Value::Plain(text) if is_decimal(text) => text.parse().ok(),
            _ => return self.type_error(key, &node, Expected::Number),
        };
        number.filter(|number| range.contains(number)).or_else(|| {
            let help = match range.end {
                i64::MAX => format!("write {} or more", range.start),
                end => format!("write a number from {} to {}", range.start, end - 1),
            };
            let name = self.qualified_key(key);
            let problem = codes::bad_value(self.file.path, node.span, &name, "is out of range", &help);
            self.diagnostics.push(problem);
            None
        })
    }

    /// A day: a TOML date; in YAML also in quotes, with a time, or with single digits.
    pub fn date(&mut self, key: &'static str) -> Option<Located<Date>> {
        self.record_key(key, || ValueType::Date);
        let node = self.remove(key)?;
        let span = node.span;
        let found = match &node.value {
            Value::Date(datetime) => match (datetime.date, datetime.time) {
                (Some(date), None) => match Date::new(date.year as i16, date.month as i8, date.day as i8) {
                    Ok(date) => return Some(Located { value: date, span }),
                    Err(_) => "not a valid date".to_owned(),
                },
                (Some(_), Some(_)) => "a date with a time".to_owned(),
                _ => "a time".to_owned(),
            },
            Value::Text(text) | Value::Plain(text) if self.file.syntax == Syntax::Yaml => {
                match self.timestamp(key, &node, text) {
                    Some(Timestamp::Date(value)) => return Some(Located { value, span }),
                    Some(Timestamp::NoSuchDay) => "not a valid date".to_owned(),
                    None if node.value.is_empty_plain() => {
                        return self.type_error(key, &node, Expected::Text);
                    }
                    None => node.value.kind().to_owned(),
                }
            }
            other => other.kind().to_owned(),
        };
        self.diagnostics.push(codes::bad_date(self.file.path, span, &self.qualified_key(key), &found));
        None
    }

    /// A text or a date, as it is written.
    pub fn text_or_date(&mut self, key: &'static str) -> Option<Located<String>> {
        self.record_key(key, || ValueType::TextOrDate);
        let node = self.remove(key)?;
        let span = node.span;
        match &node.value {
            Value::Date(datetime) => Some(Located { value: datetime.to_string(), span }),
            Value::Text(text) | Value::Plain(text) if !node.value.is_empty_plain() => {
                let date = match self.file.syntax {
                    Syntax::Yaml => self.timestamp(key, &node, text),
                    Syntax::Toml => None,
                };
                let value = match date {
                    Some(Timestamp::Date(date)) => date.to_string(),
                    _ => text.to_string(),
                };
                Some(Located { value, span })
            }
            _ => self.type_error(key, &node, Expected::TextOrDate),
        }
    }

    /// The date of a YAML timestamp. Single digits get a warning.
    fn timestamp(&mut self, key: &str, node: &Node<'_>, text: &str) -> Option<Timestamp> {
        let (date, is_short) = timestamp::parse(text)?;
        if let Timestamp::Date(date) = date.clone()
            && is_short
        {
            let name = self.qualified_key(key);
            self.diagnostics.push(short_date(self.file.path, node.span, &name, text, date));
        }
        Some(date)
    }

    /// A text or a whole number, as it is written.
    pub fn text_or_number(&mut self, key: &'static str) -> Option<Located<String>> {
        self.record_key(key, || ValueType::TextOrNumber);
        let node = self.remove(key)?;
        match &node.value {
            Value::Integer(digits) => Some(Located { value: digits.as_str().to_owned(), span: node.span }),
            Value::Text(_) | Value::Plain(_) => self.as_text(key, node),
            _ => self.type_error(key, &node, Expected::TextOrNumber),
        }
    }

    /// One of the given names.
    pub fn choice(&mut self, key: &'static str, known: &[&'static str]) -> Option<&'static str> {
        self.record_key(key, || ValueType::Choice(known.to_vec()));
        let text = self.read_text(key)?;
        self.known(key, &text, known)
    }

    pub(super) fn known(
        &mut self,
        key: &str,
        text: &Located<String>,
        known: &[&'static str],
    ) -> Option<&'static str> {
        let found = known.iter().find(|name| **name == text.value).copied();
        if found.is_none() {
            let near = nearest(&text.value, known.iter().copied());
            let name = self.qualified_key(key);
            let problem = codes::unknown_value(self.file.path, text.span, &name, &text.value, known, near);
            self.diagnostics.push(problem);
        }
        found
    }
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}
