//! RIS → [`ImportedPaper`]: lines of a tag, two spaces, a hyphen and a value; `TY` opens a record, `ER` ends
//! it (Research Information Systems' format specification of 2011, and what Zotero writes).

use super::dates::ParsedDate;
use super::imported_paper::{Author, ImportedPaper};
use super::{ImportedRecords, html};
use crate::diagnostic::codes::import as codes;
use crate::diagnostic::{Checked, Diagnostic};
use crate::paper::{ArxivId, Name, csl};
use crate::place::{SourcePath, Span};

/// Variables whose tags say something else of other types of work, or that are made of several.
const SEVERAL: [&str; 14] = [
    "container-title",
    "container-title-short",
    "collection-title",
    "journalAbbreviation",
    "issue",
    "page",
    "ISBN",
    "ISSN",
    "keyword",
    "note",
    "archive",
    "archive_location",
    "shortTitle",
    "event-title",
];

/// Reads a file.
pub fn read(path: &SourcePath, text: &str) -> Checked<ImportedRecords> {
    let (mut found, mut diagnostics) = (ImportedRecords::default(), Vec::new());
    let mut open: Option<RisFields> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        let line = line.trim_end();
        match tag(line) {
            Some(("TY", kind)) => {
                if let Some(fields) = open.take() {
                    diagnostics.push(codes::bad_record(
                        path,
                        fields.opening,
                        "the `ER  - ` that ends it is missing",
                    ));
                }
                open = Some(RisFields { opening: span, kind: kind.to_owned(), values: Vec::new() });
            }
            Some(("ER", _)) => {
                if let Some(fields) = open.take() {
                    found.records.extend(finish(path, fields, span.end, &mut diagnostics));
                }
            }
            Some((name, value)) => match &mut open {
                Some(fields) => fields.values.push((name.to_owned(), value.to_owned())),
                None => diagnostics.push(codes::bad_record(path, span, "no `TY  - ` opens a record here")),
            },
            // A line without a tag goes on with the last value.
            None => {
                let last = open.as_mut().and_then(|fields| fields.values.last_mut());
                if let Some((_, value)) = last {
                    value.push('\n');
                    value.push_str(line);
                } else if !line.trim().is_empty() {
                    diagnostics.push(codes::bad_record(path, span, "this line is no RIS"));
                    break;
                }
            }
        }
    }
    if let Some(fields) = open {
        diagnostics.push(codes::bad_record(path, fields.opening, "the `ER  - ` that ends it is missing"));
    }
    Checked::new(found, diagnostics)
}

/// The tag and the value of a line.
fn tag(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.split_at_checked(2)?;
    let sound = name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let value = rest.trim_start_matches(' ').strip_prefix('-')?;
    (sound && rest.starts_with(' ')).then(|| (name, value.trim()))
}

struct RisFields {
    opening: Span,
    kind: String,
    values: Vec<(String, String)>,
}

impl RisFields {
    fn all<'f>(&'f self, names: &'f [&str]) -> impl Iterator<Item = &'f str> {
        let named = move |(name, value): &'f (String, String)| {
            (names.contains(&name.as_str()) && !value.trim().is_empty()).then_some(value.as_str())
        };
        self.values.iter().filter_map(named)
    }

    /// The first value of the first of some tags that is there.
    fn first(&self, names: &[&str]) -> &str {
        names
            .iter()
            .find_map(|name| {
                self.values
                    .iter()
                    .find(|(tag, value)| tag == name && !value.is_empty())
                    .map(|(_, value)| value.as_str())
            })
            .unwrap_or_default()
    }
}

fn finish(
    path: &SourcePath,
    fields: RisFields,
    end: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ImportedPaper> {
    let span = Span::new(fields.opening.start, end);
    let mut record = ImportedPaper { span, ..ImportedPaper::default() };
    let title = fields.first(&["TI", "T1", "CT", "BT"]);
    if title.is_empty() {
        diagnostics.push(codes::untitled_record(path, fields.opening, fields.first(&["ID"])));
        return None;
    }
    record.title = html::read(title);
    record.abstract_text = fields.all(&["AB", "N2"]).next().map(html::read).unwrap_or_default();
    record.authors = fields.all(&["AU", "A1"]).map(|name| Author::from(person(name))).collect();
    let kind = csl::of_ris(&fields.kind);
    record.set("type", kind);
    record.set("citation-key", fields.first(&["ID"]));
    identity(&fields, &mut record);
    titles(kind, &fields, &mut record);
    pages(kind, &fields, &mut record);
    let in_series = csl::is_numbered_in_series(kind);
    record.set(if in_series { "collection-number" } else { "issue" }, fields.first(&["IS"]));
    for number in fields.all(&["SN"]) {
        record.set(standard_number(kind, number), number);
    }
    for variable in csl::TEXTS.iter().filter(|variable| !SEVERAL.contains(&variable.csl)) {
        record.set(variable.csl, fields.first(&[variable.ris]));
    }
    record.set("publisher-place", fields.first(&["PP"]));
    record.set("keyword", &fields.all(&["KW"]).collect::<Vec<_>>().join(", "));
    record.set("note", &fields.all(&["N1"]).collect::<Vec<_>>().join("; "));
    for variable in csl::NAMES {
        let has_second = csl::ris_editor(kind) == "A2" || csl::is_whole(kind);
        let tags =
            if variable.csl == "editor" && has_second { ["A2", variable.ris] } else { [variable.ris; 2] };
        record.set_names(variable.csl, fields.all(&tags).map(person).collect());
    }
    date(fields.first(&["DA", "PY", "Y1"]), fields.first(&["PY", "Y1"])).set_published(&mut record);
    let accessed = date(fields.first(&["Y2"]), "").to_edtf();
    record.set("accessed", &accessed);
    record.link("pdf", fields.first(&["L1"]));
    record.name_venue();
    Some(record)
}

/// Where it is: at arXiv by its number in that database, else by DOI and address.
fn identity(fields: &RisFields, record: &mut ImportedPaper) {
    if fields.first(&["DB"]) == "arXiv" {
        record.arxiv = ArxivId::parse(fields.first(&["AN"]));
    }
    if record.arxiv.is_none() {
        record.set("archive", fields.first(&["DB"]));
        record.set("archive_location", fields.first(&["AN"]));
    }
    record.take_doi(fields.first(&["DO"]));
    for address in fields.all(&["UR"]) {
        record.take_url(address);
    }
}

fn titles(kind: &str, fields: &RisFields, record: &mut ImportedPaper) {
    let container = ["T2", "JF", "JO", "BT", "JA"];
    match kind {
        // T2 is the conference, C3 its proceedings; who has no proceedings gives one name for both.
        "paper-conference" => {
            let proceedings = fields.first(&["C3"]);
            let event = fields.first(&["T2"]);
            record.set(
                "container-title",
                if proceedings.is_empty() { fields.first(&container) } else { proceedings },
            );
            record
                .set("event-title", if event == proceedings || proceedings.is_empty() { "" } else { event });
        }
        "speech" => record.set("event-title", fields.first(&["T2"])),
        kind if csl::is_whole(kind) => record.set("collection-title", fields.first(&["T2"])),
        _ => record.set("container-title", fields.first(&container)),
    }
    record.set("collection-title", fields.first(&["T3"]));
    record.set("container-title-short", fields.first(&["J2", "JA"]));
}

/// Pages; of a whole work, how many it has.
fn pages(kind: &str, fields: &RisFields, record: &mut ImportedPaper) {
    let (start, last) = (fields.first(&["SP"]), fields.first(&["EP"]));
    let is_count =
        csl::is_counted_in_pages(kind) && last.is_empty() && start.bytes().all(|byte| byte.is_ascii_digit());
    if is_count {
        record.set("number-of-pages", start);
    } else if last.is_empty() || start.contains('-') || start == last {
        record.set("page", start);
    } else {
        record.set("page", &format!("{start}-{last}"));
    }
}

/// An ISSN has eight digits, of which the last may be an X; an ISBN ten or thirteen.
fn standard_number(kind: &str, number: &str) -> &'static str {
    let digits = number.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X')).count();
    let is_book = matches!(kind, "book" | "chapter" | "paper-conference");
    if digits != 8 && (is_book || digits == 10 || digits == 13) { "ISBN" } else { "ISSN" }
}

/// `Family, Given, Suffix`; a name without comma is one that has no parts.
fn person(text: &str) -> Name {
    if text.contains(',') { Name::parse(text) } else { Name::literal(text) }
}

/// `YYYY/MM/DD/other`, where parts may be empty, and words may be a season or a date of EDTF; also
/// `YYYY-MM-DD`.
fn date(text: &str, year: &str) -> ParsedDate {
    let text = if text.is_empty() { year } else { text };
    let mut parts = text.splitn(4, if text.contains('/') { '/' } else { '-' }).map(str::trim);
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, day, words) = (part(), part(), part(), part());
    match ParsedDate::edtf(words) {
        _ if year.is_empty() => ParsedDate::default(),
        said if said.date.is_some() => said,
        said if month.is_empty() => ParsedDate::parts(year, &said.status, ""),
        _ => ParsedDate::parts(year, month, day),
    }
}
