//! Editions: the entries of a day, week or month, and their introductions.

use std::collections::BTreeMap;

use super::indices::PaperIndex;
use super::paper::Paper;
use crate::content::SectionDocument;
use crate::paper::EditionId;

/// The entries of a day, week or month.
#[derive(Debug)]
pub struct Edition<'d> {
    /// The period that it covers.
    pub id: EditionId,
    /// Its entries, in order.
    pub papers: Vec<PaperIndex>,
    /// The file with its title, curator and introduction.
    pub section: Option<&'d SectionDocument>,
}

/// A year with entries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// The number of entries.
    pub count: usize,
}

/// Groups the entries by day, week and month, newest first within each kind.
pub fn lay_out<'d>(
    papers: &[Paper<'d>],
    sections: &BTreeMap<EditionId, &'d SectionDocument>,
) -> (Vec<Edition<'d>>, Vec<Year>) {
    let mut by_id: BTreeMap<EditionId, Vec<PaperIndex>> = BTreeMap::new();
    let mut by_year: BTreeMap<i16, usize> = BTreeMap::new();
    for (index, paper) in papers.iter().enumerate() {
        let day = paper.document.date.value;
        for id in [EditionId::Day(day), EditionId::week_of(day), EditionId::month_of(day)] {
            by_id.entry(id).or_default().push(index);
        }
        *by_year.entry(day.year()).or_default() += 1;
    }
    let editions = by_id.into_iter().rev();
    let editions =
        editions.map(|(id, papers)| Edition { id, papers, section: sections.get(&id).copied() }).collect();
    let years = by_year.into_iter().rev().map(|(year, count)| Year { year, count }).collect();
    (editions, years)
}
