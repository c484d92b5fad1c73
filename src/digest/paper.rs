//! An entry in the digest: its document and the terms and entries that it refers to.

use crate::content::PaperDocument;

use super::indices::{PaperIndex, TermIndex};

/// A visible entry.
#[derive(Debug)]
pub struct Paper<'d> {
    /// The data in its file.
    pub document: &'d PaperDocument,
    /// Its topics, the first one first.
    pub topics: Vec<TermIndex>,
    /// Its tags, in the order of the entry.
    pub tags: Vec<TermIndex>,
    /// Its authors, in the order of the entry.
    pub authors: Vec<TermIndex>,
    /// Other entries for the same paper, oldest first.
    pub again: Vec<PaperIndex>,
}

/// The order of every list: edition date, newest first, then featured, votes, title, slug.
pub fn order(a: &PaperDocument, b: &PaperDocument) -> std::cmp::Ordering {
    b.date
        .value
        .cmp(&a.date.value)
        .then_with(|| b.featured.cmp(&a.featured))
        .then_with(|| b.votes.cmp(&a.votes))
        .then_with(|| a.title.value.plain.cmp(&b.title.value.plain))
        .then_with(|| a.slug.cmp(&b.slug))
}
