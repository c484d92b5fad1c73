//! The day, week or month that an edition covers.

use std::fmt;

use jiff::civil::{Date, ISOWeekDate};
use serde::{Deserialize, Serialize};

use super::digits::parse_digits;

/// The period that an edition covers.
///
/// ```
/// use digestgen::paper::EditionId;
/// use jiff::civil::date;
///
/// let week = EditionId::parse("2025-W11").expect("a week");
/// assert!(week.holds(date(2025, 3, 12)));
/// // ISO weeks belong to the year of their Thursday.
/// assert_eq!(EditionId::week_of(date(2024, 12, 30)).to_string(), "2025-W01");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum EditionId {
    /// One day.
    Day(Date),
    /// An ISO week (ISO 8601), by its ISO year and number.
    Week(i16, i8),
    /// A month, by year and number.
    Month(i16, i8),
}

impl EditionId {
    /// Reads `2025-03-12`, `2025-W11` or `2025-03`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = text.split_once('-')?;
        let year = parse_digits(year, 4)?;
        match rest.split_once('-') {
            Some((month, day)) => {
                let (month, day) = (parse_digits(month, 2)?, parse_digits(day, 2)?);
                Date::new(year, month as i8, day as i8).ok().map(EditionId::Day)
            }
            None => match rest.strip_prefix(['W', 'w']) {
                Some(week) => {
                    let week = parse_digits(week, 2)? as i8;
                    ISOWeekDate::new(year, week, jiff::civil::Weekday::Monday).ok()?;
                    Some(EditionId::Week(year, week))
                }
                None => {
                    let month = parse_digits(rest, 2)? as i8;
                    (1..=12).contains(&month).then_some(EditionId::Month(year, month))
                }
            },
        }
    }

    /// Whether a day is within it.
    pub fn holds(self, day: Date) -> bool {
        match self {
            EditionId::Day(own) => own == day,
            EditionId::Week(..) => self == Self::week_of(day),
            EditionId::Month(..) => self == Self::month_of(day),
        }
    }

    /// The ISO week a day is in.
    pub fn week_of(day: Date) -> Self {
        let week = day.iso_week_date();
        EditionId::Week(week.year(), week.week())
    }

    /// The month a day is in.
    pub fn month_of(day: Date) -> Self {
        EditionId::Month(day.year(), day.month())
    }
}

impl fmt::Display for EditionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EditionId::Day(day) => write!(f, "{day}"),
            EditionId::Week(year, week) => write!(f, "{year:04}-W{week:02}"),
            EditionId::Month(year, month) => write!(f, "{year:04}-{month:02}"),
        }
    }
}
