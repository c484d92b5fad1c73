//! Writes a record in RIS for Zotero, Mendeley and EndNote. The tags of variables are in [`crate::paper::csl`].

use super::name;
use crate::paper::{Edtf, EdtfDate, Name, csl};
use crate::view::BibRecord;

/// Writes a record that ends with a line break.
pub fn record(record: &BibRecord) -> String {
    let mut lines = Lines(String::new());
    let publication = &record.publication;
    let said = |variable: &str| publication.text(variable).unwrap_or_default();
    lines.add("TY", csl::type_of(record.kind).map_or("GEN", |kind| kind.ris));
    lines.add("ID", &record.key);
    lines.add("TI", &record.title.plain);
    for author in record.authors.iter() {
        lines.add("AU", &name::ris(&author.name));
    }
    for (variable, names) in &publication.names {
        let tag = match variable.as_str() {
            "editor" => csl::ris_editor(record.kind),
            variable => csl::names(variable).map_or("", |known| known.ris),
        };
        let named = names.iter().filter(|name| !name.is_et_al());
        named.map(|name: &Name| name::ris(name)).for_each(|name| lines.add(tag, &name));
    }
    if let Some(issued) = record.issued {
        lines.add("PY", &issued.year().map(|year| format!("{year:04}")).unwrap_or_default());
        lines.add("DA", &date(&issued));
    }
    for (variable, date) in publication.dates.iter().filter(|(variable, _)| variable != "issued") {
        lines.add(csl::date(variable).map_or("", |known| known.ris), &self::date(date));
    }
    let container = record.container().unwrap_or_default();
    match record.kind {
        "paper-conference" => {
            // T2 is the conference, C3 its proceedings.
            lines.add("C3", container);
            lines.add("T2", publication.text("event-title").unwrap_or(container));
        }
        "speech" => lines.add("T2", said("event-title")),
        // For these types, T2 would be the series.
        kind if csl::is_standalone(kind) => {}
        _ => lines.add("T2", container),
    }
    for (variable, text) in publication.texts.iter().filter(|(variable, _)| variable != "container-title") {
        match variable.as_str() {
            "page" => {
                let (first, last) = ends(text);
                lines.add("SP", first);
                lines.add("EP", last);
            }
            "number-of-pages" if csl::is_counted_in_pages(record.kind) && said("page").is_empty() => {
                lines.add("SP", text)
            }
            "collection-number" if matches!(record.kind, "book" | "chapter") => lines.add("M1", text),
            // Programs would read `M1` as the number in the series.
            "number" if matches!(record.kind, "book" | "chapter") => {}
            "collection-number" if csl::is_numbered_in_series(record.kind) => lines.add("IS", text),
            // Reports and patents have their own number in this field. Books have an ISBN and journals an ISSN
            // there.
            "number" if matches!(record.kind, "report" | "patent" | "standard") => lines.add("SN", text),
            // Programs would read `IS` as the number in the series.
            "issue" if csl::is_numbered_in_series(record.kind) => {}
            "keyword" => text.split(", ").for_each(|word| lines.add("KW", word)),
            variable => lines.add(csl::text(variable).map_or("", |known| known.ris), text),
        }
    }
    if let Some(arxiv) = &record.arxiv {
        lines.add("DB", "arXiv");
        lines.add("AN", &format!("arXiv:{arxiv}"));
    }
    lines.add("DO", record.doi.as_deref().unwrap_or_default());
    lines.add("UR", &record.external_url().unwrap_or_default());
    lines.add("N1", record.venue_fallback().unwrap_or_default());
    for word in record.topics.iter().chain(&record.tags).filter(|_| said("keyword").is_empty()) {
        lines.add("KW", word);
    }
    lines.add("AB", record.abstract_text.as_ref().map_or("", |text| &text.plain));
    lines.0.push_str("ER  - \n");
    lines.0
}

/// The first and the last page. Several ranges are not split.
fn ends(pages: &str) -> (&str, &str) {
    let mut ends = pages.split(['-', '–', '—']).map(str::trim).filter(|end| !end.is_empty());
    match (ends.next(), ends.next(), ends.next()) {
        (Some(first), Some(last), None) if !pages.contains(',') => (first, last),
        _ => (pages, ""),
    }
}

/// The date as `YYYY/MM/DD/` of its beginning. If this is not the full date, the rest follows in the text part:
/// the name of a season, or else EDTF.
fn date(date: &Edtf) -> String {
    let Some(EdtfDate { at, season, .. }) = date.first() else { return String::new() };
    let part = |part: Option<i8>| part.map(|part| format!("{part:02}")).unwrap_or_default();
    let season = season.and_then(|season| csl::SEASONS.get(usize::from(season).checked_sub(1)?));
    let rest = match (date.plain(), date, season) {
        (Some(_), _, _) => String::new(),
        (None, Edtf::Date(_), Some(season)) if !date.is_doubtful() => season.to_string(),
        (None, date, _) => date.to_string(),
    };
    format!("{:04}/{}/{}/{rest}", at.year, part(at.month), part(at.day))
}

struct Lines(String);

impl Lines {
    /// Adds a line, unless its value is empty. Line breaks in the value are removed, because each line begins
    /// with a tag.
    fn add(&mut self, tag: &str, value: &str) {
        if tag.is_empty() || value.trim().is_empty() {
            return;
        }
        self.0.push_str(tag);
        self.0.push_str("  - ");
        let words = value.split(|c: char| c.is_whitespace() || c.is_control());
        for (at, word) in words.filter(|word| !word.is_empty()).enumerate() {
            self.0.push_str(if at == 0 { "" } else { " " });
            self.0.push_str(word);
        }
        self.0.push('\n');
    }
}
