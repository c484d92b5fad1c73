//! Values of flags that have a form of their own: durations and dates of entries. Uses none of them.

use std::str::FromStr;
use std::time::Duration;

use jiff::civil::Date;

/// A duration: a number of days, or a number with `d`, `h` or `m`.
#[derive(Clone, Copy, Debug)]
pub struct Age(pub Duration);

impl FromStr for Age {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const DAY: u64 = 24 * 60 * 60;
        let (number, unit) = match text.strip_suffix(['d', 'h', 'm']) {
            Some(number) if text.ends_with('h') => (number, 60 * 60),
            Some(number) if text.ends_with('m') => (number, 60),
            number => (number.unwrap_or(text), DAY),
        };
        let number: u64 =
            number.parse().map_err(|_| "expected days, hours or minutes: `30d`, `12h`, `90m`")?;
        Ok(Self(Duration::from_secs(number.saturating_mul(unit))))
    }
}

/// The date of new entries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntryDate {
    /// A day.
    Day(Date),
    /// The day on which the source added each.
    Added,
}

impl FromStr for EntryDate {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "added" {
            return Ok(Self::Added);
        }
        text.parse().map(Self::Day).map_err(|_| "expected a day, such as `2025-03-12`, or `added`")
    }
}
