//! Dates of sources. A year, month or day is what an entry's `published` holds; what it cannot hold
//! (the end of a range, seasons, doubt) is left out; words such as `forthcoming` are a status.

use super::record::Record;
use crate::content::Published;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A date as a source says it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Dated {
    /// Its first day, month or year.
    pub first: Option<Published>,
    /// All of it, if that is more or something else.
    pub text: Option<String>,
}

impl Dated {
    /// Reads an EDTF date: `2006`, `1991-03-05`, `1984/1986`, `1723~`; anything else is kept as it is.
    pub fn edtf(text: &str) -> Self {
        let text = text.trim();
        let plain = text.split('/').next().unwrap_or_default().trim_end_matches(['~', '?', '%']);
        let plain = plain.split('T').next().unwrap_or_default().trim_end_matches(['X', '-']);
        let first = published(plain);
        let whole = first.is_some_and(|first| first.to_string() == text);
        Self { first, text: (!whole && !text.is_empty()).then(|| text.to_owned()) }
    }

    /// A date of parts, the month as a name or number.
    pub fn parts(year: &str, month: &str, day: &str) -> Self {
        let Some(first) = published(year.trim()) else { return Self::edtf(year) };
        let month = month_of(month.trim());
        let day = day.trim().parse().ok().filter(|day| (1..=31).contains(day));
        let whole = Published { month, day: month.and(day), ..first };
        let sound = Published::parse(&whole.to_string());
        Self { first: Some(sound.unwrap_or(Published { day: None, ..whole })), text: None }
    }

    /// Puts it in a record as the paper's own date.
    pub fn publish(self, record: &mut Record) {
        record.published = record.published.or(self.first);
        if let (None, Some(text)) = (self.first, self.text) {
            record.set("status", &text);
        }
    }

    /// It as text, for variables that are no entry's key.
    pub fn written(&self) -> String {
        self.first.map(|first| first.to_string()).unwrap_or_default()
    }
}

/// A year, month or day at the beginning of a time stamp (RFC 3339) or alone.
pub fn published(text: &str) -> Option<Published> {
    let text = text.trim();
    let day = text.get(..10).filter(|_| text.as_bytes().get(10).is_none_or(|byte| !byte.is_ascii_digit()));
    day.and_then(Published::parse).or_else(|| Published::parse(text))
}

/// A month by number, name or abbreviation.
pub fn month_of(text: &str) -> Option<i8> {
    let lower = text.to_lowercase();
    let named = MONTHS.iter().position(|name| lower.starts_with(name)).map(|at| at as i8 + 1);
    lower.parse().ok().filter(|month| (1..=12).contains(month)).or(named)
}
