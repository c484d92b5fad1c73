//! The writers of all output formats, in one table. Each entry is written once in a format, and its text is used in
//! every file that has it.

use super::bibliography::{bibtex, csl, json, markdown, ris};
use super::feed::{atom, json as json_feed, rss};
use crate::format::{BIBLIOGRAPHY_FORMATS, FEED_FORMATS, Format};
use crate::view::{BibRecord, BibliographyView, FeedItem, FeedView};

/// How a format of feeds is written.
struct FeedWriter {
    format: Format,
    /// Writes an item.
    item: fn(&FeedItem) -> String,
    /// Writes the file around the texts of its items.
    file: fn(&FeedView, &[&str]) -> String,
}

/// How a format of bibliographies is written.
struct BibliographyWriter {
    format: Format,
    /// Writes a record.
    record: fn(&BibRecord) -> String,
    /// Writes the file around the texts of its records.
    file: fn(&BibliographyView, &[&str]) -> String,
}

const FEEDS: [FeedWriter; FEED_FORMATS] = [
    FeedWriter { format: Format::Rss, item: rss::item, file: rss::channel },
    FeedWriter { format: Format::Atom, item: atom::entry, file: atom::feed },
    FeedWriter { format: Format::JsonFeed, item: json_feed::item, file: json_feed::feed },
];

const BIBLIOGRAPHIES: [BibliographyWriter; BIBLIOGRAPHY_FORMATS] = [
    BibliographyWriter { format: Format::Bib, record: bibtex::entry, file: |_, texts| texts.join("\n") },
    BibliographyWriter { format: Format::Ris, record: ris::record, file: |_, texts| texts.join("\n") },
    BibliographyWriter { format: Format::Csl, record: csl::item, file: csl::list },
    BibliographyWriter { format: Format::Json, record: json::record, file: json::list },
    BibliographyWriter { format: Format::Md, record: markdown::item, file: markdown::list },
    BibliographyWriter {
        format: Format::Biblatex,
        record: bibtex::biblatex_entry,
        file: |_, texts| texts.join("\n"),
    },
];

/// The bytes of a feed.
pub fn feed(view: &FeedView) -> Vec<u8> {
    let writer = FEEDS.iter().find(|writer| writer.format == view.format);
    let writer = writer.expect("invariant: a feed has a format of feeds");
    let texts: Vec<&str> =
        view.items.iter().map(|item| item.texts.get(view.format, || (writer.item)(item))).collect();
    (writer.file)(view, &texts).into_bytes()
}

/// The bytes of a list of records.
pub fn bibliography(view: &BibliographyView) -> Vec<u8> {
    let writer = BIBLIOGRAPHIES.iter().find(|writer| writer.format == view.format);
    let writer = writer.expect("invariant: a bibliography has a format of bibliographies");
    let texts: Vec<&str> =
        view.records().map(|record| record.texts.get(view.format, || (writer.record)(record))).collect();
    (writer.file)(view, &texts).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::{BIBLIOGRAPHIES, FEEDS};
    use crate::format::FORMATS;

    #[test]
    fn every_format_has_a_writer_in_the_order_of_the_table() {
        let writers = FEEDS.iter().map(|writer| writer.format);
        let writers = writers.chain(BIBLIOGRAPHIES.iter().map(|writer| writer.format));
        assert!(writers.eq(FORMATS.iter().map(|info| info.format)));
    }
}
