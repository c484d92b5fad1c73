//! Dates that are more than a year, month or day: ranges, seasons, uncertain dates. The syntax is EDTF level 1 (ISO
//! 8601-2:2019), the same as BibLaTeX's; other levels are not supported.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::published::Published;

/// A date, or a range of dates.
///
/// ```
/// use digestgen::paper::{Edtf, Published};
///
/// let range = Edtf::parse("1988-05/1991").expect("a range");
/// assert_eq!(range.year(), Some(1988));
/// assert_eq!(range.to_string(), "1988-05/1991");
/// // Only a year, month or day can be a `Published`.
/// assert_eq!(range.plain(), None);
/// assert_eq!(Edtf::parse("1988-05").and_then(|date| date.plain()), Published::parse("1988-05"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Edtf {
    /// `1988`, `1988-05~`, `2020-22`
    Date(EdtfDate),
    /// `1988/1991`, `1988/..`: a missing end is open.
    Interval(Option<EdtfDate>, Option<EdtfDate>),
}

/// A year, month, day or season, with its qualifier.
///
/// ```
/// use digestgen::paper::Edtf;
///
/// let summer = Edtf::parse("1988-22").and_then(|date| date.first()).expect("a season");
/// assert_eq!((summer.at.year, summer.season), (1988, Some(2)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct EdtfDate {
    /// The date; only the year if it is a season.
    pub at: Published,
    /// The season of the year, from 1 for spring.
    pub season: Option<u8>,
    /// The qualifier after the date.
    pub doubt: Option<Doubt>,
}

/// How a date is qualified.
///
/// ```
/// use digestgen::paper::{Doubt, Edtf};
///
/// let date = Edtf::parse("1988-05~").and_then(|date| date.first()).expect("a month");
/// assert_eq!(date.doubt, Some(Doubt::Approximate));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Doubt {
    /// `~`: approximate.
    Approximate,
    /// `?`: uncertain.
    Uncertain,
    /// `%`: approximate and uncertain.
    Both,
}

/// EDTF's number for seasons, in place of the month, minus one.
const SEASONS: u8 = 20;

const MARKS: [(char, Doubt); 3] = [('~', Doubt::Approximate), ('?', Doubt::Uncertain), ('%', Doubt::Both)];

impl Edtf {
    /// Parses a date. Unknown digits (`198X`, `1988-XX`) make it a range, or less precise. `None` if a range ends
    /// before it begins.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let Some((from, to)) = text.split_once('/') else {
            return decade(text).or_else(|| EdtfDate::parse(text).map(Self::Date));
        };
        let end = |text: &str| match text.trim() {
            "" | ".." => Some(None),
            text => EdtfDate::parse(text).map(Some),
        };
        match (end(from)?, end(to)?) {
            (None, None) => None,
            (Some(from), Some(to)) if to.is_before(&from) => None,
            (from, to) => Some(Self::Interval(from, to)),
        }
    }

    /// The start; the end if a range has no start.
    pub fn first(&self) -> Option<EdtfDate> {
        match *self {
            Self::Date(date) => Some(date),
            Self::Interval(from, to) => from.or(to),
        }
    }

    /// The year of its start.
    pub fn year(&self) -> Option<i16> {
        self.first().map(|date| date.at.year)
    }

    /// The date as a year, month or day, if nothing is lost.
    pub fn plain(&self) -> Option<Published> {
        match self {
            Self::Date(EdtfDate { at, season: None, doubt: None }) => Some(*at),
            _ => None,
        }
    }

    /// Whether its start or end is qualified.
    pub fn is_doubtful(&self) -> bool {
        let ends = match *self {
            Self::Date(date) => [Some(date), None],
            Self::Interval(from, to) => [from, to],
        };
        ends.into_iter().flatten().any(|date| date.doubt.is_some())
    }
}

impl EdtfDate {
    fn parse(text: &str) -> Option<Self> {
        let doubt = MARKS.iter().find(|(mark, _)| text.ends_with(*mark)).map(|(_, doubt)| *doubt);
        let text = if doubt.is_some() { &text[..text.len() - 1] } else { text };
        let text = text.strip_suffix("-XX").map_or(text, |text| text.strip_suffix("-XX").unwrap_or(text));
        let season = text.get(5..).filter(|season| season.len() == 2).and_then(|season| season.parse().ok());
        let season = season.filter(|season| (21..=24).contains(season));
        let date = if season.is_some() { text.get(..5)?.strip_suffix('-')? } else { text };
        Some(Self { at: Published::parse(date)?, season: season.map(|season: u8| season - SEASONS), doubt })
    }

    /// Whether it is before another date, compared to the common precision.
    fn is_before(&self, other: &Self) -> bool {
        let parts = |date: &Self| [date.at.month, date.at.day];
        let pairs = parts(self).into_iter().zip(parts(other)).map_while(|(one, other)| one.zip(other));
        let differs = std::iter::once((self.at.year, other.at.year))
            .chain(pairs.map(|(one, other)| (one.into(), other.into())))
            .find(|(one, other)| one != other);
        differs.is_some_and(|(one, other)| one < other)
    }
}

/// `198X` and `19XX`: a range from the first to the last possible year.
fn decade(text: &str) -> Option<Edtf> {
    let known = text.strip_suffix("XX").or_else(|| text.strip_suffix('X'))?;
    let year = |digit: &str| {
        Published::parse(&format!("{known}{}", digit.repeat(4_usize.checked_sub(known.len())?)))
    };
    let (from, to) = (year("0")?, year("9")?);
    (known.len() >= 2).then(|| Edtf::Interval(Some(from.into()), Some(to.into())))
}

impl From<Published> for EdtfDate {
    fn from(at: Published) -> Self {
        Self { at, season: None, doubt: None }
    }
}

impl From<Published> for Edtf {
    fn from(date: Published) -> Self {
        Self::Date(date.into())
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |date: &Option<EdtfDate>| date.map_or_else(|| "..".to_owned(), |date| date.to_string());
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Interval(from, to) => write!(f, "{}/{}", end(from), end(to)),
        }
    }
}

impl fmt::Display for EdtfDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.at.fmt(f)?;
        if let Some(season) = self.season {
            write!(f, "-{}", SEASONS + season)?;
        }
        let mark = MARKS.iter().find(|(_, doubt)| Some(*doubt) == self.doubt);
        mark.map_or(Ok(()), |(mark, _)| write!(f, "{mark}"))
    }
}

#[cfg(test)]
mod tests {
    use super::Edtf;

    #[test]
    fn dates_are_read_and_written_as_edtf_has_them() {
        let check = |text: &str, written: &str| {
            let date = Edtf::parse(text).map(|date| date.to_string()).unwrap_or_default();
            assert_eq!(date, written, "{text}");
            assert!(Edtf::parse(&date).map(|date| date.to_string()).unwrap_or_default() == written);
        };
        for text in [
            "1988",
            "1988-05",
            "1988-05-03",
            "1988~",
            "1988-05?",
            "1988%",
            "2020-21",
            "2020-24~",
            "1988/1991",
            "1988-05-03/1988-05",
            "1988~/1991?",
            "1988/..",
            "../1988",
            "2020-24/2021-21",
        ] {
            check(text, text);
        }
        check("1988/", "1988/..");
        check(" 1988 / 1991 ", "1988/1991");
        check("198X", "1980/1989");
        check("19XX", "1900/1999");
        check("1988-XX", "1988");
        check("1988-XX-XX~", "1988~");
        check("1988-05-XX", "1988-05");
        for text in [
            "",
            "/",
            "../..",
            "May 1988",
            "1988-13",
            "1988-25",
            "1988-021",
            "1988-+21",
            "1988-02-30",
            "1991/1988",
            "1988-05/1988-04",
            "88",
            "1988//",
            "1/2/3",
            "XXXX",
            "1XXX",
            "~",
            "é",
            "1988-é",
            "20é0-21",
            "1988~~",
        ] {
            check(text, "");
        }
    }
}
