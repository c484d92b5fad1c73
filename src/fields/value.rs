//! The tree of values that TOML and YAML are parsed into, with spans. Does not know which keys there
//! are or what a value means.

use std::borrow::Cow;

use toml::de::{DeFloat, DeInteger};
use toml::value::Datetime;

use crate::place::Span;

/// A value and its span in the file.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// The complete value, with its quotes or brackets.
    pub span: Span,
    /// The value.
    pub value: Value<'a>,
}

/// A value as it is written. What YAML has without quotes stays text: the reader of a key decides
/// whether it is a date, a number or text, so `1706.03760` keeps its zero and `no` is a word.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// Text in quotes, or a block of text in YAML.
    Text(Cow<'a, str>),
    /// A YAML value without quotes.
    Plain(Cow<'a, str>),
    /// A TOML integer.
    Integer(DeInteger<'a>),
    /// A TOML float.
    Float(DeFloat<'a>),
    /// A TOML boolean.
    Boolean(bool),
    /// A TOML date, time, or both.
    Date(Datetime),
    /// A list.
    List(Vec<Node<'a>>),
    /// A table.
    Table(Table<'a>),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// The span of the key.
    pub key_span: Span,
    /// The value.
    pub node: Node<'a>,
}

/// Keys and values in the order of the file, each key once.
#[derive(Clone, Debug, Default)]
pub struct Table<'a> {
    /// The entries.
    pub entries: Vec<Entry<'a>>,
}

impl<'a> Table<'a> {
    /// The entry of a key.
    pub fn get(&self, key: &str) -> Option<&Entry<'a>> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Removes and returns the entry of a key.
    pub fn remove(&mut self, key: &str) -> Option<Entry<'a>> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(at))
    }
}

impl Value<'_> {
    /// What the value is called in messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Plain(text) => match Scalar::of(text) {
                Scalar::Empty => "empty",
                Scalar::Boolean(_) => "`true` or `false`",
                Scalar::Integer(_) => "a whole number",
                Scalar::Float(_) => "a number",
                Scalar::Text => "text",
            },
            Self::Integer(_) => "a whole number",
            Self::Float(_) => "a number",
            Self::Boolean(_) => "`true` or `false`",
            Self::Date(_) => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }

    /// Whether a YAML value has no content: `key:`, `key: ~` or `key: null`.
    pub fn is_empty_plain(&self) -> bool {
        matches!(self, Self::Plain(text) if matches!(Scalar::of(text), Scalar::Empty))
    }
}

/// What a YAML value without quotes is where no key says what to expect.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Scalar {
    /// Nothing, `~` or `null`.
    Empty,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a decimal point.
    Float(f64),
    /// Anything else.
    Text,
}

impl Scalar {
    /// Only what YAML 1.1 and 1.2 both read as a number is one: `012`, `1e5` and `1:30` are text.
    pub fn of(text: &str) -> Self {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => return Self::Empty,
            "true" => return Self::Boolean(true),
            "false" => return Self::Boolean(false),
            _ => {}
        }
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            return Self::Text;
        }
        if digits.bytes().all(|b| b.is_ascii_digit()) {
            let is_octal = digits.len() > 1 && digits.starts_with('0');
            let number = text.parse().ok().filter(|_| !is_octal);
            return number.map_or(Self::Text, Self::Integer);
        }
        let Some((before, after)) = digits.split_once('.') else { return Self::Text };
        let (fraction, exponent) = match after.split_once(['e', 'E']) {
            Some((fraction, exponent)) => (fraction, exponent.strip_prefix(['-', '+'])),
            None => (after, Some("0")),
        };
        let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let is_float = is_number(before)
            && is_number(fraction)
            && !(before.is_empty() && fraction.is_empty())
            && exponent.is_some_and(|exponent| !exponent.is_empty() && is_number(exponent));
        text.parse().ok().filter(|_| is_float).map_or(Self::Text, Self::Float)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_without_quotes() {
        for (text, expected) in [
            ("", Scalar::Empty),
            ("~", Scalar::Empty),
            ("true", Scalar::Boolean(true)),
            ("yes", Scalar::Text),
            ("True", Scalar::Text),
            ("0", Scalar::Integer(0)),
            ("-12", Scalar::Integer(-12)),
            ("012", Scalar::Text),
            ("99999999999999999999", Scalar::Text),
            ("1.50", Scalar::Float(1.5)),
            (".5", Scalar::Float(0.5)),
            ("1.", Scalar::Float(1.0)),
            ("1.0e+3", Scalar::Float(1000.0)),
            ("1.0e3", Scalar::Text),
            ("1e5", Scalar::Text),
            (".", Scalar::Text),
            ("-", Scalar::Text),
            ("1.2.3", Scalar::Text),
            ("1:30", Scalar::Text),
            ("2025-03-12", Scalar::Text),
            ("1_000", Scalar::Text),
        ] {
            assert_eq!(Scalar::of(text), expected, "{text}");
        }
    }
}
