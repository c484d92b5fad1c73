//! Writes a record in BibTeX, or in BibLaTeX with its own types and fields. A preprint has arXiv's format:
//! `@misc` with `eprint`, or `@online` in BibLaTeX. [`crate::paper::csl`] defines the fields for other types.

use super::name;
use super::tex::{escaped, title, verbatim};
use crate::paper::{EdtfDate, Name, RichText, csl};
use crate::view::{BibRecord, RichLine};

/// The format of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Dialect {
    Bibtex,
    Biblatex,
}

/// Writes an entry of BibTeX that ends with a line break.
pub fn entry(record: &BibRecord) -> String {
    write(record, Dialect::Bibtex)
}

/// Writes an entry of BibLaTeX that ends with a line break.
pub fn biblatex_entry(record: &BibRecord) -> String {
    write(record, Dialect::Biblatex)
}

fn write(record: &BibRecord, dialect: Dialect) -> String {
    let kind = kind(record);
    let is_biblatex = dialect == Dialect::Biblatex;
    let shown = if is_biblatex { biblatex_kind(kind, record) } else { kind };
    let text = format!("@{shown}{{{},\n", record.key);
    let mut fields = BibEntryWriter { text, written: Vec::new(), dialect };
    let publication = &record.publication;
    let text = |variable: &str| publication.text(variable).map(escaped).unwrap_or_default();
    // An issue has its own title in addition to the title of the periodical.
    let is_issue = kind == "periodical" && publication.text("container-title").is_some();
    if is_issue {
        fields.add("title", &text("container-title"));
    }
    let name_of_title = if is_issue { "issuetitle" } else { "title" };
    match subtitle(record).filter(|_| is_biblatex && !is_issue) {
        Some((main, rest)) => {
            fields.add(name_of_title, &main);
            fields.add("subtitle", &rest);
        }
        None => fields.add(name_of_title, &title(&record.title)),
    }
    let mut authors: Vec<String> = record.authors.iter().map(|author| name::bibtex(&author.name)).collect();
    if record.has_more_authors {
        authors.push("others".to_owned());
    }
    fields.add("author", &authors.join(" and "));
    for (variable, names) in &publication.names {
        let field = csl::names(variable).map_or("", |known| csl::bibtex_field(kind, &known));
        fields.add(field, &joined(names));
    }
    // In BibLaTeX, the editor field can hold people with other roles.
    let has_role =
        |variable: &str| csl::names(variable).is_some_and(|known| csl::bibtex_field(kind, &known).is_empty());
    if let Some((variable, names)) = publication.names.iter().find(|(variable, _)| has_role(variable))
        && is_biblatex
        && !fields.written.contains(&"editor")
    {
        fields.add("editor", &joined(names));
        fields.add("editortype", variable);
    }
    if matches!(kind, "incollection" | "inproceedings" | "inreference") && !text("volume-title").is_empty() {
        // For a volume of a larger work, the title of the whole work is in a different field.
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
            // BibLaTeX uses this language for hyphenation.
            fields.add("langid", publication.text("language").and_then(csl::babel).unwrap_or_default());
        }
    }
    if let Some(issued) = record.issued {
        if issued.plain().is_none() || is_biblatex {
            // BibLaTeX reads this field. Other styles read the year.
            fields.add("date", &issued.to_string());
        }
        if let Some(EdtfDate { at, .. }) = issued.first().filter(|_| !is_biblatex) {
            fields.add("year", &format!("{:04}", at.year));
            if let Some(month) = at.month.and_then(|month| csl::MONTHS.get(usize::try_from(month - 1).ok()?))
            {
                // The month is a macro that every style defines, so it has no braces.
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
        fields.add("archivePrefix", "arXiv");
        fields.add("primaryClass", &escaped(record.category.as_deref().unwrap_or_default()));
    }
    let words: Vec<&str> = record.topics.iter().chain(&record.tags).map(|word| &**word).collect();
    fields.add("keywords", &keywords(&words));
    fields.add("doi", &verbatim(record.doi.as_deref().unwrap_or_default()));
    fields.add("url", &verbatim(&record.external_url().unwrap_or_default()));
    fields.add("note", &escaped(record.venue_fallback().unwrap_or_default()));
    if is_biblatex && shown == "thesis" {
        fields.add("type", if kind == "mastersthesis" { "mathesis" } else { "phdthesis" });
    } else if is_biblatex && shown == "report" {
        fields.add("type", "techreport");
    }
    let read = csl::of_bibtex(shown, record.arxiv.is_some(), |field| fields.written.contains(&field));
    if read != record.kind {
        fields.add("entrysubtype", record.kind.strip_prefix("article-").unwrap_or(record.kind));
    }
    fields.text.push_str("}\n");
    fields.text
}

/// The BibTeX type. CSL has only one type for all theses.
fn kind(record: &BibRecord) -> &'static str {
    let genre = record.publication.text("genre").unwrap_or_default();
    match csl::type_of(record.kind).map_or("misc", |kind| kind.bibtex) {
        "phdthesis" if genre.to_lowercase().contains("master") => "mastersthesis",
        kind => kind,
    }
}

/// The BibLaTeX type.
fn biblatex_kind(kind: &'static str, record: &BibRecord) -> &'static str {
    let has = |variable: &str| record.publication.text(variable).is_some();
    match kind {
        "misc" if record.kind == "article" && (record.arxiv.is_some() || record.url.is_some()) => "online",
        "phdthesis" | "mastersthesis" => "thesis",
        "techreport" => "report",
        "book" if has("number-of-volumes") && !has("volume") && record.kind == "book" => "mvbook",
        kind => kind,
    }
}

/// Splits a title into title and subtitle at a colon, if the title contains no markup.
fn subtitle(record: &BibRecord) -> Option<(String, String)> {
    let (main, rest) = record.title.plain.split_once(": ").filter(|_| record.title.rich.runs().is_empty())?;
    let line = |text: &str| title(&RichLine { plain: text.trim().to_owned(), rich: RichText::default() });
    (!main.trim().is_empty() && !rest.trim().is_empty()).then(|| (line(main), line(rest)))
}

/// Names that are joined with `and`. The name `others` stands for further people.
fn joined(names: &[Name]) -> String {
    names.iter().map(name::bibtex).collect::<Vec<_>>().join(" and ")
}

/// Keywords that are separated by commas. A keyword that contains a comma is in braces.
fn keywords(words: &[&str]) -> String {
    let one = |word: &&str| {
        let tex = escaped(word);
        if word.contains([',', ';']) { format!("{{{tex}}}") } else { tex }
    };
    words.iter().map(one).collect::<Vec<_>>().join(", ")
}

struct BibEntryWriter {
    text: String,
    written: Vec<&'static str>,
    dialect: Dialect,
}

impl BibEntryWriter {
    /// Adds a field, unless its value is empty or the field already exists.
    fn add(&mut self, field: &'static str, value: &str) {
        if field.is_empty() || value.is_empty() || self.written.contains(&field) {
            return;
        }
        self.written.push(field);
        let name = match (self.dialect, field) {
            (Dialect::Bibtex, field) => field,
            (Dialect::Biblatex, "journal") => "journaltitle",
            (Dialect::Biblatex, "address") => "location",
            (Dialect::Biblatex, "school") => "institution",
            (Dialect::Biblatex, "archivePrefix") => "eprinttype",
            (Dialect::Biblatex, "primaryClass") => "eprintclass",
            (Dialect::Biblatex, field) => field,
        };
        self.text.push_str(&format!("  {name} = {{{value}}},\n"));
    }
}

/// Escapes a list of publishers or places. BibTeX separates items at each `and`.
fn list(text: &str) -> String {
    let one = |text: &str| {
        let has_joint = text.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
        if has_joint { format!("{{{}}}", escaped(text)) } else { escaped(text) }
    };
    text.split("; ").map(one).collect::<Vec<_>>().join(" and ")
}

/// A range of pages with a TeX dash.
fn pages(pages: &str) -> String {
    escaped(&pages.replace("--", "-").replace(['–', '—'], "-")).replace('-', "--")
}
