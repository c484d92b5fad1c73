//! Writes bibliographies: BibTeX, RIS, CSL-JSON, the digest's own JSON and Markdown. A record is
//! written once in each format that is wanted, and its text joined into every list that holds it.
//! Which entries are in a list is the view's business.

mod apa;
mod bibtex;
mod cite;
mod csl;
mod json;
mod markdown;
mod name;
mod ris;
mod tex;

pub use cite::prepare;
pub use json::index;

use crate::format::Format;
use crate::site::{BibliographyView, Record};

/// The bytes of a list of records.
pub fn list(view: &BibliographyView) -> Vec<u8> {
    let text = match view.format {
        Format::Bib | Format::Ris => joined(view, "\n"),
        Format::Csl => format!("[\n{}\n]\n", joined(view, ",\n")),
        Format::Json => json::list(view, &joined(view, ",\n")),
        Format::Md => markdown::list(view),
        // Feeds have a writer of their own.
        Format::Rss | Format::Atom | Format::JsonFeed => String::new(),
    };
    text.into_bytes()
}

/// A record in a format, written the first time it is wanted.
fn text(record: &Record, format: Format) -> &str {
    let write = match format {
        Format::Bib => bibtex::entry,
        Format::Ris => ris::record,
        Format::Csl => csl::item,
        Format::Md => markdown::item,
        Format::Json => return record.json(),
        Format::Rss | Format::Atom | Format::JsonFeed => return "",
    };
    record.text(format, || write(record)).unwrap_or_default()
}

fn joined(view: &BibliographyView, between: &str) -> String {
    let texts: Vec<&str> = view.records().map(|record| text(record, view.format)).collect();
    texts.join(between)
}
