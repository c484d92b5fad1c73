//! Prepares the citations on the page of an entry: BibTeX, RIS, APA and plain text. Templates decide which are
//! shown.

use tera::Value;

use super::{apa, bibtex, ris};
use crate::fingerprint::Fingerprinted;
use crate::format::Format;
use crate::html::Html;
use crate::view::{BibRecord, Citation};

/// Prepares the citations that templates use for a record.
pub fn prepare(record: &Fingerprinted<BibRecord>) {
    record.prepare(|| {
        let bibtex = record.texts.get(Format::Bib, || bibtex::entry(record));
        let ris = record.texts.get(Format::Ris, || ris::record(record));
        let citation = Citation {
            key: record.key.clone(),
            apa: Html::new(apa::reference(record)),
            text: plain(record),
            bibtex: bibtex.trim_end().to_string(),
            ris: ris.trim_end_matches('\n').to_string(),
        };
        Value::try_from_serializable(&citation).unwrap_or(Value::none())
    });
}

/// A line of plain text for mail and chat: authors, title, venue, date and address.
fn plain(record: &BibRecord) -> String {
    let names: Vec<&str> = record.authors.iter().map(|author| author.display.as_str()).collect();
    let names = match names.as_slice() {
        [] => String::new(),
        [first, ..] if names.len() > 3 || record.has_more_authors => format!("{first} et al. "),
        all => format!("{}. ", all.join(", ")),
    };
    let place = record.container().or(record.venue.as_deref()).map(str::to_string);
    let place = place.or_else(|| record.arxiv.as_ref().map(|arxiv| format!("arXiv:{arxiv}")));
    let year = record.issued.as_ref().map(apa::years);
    let facts = place.into_iter().chain(year).collect::<Vec<_>>().join(", ");
    let facts = if facts.is_empty() { facts } else { format!(" {facts}.") };
    let address = record.address_of_work().unwrap_or_else(|| record.address.clone());
    format!("{names}“{}”.{facts} {address}", record.title.plain)
}
