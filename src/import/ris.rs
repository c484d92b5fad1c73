//! RIS → [`ImportedPaper`]. Each line has a tag, two spaces, a hyphen and a value. `TY` begins a record and
//! `ER` ends it. The sources are the Research Information Systems' format specification of 2011, and the output
//! of Zotero, EndNote and publishers. The meaning of a tag depends on the type of work. `lines` reads the
//! lines.

mod lines;

use super::dates::ParsedDate;
use super::imported_paper::{Author, ImportedPaper};
use super::{ImportedRecords, display_names, html, names, notes};
use crate::diagnostic::WithDiagnostics;
use crate::diagnostic::codes::import as codes;
use crate::paper::{Name, csl};
use crate::place::{SourcePath, Span};
use lines::RisFields;

/// Variables whose tags depend on the type of work, or that come from several tags.
const SEVERAL: [&str; 18] = [
    "container-title",
    "container-title-short",
    "collection-title",
    "journalAbbreviation",
    "issue",
    "number",
    "genre",
    "volume",
    "page",
    "ISBN",
    "ISSN",
    "keyword",
    "archive",
    "archive_location",
    "shortTitle",
    "event-title",
    // The tags `RN` and `N1` hold private text.
    "annote",
    "note",
];

/// Reads a file.
pub fn read(path: &SourcePath, text: &str) -> WithDiagnostics<ImportedRecords> {
    let (mut found, mut diagnostics) = (ImportedRecords::default(), Vec::new());
    for fields in lines::read(path, text, &mut diagnostics) {
        let title = fields.first(&["TI", "T1", "CT", "BT"]);
        if title.is_empty() {
            diagnostics.push(codes::untitled_record(path, fields.opening, fields.first(&["ID"])));
            continue;
        }
        found.records.push(record(&fields, title));
    }
    WithDiagnostics::new(found, diagnostics)
}

fn record(fields: &RisFields, title: &str) -> ImportedPaper {
    let span = Span::new(fields.opening.start, fields.end);
    let mut record = ImportedPaper { span, title: html::read(title), ..ImportedPaper::default() };
    record.abstract_text = fields.all(&["AB", "N2"]).next().map(html::read).unwrap_or_default();
    record.authors = people(fields, &["AU", "A1"]).into_iter().map(Author::from).collect();
    let kind = csl::of_ris(&fields.kind);
    record.set("type", kind);
    record.set("citation-key", fields.first(&["ID"]));
    identity(fields, &mut record);
    titles(kind, fields, &mut record);
    pages(kind, fields, &mut record);
    numbers(kind, fields, &mut record);
    for variable in csl::TEXTS.iter().filter(|variable| !SEVERAL.contains(&variable.csl)) {
        record.set(variable.csl, &html::read(fields.first(&[variable.ris])).plain());
    }
    record.set("publisher-place", fields.first(&["PP"]));
    private(fields, &mut record);
    for variable in csl::NAMES {
        let has_second = csl::ris_editor(kind) == "A2" || csl::is_standalone(kind);
        let tags =
            if variable.csl == "editor" && has_second { ["A2", variable.ris] } else { [variable.ris; 2] };
        record.set_names(variable.csl, people(fields, &tags));
    }
    date(fields).set_published(&mut record, "DA");
    let accessed = fields.first(&["Y2"]);
    if !accessed.is_empty() {
        one_date(accessed).set_variable(&mut record, "accessed", "Y2");
    }
    for address in fields.all(&["L1", "L2"]).flat_map(str::lines) {
        record.link("pdf", address);
    }
    record.settle_preprint();
    record.name_venue();
    record
}

fn people(fields: &RisFields, tags: &[&str]) -> Vec<Name> {
    let people: Vec<Name> = fields.all(tags).map(person).collect();
    people.into_iter().filter(|name| !name.family.is_empty()).collect()
}

/// Reads `Family, Given, Suffix`. A name without a comma is a group, unless it looks like the name of a person.
/// A name that ends with a comma is also a group: EndNote writes groups in this way.
fn person(text: &str) -> Name {
    let text = display_names::plain(text, super::tex::TexMode::Embedded);
    let name = match text.strip_suffix(',') {
        Some(group) => Name::literal(group),
        None if text.contains(',') => Name::parse(&text),
        None => display_names::parse_without_comma(&text),
    };
    if name.is_et_al() { names::others() } else { name }
}

/// Reads the ids: the arXiv id from the number in that database, then the DOI and the addresses.
fn identity(fields: &RisFields, record: &mut ImportedPaper) {
    let database = fields.first(&["DB"]);
    let number = fields.first(&["AN"]);
    if database.to_lowercase().starts_with("arxiv") {
        record.take_mention(number, true);
    } else {
        record.take_mention(number, false);
    }
    if record.arxiv.is_none() {
        record.set("archive", database);
        record.set("archive_location", number);
    }
    // Identifiers contain no spaces, but can be broken over several lines.
    let one_word = |text: &str| text.split_whitespace().collect::<String>();
    record.take_doi(&one_word(fields.first(&["DO"])));
    for address in fields.all(&["UR"]) {
        record.take_addresses(
            if address.matches("://").count() > 1 { address.to_owned() } else { one_word(address) }.as_str(),
        );
    }
    // Some publishers put the DOI in the field for the kind of work or for a note.
    for text in fields
        .all(&["M3", "N1", "M1"])
        .filter(|text| text.to_lowercase().contains("doi") || text.starts_with("10."))
    {
        if record.doi.is_none() && text.len() < 200 {
            record.take_from_note(text);
            record.take_doi(text);
        }
    }
}

fn titles(kind: &str, fields: &RisFields, record: &mut ImportedPaper) {
    let plain = |tags: &[&str]| html::read(fields.first(tags)).plain();
    let container = ["T2", "JF", "JO", "BT", "JA"];
    match kind {
        // T2 is the conference and C3 its proceedings. If there is no C3, T2 is used for both.
        "paper-conference" => {
            let proceedings = plain(&["C3"]);
            let event = plain(&["T2"]);
            let of_both = if proceedings.is_empty() { plain(&container) } else { proceedings.clone() };
            record.set("container-title", &of_both);
            if !proceedings.is_empty() && event != proceedings {
                record.set("event-title", &event);
            }
        }
        "speech" => record.set("event-title", &plain(&["T2"])),
        kind if csl::is_standalone(kind) => record.set("collection-title", &plain(&["T2"])),
        _ => record.set("container-title", &plain(&container)),
    }
    record.set("collection-title", &plain(&["T3"]));
    record.set("container-title-short", &plain(&["J2", "JA"]));
}

/// Reads the pages. For a complete work, this is the number of pages.
fn pages(kind: &str, fields: &RisFields, record: &mut ImportedPaper) {
    let (start, last) = (fields.first(&["SP"]), fields.first(&["EP"]));
    let is_count = csl::is_counted_in_pages(kind)
        && last.is_empty()
        && start.trim_end_matches([' ', 'p', '.']).bytes().all(|byte| byte.is_ascii_digit());
    if is_count {
        record.set("number-of-pages", start.trim_end_matches([' ', 'p', '.']));
    } else if last.is_empty() || start.contains('-') || start == last {
        record.set("page", start);
    } else {
        record.set("page", &format!("{start}-{last}"));
    }
}

/// Reads volumes, issues and other numbers from the tags that programs use for this type of work.
fn numbers(kind: &str, fields: &RisFields, record: &mut ImportedPaper) {
    let number = fields.first(&["M1"]);
    let volume = fields.first(&["VL"]);
    record.set("volume", volume);
    let issue = fields.first(&["IS"]);
    record.set(if csl::is_numbered_in_series(kind) { "collection-number" } else { "issue" }, issue);
    // A DOI in this field has already been read.
    let genre = fields.first(&["M3"]);
    let is_id = |text: &str| text.starts_with("10.") || text.to_lowercase().contains("doi");
    if !is_id(genre) {
        record.set("genre", genre);
    }
    for tag in fields.all(&["SN"]) {
        for text in tag.split([';', '\n']) {
            // The number can be followed by the form: `0028-0836 (Print)`.
            let text = text.split('(').next().unwrap_or_default().trim();
            let name = standard_number(kind, text);
            record.set(name, text);
        }
    }
    if is_id(number) {
        return;
    }
    // Zotero writes the number in a series here.
    let variable = if matches!(kind, "book" | "chapter") { "collection-number" } else { "number" };
    record.set(variable, number);
}

/// An ISSN has eight digits, and the last can be an X. An ISBN has ten or thirteen digits. For reports and
/// patents this field holds their own number.
fn standard_number(kind: &str, number: &str) -> &'static str {
    let digits = number.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X')).count();
    let is_standard = number.chars().all(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X' | '-' | ' '));
    let is_book = matches!(kind, "book" | "chapter" | "paper-conference" | "thesis");
    match kind {
        "report" | "patent" | "standard" if !(is_standard && matches!(digits, 8 | 10 | 13)) => "number",
        _ if digits != 8 && (is_book || digits == 10 || digits == 13) => "ISBN",
        _ => "ISSN",
    }
}

/// Reads keywords and private notes.
fn private(fields: &RisFields, record: &mut ImportedPaper) {
    let lines: Vec<&str> = fields.all(&["KW"]).collect();
    // EndNote writes one tag, with a keyword on each of the following lines. Other programs write a list.
    let mark = |text: &str| match (lines.len(), text.contains([';', '\n'])) {
        (1, false) if text.matches(", ").count() > 1 => vec![','],
        _ => vec![';', '\n'],
    };
    for word in lines.iter().flat_map(|text| text.split(mark(text).as_slice()).collect::<Vec<_>>()) {
        record.take_keyword(&html::unescaped(word.trim_start_matches('*')));
    }
    let notes = fields.all(&["N1", "RN"]).map(notes::from_html).filter(|note| !note.is_empty());
    record.notes = notes.collect();
}

/// `PY` holds the year, and `DA` often a more precise date. Some programs use `Y1` in place of either. The most
/// precise date with the year of `PY` is used.
fn date(fields: &RisFields) -> ParsedDate {
    let year_text = fields.first(&["PY"]);
    let year = one_date(year_text);
    let mut best = year.clone();
    for text in fields.all(&["DA", "Y1"]) {
        let mut other = one_date(text);
        if other.date.is_none()
            && let Some(year) = year.year()
        {
            // Example: `DA  - May 6`.
            let completed = one_date(&format!("{text} {year:04}"));
            other = if completed.precision() > 1 { completed } else { other };
        }
        let is_same_year = best.year().is_none() || other.year() == best.year();
        if other.date.is_some()
            && is_same_year
            && (other.precision() > best.precision() || says_more(&other, &best))
        {
            other.status = if other.status.is_empty() { best.status } else { other.status };
            best = other;
        } else if best.date.is_none() && best.status.is_empty() {
            best = other;
        }
    }
    best
}

/// Whether `other` is a range or an uncertain date while `best` is a plain date.
fn says_more(other: &ParsedDate, best: &ParsedDate) -> bool {
    let is_plain = |date: &ParsedDate| date.date.is_some_and(|date| date.plain().is_some());
    is_plain(best) && !is_plain(other)
}

/// Reads `YYYY/MM/DD/other`. Parts can be empty. The last part can be a season or an EDTF date. `YYYY-MM-DD`
/// and dates in words are also accepted.
fn one_date(text: &str) -> ParsedDate {
    let text = text.trim();
    if !text.contains('/') {
        return ParsedDate::parse(text);
    }
    let mut parts = text.splitn(4, '/').map(str::trim);
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, day, words) = (part(), part(), part(), part());
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return ParsedDate::parse(text);
    }
    match ParsedDate::parse(words) {
        said if said.date.is_some() => said,
        said if month.is_empty() => ParsedDate::parts(year, &said.status, ""),
        _ => ParsedDate::parts(year, month, day),
    }
}
