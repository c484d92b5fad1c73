//! CSL-JSON 1.0.2 → [`Record`], also as DOI resolvers give it: Crossref's own names of types, titles
//! in lists, JATS in abstracts.

use serde_json::{Map, Value};

use super::dates::Dated;
use super::record::{Author, Record};
use super::rich::Rich;
use super::{Found, html, json};
use crate::content::{ArxivId, Name};
use crate::diagnostic::Checked;
use crate::diagnostic::codes::import as codes;
use crate::place::SourcePath;

/// Variables that are people.
const NAMES: &[&str] = &[
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
];

/// Variables that are dates, besides `issued`.
const DATES: &[&str] = &["accessed", "available-date", "event-date", "original-date", "submitted"];

/// Variables that are text or numbers and have no key of an entry.
const TEXTS: &[&str] = &[
    "type",
    "citation-key",
    "language",
    "journalAbbreviation",
    "title-short",
    "container-title",
    "container-title-short",
    "collection-title",
    "volume-title",
    "volume-title-short",
    "volume",
    "issue",
    "page",
    "page-first",
    "number",
    "edition",
    "genre",
    "medium",
    "publisher",
    "publisher-place",
    "collection-number",
    "chapter-number",
    "number-of-pages",
    "number-of-volumes",
    "part-number",
    "part-title",
    "supplement-number",
    "printing-number",
    "version",
    "section",
    "status",
    "scale",
    "source",
    "event",
    "event-title",
    "event-place",
    "original-title",
    "original-publisher",
    "original-publisher-place",
    "reviewed-title",
    "reviewed-genre",
    "references",
    "authority",
    "jurisdiction",
    "division",
    "dimensions",
    "archive",
    "archive_collection",
    "archive_location",
    "archive-place",
    "call-number",
    "annote",
    "keyword",
    "note",
    "ISBN",
    "ISSN",
    "PMID",
    "PMCID",
    "yearSuffix",
    "year-suffix",
    "citation-label",
    "citation-number",
    "first-reference-note-number",
    "locator",
    "shortTitle",
];

/// Reads a file: an array of items, or one item.
pub fn read(path: &SourcePath, text: &str) -> Checked<Found> {
    json::read(path, text, |item: Map<String, Value>, span, diagnostics| {
        let record = Record { span, ..record(&item) };
        if record.title.is_empty() {
            diagnostics.push(codes::untitled_record(path, span, &text_of(item.get("id"))));
            return None;
        }
        Some(record)
    })
}

/// Words with the markup that CSL allows in titles, or JATS.
pub fn rich(text: &str) -> Rich {
    html::read(text)
}

fn record(item: &Map<String, Value>) -> Record {
    let mut record = Record { title: rich(&text_of(item.get("title"))), ..Record::default() };
    record.authors = people(item.get("author"));
    record.abstract_text = rich(&text_of(item.get("abstract")));
    let number = text_of(item.get("number"));
    record.arxiv = number
        .get(..6)
        .filter(|lead| lead.eq_ignore_ascii_case("arxiv:"))
        .and_then(|_| ArxivId::parse(&number));
    record.take_doi(&text_of(item.get("DOI")));
    record.take_url(&text_of(item.get("URL")));
    if let Some(date) = item.get("issued").map(date) {
        date.publish(&mut record);
    }
    for &name in TEXTS {
        let value = text_of(item.get(name));
        match name {
            "type" => record.set("type", kind(&value)),
            "citation-key" => {
                record.set(name, &if value.is_empty() { text_of(item.get("id")) } else { value })
            }
            "journalAbbreviation" => record.set("container-title-short", &value),
            "shortTitle" => record.set("title-short", &value),
            "event" => record.set("event-title", &value),
            "yearSuffix" => record.set("year-suffix", &value),
            "number" if record.arxiv.is_some() => {}
            // Markup is for titles that are shown as such.
            "container-title" | "collection-title" | "volume-title" | "event-title" | "publisher" => {
                record.set(name, &rich(&value).plain());
            }
            _ => record.set(name, &value),
        }
    }
    for &name in NAMES {
        let names = people(item.get(name)).into_iter().map(|author| author.name).collect();
        record.set_names(name, names);
    }
    for &name in DATES {
        record.set(name, &item.get(name).map(|value| date(value).written()).unwrap_or_default());
    }
    record.venue = ["container-title", "event-title", "publisher"]
        .iter()
        .find_map(|name| record.variable(name))
        .map(str::to_owned);
    record
}

/// A text or number; of a list its first, unless it is one of words.
fn text_of(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Array(values)) => text_of(values.first()),
        _ => String::new(),
    }
}

fn people(value: Option<&Value>) -> Vec<Author> {
    let people = value.and_then(Value::as_array).into_iter().flatten();
    people.filter_map(Value::as_object).map(person).filter(|author| !author.name.family.is_empty()).collect()
}

fn person(person: &Map<String, Value>) -> Author {
    let part = |key: &str| text_of(person.get(key)).split_whitespace().collect::<Vec<_>>().join(" ");
    let particles = [part("dropping-particle"), part("non-dropping-particle")];
    let particle =
        particles.into_iter().filter(|particle| !particle.is_empty()).collect::<Vec<_>>().join(" ");
    let (family, literal) = (part("family"), part("literal"));
    let name = if family.is_empty() {
        // Crossref calls a group `name`.
        let whole = [literal, part("name"), part("given")].into_iter().find(|name| !name.is_empty());
        Name::literal(&whole.unwrap_or_default())
    } else {
        Name { family, given: part("given"), particle, suffix: part("suffix"), literal: false }
    };
    let orcid = part("ORCID").rsplit('/').next().map(str::to_owned).filter(|orcid| !orcid.is_empty());
    let affiliation = person.get("affiliation").and_then(Value::as_array).and_then(|all| all.first());
    let affiliation = affiliation.and_then(|first| first.get("name")).map(|name| text_of(Some(name)));
    Author { name, orcid, affiliation: affiliation.filter(|name| !name.is_empty()) }
}

/// A date of parts, of a season, or EDTF text.
fn date(value: &Value) -> Dated {
    let Some(date) = value.as_object() else { return Dated::edtf(&text_of(Some(value))) };
    let parts = date.get("date-parts").and_then(Value::as_array);
    let days: Vec<Vec<String>> = parts
        .into_iter()
        .flatten()
        .filter_map(|parts| {
            parts.as_array().map(|parts| parts.iter().map(|part| text_of(Some(part))).collect())
        })
        .collect();
    let circa = date.get("circa").is_some_and(|circa| !matches!(circa, Value::Bool(false) | Value::Null));
    let season = text_of(date.get("season")).parse::<i8>().ok().filter(|season| (1..=4).contains(season));
    let season = season.map(|season| (season + 20).to_string());
    // An end that is open has the year 0, or is left out.
    let one = |parts: &[String]| {
        let part = |at: usize| parts.get(at).map(String::as_str).unwrap_or_default();
        let month = season.as_deref().filter(|_| part(1).is_empty()).unwrap_or(part(1));
        let date = Dated::parts(part(0), month, part(2)).written();
        if date.is_empty() || !circa { date } else { format!("{date}~") }
    };
    match days.as_slice() {
        [] => {
            let said =
                ["raw", "literal"].iter().find_map(|key| date.get(*key).map(|value| text_of(Some(value))));
            Dated::edtf(&said.unwrap_or_default())
        }
        [day] => Dated::edtf(&one(day)),
        [from, to, ..] => Dated::edtf(&format!("{}/{}", one(from), one(to))),
    }
}

/// The type by CSL's name, where Crossref or DataCite gives its own.
fn kind(kind: &str) -> &str {
    match kind {
        "journal-article" => "article-journal",
        "proceedings-article" => "paper-conference",
        "posted-content" | "preprint" => "article",
        "book-chapter" | "book-section" | "book-part" => "chapter",
        "monograph" | "edited-book" | "reference-book" | "proceedings" => "book",
        "reference-entry" => "entry",
        "dissertation" => "thesis",
        "report-component" | "report-series" => "report",
        "peer-review" => "review",
        "component" | "other" | "" => "document",
        kind => kind,
    }
}
