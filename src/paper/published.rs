//! A paper's own date, to the precision it is known.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::digits::parse_digits;

/// The English names of the months.
pub const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A year, month or day.
///
/// ```
/// use digestgen::paper::Published;
///
/// let month = Published::parse("2017-06").expect("a month");
/// assert_eq!((month.year, month.month, month.day), (2017, Some(6), None));
/// assert_eq!(month.to_string(), "2017-06");
/// assert_eq!(Published::parse("2017-13"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Published {
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: Option<i8>,
    /// The day of the month, from 1.
    pub day: Option<i8>,
}

impl Published {
    /// Reads `2023`, `2023-06` or `2023-06-11`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let year = parse_digits(parts.next()?, 4)?;
        let mut part = || parts.next().map(|part| parse_digits(part, 2).map(|number| number as i8));
        let (month, day) =
            (part().map_or(Some(None), |m| m.map(Some))?, part().map_or(Some(None), |d| d.map(Some))?);
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        parts.next().is_none().then_some(Self { year, month, day })
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}
