//! Reads dates in words: `8 January 2003`, `May–June 1987`, `Spring 2001`, `ca. 1960`, `1960–61`. The parts can
//! be in any order. Words that are not part of a date are returned.

use crate::paper::{Doubt, Edtf, EdtfDate, MONTH_NAMES, Published, csl};

/// Maximum length of a text that is read as a date.
const MAX_BYTES: usize = 200;

/// The first letters of month names in languages other than English, with the number of the month.
const OTHER_MONTHS: [(&str, i8); 26] = [
    ("januar", 1),
    ("janvier", 1),
    ("enero", 1),
    ("gennaio", 1),
    ("fév", 2),
    ("fev", 2),
    ("märz", 3),
    ("mär", 3),
    ("mrz", 3),
    ("avr", 4),
    ("abr", 4),
    ("mai", 5),
    ("mayo", 5),
    ("maggio", 5),
    ("juin", 6),
    ("giugno", 6),
    ("juil", 7),
    ("luglio", 7),
    ("août", 8),
    ("aout", 8),
    ("ago", 8),
    ("okt", 10),
    ("ott", 10),
    ("déc", 12),
    ("dez", 12),
    ("dic", 12),
];

/// Words next to a date that have no meaning.
const SILENT: [&str; 22] = [
    "of",
    "the",
    "de",
    "del",
    "le",
    "in",
    "on",
    "copyright",
    "published",
    "online",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
];

/// Reads a date and returns it with the words that are not part of it. Returns `None` if the text contains no
/// year.
pub fn read(text: &str) -> Option<(Edtf, String)> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let text = text.replace("---", "–").replace("--", "–").replace(['—', '‒', '‑'], "–").replace('~', " ");
    let text = text.trim();
    // `2001/05/03` and `2001.5.3` have the order of ISO 8601 with other separators.
    if let Some(date) = numeric(text) {
        return Some((date, String::new()));
    }
    let range = split_range(text);
    if let Some((from, to)) = range {
        let (mut from, mut to) = (Parts::read(from), Parts::read(to));
        // Parts that both ends share are written once: `3–5 May 1987`, `1960–61`.
        to.year = to.year.or_else(|| short_year(from.year?, &mut to));
        from.year = from.year.or(to.year);
        from.month = from.month.or(to.month.filter(|_| from.day.is_some()));
        to.year = to.year.or(from.year);
        to.month = to.month.or(from.month.filter(|_| to.day.is_some()));
        let status =
            if from.rest.is_empty() { std::mem::take(&mut to.rest) } else { std::mem::take(&mut from.rest) };
        let (from, to) = (from.date()?, to.date()?);
        // In `1987-13` the second number is neither a month nor a year.
        if from == to {
            return None;
        }
        let interval = Edtf::Interval(Some(from), Some(to));
        let sound = Edtf::parse(&interval.to_string())?;
        return Some((sound, status.join(" ")));
    }
    let parts = Parts::read(text);
    let date = Edtf::Date(parts.date()?);
    Some((Edtf::parse(&date.to_string())?, parts.rest.join(" ")))
}

/// A month, given by its name or abbreviation.
pub fn month(text: &str) -> Option<i8> {
    let lower = text.to_lowercase();
    if lower.len() < 3 || lower.contains(|c: char| !c.is_alphabetic()) {
        return None;
    }
    let is_other = OTHER_MONTHS.iter().find(|(name, _)| lower.starts_with(name)).map(|(_, month)| *month);
    // `Maybe` is not a month.
    let english = MONTH_NAMES.iter().position(|name| {
        let name = name.to_lowercase();
        name.starts_with(&lower) || (name == "september" && lower == "sept")
    });
    english.map(|at| at as i8 + 1).or(is_other)
}

/// A season, given by its English name.
pub fn season(text: &str) -> Option<u8> {
    let lower = text.trim_end_matches('.').to_lowercase();
    let lower = if lower == "fall" { "autumn" } else { &lower };
    csl::SEASONS.iter().position(|name| name.eq_ignore_ascii_case(lower)).map(|at| at as u8 + 1)
}

/// Replaces the first number in the text of a month field with the name of the month. Macros such as `jan` are
/// already replaced with numbers there. `1 8` becomes `January 8`, and `1–3` becomes `January–March`.
pub fn named_month(text: &str) -> String {
    let name = |number: &str| {
        number.parse::<usize>().ok().and_then(|month| MONTH_NAMES.get(month.checked_sub(1)?)).copied()
    };
    let text = text.replace('~', " ").replace("--", "–");
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => {
            let ends: Vec<&str> = one.split(['–', '/', '-']).collect();
            ends.iter().map(|end| name(end).unwrap_or(end)).collect::<Vec<_>>().join("–")
        }
        [day, name, ..] if month(name).is_some() && day.bytes().all(|byte| byte.is_ascii_digit()) => {
            text.clone()
        }
        [first, rest @ ..] => format!("{} {}", name(first).unwrap_or(first), rest.join(" ")),
    }
}

/// Reads `2001/5/3`, `2001.05`, `20010503` and `2001-5-3`.
fn numeric(text: &str) -> Option<Edtf> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = if digits {
        vec![&text[..4], &text[4..6], &text[6..]]
    } else {
        text.split(['/', '.', '-']).map(str::trim).collect()
    };
    let [year, rest @ ..] = parts.as_slice() else { return None };
    if year.len() != 4 || rest.is_empty() || rest.len() > 2 {
        return None;
    }
    let number = |part: &&str| part.parse::<i8>().ok().filter(|_| part.len() <= 2);
    let rest = rest.iter().map(number).collect::<Option<Vec<_>>>()?;
    let padded: String = rest.iter().map(|part| format!("-{part:02}")).collect();
    Published::parse(&format!("{year}{padded}")).map(Edtf::from)
}

/// The two ends of a range. They are separated by a dash or by the word `to`.
fn split_range(text: &str) -> Option<(&str, &str)> {
    let halves = text.split_once('–').or_else(|| text.split_once(" to ")).or_else(|| text.split_once(" - "));
    let halves = halves.or_else(|| {
        // Examples: `May/June 1987`, `May-June 1987`, `1960-1961`.
        let at = text.find(['/', '-'])?;
        let (from, to) = (&text[..at], &text[at + 1..]);
        let word = |text: &str| text.split_whitespace().next().unwrap_or_default().to_owned();
        let last = from.split_whitespace().last().unwrap_or_default();
        let are_months = (month(last).is_some() || season(last).is_some())
            && (month(&word(to)).is_some() || season(&word(to)).is_some());
        let are_numbers = last.bytes().all(|byte| byte.is_ascii_digit())
            && !last.is_empty()
            && word(to).bytes().all(|byte| byte.is_ascii_digit())
            && !word(to).is_empty();
        (are_months || are_numbers).then_some((from, to))
    })?;
    (!halves.0.trim().is_empty() && !halves.1.trim().is_empty()).then_some(halves)
}

/// Completes a year of two digits with the first digits of another year.
fn short_year(from: i16, to: &mut Parts) -> Option<i16> {
    let short = to.day.take_if(|_| to.month.is_none())?;
    let year = from / 100 * 100 + i16::from(short);
    (year > from).then_some(year)
}

/// The content of the words of one date.
#[derive(Default)]
struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    season: Option<u8>,
    day: Option<i8>,
    doubt: Option<Doubt>,
    /// A word that has a meaning only with the words after it, as in `in press`.
    silent: Option<String>,
    rest: Vec<String>,
}

impl Parts {
    fn read(text: &str) -> Self {
        let mut parts = Self::default();
        for word in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '[' | ']'))
        {
            parts.take(word);
        }
        parts
    }

    fn take(&mut self, word: &str) {
        let bare = word.trim_matches(['.', ':', '©']);
        let bare = match bare.strip_suffix('?') {
            Some(bare) => {
                self.doubt = Some(Doubt::Uncertain);
                bare
            }
            None => bare,
        };
        let lower = bare.to_lowercase();
        if bare.is_empty() {
            return;
        }
        let silent = self.silent.take();
        if SILENT.contains(&lower.as_str()) {
            self.silent = Some(word.to_owned());
            return;
        }
        if matches!(lower.as_str(), "ca" | "c" | "circa" | "about" | "approx" | "around") {
            self.doubt = Some(Doubt::Approximate);
            return;
        }
        // In `c1999` and `©1999` the year is that of the copyright.
        let digits = bare.strip_prefix(['c', '©']).filter(|rest| rest.len() == 4).unwrap_or(bare);
        let digits =
            ["st", "nd", "rd", "th"].iter().find_map(|end| digits.strip_suffix(end)).unwrap_or(digits);
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            match digits.parse::<i16>() {
                Ok(year) if digits.len() == 4 && self.year.is_none() => return self.year = Some(year),
                Ok(day @ 1..=99) if digits.len() <= 2 && self.day.is_none() => {
                    return self.day = Some(day as i8);
                }
                _ => {}
            }
        }
        if let Some(season) = season(bare).filter(|_| self.season.is_none()) {
            self.season = Some(season);
        } else if let Some(month) = month(bare).filter(|_| self.month.is_none()) {
            self.month = Some(month);
        } else if let Ok(date) = bare.parse::<Iso>() {
            (self.year, self.month, self.day) = (Some(date.0.year), date.0.month, date.0.day);
        } else {
            self.rest.extend(silent);
            self.rest.push(word.to_owned());
        }
    }

    fn date(&self) -> Option<EdtfDate> {
        let day = self.day.filter(|day| self.month.is_some() && *day <= 31);
        let at = Published { year: self.year?, month: self.month.filter(|_| self.season.is_none()), day };
        let at = Published::parse(&at.to_string())
            .or_else(|| Published::parse(&Published { day: None, ..at }.to_string()))?;
        Some(EdtfDate { at, season: self.season, doubt: self.doubt })
    }
}

/// An ISO 8601 date between words.
struct Iso(Published);

impl std::str::FromStr for Iso {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Published::parse(text).map(Self).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words() {
        let check = |text: &str, date: &str, status: &str| {
            let (found, rest) = read(text).map(|(date, rest)| (date.to_string(), rest)).unwrap_or_default();
            assert_eq!((found.as_str(), rest.as_str()), (date, status), "{text}");
        };
        check("May 1987", "1987-05", "");
        check("8 January 2003", "2003-01-08", "");
        check("January 8th, 2003", "2003-01-08", "");
        check("Sept. 1999", "1999-09", "");
        check("1960--1961", "1960/1961", "");
        check("1960-1961", "1960/1961", "");
        check("1960–61", "1960/1961", "");
        check("May-June 1987", "1987-05/1987-06", "");
        check("May/Jun 1987", "1987-05/1987-06", "");
        check("3--5 May 1987", "1987-05-03/1987-05-05", "");
        check("28 May -- 2 June 1987", "1987-05-28/1987-06-02", "");
        check("December 1999 to January 2000", "1999-12/2000-01", "");
        check("2003, in press", "2003", "in press");
        check("2003 (to appear)", "2003", "to appear");
        check("Spring 2001", "2001-21", "");
        check("Fall 2001", "2001-23", "");
        check("ca. 1960", "1960~", "");
        check("1960?", "1960?", "");
        check("[1960]", "1960", "");
        check("c1999", "1999", "");
        check("2001/05/03", "2001-05-03", "");
        check("2001/5/3", "2001-05-03", "");
        check("2001.5", "2001-05", "");
        check("20010503", "2001-05-03", "");
        check("15. März 2019", "2019-03-15", "");
        check("août 2019", "2019-08", "");
        check("Tuesday, 6 May 2003", "2003-05-06", "");
        check("31 February 2003", "2003-02", "");
        for text in ["", "forthcoming", "May", "12", "99999", "1987-13", "the year after", "–", "a–b"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"1999 ".repeat(100)), None);
    }

    #[test]
    fn month_fields_hold_days_and_ranges() {
        let check = |text: &str, named: &str| assert_eq!(named_month(text), named, "{text}");
        check("1~8", "January 8");
        check("8 jan", "8 jan");
        check("1/2", "January–February");
        check("10--12", "October–December");
        check("May", "May");
    }
}
