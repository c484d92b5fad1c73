//! Dates of sources, as EDTF has them. A year, month or day is what an entry's `published` holds, all else is
//! for `[publication]`; words such as `forthcoming` are a status. How dates are written in words is read in
//! `words`.

mod words;

use super::imported_paper::ImportedPaper;
use crate::paper::{Edtf, EdtfDate, Published};

/// A date as a source says it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ParsedDate {
    /// The date.
    pub date: Option<Edtf>,
    /// Words beside it, or in place of it: `in press`.
    pub status: String,
}

/// Words in place of a date that say when a work appears; others cannot be read.
const STATUS: [&str; 14] = [
    "forthcoming",
    "in press",
    "inpress",
    "to appear",
    "submitted",
    "accepted",
    "in preparation",
    "inpreparation",
    "under review",
    "in review",
    "prepublished",
    "unpublished",
    "n.d.",
    "nd",
];

impl From<Edtf> for ParsedDate {
    fn from(date: Edtf) -> Self {
        Self { date: Some(date), status: String::new() }
    }
}

impl ParsedDate {
    /// Reads an EDTF date (`2006`, `1991-03-05`, `1984/1986`, `1723~`), of which times of the day are left out,
    /// or a date in words: `May 1987`, `1960–1961`, `2003, in press`. Anything else is kept as it is.
    pub fn parse(text: &str) -> Self {
        let day = |text: &str| text.split('T').next().unwrap_or_default().to_owned();
        let days: Vec<String> = text.split('/').map(day).collect();
        if let Some(date) = Edtf::parse(&days.join("/")) {
            return date.into();
        }
        if let Some(parsed) = Self::in_words(text) {
            return parsed;
        }
        // Better the beginning than nothing, if the end makes no sense.
        let date = Edtf::parse(&days[0]);
        date.map_or_else(|| Self { date: None, status: text.trim().to_owned() }, Self::from)
    }

    fn in_words(text: &str) -> Option<Self> {
        let (date, status) = words::read(text)?;
        Some(Self { date: Some(date), status })
    }

    /// Reads a date of parts, the month as a name or number, with a day, or as a season.
    pub fn parts(year: &str, month: &str, day: &str) -> Self {
        let (year, month, day) = (year.trim(), month.trim(), day.trim());
        let Some(first) = published(year) else {
            return Self::in_words(&format!("{day} {} {year}", words::named_month(month)))
                .unwrap_or_else(|| Self::parse(year));
        };
        if let Some(season) = season_of(month) {
            return Edtf::Date(EdtfDate { season: Some(season), ..first.into() }).into();
        }
        let number = month_number(month);
        if !month.is_empty() && number.is_none() {
            // `Jan 8`, `1 8`, `May/June`, `January–March`.
            let said = Self::in_words(&format!("{} {year}", words::named_month(month)));
            if let Some(said) = said.filter(|said| said.status.is_empty()) {
                return said;
            }
            return Self { date: Some(first.into()), status: String::new() };
        }
        let day = day.parse().ok().filter(|day| (1..=31).contains(day));
        let whole = Published { month: number.or(first.month), day: number.and(day).or(first.day), ..first };
        let sound = Published::parse(&whole.to_string());
        Edtf::from(sound.unwrap_or(Published { day: None, ..whole })).into()
    }

    /// Puts it in a record as the paper's own date: what `published` does not hold in full is `issued`. `field`
    /// is what the source calls it.
    pub fn set_published(self, record: &mut ImportedPaper, field: &'static str) {
        self.report(record, field);
        record.set("status", &self.status);
        let Some(date) = self.date else { return };
        if record.published.is_some() {
            return;
        }
        record.published = date.first().map(|first| first.at);
        if date.plain().is_none() {
            record.set("issued", &date.to_string());
        }
    }

    /// Sets a date variable of CSL.
    pub fn set_variable(self, record: &mut ImportedPaper, variable: &str, field: &'static str) {
        self.report(record, field);
        record.set(variable, &self.to_edtf());
    }

    /// Notes that it cannot be read.
    fn report(&self, record: &mut ImportedPaper, field: &'static str) {
        let status = self.status.to_lowercase();
        if self.date.is_none() && !status.is_empty() && !STATUS.iter().any(|word| status.contains(word)) {
            record.unread.push((field, self.status.clone()));
        }
    }

    /// It as text, for variables that are no entry's key.
    pub fn to_edtf(&self) -> String {
        self.date.map(|date| date.to_string()).unwrap_or_default()
    }

    /// The year it begins in.
    pub fn year(&self) -> Option<i16> {
        self.date.and_then(|date| date.year())
    }

    /// How many of year, month and day it says.
    pub fn precision(&self) -> usize {
        let first = self.date.and_then(|date| date.first());
        first.map_or(0, |first| {
            1 + usize::from(first.at.month.is_some() || first.season.is_some())
                + usize::from(first.at.day.is_some())
        })
    }
}

/// A year, month or day at the beginning of a time stamp (RFC 3339) or alone.
pub fn published(text: &str) -> Option<Published> {
    let text = text.trim();
    let day = text.get(..10).filter(|_| text.as_bytes().get(10).is_none_or(|byte| !byte.is_ascii_digit()));
    day.and_then(Published::parse).or_else(|| Published::parse(text))
}

/// A month by number, name or abbreviation, and nothing else.
fn month_number(text: &str) -> Option<i8> {
    let number = text.parse().ok().filter(|month| (1..=12).contains(month));
    number.or_else(|| words::month(text.trim_end_matches('.')))
}

/// A season by its name, or by its number in EDTF.
fn season_of(text: &str) -> Option<u8> {
    let number = text.parse().ok().and_then(|number: u8| number.checked_sub(20));
    number.filter(|season| (1..=4).contains(season)).or_else(|| words::season(text))
}
