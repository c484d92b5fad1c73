//! Reads dates of sources and converts them to EDTF. An entry's `published` holds a year, a month or a day. All
//! other dates go to `[publication]`. Words such as `forthcoming` become a status. `words` reads dates that are
//! written in words.

mod words;

use super::imported_paper::ImportedPaper;
use crate::paper::{Edtf, EdtfDate, Published};

/// A date as given by a source.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ParsedDate {
    /// The date, if one could be read.
    pub date: Option<Edtf>,
    /// Words next to the date, or in place of it, such as `in press`.
    pub status: String,
}

/// Words in place of a date that describe a publication status. Other words are reported as unreadable.
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
    /// Reads an EDTF date (`2006`, `1991-03-05`, `1984/1986`, `1723~`) without its time of day, or a date in
    /// words: `May 1987`, `1960–1961`, `2003, in press`. Any other text becomes the status.
    pub fn parse(text: &str) -> Self {
        let day = |text: &str| text.split('T').next().unwrap_or_default().to_owned();
        let days: Vec<String> = text.split('/').map(day).collect();
        if let Some(date) = Edtf::parse(&days.join("/")) {
            return date.into();
        }
        if let Some(parsed) = Self::in_words(text) {
            return parsed;
        }
        // If the end is invalid, only the beginning is used.
        let date = Edtf::parse(&days[0]);
        date.map_or_else(|| Self { date: None, status: text.trim().to_owned() }, Self::from)
    }

    fn in_words(text: &str) -> Option<Self> {
        let (date, status) = words::read(text)?;
        Some(Self { date: Some(date), status })
    }

    /// Reads a date from its parts. The month can be a number, a name, a month with a day, or a season.
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
            // Examples: `Jan 8`, `1 8`, `May/June`, `January–March`.
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

    /// Stores the date in a record as the date of the paper. If `published` cannot hold all of it, the full
    /// date is stored in `issued`. `field` is the name of the field in the source.
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

    /// Records that the date could not be read.
    fn report(&self, record: &mut ImportedPaper, field: &'static str) {
        let status = self.status.to_lowercase();
        if self.date.is_none() && !status.is_empty() && !STATUS.iter().any(|word| status.contains(word)) {
            record.unread.push((field, self.status.clone()));
        }
    }

    /// The date as EDTF text, for variables that are not keys of an entry.
    pub fn to_edtf(&self) -> String {
        self.date.map(|date| date.to_string()).unwrap_or_default()
    }

    /// The year in which the date begins.
    pub fn year(&self) -> Option<i16> {
        self.date.and_then(|date| date.year())
    }

    /// The number of known parts, from year, month and day.
    pub fn precision(&self) -> usize {
        let first = self.date.and_then(|date| date.first());
        first.map_or(0, |first| {
            1 + usize::from(first.at.month.is_some() || first.season.is_some())
                + usize::from(first.at.day.is_some())
        })
    }
}

/// A year, month or day, either alone or at the beginning of a time stamp (RFC 3339).
pub fn published(text: &str) -> Option<Published> {
    let text = text.trim();
    let day = text.get(..10).filter(|_| text.as_bytes().get(10).is_none_or(|byte| !byte.is_ascii_digit()));
    day.and_then(Published::parse).or_else(|| Published::parse(text))
}

/// A month, given by its number, name or abbreviation. Other text is rejected.
fn month_number(text: &str) -> Option<i8> {
    let number = text.parse().ok().filter(|month| (1..=12).contains(month));
    number.or_else(|| words::month(text.trim_end_matches('.')))
}

/// A season, given by its name or its EDTF number.
fn season_of(text: &str) -> Option<u8> {
    let number = text.parse().ok().and_then(|number: u8| number.checked_sub(20));
    number.filter(|season| (1..=4).contains(season)).or_else(|| words::season(text))
}
