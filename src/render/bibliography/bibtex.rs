//! A record in BibTeX, for BibTeX and BibLaTeX alike. A preprint is arXiv's own `@misc` with
//! `eprint`; [`crate::paper::csl`] says which fields the others have.

use super::name;
use super::tex::{escaped, title, verbatim};
use crate::paper::{EdtfDate, csl};
use crate::view::BibRecord;

/// An entry, with a line break at its end.
pub fn entry(record: &BibRecord) -> String {
    let kind = kind(record);
    let mut fields = Fields { text: format!("@{kind}{{{},\n", record.key), written: Vec::new() };
    let publication = &record.publication;
    let text = |variable: &str| publication.text(variable).map(escaped).unwrap_or_default();
    // An issue is called by its own title within that of the periodical.
    let is_issue = kind == "periodical" && publication.text("container-title").is_some();
    if is_issue {
        fields.add("title", &text("container-title"));
    }
    fields.add(if is_issue { "issuetitle" } else { "title" }, &title(&record.title));
    let authors = record.authors.iter().map(|author| name::bibtex(&author.name));
    fields.add("author", &authors.collect::<Vec<_>>().join(" and "));
    for (variable, names) in &publication.names {
        let field = csl::names(variable).map_or("", |known| csl::bibtex_field(kind, &known));
        fields.add(field, &names.iter().map(name::bibtex).collect::<Vec<_>>().join(" and "));
    }
    if matches!(kind, "incollection" | "inproceedings" | "inreference") && !text("volume-title").is_empty() {
        // A volume of several: the whole is called otherwise.
        fields.add("booktitle", &text("volume-title"));
        fields.add("maintitle", &text("container-title"));
    }
    let container = record.container().filter(|_| publication.text("container-title").is_none());
    let container = container.map(|container| ("container-title", container));
    let texts = publication.texts.iter().map(|(variable, text)| (variable.as_str(), text.as_str()));
    for (variable, text) in container.into_iter().chain(texts) {
        let Some(known) = csl::text(variable) else { continue };
        let text = match variable {
            "page" => pages(text),
            "publisher" | "publisher-place" | "jurisdiction" => list(text),
            _ => escaped(text),
        };
        fields.add(csl::bibtex_field(kind, &known), &text);
        if variable == "language" {
            // What BibLaTeX breaks lines by.
            fields.add("langid", publication.text("language").and_then(csl::babel).unwrap_or_default());
        }
    }
    if let Some(issued) = record.issued {
        if issued.plain().is_none() {
            // BibLaTeX takes this, other styles the year.
            fields.add("date", &issued.to_string());
        }
        if let Some(EdtfDate { at, .. }) = issued.first() {
            fields.add("year", &format!("{:04}", at.year));
            if let Some(month) = at.month.and_then(|month| csl::MONTHS.get(usize::try_from(month - 1).ok()?))
            {
                // A macro that every style defines, so not in braces.
                fields.text.push_str(&format!("  month = {month},\n"));
            }
            fields.add("day", &at.day.map(|day| day.to_string()).unwrap_or_default());
        }
    }
    for (variable, date) in publication.dates.iter().filter(|(variable, _)| variable != "issued") {
        fields.add(csl::date(variable).map_or("", |known| known.bibtex), &date.to_string());
    }
    if let Some(arxiv) = &record.arxiv {
        fields.add("eprint", &arxiv.to_string());
        // Once by the names that arXiv gives and BibTeX styles read, once by BibLaTeX's.
        fields.add("archivePrefix", "arXiv");
        fields.add("eprinttype", "arxiv");
        let class = record.category.as_deref().unwrap_or_default();
        fields.add("primaryClass", &escaped(class));
        fields.add("eprintclass", &escaped(class));
    }
    fields.add("doi", &verbatim(record.doi.as_deref().unwrap_or_default()));
    fields.add("url", &verbatim(&record.external_url().unwrap_or_default()));
    fields.add("note", &escaped(record.venue_fallback().unwrap_or_default()));
    let read = csl::of_bibtex(kind, record.arxiv.is_some(), |field| fields.written.contains(&field));
    if read != record.kind {
        fields.add("entrysubtype", record.kind.strip_prefix("article-").unwrap_or(record.kind));
    }
    fields.text.push_str("}\n");
    fields.text
}

/// The type of entry. Theses of both kinds are one type to CSL.
fn kind(record: &BibRecord) -> &'static str {
    let genre = record.publication.text("genre").unwrap_or_default();
    match csl::type_of(record.kind).map_or("misc", |kind| kind.bibtex) {
        "phdthesis" if genre.to_lowercase().contains("master") => "mastersthesis",
        kind => kind,
    }
}

struct Fields {
    text: String,
    written: Vec<&'static str>,
}

impl Fields {
    /// Adds a field that says something and is not there yet.
    fn add(&mut self, field: &'static str, value: &str) {
        if field.is_empty() || value.is_empty() || self.written.contains(&field) {
            return;
        }
        self.written.push(field);
        self.text.push_str(&format!("  {field} = {{{value}}},\n"));
    }
}

/// Several publishers or places, of which each `and` begins another.
fn list(text: &str) -> String {
    let one = |text: &str| {
        let has_joint = text.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
        if has_joint { format!("{{{}}}", escaped(text)) } else { escaped(text) }
    };
    text.split("; ").map(one).collect::<Vec<_>>().join(" and ")
}

/// A range of pages with the dash that TeX has for it.
fn pages(pages: &str) -> String {
    escaped(&pages.replace("--", "-").replace(['–', '—'], "-")).replace('-', "--")
}
