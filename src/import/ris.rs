//! RIS → [`Record`]: lines of a tag, two spaces, a hyphen and a value; `TY` opens a record, `ER` ends
//! it (Research Information Systems' format specification of 2011, and what Zotero writes).

use super::dates::Dated;
use super::record::{Author, Record};
use super::{Found, csl};
use crate::content::Name;
use crate::diagnostic::codes::import as codes;
use crate::diagnostic::{Checked, Diagnostic};
use crate::place::{SourcePath, Span};

/// Reads a file.
pub fn read(path: &SourcePath, text: &str) -> Checked<Found> {
    let (mut found, mut diagnostics) = (Found::default(), Vec::new());
    let mut open: Option<Fields> = None;
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
                open = Some(Fields { opening: span, kind: kind.to_owned(), values: Vec::new() });
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

struct Fields {
    opening: Span,
    kind: String,
    values: Vec<(String, String)>,
}

impl Fields {
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
    fields: Fields,
    end: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Record> {
    let span = Span::new(fields.opening.start, end);
    let mut record = Record { span, ..Record::default() };
    let title = fields.first(&["TI", "T1", "CT", "BT"]);
    if title.is_empty() {
        diagnostics.push(codes::untitled_record(path, fields.opening, fields.first(&["ID"])));
        return None;
    }
    record.title = csl::rich(title);
    record.abstract_text = fields.all(&["AB", "N2"]).next().map(csl::rich).unwrap_or_default();
    record.authors = fields.all(&["AU", "A1"]).map(|name| Author::from(person(name))).collect();
    let kind = kind(&fields.kind);
    record.set("type", kind);
    record.set("citation-key", fields.first(&["ID"]));
    record.set("genre", fields.first(&["M3"]));
    let part = matches!(kind, "chapter" | "paper-conference" | "entry-encyclopedia" | "entry-dictionary");
    let whole_book = matches!(kind, "book" | "report" | "thesis");
    record.set(
        "container-title",
        match whole_book {
            true => "",
            false => fields.first(&["T2", "JF", "JO", "BT", "JA"]),
        },
    );
    record.set("container-title-short", fields.first(&["J2", "JA"]));
    record.set("collection-title", fields.first(if whole_book { &["T2", "T3"] } else { &["T3"] }));
    record.set("title-short", fields.first(&["ST"]));
    record.set("volume", fields.first(&["VL"]));
    record.set(if part || whole_book { "number" } else { "issue" }, fields.first(&["IS"]));
    let (start, last) = (fields.first(&["SP"]), fields.first(&["EP"]));
    record.set(
        "page",
        &if last.is_empty() || start.contains('-') || start == last {
            start.to_owned()
        } else {
            format!("{start}-{last}")
        },
    );
    for (tag, variable) in [
        ("PB", "publisher"),
        ("CY", "publisher-place"),
        ("ET", "edition"),
        ("NV", "number-of-volumes"),
        ("LA", "language"),
        ("CN", "call-number"),
        ("DB", "source"),
        ("SE", "section"),
        ("C3", "event-title"),
    ] {
        record.set(variable, fields.first(&[tag]));
    }
    record.set("publisher-place", fields.first(&["PP"]));
    let number = fields.first(&["SN"]);
    let is_book = matches!(kind, "book" | "chapter" | "paper-conference");
    record.set(if is_book { "ISBN" } else { "ISSN" }, number);
    record.set("keyword", &fields.all(&["KW"]).collect::<Vec<_>>().join(", "));
    record.set("note", &fields.all(&["N1"]).collect::<Vec<_>>().join("; "));
    let editors = if part || whole_book { &["A2", "ED"][..] } else { &["ED"] };
    record.set_names("editor", fields.all(editors).map(person).collect());
    record.set_names("collection-editor", fields.all(&["A3"]).map(person).collect());
    record.set_names("translator", fields.all(&["A4"]).map(person).collect());
    date(fields.first(&["DA", "PY", "Y1"]), fields.first(&["PY", "Y1"])).publish(&mut record);
    let accessed = date(fields.first(&["Y2"]), "").written();
    record.set("accessed", &accessed);
    record.take_doi(fields.first(&["DO"]));
    for address in fields.all(&["UR"]) {
        record.take_url(address);
    }
    record.link("pdf", fields.first(&["L1"]));
    record.venue = ["container-title", "event-title", "publisher"]
        .iter()
        .find_map(|name| record.variable(name))
        .map(str::to_owned);
    Some(record)
}

/// `Family, Given, Suffix`; a name without comma is one that has no parts.
fn person(text: &str) -> Name {
    if text.contains(',') { Name::parse(text) } else { Name::literal(text) }
}

/// `YYYY/MM/DD/other`, where parts may be empty, and words may be a season or a date of EDTF; also
/// `YYYY-MM-DD`.
fn date(text: &str, year: &str) -> Dated {
    let text = if text.is_empty() { year } else { text };
    let mut parts = text.splitn(4, if text.contains('/') { '/' } else { '-' }).map(str::trim);
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, day, words) = (part(), part(), part(), part());
    match Dated::edtf(words) {
        _ if year.is_empty() => Dated::default(),
        said if said.date.is_some() => said,
        said if month.is_empty() => Dated::parts(year, &said.words, ""),
        _ => Dated::parts(year, month, day),
    }
}

fn kind(kind: &str) -> &'static str {
    match kind {
        "JOUR" | "JFULL" | "ABST" | "INPR" | "EJOUR" => "article-journal",
        "MGZN" => "article-magazine",
        "NEWS" => "article-newspaper",
        "BOOK" | "EDBOOK" | "EBOOK" | "SER" | "CLSWK" => "book",
        "CHAP" | "ECHAP" => "chapter",
        "CONF" | "CPAPER" => "paper-conference",
        "ENCYC" => "entry-encyclopedia",
        "DICT" => "entry-dictionary",
        "THES" => "thesis",
        "RPRT" | "GOVDOC" => "report",
        "UNPB" | "MANSCPT" => "manuscript",
        "PREPRINT" | "UNPD" => "article",
        "ELEC" | "WEB" => "webpage",
        "BLOG" => "post-weblog",
        "DATA" | "AGGR" | "DBASE" => "dataset",
        "COMP" => "software",
        "PAT" => "patent",
        "PAMP" => "pamphlet",
        "STAND" => "standard",
        "VIDEO" | "MPCT" => "motion_picture",
        "SOUND" | "MUSIC" => "song",
        "SLIDE" => "speech",
        "ART" => "graphic",
        "FIGURE" => "figure",
        "MAP" => "map",
        "CASE" => "legal_case",
        "BILL" => "bill",
        "STAT" => "legislation",
        "HEAR" => "hearing",
        "PCOMM" => "personal_communication",
        _ => "document",
    }
}
