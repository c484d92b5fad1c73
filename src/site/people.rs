//! Authors among each other: who wrote with whom, and how a name stands in an index.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::parts::Parts;
use crate::digest::{Term, TermIndex};
use crate::paper::Name;

/// Co-authors that a page names. A paper of 600 authors would otherwise put 600 names on 600 pages.
const COAUTHORS: usize = 50;

/// Somebody who wrote papers with an author.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct Coauthor {
    /// As it is shown.
    pub name: Arc<str>,
    /// The path of their page.
    pub permalink: Option<Arc<str>>,
    /// How many entries they share.
    pub count: usize,
}

/// Those who share most entries with an author, the most first, then by name; and how many there are.
pub fn coauthors(parts: &Parts<'_>, author: TermIndex) -> (Vec<Coauthor>, usize) {
    let mut counts: BTreeMap<TermIndex, usize> = BTreeMap::new();
    for index in &parts.digest.authors[author].papers {
        let mut others = parts.digest.papers[*index].authors.clone();
        others.sort_unstable();
        others.dedup();
        for other in others.into_iter().filter(|other| *other != author) {
            *counts.entry(other).or_default() += 1;
        }
    }
    let total = counts.len();
    // Terms are numbered by name, so a stable sort keeps that order among those of one count.
    let mut most: Vec<(TermIndex, usize)> = counts.into_iter().collect();
    most.sort_by(|(_, a), (_, b)| b.cmp(a));
    let coauthor = |(other, count): (TermIndex, usize)| {
        let link = &parts.authors[other];
        Coauthor { name: link.name.clone(), permalink: link.permalink.clone(), count }
    };
    (most.into_iter().take(COAUTHORS).map(coauthor).collect(), total)
}

/// An author's name as an index has it, the family name first: `Beethoven, Ludwig van`.
pub fn sort_name(term: &Term<'_>) -> String {
    // An entry may have told the parts of the name apart; else they are guessed.
    term.parted.map_or_else(|| Name::parse(&term.name).inverted(), Name::inverted)
}
