//! Groups the entries of one page. Each group keeps the order of the list.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::indices::{PaperIndex, TermIndex};
use super::paper::Paper;

/// The entries under one heading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group<K> {
    /// What they share.
    pub key: K,
    /// The entries, in order.
    pub papers: Vec<PaperIndex>,
}

/// Groups entries by their first topic, in the topics' order; those without one come last.
pub fn by_topic(papers: &[PaperIndex], all: &[Paper<'_>]) -> Vec<Group<Option<TermIndex>>> {
    let mut groups: BTreeMap<(bool, Option<TermIndex>), Vec<PaperIndex>> = BTreeMap::new();
    for index in papers {
        let topic = all[*index].topics.first().copied();
        groups.entry((topic.is_none(), topic)).or_default().push(*index);
    }
    groups.into_iter().map(|((_, key), papers)| Group { key, papers }).collect()
}

/// Groups entries by day, newest first.
pub fn by_day(papers: &[PaperIndex], all: &[Paper<'_>]) -> Vec<Group<Date>> {
    let mut groups: Vec<Group<Date>> = Vec::new();
    for index in papers {
        let day = all[*index].document.date.value;
        match groups.last_mut() {
            Some(group) if group.key == day => group.papers.push(*index),
            _ => groups.push(Group { key: day, papers: vec![*index] }),
        }
    }
    groups
}
