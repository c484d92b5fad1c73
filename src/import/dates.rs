//! Dates of sources, as EDTF has them. A year, month or day is what an entry's `published` holds, all else is
//! for `[publication]`; words such as `forthcoming` are a status.

use super::imported_paper::ImportedPaper;
use crate::paper::{Edtf, EdtfDate, Published, csl};

/// A date as a source says it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ParsedDate {
    /// The date.
    pub date: Option<Edtf>,
    /// Words that are none.
    pub status: String,
}

impl From<Edtf> for ParsedDate {
    fn from(date: Edtf) -> Self {
        Self { date: Some(date), status: String::new() }
    }
}

impl ParsedDate {
    /// Reads an EDTF date: `2006`, `1991-03-05`, `1984/1986`, `1723~`, of which times of the day are left out;
    /// anything else is kept as it is.
    pub fn edtf(text: &str) -> Self {
        let day = |text: &str| text.split('T').next().unwrap_or_default().to_owned();
        let days: Vec<String> = text.split('/').map(day).collect();
        // Better the beginning than nothing, if the end makes no sense.
        let date = Edtf::parse(&days.join("/")).or_else(|| Edtf::parse(&days[0]));
        date.map_or_else(|| Self { date: None, status: text.trim().to_owned() }, Self::from)
    }

    /// Reads a date of parts, the month as a name or number, or as a season.
    pub fn parts(year: &str, month: &str, day: &str) -> Self {
        let Some(first) = published(year.trim()) else { return Self::edtf(year) };
        if let Some(season) = season_of(month.trim()) {
            return Edtf::Date(EdtfDate { season: Some(season), ..first.into() }).into();
        }
        let month = month_of(month.trim());
        let day = day.trim().parse().ok().filter(|day| (1..=31).contains(day));
        let whole = Published { month, day: month.and(day), ..first };
        let sound = Published::parse(&whole.to_string());
        Edtf::from(sound.unwrap_or(Published { day: None, ..whole })).into()
    }

    /// Puts it in a record as the paper's own date: what `published` does not hold in full is `issued`.
    pub fn set_published(self, record: &mut ImportedPaper) {
        let Some(date) = self.date else { return record.set("status", &self.status) };
        if record.published.is_some() {
            return;
        }
        record.published = date.first().map(|first| first.at);
        if date.plain().is_none() {
            record.set("issued", &date.to_string());
        }
    }

    /// It as text, for variables that are no entry's key.
    pub fn to_edtf(&self) -> String {
        self.date.map(|date| date.to_string()).unwrap_or_default()
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
    let named = csl::MONTHS.iter().position(|name| lower.starts_with(name)).map(|at| at as i8 + 1);
    lower.parse().ok().filter(|month| (1..=12).contains(month)).or(named)
}

/// A season by its name, or by its number in EDTF.
fn season_of(text: &str) -> Option<u8> {
    let number = text.parse().ok().and_then(|number: u8| number.checked_sub(20));
    let lower = text.to_lowercase();
    let lower = if lower == "fall" { "autumn" } else { &lower };
    let named = csl::SEASONS.iter().position(|name| name.eq_ignore_ascii_case(lower)).map(|at| at as u8 + 1);
    number.filter(|season| (1..=4).contains(season)).or(named)
}
