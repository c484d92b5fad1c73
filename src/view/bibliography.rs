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
    /// What the list is called.
    pub title: String,
    /// The whole address of its page.
    pub address: String,
    /// One or two sentences, as plain text.
    pub description: Option<String>,
    /// The introduction of the list, if the format has one.
    pub intro: Vec<IntroPart>,
    /// The entries below their headings, shared by all formats of the list.
    pub groups: Arc<[RecordGroup]>,
}

impl BibliographyView {
    /// The entries, in order.
    pub fn records(&self) -> impl Iterator<Item = &Fingerprinted<BibRecord>> {
        self.groups.iter().flat_map(|group| &group.records)
    }
}

/// A part of the words on a list, in Markdown.
#[derive(Clone, Hash, Debug)]
pub enum IntroPart {
    /// As the curator wrote it.
    Written(String),
    /// A link to an entry.
    Entry {
        /// The words of the link, in Markdown; without them, the title stands for it.
        words: Option<String>,
        /// The title of the entry, as plain text.
        title: String,
        /// Its whole address.
        address: String,
    },
}

/// Entries below a heading.
#[derive(Hash, Debug)]
pub struct RecordGroup {
    /// The heading; none where there is nothing to tell apart.
    pub title: Option<String>,
    /// The entries.
    pub records: Vec<Fingerprinted<BibRecord>>,
}
