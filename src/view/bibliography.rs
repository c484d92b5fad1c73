//! A list of entries in a format for other programs.

use std::sync::Arc;

use super::record::BibRecord;
use crate::fingerprint::Fingerprinted;
use crate::format::Format;

/// A list of entries in a format.
#[derive(Clone, Hash, Debug)]
pub struct BibliographyView {
    /// The format.
    pub format: Format,
    /// The title of the list.
    pub title: String,
    /// The URL of its page.
    pub address: String,
    /// One or two sentences, as plain text.
    pub description: Option<String>,
    /// The introduction of the list, if the format has one.
    pub intro: Vec<IntroPart>,
    /// The entries under their headings, shared by all formats of the list.
    pub groups: Arc<[RecordGroup]>,
}

impl BibliographyView {
    /// The entries, in order.
    pub fn records(&self) -> impl Iterator<Item = &Fingerprinted<BibRecord>> {
        self.groups.iter().flat_map(|group| &group.records)
    }
}

/// A part of an introduction, in Markdown.
#[derive(Clone, Hash, Debug)]
pub enum IntroPart {
    /// Text as the curator wrote it.
    Text(String),
    /// A link to an entry.
    Entry {
        /// The text of the link, in Markdown; none to use the title.
        words: Option<String>,
        /// The title of the entry, as plain text.
        title: String,
        /// Its URL.
        address: String,
    },
}

/// Entries under a heading.
#[derive(Hash, Debug)]
pub struct RecordGroup {
    /// The heading; none if there is only one group.
    pub title: Option<String>,
    /// The entries.
    pub records: Vec<Fingerprinted<BibRecord>>,
}
