//! BibTeX and BibLaTeX → [`ImportedPaper`]. This module reads the fields of both, and `crossref` and `xdata`.
//! `reader` reads the syntax of a file. `mapping` maps entry types and fields to those of CSL.

mod crossref;
mod fields;
mod journals;
mod links;
mod mapping;
mod reader;

use rayon::prelude::*;

use super::imported_paper::{Author, ImportedPaper};
use super::tex;
use super::{ImportedRecords, Skipped, names};
use crate::diagnostic::WithDiagnostics;
use crate::diagnostic::codes::import as codes;
use crate::paper::{Name, csl};
use crate::place::SourcePath;
use fields::{BibFields, text};
use mapping::thesis_or_report;
use reader::Entry;

/// Variables that have several source fields or need special treatment.
const SEVERAL: [&str; 18] = [
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
    // Become tags, or are private.
    "keyword",
    "annote",
    // Ignored if they hold only an address.
    "medium",
    "note",
    // Other names for values that are already read.
    "journalAbbreviation",
    "shortTitle",
];

/// Further field names that are read when the fields of [`csl`] are absent.
const OTHER_TEXTS: [(&str, &str); 5] = [
    ("issue", "issue"),
    ("eid", "number"),
    ("article-number", "number"),
    ("articleno", "number"),
    ("addendum", "note"),
];

/// The same for fields that hold names.
const OTHER_NAMES: [(&str, &str); 1] = [("introduction", "contributor")];

/// Reads a file.
pub fn read(path: &SourcePath, text: &str) -> WithDiagnostics<ImportedRecords> {
    let mut diagnostics = Vec::new();
    let entries = reader::read(path, text, &mut diagnostics);
    let inherited = crossref::inherit(&entries, path, &mut diagnostics);
    let mut found = ImportedRecords::default();
    // This is most of the work. Each entry is independent of the others.
    let records: Vec<Option<ImportedPaper>> = entries
        .par_iter()
        .zip(&inherited)
        .map(|(entry, fields)| {
            (!is_container(entry)).then(|| BibFields { kind: &entry.kind, fields }.record(entry))
        })
        .collect();
    for (entry, record) in entries.iter().zip(records) {
        match record {
            None => {
                let reason = format!("`@{}` is not a publication by itself", entry.kind);
                found.skipped.push(Skipped { span: entry.span, name: entry.key.clone(), reason });
            }
            Some(record) if record.title.is_empty() => {
                diagnostics.push(codes::untitled_record(path, entry.span, &entry.key));
            }
            Some(record) => found.records.push(record),
        }
    }
    WithDiagnostics::new(found, diagnostics)
}

/// Whether an entry only supplies data to other entries.
fn is_container(entry: &Entry<'_>) -> bool {
    matches!(entry.kind.as_str(), "set" | "xdata")
}

impl BibFields<'_> {
    fn record(&self, entry: &Entry<'_>) -> ImportedPaper {
        let mut record = ImportedPaper { span: entry.span, ..ImportedPaper::default() };
        // An issue of a journal takes the title of its topic, if it has one.
        let issue = self.title(["issuetitle", "issuesubtitle", "issuetitleaddon"]);
        let issue = issue.filter(|_| self.kind == "periodical");
        let title = issue.or_else(|| self.title(["title", "subtitle", "titleaddon"]));
        let title = title.or_else(|| self.title(["maintitle", "mainsubtitle", "maintitleaddon"]));
        let title = title.or_else(|| self.title(["booktitle", "booksubtitle", "booktitleaddon"]));
        record.title = text(&title.unwrap_or_default());
        record.abstract_text = text(self.raw(&["abstract"]).unwrap_or_default());
        let authors = self.raw(&["author"]).map(names::bibtex).unwrap_or_default();
        record.authors = authors.into_iter().map(Author::from).collect();
        record.authors.extend(self.collaboration().map(Author::from));
        self.identity(&mut record);
        self.links(&mut record);
        self.library(&mut record);
        let kind = self.csl_type(&record);
        // The BibTeX type that is written for this CSL type. It decides which fields are read.
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
        for (field, variable) in [("note", "note"), ("howpublished", "medium")] {
            let Some(raw) = self.raw(&[field]) else { continue };
            // A field that only says where to find the paper is not kept as text.
            if csl::bibtex_field(written, &csl::text(variable).unwrap_or(csl::TEXTS[0])) == field
                && !record.take_from_note(&tex::verbatim(raw))
            {
                record.set(variable, &text(raw).plain());
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
        // `editortype` can give the editors a different role.
        let role =
            self.plain(&["editortype"]).and_then(|role| csl::names(&role)).map_or("editor", |role| role.csl);
        for (field, variable) in known.chain(OTHER_NAMES) {
            let variable = if variable == "editor" { role } else { variable };
            record.set_names(variable, self.raw(&[field]).map(names::bibtex).unwrap_or_default());
        }
        self.dates(&mut record);
        record.settle_preprint();
        record.name_venue();
        record
    }

    /// A group that is an author together with its members.
    fn collaboration(&self) -> Option<Name> {
        let name = self.plain(&["collaboration"])?;
        let is_named = name.to_lowercase().contains("collaboration");
        Some(Name::literal(&if is_named { name } else { format!("{name} Collaboration") }))
    }

    fn csl_type(&self, record: &ImportedPaper) -> &'static str {
        csl::of_bibtex(self.kind, record.arxiv.is_some(), |field| self.raw(&[field]).is_some())
    }

    fn subtype(&self) -> Option<&'static str> {
        csl::of_subtype(&self.plain(&["entrysubtype"])?).map(|kind| kind.csl)
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
        let by_macro = self.raw(&["journaltitle", "journal"]).and_then(journals::expand);
        let journal = by_macro.map(str::to_owned).or(journal);
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
            date.set_published(record, "date");
        }
        let others = [
            ("event-date", "eventdate", "eventyear"),
            ("original-date", "origdate", "origyear"),
            ("accessed", "urldate", "urlyear"),
        ];
        for (variable, field, year) in others {
            let month = format!("{}month", year.trim_end_matches("year"));
            let day = format!("{}day", year.trim_end_matches("year"));
            if let Some(date) = self.date(field, year, &month, &day) {
                date.set_variable(record, variable, field);
            }
        }
    }
}
