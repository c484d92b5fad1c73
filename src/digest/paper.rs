//! An entry within the digest: its document, and what it is joined to.

use crate::content::PaperDocument;

use super::indices::{PaperIndex, TermIndex};

/// An entry that is shown.
#[derive(Debug)]
pub struct Paper<'d> {
    /// What its file says.
    pub document: &'d PaperDocument,
    /// Its topics, the first one first.
    pub topics: Vec<TermIndex>,
    /// Its tags, in its order.
    pub tags: Vec<TermIndex>,
    /// Its authors, in its order.
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
