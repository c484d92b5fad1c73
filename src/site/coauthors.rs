//! Who wrote papers together, and how the name of an author is written in an index.

use std::collections::BTreeMap;

use super::context::Context;
use crate::digest::{Term, TermIndex};
use crate::paper::Name;
use crate::view::Coauthor;

/// The largest number of co-authors on a page. Otherwise a paper of 600 authors would put 600 names on 600 pages.
const MAX_COAUTHORS: usize = 50;

/// The most frequent co-authors of an author, then by name, and the number of all co-authors.
pub fn coauthors(context: &Context<'_>, author: TermIndex) -> (Vec<Coauthor>, usize) {
    let mut counts: BTreeMap<TermIndex, usize> = BTreeMap::new();
    for index in &context.digest.authors[author].papers {
        let mut others = context.digest.papers[*index].authors.clone();
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
        let link = &context.authors[other];
        Coauthor { name: link.name.clone(), permalink: link.permalink.clone(), count }
    };
    (most.into_iter().take(MAX_COAUTHORS).map(coauthor).collect(), total)
}

/// An author's name as an index has it, the family name first: `Beethoven, Ludwig van`.
pub fn sort_name(term: &Term<'_>) -> String {
    // If no entry gives the parts of the name, they are guessed.
    term.name_parts.map_or_else(|| Name::parse(&term.name).inverted(), Name::inverted)
}
