//! Days as templates see them. Names are English; a theme can write others from the numbers.

use jiff::civil::Date;
use serde::Serialize;

use crate::describe::described;
use crate::paper::{EditionId, MONTH_NAMES, Published};

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

described! {
    /// A day.
    #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
    pub struct DateView {
        /// `2025-03-12` (ISO 8601).
        pub iso: String,
        /// `12 March 2025`.
        pub long: String,
        /// `Wednesday`.
        pub weekday: &'static str,
        /// The year.
        pub year: i16,
        /// The month, from 1.
        pub month: i8,
        /// The day of the month, from 1.
        pub day: i8,
    }
}

impl From<Date> for DateView {
    fn from(date: Date) -> Self {
        Self {
            iso: date.to_string(),
            long: format!("{} {} {}", date.day(), month_name(date.month()), date.year()),
            weekday: WEEKDAYS[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs()) % 7],
            year: date.year(),
            month: date.month(),
            day: date.day(),
        }
    }
}

/// The name of a month, from 1: `March`.
pub fn month_name(month: i8) -> &'static str {
    MONTH_NAMES[usize::from((month - 1).clamp(0, 11).unsigned_abs())]
}

/// A paper's own date, as precise as it is known: `11 June 2023`, `June 2023`, `2023`.
pub fn published_long(published: Published) -> String {
    let Published { year, month, day } = published;
    match (month, day) {
        (Some(month), Some(day)) => format!("{day} {} {year}", month_name(month)),
        (Some(month), None) => format!("{} {year}", month_name(month)),
        (None, _) => year.to_string(),
    }
}

/// The name of an edition without a title: `12 March 2025`, `Week 11, 2025`, `March 2025`.
pub fn edition_name(id: EditionId) -> String {
    match id {
        EditionId::Day(day) => DateView::from(day).long,
        EditionId::Week(year, week) => format!("Week {week}, {year}"),
        EditionId::Month(year, month) => format!("{} {year}", month_name(month)),
    }
}
