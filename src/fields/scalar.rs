//! Reads single values: text, numbers, dates, flags, one of some names. Lists and tables are read by `mod`.

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Date;
use toml::de::DeValue;

use super::recorder::ValueType;
use super::{Located, TableReader, kind};
use crate::diagnostic::codes::fields::{self as codes, Expected};
use crate::diagnostic::nearest;

impl TableReader<'_> {
    /// A text; empty ones are an error.
    pub fn text(&mut self, key: &'static str) -> Option<Located<String>> {
        self.record_key(key, || ValueType::Text);
        self.read_text(key)
    }

    fn read_text(&mut self, key: &'static str) -> Option<Located<String>> {
        let (_, value) = self.remove(key)?;
        let located = self.as_text(key, value)?;
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
        let (_, value) = self.remove(key)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => self.type_error(key, &value, Expected::Flag),
        }
    }

    /// A whole number within the range.
    pub fn number(&mut self, key: &'static str, range: Range<i64>) -> Option<i64> {
        self.record_key(key, || ValueType::Number(range.clone()));
        let (_, value) = self.remove(key)?;
        let DeValue::Integer(digits) = value.get_ref() else {
            return self.type_error(key, &value, Expected::Number);
        };
        let number = i64::from_str_radix(digits.as_str(), digits.radix()).ok();
        number.filter(|number| range.contains(number)).or_else(|| {
            let help = match range.end {
                i64::MAX => format!("write {} or more", range.start),
                end => format!("write a number from {} to {}", range.start, end - 1),
            };
            let span = self.span_of(&value);
            let problem =
                codes::bad_value(self.file.path, span, &self.qualified_key(key), "is out of range", &help);
            self.diagnostics.push(problem);
            None
        })
    }

    /// A day, written as a TOML date.
    pub fn date(&mut self, key: &'static str) -> Option<Located<Date>> {
        self.record_key(key, || ValueType::Date);
        let (_, value) = self.remove(key)?;
        let span = self.span_of(&value);
        let found = match value.get_ref() {
            DeValue::Datetime(datetime) => match (datetime.date, datetime.time) {
                (Some(date), None) => match Date::new(date.year as i16, date.month as i8, date.day as i8) {
                    Ok(date) => return Some(Located { value: date, span }),
                    Err(_) => Cow::from("no day of the calendar"),
                },
                (Some(_), Some(_)) => Cow::from("a date with a time"),
                _ => Cow::from("a time"),
            },
            other => Cow::from(kind(other)),
        };
        self.diagnostics.push(codes::bad_date(self.file.path, span, &self.qualified_key(key), &found));
        None
    }

    /// A text or a TOML date, as it is written.
    pub fn text_or_date(&mut self, key: &'static str) -> Option<Located<String>> {
        self.record_key(key, || ValueType::TextOrDate);
        let (_, value) = self.remove(key)?;
        let span = self.span_of(&value);
        match value.get_ref() {
            DeValue::Datetime(datetime) => Some(Located { value: datetime.to_string(), span }),
            DeValue::String(text) => Some(Located { value: text.to_string(), span }),
            _ => self.type_error(key, &value, Expected::TextOrDate),
        }
    }

    /// A text or a whole number, as it is written.
    pub fn text_or_number(&mut self, key: &'static str) -> Option<Located<String>> {
        self.record_key(key, || ValueType::TextOrNumber);
        let (_, value) = self.remove(key)?;
        let span = self.span_of(&value);
        match value.get_ref() {
            DeValue::Integer(digits) => Some(Located { value: digits.as_str().to_owned(), span }),
            DeValue::String(_) => self.as_text(key, value),
            _ => self.type_error(key, &value, Expected::TextOrNumber),
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
