//! What an entry's page offers to copy: BibTeX, RIS, APA, plain text.

use tera::Value;

use super::{apa, text};
use crate::fingerprint::Fingerprinted;
use crate::format::Format;
use crate::site::Record;

/// Gives a record the texts that templates see in its place: `key`, `bibtex`, `ris`, `apa`, `text`.
pub fn prepare(record: &Fingerprinted<Record>) {
    record.prepare(|| {
        let mut fields = tera::Map::new();
        fields.insert("key".into(), Value::from(record.key.as_str()));
        fields.insert("bibtex".into(), Value::from(text(record, Format::Bib).trim_end()));
        fields.insert("ris".into(), Value::from(text(record, Format::Ris).trim_end_matches('\n')));
        fields.insert("apa".into(), Value::safe_string(&apa::reference(record)));
        fields.insert("text".into(), Value::from(plain(record)));
        Value::from(fields)
    });
}

/// A line for mail and chat: who, what, where, when, and where to find it.
fn plain(record: &Record) -> String {
    let names: Vec<&str> = record.authors.iter().map(|author| author.display.as_str()).collect();
    let names = match names.as_slice() {
        [] => String::new(),
        [first, _, _, _, ..] => format!("{first} et al. "),
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
