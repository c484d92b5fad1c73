//! Writes a record in CSL-JSON, by the schema `csl-data.json` 1.0.2. Values without a variable in this schema
//! go into `custom`. Formulas are plain text. Styles use the HTML-like tags of CSL.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::paper::{Edtf, EdtfDate, Name, Run, Style};
use crate::view::{BibRecord, BibliographyView, RichLine};

/// Writes a list of items.
pub fn list(_: &BibliographyView, items: &[&str]) -> String {
    format!("[\n{}\n]\n", items.join(",\n"))
}

/// Writes an item on one line.
pub fn item(record: &BibRecord) -> String {
    serde_json::to_string(&Item(record)).unwrap_or_default()
}

struct Item<'a>(&'a BibRecord);

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record = self.0;
        let publication = &record.publication;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &record.key)?;
        map.serialize_entry("type", record.kind)?;
        map.serialize_entry("title", &marked(&record.title))?;
        if !record.authors.is_empty() {
            let authors = record.authors.iter().map(|author| Person::of(&author.name));
            map.serialize_entry("author", &authors.collect::<Vec<_>>())?;
        }
        for (variable, names) in &publication.names {
            let named = names.iter().filter(|name| !name.is_et_al());
            map.serialize_entry(variable, &named.map(Person::of).collect::<Vec<_>>())?;
        }
        if let Some(issued) = record.issued {
            map.serialize_entry("issued", &Date::of(issued))?;
        }
        for (variable, date) in publication.dates.iter().filter(|(variable, _)| variable != "issued") {
            map.serialize_entry(variable, &Date::of(*date))?;
        }
        if let Some(first) = record.first_available().filter(|_| publication.date("available-date").is_none())
        {
            map.serialize_entry("available-date", &Date::of(first.into()))?;
        }
        let said = |variable| publication.text(variable).is_some();
        if let Some(container) = record.container().filter(|_| !said("container-title")) {
            map.serialize_entry("container-title", container)?;
        }
        // The key is already written as `id`.
        let is_key = |(variable, text): &&(String, String)| variable == "citation-key" && *text == record.key;
        for (variable, text) in publication.texts.iter().filter(|said| !is_key(said)) {
            map.serialize_entry(variable, text)?;
        }
        let preprint = record.arxiv.as_ref().filter(|_| record.kind == "article");
        if let Some(arxiv) = preprint.filter(|_| !said("number")) {
            map.serialize_entry("number", &format!("arXiv:{arxiv}"))?;
        }
        if preprint.is_some() && !said("publisher") {
            map.serialize_entry("publisher", "arXiv")?;
        }
        let words: Vec<&str> = record.topics.iter().chain(&record.tags).map(|word| &**word).collect();
        if !words.is_empty() && !said("keyword") {
            map.serialize_entry("keyword", &words.join(", "))?;
        }
        if let Some(text) = &record.abstract_text {
            map.serialize_entry("abstract", &text.plain)?;
        }
        if let Some(doi) = &record.doi {
            map.serialize_entry("DOI", doi)?;
        }
        if let Some(url) = record.external_url() {
            map.serialize_entry("URL", &url)?;
        }
        let custom = Custom {
            arxiv: record.arxiv.as_ref().map(ToString::to_string),
            category: record.category.as_deref(),
            venue: record.extra_venue(),
        };
        if custom != Custom::default() {
            map.serialize_entry("custom", &custom)?;
        }
        map.end()
    }
}

/// Values without a CSL variable.
#[derive(Serialize, PartialEq, Eq, Default)]
struct Custom<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    arxiv: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    venue: Option<&'a str>,
}

/// A name variable. The record does not say whether a style may drop a particle, so it is marked as
/// non-dropping.
#[derive(Serialize)]
struct Person<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    literal: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    family: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    given: &'a str,
    #[serde(skip_serializing_if = "str::is_empty", rename = "non-dropping-particle")]
    particle: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    suffix: &'a str,
}

impl<'a> Person<'a> {
    fn of(name: &'a Name) -> Self {
        let Name { family, given, particle, suffix, literal } = name;
        let (literal, family) = if *literal { (family.as_str(), "") } else { ("", family.as_str()) };
        Self { literal, family, given, particle, suffix }
    }
}

/// A date variable. CSL has only one mark for uncertain dates, `circa`.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Date {
    date_parts: Vec<Vec<i16>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    season: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    circa: Option<bool>,
}

impl Date {
    fn of(date: Edtf) -> Self {
        let (date_parts, season) = match date {
            Edtf::Date(EdtfDate { at, season, .. }) => (vec![parts(at.into())], season),
            // Citeproc and pandoc read the year 0 as an open end.
            Edtf::Interval(from, to) => {
                ([from, to].into_iter().map(|end| end.map_or(vec![0], parts)).collect(), None)
            }
        };
        Self { date_parts, season, circa: date.is_doubtful().then_some(true) }
    }
}

/// The year, month and day. In a range, a season is written as the month, with its EDTF number.
fn parts(date: EdtfDate) -> Vec<i16> {
    let season = date.season.map(|season| i16::from(season) + 20);
    let month = date.at.month.map(i16::from).or(season);
    [Some(date.at.year), month, date.at.day.map(i16::from)].into_iter().flatten().collect()
}

/// A title with CSL tags. Tags are written only if the title contains a style.
fn marked(line: &RichLine) -> String {
    let has_style =
        line.rich.runs().iter().any(|run| matches!(run, Run::Open(Style::Emphasis | Style::Strong)));
    if !has_style {
        return line.plain.clone();
    }
    let mut text = String::with_capacity(line.plain.len() + 16);
    for run in line.rich.runs() {
        match run {
            Run::Text(words) => text.push_str(words),
            Run::Formula { plain, .. } => text.push_str(plain),
            Run::Open(Style::Emphasis) => text.push_str("<i>"),
            Run::Close(Style::Emphasis) => text.push_str("</i>"),
            Run::Open(Style::Strong) => text.push_str("<b>"),
            Run::Close(Style::Strong) => text.push_str("</b>"),
            Run::Open(Style::Code) | Run::Close(Style::Code) => {}
        }
    }
    text
}
