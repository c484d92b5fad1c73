//! Reads the fields of one entry by their kind: text, plain text, address, date or names. It does not decide
//! which variable a field becomes.

use super::crossref::FieldMap;
use crate::import::dates::ParsedDate;
use crate::import::html;
use crate::import::rich::RichText;
use crate::import::tex::{self, TexMode};

/// The fields of an entry, with the inherited ones.
pub struct BibFields<'e> {
    /// The entry type.
    pub kind: &'e str,
    /// The values by field name.
    pub fields: &'e FieldMap<'e>,
}

impl<'e> BibFields<'e> {
    /// The first of the given fields that is not empty.
    pub fn raw(&self, names: &[&str]) -> Option<&'e str> {
        let values = names.iter().filter_map(|name| self.fields.get(name));
        values.copied().find(|value| !value.trim().is_empty())
    }

    /// A field as plain text.
    pub fn plain(&self, names: &[&str]) -> Option<String> {
        self.raw(names).map(|value| text(value).plain()).filter(|text| !text.is_empty())
    }

    /// A field that does not contain TeX, such as an address or an id.
    pub fn verbatim(&self, names: &[&str]) -> Option<String> {
        self.raw(names).map(|value| tex::verbatim(&html::unescaped(value))).filter(|text| !text.is_empty())
    }

    /// The parts `title`, `subtitle` and `titleaddon` of a title, joined.
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

    /// A date, from one field or from separate fields for year, month and day.
    pub fn date(&self, date: &str, year: &str, month: &str, day: &str) -> Option<ParsedDate> {
        if let Some(text) = self.verbatim(&[date]) {
            return Some(ParsedDate::parse(&text));
        }
        let part = |name| self.plain(&[name]).unwrap_or_default();
        if let Some(year) = self.plain(&[year]) {
            return Some(ParsedDate::parts(&year, &part(month), &part(day)));
        }
        // Some files have the whole date in the month field.
        let whole = self.plain(&[month]).filter(|month| month.len() > 4)?;
        Some(ParsedDate::parts(&whole, "", &part(day)))
    }
}

/// Text in TeX that can also contain HTML tags.
pub fn text(value: &str) -> RichText {
    // Most values contain no markup.
    if !value.contains(['\\', '{', '}', '$', '~', '`', '\'', '-', '<', '&', '\n']) {
        return RichText::text(value);
    }
    tex::read(&html::to_tex(value), TexMode::Full)
}
