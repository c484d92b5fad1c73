//! Reads ids, addresses, links, keywords and private notes of an entry. [`crate::import::preprint`] reads
//! fields that only mention arXiv.

use super::fields::{BibFields, text};
use super::mapping::{LINKS, PRIVATE, Target};
use crate::import::imported_paper::ImportedPaper;
use crate::import::{dates::ParsedDate, notes};

impl BibFields<'_> {
    /// Reads ids and addresses.
    pub fn identity(&self, record: &mut ImportedPaper) {
        let eprint = self.verbatim(&["eprint"]).unwrap_or_default();
        let kind = self.verbatim(&["eprinttype", "archiveprefix"]).unwrap_or_default().to_lowercase();
        match kind.as_str() {
            "arxiv" | "arxiv.org" | "" => {
                record.take_mention(&eprint, true);
                let class =
                    self.verbatim(&["eprintclass", "primaryclass"]).filter(|_| record.arxiv.is_some());
                record.category = class.or(record.category.take());
                if record.arxiv.is_none() {
                    record.take_addresses(&eprint);
                }
            }
            "jstor" => drop(record.take_url(&format!("https://www.jstor.org/stable/{eprint}"))),
            "hdl" => drop(record.take_url(&format!("https://hdl.handle.net/{eprint}"))),
            "hal" => drop(record.take_url(&format!("https://hal.science/{eprint}"))),
            "googlebooks" => drop(record.take_url(&format!("https://books.google.com/books?id={eprint}"))),
            "pubmed" => record.set("PMID", &eprint),
            "doi" => record.take_doi(&eprint),
            _ => {}
        }
        if let Some(id) = self.verbatim(&["arxiv", "arxivid", "arxiv_id"]) {
            record.take_mention(&id, true);
        }
        if let Some(id) = self.verbatim(&["hal_id"]) {
            record.take_url(&format!("https://hal.science/{id}"));
        }
        record.take_doi(&self.verbatim(&["doi"]).unwrap_or_default());
        for field in ["url", "doi"] {
            record.take_addresses(&self.verbatim(&[field]).unwrap_or_default());
        }
        for field in ["howpublished", "note"] {
            let Some(raw) = self.raw(&[field]) else { continue };
            record.take_from_note(&crate::import::tex::verbatim(raw));
        }
    }

    /// Reads the links that themes for home pages use.
    pub fn links(&self, record: &mut ImportedPaper) {
        for (field, target) in LINKS {
            let Some(address) = self.verbatim(&[field]) else { continue };
            match target {
                Target::Key(key) => record.link(key, &address),
                Target::Name(name) => record.named_link(name, &address),
            }
        }
    }

    /// Reads keywords, private notes and the day on which the entry was added to the library.
    pub fn library(&self, record: &mut ImportedPaper) {
        let keywords = self.raw(&["keywords", "keyword"]).unwrap_or_default();
        for word in split_keywords(keywords) {
            record.take_keyword(&text(word).plain());
        }
        for field in
            PRIVATE.iter().filter(|field| matches!(**field, "annotation" | "annote" | "review" | "comment"))
        {
            let note = self.fields.get(field).map(|note| notes::from_tex(note));
            record.notes.extend(note.filter(|note| !note.is_empty()));
        }
        let added = self.plain(&["date-added", "timestamp", "creationdate"]);
        let added = added.and_then(|text| {
            let parsed = ParsedDate::parse(text.split_whitespace().next()?).date?.plain()?;
            jiff::civil::Date::new(parsed.year, parsed.month?, parsed.day?).ok()
        });
        record.added = added;
    }
}

/// Splits keywords at semicolons or, if there are none, at commas. Braces keep a keyword together.
fn split_keywords(text: &str) -> Vec<&str> {
    let mark = if text.contains(';') { ';' } else { ',' };
    let (mut words, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if c == mark && depth == 0 => {
                words.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    words.push(&text[start..]);
    words
}
