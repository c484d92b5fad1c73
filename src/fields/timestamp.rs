//! Dates as YAML files have them: with a time, or with months and days of one digit. Does not report.

use jiff::civil::Date;

/// What a text that looks like a date says.
#[derive(Clone, Debug)]
pub enum Timestamp {
    /// A day.
    Date(Date),
    /// A day that is not in the calendar.
    NoSuchDay,
}

/// Reads a date, with or without a time, and whether its month or day has one digit. `None` if the text
/// does not look like a date. The time is ignored: the date counts as it is written.
pub fn parse(text: &str) -> Option<(Timestamp, bool)> {
    let text = text.trim();
    let (date, time) = match text.find(['T', 't', ' ', '\t']) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    let mut parts = date.split('-');
    let mut number = |max: usize| {
        let part = parts.next()?;
        let fits = (1..=max).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        part.parse::<i16>().ok().filter(|_| fits).map(|number| (number, part.len()))
    };
    let ((year, 4), (month, month_len), (day, day_len)) = (number(4)?, number(2)?, number(2)?) else {
        return None;
    };
    if parts.next().is_some() || !is_time(time.trim_start()) {
        return None;
    }
    let date = Date::new(year, month as i8, day as i8).map_or(Timestamp::NoSuchDay, Timestamp::Date);
    Some((date, month_len.min(day_len) == 1))
}

/// Whether a text is empty or looks like a time with an optional offset: `10:30`, `2:59:43.10 -05:00`.
fn is_time(text: &str) -> bool {
    let starts = text.split_once(':').is_some_and(|(hour, rest)| {
        matches!(hour.len(), 1 | 2)
            && hour.bytes().all(|b| b.is_ascii_digit())
            && rest.starts_with(|c: char| c.is_ascii_digit())
    });
    text.is_empty() || starts && text.bytes().all(|b| b.is_ascii_digit() || b":.+-Zz ".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_with_and_without_time() {
        for (text, expected) in [
            ("2025-03-12", Some(("2025-03-12", false))),
            ("2025-3-12", Some(("2025-03-12", true))),
            ("2025-03-12T23:30:00-08:00", Some(("2025-03-12", false))),
            ("2025-03-12 2:59:43.10 Z", Some(("2025-03-12", false))),
            ("2025-02-30", Some(("", false))),
            ("2025-03", None),
            ("2025-03-12 or so", None),
            ("25-03-12", None),
            ("2025-03-12-01", None),
            ("١٢٣٤-03-12", None),
        ] {
            let found = parse(text).map(|(date, short)| match date {
                Timestamp::Date(date) => (date.to_string(), short),
                Timestamp::NoSuchDay => (String::new(), short),
            });
            assert_eq!(found, expected.map(|(date, short)| (date.to_owned(), short)), "{text}");
        }
    }
}
