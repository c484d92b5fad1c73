//! The fields of one entry, read as what they are: text, plain text, an address, a date, names.

use super::crossref::FieldMap;
use crate::import::dates::ParsedDate;
use crate::import::html;
use crate::import::rich::RichText;
use crate::import::tex::{self, TexMode};

/// The fields of an entry, with those it inherits.
pub struct BibFields<'e> {
    /// Its type.
    pub kind: &'e str,
    /// Values by field.
    pub fields: &'e FieldMap<'e>,
}

impl<'e> BibFields<'e> {
    /// The first of some fields that says something.
    pub fn raw(&self, names: &[&str]) -> Option<&'e str> {
        let values = names.iter().filter_map(|name| self.fields.get(name));
        values.copied().find(|value| !value.trim().is_empty())
    }

    /// A field as plain text.
    pub fn plain(&self, names: &[&str]) -> Option<String> {
        self.raw(names).map(|value| text(value).plain()).filter(|text| !text.is_empty())
    }

    /// A field that is no TeX: an address, an id.
    pub fn verbatim(&self, names: &[&str]) -> Option<String> {
        self.raw(names).map(|value| tex::verbatim(&html::unescaped(value))).filter(|text| !text.is_empty())
    }

    /// `title`, `subtitle` and `titleaddon` of a title, joined.
    pub fn title(&self, names: [&str; 3]) -> Option<String> {
        let [title, subtitle, addon] = names.map(|name| self.raw(&[name]));
        let joined = title.map(|title| match subtitle {
            Some(subtitle) if title.trim_end().ends_with([':', '?', '!', '.', '–', '-']) => {
                format!("{title} {subtitle}")
            }
            Some(subtitle) => format!("{title}: {subtitle}"),
            None => title.to_owned(),
        });
        match (joined, addon) {
            (Some(title), Some(addon)) => Some(format!("{title}. {addon}")),
            (title, addon) => title.or_else(|| addon.map(str::to_owned)),
        }
    }

    /// The same as plain text.
    pub fn plain_title(&self, names: [&str; 3]) -> Option<String> {
        self.title(names).map(|title| text(&title).plain())
    }

    /// A date, in one field or in those of its parts.
    pub fn date(&self, date: &str, year: &str, month: &str, day: &str) -> Option<ParsedDate> {
        if let Some(text) = self.verbatim(&[date]) {
            return Some(ParsedDate::parse(&text));
        }
        let part = |name| self.plain(&[name]).unwrap_or_default();
        if let Some(year) = self.plain(&[year]) {
            return Some(ParsedDate::parts(&year, &part(month), &part(day)));
        }
        // Some write the whole date into the month.
        let whole = self.plain(&[month]).filter(|month| month.len() > 4)?;
        Some(ParsedDate::parts(&whole, "", &part(day)))
    }
}

/// A text of TeX, in which tags of HTML may stand.
pub fn text(value: &str) -> RichText {
    // Most values have nothing to read in them.
    if !value.contains(['\\', '{', '}', '$', '~', '`', '\'', '-', '<', '&', '\n']) {
        return RichText::text(value);
    }
    tex::read(&html::to_tex(value), TexMode::Full)
}
