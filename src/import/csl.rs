//! CSL-JSON 1.0.2 → [`ImportedPaper`]. It also reads the variants that DOI resolvers return: Crossref's own
//! type names, titles in lists, and JATS in abstracts.

use serde_json::{Map, Value};

use super::dates::ParsedDate;
use super::imported_paper::{Author, ImportedPaper};
use super::rich::folded;
use super::tex::TexMode;
use super::{ImportedRecords, display_names, html, json, names};
use crate::diagnostic::WithDiagnostics;
use crate::diagnostic::codes::import as codes;
use crate::paper::{Edtf, Name, csl};
use crate::place::SourcePath;

/// Further names that items use in addition to those of [`csl`], and the variable for each.
const OTHER_NAMES: [(&str, &str); 7] = [
    ("journalAbbreviation", "container-title-short"),
    ("shortTitle", "title-short"),
    ("event", "event-title"),
    ("yearSuffix", "year-suffix"),
    // The specification and its schema use different names for these.
    ("part-number", "part"),
    ("printing-number", "printing"),
    ("supplement-number", "supplement"),
];

/// Reads a file that contains an array of items or one item.
pub fn read(path: &SourcePath, text: &str) -> WithDiagnostics<ImportedRecords> {
    json::read(path, text, |item: Map<String, Value>, span, diagnostics| {
        let record = ImportedPaper { span, ..record(&item) };
        if record.title.is_empty() {
            diagnostics.push(codes::untitled_record(path, span, &text_of(item.get("id"))));
            return None;
        }
        Some(record)
    })
}

fn record(item: &Map<String, Value>) -> ImportedPaper {
    let mut record =
        ImportedPaper { title: html::read(&text_of(item.get("title"))), ..ImportedPaper::default() };
    record.authors = people(item.get("author"));
    record.abstract_text = html::read(&text_of(item.get("abstract")));
    let number = text_of(item.get("number"));
    // Values that CSL has no variable for, as written in the bibliographies of digests.
    let custom = |key: &str| text_of(item.get("custom").and_then(|custom| custom.get(key)));
    record.take_mention(&custom("arxiv"), true);
    record.take_mention(&number, false);
    record.category = Some(custom("category")).filter(|category| !category.is_empty());
    record.take_doi(&text_of(item.get("DOI")));
    record.take_addresses(&text_of(item.get("URL")));
    let dated = |name: &str| item.get(name).map(date).unwrap_or_default();
    dated("issued").set_published(&mut record, "issued");
    // `available-date` is the date of the paper itself. `issued` is the date of the version of record.
    if let (Some(first), Some(issued)) =
        (dated("available-date").date.and_then(|date| date.plain()), dated("issued").date)
    {
        record.published = Some(first);
        record.set("issued", &issued.to_string());
    }
    record.set("type", kind(&text_of(item.get("type"))));
    record.set("citation-key", &text_of(item.get("citation-key")));
    record.set("citation-key", &text_of(item.get("id")));
    let said = |name: &str| {
        let value = text_of(item.get(name));
        // Identifiers contain no markup.
        let is_id = matches!(name, "citation-key" | "ISBN" | "ISSN" | "PMID" | "PMCID" | "language");
        if is_id { value } else { html::read(&value).plain() }
    };
    for name in csl::TEXTS.map(|known| known.csl) {
        let is_taken = OTHER_NAMES.iter().any(|(other, _)| *other == name);
        let value = said(name);
        if !is_taken && name != "keyword" {
            record.set(name, &value);
        }
    }
    for (other, name) in OTHER_NAMES {
        record.set(name, &said(other));
    }
    for name in csl::NAMES.map(|known| known.csl) {
        let names = people(item.get(name)).into_iter().map(|author| author.name).collect();
        record.set_names(name, names);
    }
    for name in csl::DATES.map(|known| known.csl).into_iter().filter(|name| *name != "issued") {
        let is_published = name == "available-date" && dated(name).date == record.published.map(Edtf::from);
        record.set(name, &if is_published { String::new() } else { dated(name).to_edtf() });
    }
    for word in said("keyword").split([',', ';']) {
        record.take_keyword(word);
    }
    record.settle_preprint();
    record.name_venue();
    record.venue = Some(folded(&custom("venue"))).filter(|venue| !venue.is_empty()).or(record.venue);
    record
}

/// A text or a number. For a list, the first item.
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
    let part = |key: &str| {
        let text = text_of(person.get(key));
        display_names::plain(&html::unescaped(&text), TexMode::Embedded)
    };
    let particles = [part("dropping-particle"), part("non-dropping-particle")];
    let particle =
        particles.into_iter().filter(|particle| !particle.is_empty()).collect::<Vec<_>>().join(" ");
    let (family, literal) = (part("family"), part("literal"));
    let name = if family.is_empty() {
        // Crossref writes a group as `name`. If there is only a given name, it is a person.
        let whole = [literal, part("name")].into_iter().find(|name| !name.is_empty());
        let whole = whole.map(|name| Name::literal(&display_names::plain(&name, TexMode::Embedded)));
        whole.unwrap_or_else(|| Name { family: part("given"), ..Name::default() })
    } else {
        Name { family, given: part("given"), particle, suffix: part("suffix"), literal: false }
    };
    let name = if name.is_et_al() { names::others() } else { name };
    let orcid = part("ORCID").rsplit('/').next().map(str::to_owned).filter(|orcid| !orcid.is_empty());
    let affiliation = person.get("affiliation").and_then(Value::as_array).and_then(|all| all.first());
    let affiliation = affiliation.and_then(|first| first.get("name")).map(|name| text_of(Some(name)));
    Author { name, orcid, affiliation: affiliation.filter(|name| !name.is_empty()) }
}

/// A date given as parts, as a season or as EDTF text.
fn date(value: &Value) -> ParsedDate {
    let Some(date) = value.as_object() else { return ParsedDate::parse(&text_of(Some(value))) };
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
    // An open end has the year 0 or is absent.
    let one = |parts: &[String]| {
        let part = |at: usize| parts.get(at).map(String::as_str).unwrap_or_default();
        let month = season.as_deref().filter(|_| part(1).is_empty()).unwrap_or(part(1));
        let date = ParsedDate::parts(part(0), month, part(2)).to_edtf();
        if date.is_empty() || !circa { date } else { format!("{date}~") }
    };
    match days.as_slice() {
        [] => {
            let said =
                ["raw", "literal"].iter().find_map(|key| date.get(*key).map(|value| text_of(Some(value))));
            ParsedDate::parse(&said.unwrap_or_default())
        }
        [day] => ParsedDate::parse(&one(day)),
        [from, to, ..] => ParsedDate::parse(&format!("{}/{}", one(from), one(to))),
    }
}

/// Converts the type names of Crossref and DataCite to CSL's names.
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
