//! What a file in `content/` is, by its place and name alone.

use std::fmt;

use jiff::civil::{Date, ISOWeekDate};
use serde::{Deserialize, Serialize};

use crate::diagnostic::codes::content as codes;
use crate::diagnostic::{Diagnostic, nearest};
use crate::place::SourcePath;

/// The folders of content.
const FOLDERS: [&str; 5] = ["papers", "editions", "topics", "authors", "pages"];

/// What a content file describes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Kind {
    /// A paper's entry; the stem of its file or the name of its folder.
    Paper(String),
    /// The words of an edition.
    Edition(EditionId),
    /// A topic, by its file's stem.
    Topic(String),
    /// An author, by the file's stem.
    Author(String),
    /// A page of the curator's: its path below the site's root, without slashes at its ends.
    Page(String),
}

/// The time an edition covers.
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

/// A number of exactly so many digits.
pub fn parse_digits(text: &str, digits: usize) -> Option<i16> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// What a Markdown file of `content/` is.
pub fn classify(path: &SourcePath) -> Result<Kind, Diagnostic> {
    let below = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    let (folder, rest) = below.split_once('/').unwrap_or(("", below));
    let is_folder = path.file_name() == "index.md";
    let named = || {
        let folder = is_folder.then(|| path.folder().rsplit('/').next().unwrap_or_default());
        folder.unwrap_or_else(|| path.stem()).to_string()
    };
    match folder {
        "papers" if rest != "index.md" => Ok(Kind::Paper(named())),
        "editions" => {
            let name = named();
            EditionId::parse(&name).map(Kind::Edition).ok_or_else(|| codes::bad_edition_name(path, &name))
        }
        "topics" => Ok(Kind::Topic(named())),
        "authors" => Ok(Kind::Author(named())),
        "pages" if rest != "index.md" => {
            let page = rest.strip_suffix("/index.md").or_else(|| rest.strip_suffix(".md")).unwrap_or(rest);
            Ok(Kind::Page(page.to_string()))
        }
        _ => Err(codes::unknown_place(path, nearest(folder, FOLDERS))),
    }
}
