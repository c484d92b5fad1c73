//! BibTeX and BibLaTeX → [`ImportedPaper`]. The fields of both, `crossref` and `xdata`; how a file is
//! written is read by `reader`, which type and variable of CSL a field is by `mapping`.

mod mapping;
mod reader;

use std::collections::BTreeMap;

use super::dates::ParsedDate;
use super::imported_paper::{Author, ImportedPaper};
use super::tex::{self, TexMode};
use super::{ImportedRecords, Skipped, names};
use crate::diagnostic::codes::import as codes;
use crate::diagnostic::{Checked, Diagnostic};
use crate::paper::{ArxivId, csl};
use crate::place::SourcePath;
use mapping::thesis_or_report;
use reader::Entry;

/// Variables that are made of more than one field, or read in a way of their own.
const SEVERAL: [&str; 14] = [
    "container-title",
    "event-title",
    "volume-title",
    "volume",
    "part",
    "page",
    "publisher",
    "publisher-place",
    "jurisdiction",
    "genre",
    "language",
    "citation-key",
    // Other names of what is read already.
    "journalAbbreviation",
    "shortTitle",
];

/// BibFields that are read besides those of [`csl`], where these say nothing.
const OTHER_TEXTS: [(&str, &str); 4] =
    [("issue", "issue"), ("eid", "number"), ("addendum", "note"), ("annotation", "annote")];

/// The same for fields of names.
const OTHER_NAMES: [(&str, &str); 1] = [("introduction", "contributor")];

/// Reads a file.
pub fn read(path: &SourcePath, text: &str) -> Checked<ImportedRecords> {
    let mut diagnostics = Vec::new();
    let entries = reader::read(path, text, &mut diagnostics);
    let by_key: BTreeMap<String, &Entry> =
        entries.iter().rev().map(|entry| (entry.key.to_lowercase(), entry)).collect();
    let mut found = ImportedRecords::default();
    for entry in &entries {
        if matches!(entry.kind.as_str(), "set" | "xdata") {
            let reason = format!("`@{}` is no paper of its own", entry.kind);
            found.skipped.push(Skipped { span: entry.span, name: entry.key.clone(), reason });
            continue;
        }
        let inherited = inherit(entry, &by_key, path, &mut diagnostics);
        let record = BibFields { kind: &entry.kind, fields: &inherited }.record(entry);
        if record.title.is_empty() {
            diagnostics.push(codes::untitled_record(path, entry.span, &entry.key));
        } else {
            found.records.push(record);
        }
    }
    Checked::new(found, diagnostics)
}

/// The fields of an entry with those it takes from others, as BibLaTeX has it.
fn inherit(
    entry: &Entry,
    by_key: &BTreeMap<String, &Entry>,
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let mut fields = entry.fields.clone();
    let mut seen = vec![entry.key.to_lowercase()];
    let mut open: Vec<(&str, String)> = Vec::new();
    for field in ["crossref", "xdata"] {
        let keys = entry.fields.get(field).map(String::as_str).unwrap_or_default();
        open.extend(
            keys.split(',').map(str::trim).filter(|key| !key.is_empty()).map(|key| (field, key.into())),
        );
    }
    while let Some((field, key)) = open.pop() {
        let key = key.to_lowercase();
        if seen.contains(&key) {
            continue;
        }
        let Some(parent) = by_key.get(&key) else {
            diagnostics.push(codes::unresolved_crossref(path, entry.span, field, &key));
            seen.push(key);
            continue;
        };
        for (name, value) in &parent.fields {
            let name = if field == "xdata" {
                Some(name.as_str())
            } else {
                mapping::inherited(name, &parent.kind, &entry.kind)
            };
            if let Some(name) = name {
                fields.entry(name.to_owned()).or_insert_with(|| value.clone());
            }
        }
        let further = parent.fields.get(field).into_iter().flat_map(|keys| keys.split(','));
        open.extend(further.map(|key| (field, key.trim().to_owned())));
        seen.push(key);
    }
    fields
}

struct BibFields<'e> {
    kind: &'e str,
    fields: &'e BTreeMap<String, String>,
}

impl<'e> BibFields<'e> {
    /// The first of some fields that says something.
    fn raw(&self, names: &[&str]) -> Option<&'e str> {
        let values = names.iter().filter_map(|name| self.fields.get(*name));
        values.map(String::as_str).find(|value| !value.trim().is_empty())
    }

    fn plain(&self, names: &[&str]) -> Option<String> {
        self.raw(names).map(|value| tex::read(value, TexMode::Full).plain()).filter(|text| !text.is_empty())
    }

    /// A field that is no TeX: an address, an id.
    fn verbatim(&self, names: &[&str]) -> Option<String> {
        let text = self.raw(names)?;
        let text = ["\\_", "\\%", "\\#", "\\&", "\\~"]
            .iter()
            .fold(text.to_owned(), |text, escaped| text.replace(escaped, &escaped[1..]));
        Some(text.replace("{\\textasciitilde}", "~").trim_matches(['{', '}', ' ', '\n', '\t']).to_owned())
    }

    /// `title`, `subtitle` and `titleaddon` of a title, joined.
    fn title(&self, names: [&str; 3]) -> Option<String> {
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

    fn plain_title(&self, names: [&str; 3]) -> Option<String> {
        self.title(names).map(|title| tex::read(&title, TexMode::Full).plain())
    }

    fn date(&self, date: &str, year: &str, month: &str, day: &str) -> Option<ParsedDate> {
        if let Some(text) = self.verbatim(&[date]) {
            return Some(ParsedDate::edtf(&text));
        }
        let year = self.plain(&[year])?;
        let part = |name| self.plain(&[name]).unwrap_or_default();
        Some(ParsedDate::parts(&year, &part(month), &part(day)))
    }

    fn record(&self, entry: &Entry) -> ImportedPaper {
        let mut record = ImportedPaper { span: entry.span, ..ImportedPaper::default() };
        // An issue of a journal is called after its topic, if it has one.
        let issue = self.title(["issuetitle", "issuesubtitle", "issuetitleaddon"]);
        let issue = issue.filter(|_| self.kind == "periodical");
        let title = issue.or_else(|| self.title(["title", "subtitle", "titleaddon"]));
        let title = title.or_else(|| self.title(["maintitle", "mainsubtitle", "maintitleaddon"]));
        record.title = tex::read(
            &title
                .or_else(|| self.title(["booktitle", "booksubtitle", "booktitleaddon"]))
                .unwrap_or_default(),
            TexMode::Full,
        );
        record.abstract_text = tex::read(self.raw(&["abstract"]).unwrap_or_default(), TexMode::Full);
        let authors = self.raw(&["author"]).map(names::bibtex).unwrap_or_default();
        record.authors = authors.into_iter().map(Author::from).collect();
        self.identity(&mut record);
        let kind = self.csl_type(&record);
        // What this type of entry is written as, whose fields it has.
        let written = csl::type_of(kind).map_or("misc", |kind| kind.bibtex);
        record.set("type", self.subtype().unwrap_or(kind));
        record.set("citation-key", &entry.key);
        let named = matches!(self.kind, "phdthesis" | "mastersthesis" | "techreport").then_some(self.kind);
        let genre = self.plain(&["type"]).or_else(|| named.map(str::to_owned)).unwrap_or_default();
        record.set("genre", thesis_or_report(&genre).unwrap_or(&genre));
        self.language(&mut record);
        self.containers(&mut record, matches!(written, "incollection" | "inproceedings" | "inreference"));
        self.numbers(&mut record);
        for variable in csl::TEXTS.iter().filter(|variable| !SEVERAL.contains(&variable.csl)) {
            if let Some(text) = self.plain(&[csl::bibtex_field(written, variable)]) {
                record.set(variable.csl, mapping::localized(&text).unwrap_or(&text));
            }
        }
        for (field, variable) in OTHER_TEXTS {
            record.set(variable, &self.plain(&[field]).unwrap_or_default());
        }
        let place = if self.kind == "patent" { "jurisdiction" } else { "publisher-place" };
        for (field, variable) in [("publisher", "publisher"), ("location", place)] {
            let parts = self.raw(mapping::aliases(field)).map(names::list).unwrap_or_default();
            let parts: Vec<&str> =
                parts.iter().map(|part| mapping::localized(part).unwrap_or(part)).collect();
            record.set(variable, &parts.join("; "));
        }
        let known = csl::NAMES.iter().map(|known| (csl::bibtex_field(written, known), known.csl));
        for (field, variable) in known.chain(OTHER_NAMES) {
            record.set_names(variable, self.raw(&[field]).map(names::bibtex).unwrap_or_default());
        }
        self.dates(&mut record);
        record.name_venue();
        record
    }

    fn csl_type(&self, record: &ImportedPaper) -> &'static str {
        csl::of_bibtex(self.kind, record.arxiv.is_some(), |field| self.raw(&[field]).is_some())
    }

    fn subtype(&self) -> Option<&'static str> {
        csl::of_subtype(&self.plain(&["entrysubtype"])?).map(|kind| kind.csl)
    }

    fn identity(&self, record: &mut ImportedPaper) {
        let eprint = self.verbatim(&["eprint"]).unwrap_or_default();
        let kind = self.verbatim(&["eprinttype", "archiveprefix"]).unwrap_or_default().to_lowercase();
        match kind.as_str() {
            "arxiv" | "" => {
                record.arxiv = ArxivId::parse(&eprint);
                record.category =
                    self.verbatim(&["eprintclass", "primaryclass"]).filter(|_| record.arxiv.is_some());
            }
            "jstor" => record.take_url(&format!("https://www.jstor.org/stable/{eprint}")),
            "hdl" => record.take_url(&format!("https://hdl.handle.net/{eprint}")),
            "googlebooks" => record.take_url(&format!("https://books.google.com/books?id={eprint}")),
            "pubmed" => record.set("PMID", &eprint),
            _ => {}
        }
        record.take_doi(&self.verbatim(&["doi"]).unwrap_or_default());
        record.take_url(&self.verbatim(&["url"]).unwrap_or_default());
    }

    fn language(&self, record: &mut ImportedPaper) {
        let options = self.raw(&["langidopts"]).unwrap_or_default();
        for field in ["langid", "hyphenation", "language"] {
            let Some(name) = self.plain(&[field]) else { continue };
            let names: Vec<&str> = name
                .split(" and ")
                .map(|name| mapping::language_tag(name, options).unwrap_or(name))
                .collect();
            record.set("language", &names.join("; "));
        }
    }

    fn containers(&self, record: &mut ImportedPaper, is_part: bool) {
        let main = self.plain_title(["maintitle", "mainsubtitle", "maintitleaddon"]);
        let book = self.plain_title(["booktitle", "booksubtitle", "booktitleaddon"]);
        let journal = self.plain_title(["journaltitle", "journalsubtitle", "journaltitleaddon"]);
        let journal = journal.or_else(|| self.plain(&["journal"]));
        if is_part {
            if main.is_some() {
                record.set("volume-title", book.as_deref().unwrap_or_default());
            }
            record.set("container-title", &main.or(book).or(journal).unwrap_or_default());
        } else {
            let issue = self.plain_title(["issuetitle", "issuesubtitle", "issuetitleaddon"]);
            if self.kind == "periodical" {
                let title = self.plain_title(["title", "subtitle", "titleaddon"]);
                record.set("container-title", &title.filter(|_| issue.is_some()).unwrap_or_default());
            } else {
                record.set("volume-title", &issue.unwrap_or_default());
            }
            record.set("container-title", &journal.or(main).unwrap_or_default());
        }
        record.set(
            "event-title",
            &self.plain_title(["eventtitle", "eventsubtitle", "eventtitleaddon"]).unwrap_or_default(),
        );
    }

    fn numbers(&self, record: &mut ImportedPaper) {
        let volume = [self.plain(&["volume"]), self.plain(&["part"])];
        record.set("volume", &volume.into_iter().flatten().collect::<Vec<_>>().join("."));
        let pages = self
            .plain(&["pages"])
            .map(|pages| pages.replace(['–', '—'], "-").replace(" - ", "-").replace(" -", "-"));
        record.set("page", &pages.unwrap_or_default());
    }

    fn dates(&self, record: &mut ImportedPaper) {
        if let Some(date) = self.date("date", "year", "month", "day") {
            date.set_published(record);
        }
        let others = [
            ("event-date", "eventdate", "eventyear"),
            ("original-date", "origdate", "origyear"),
            ("accessed", "urldate", "urlyear"),
        ];
        for (variable, date, year) in others {
            let month = format!("{}month", year.trim_end_matches("year"));
            let day = format!("{}day", year.trim_end_matches("year"));
            if let Some(date) = self.date(date, year, &month, &day) {
                record.set(variable, &date.to_edtf());
            }
        }
    }
}
