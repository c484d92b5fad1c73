//! A topic over time: its entries by year, and its share of the digest by month or year.
//! Counts only; what is drawn of them is the theme's.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::date::month_name;
use super::list::GroupView;
use super::parts::Parts;
use super::route;
use crate::digest::PaperIndex;

/// A digest of at most so many months is told by month, a longer one by year.
const MONTHS: usize = 36;

/// A year of a topic, and where the topic's list comes to it.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct TermYear {
    /// The year.
    pub year: i16,
    /// How many entries the topic has in it.
    pub count: usize,
    /// The path of the page of the list on which the year begins, with the id of its heading.
    pub permalink: String,
}

/// A topic's part of a month or year of the digest.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct ShareView {
    /// `March 2025`, or `2025`.
    pub name: String,
    /// The year.
    pub year: i16,
    /// Entries of the topic.
    pub count: usize,
    /// Entries of the digest.
    pub total: usize,
    /// `count` of 1,000 entries of the digest, rounded down.
    pub per_mille: usize,
}

/// The years of a list of entries, newest first. `path` is the list's, `size` how many a page has.
pub fn years(parts: &Parts<'_>, path: &str, papers: &[PaperIndex], size: usize) -> Vec<TermYear> {
    let mut years: Vec<TermYear> = Vec::new();
    for (at, index) in papers.iter().enumerate() {
        let year = day(parts, *index).year();
        match years.last_mut() {
            Some(last) if last.year == year => last.count += 1,
            _ => {
                let page = parts.path(&route::numbered(path, at / size + 1));
                years.push(TermYear { year, count: 1, permalink: format!("{page}#year-{year}") });
            }
        }
    }
    years
}

/// The entries of one page under the years of their editions.
pub fn year_groups(parts: &Parts<'_>, papers: &[PaperIndex]) -> Vec<GroupView> {
    let years = papers.chunk_by(|a, b| day(parts, *a).year() == day(parts, *b).year());
    let year_of = |papers: &[PaperIndex]| papers.first().map(|index| day(parts, *index).year());
    years
        .filter_map(|papers| year_of(papers).map(|year| (year, papers)))
        .map(|(year, papers)| GroupView {
            title: Some(year.to_string()),
            permalink: parts.config.pages.year.then(|| parts.path(&route::year(year)).to_string()),
            id: format!("year-{year}"),
            papers: parts.cards(papers),
        })
        .collect()
}

/// What the shares of all topics are measured against.
pub struct Timeline {
    /// The first day of each month or year from the digest's first to its last, and its entries.
    totals: BTreeMap<Date, usize>,
    by_month: bool,
}

impl Timeline {
    /// Counts the entries of the whole digest.
    pub fn new(parts: &Parts<'_>) -> Self {
        let all = 0..parts.cards.len();
        let (first, last) = (all.clone().last(), all.clone().next());
        let months = |index: usize| {
            let day = day(parts, index);
            i32::from(day.year()) * 12 + i32::from(day.month()) - 1
        };
        let span = first.zip(last).map(|(first, last)| (months(first), months(last)));
        let by_month = span.is_some_and(|(first, last)| (last - first) < MONTHS as i32);
        let mut timeline = Self { totals: BTreeMap::new(), by_month };
        // A month without an edition is told too: a share has no gaps.
        for month in span.into_iter().flat_map(|(first, last)| first..=last) {
            let start = Date::new((month / 12) as i16, (month % 12 + 1) as i8, 1);
            let start = start.map(|day| timeline.start(day));
            timeline.totals.extend(start.map(|day| (day, 0)));
        }
        for index in all {
            let start = timeline.start(day(parts, index));
            *timeline.totals.entry(start).or_default() += 1;
        }
        timeline
    }

    fn start(&self, day: Date) -> Date {
        if self.by_month { day.first_of_month() } else { day.first_of_year() }
    }

    /// The shares of some entries, oldest first.
    pub fn shares(&self, parts: &Parts<'_>, papers: &[PaperIndex]) -> Vec<ShareView> {
        let mut counts: BTreeMap<Date, usize> = BTreeMap::new();
        for index in papers {
            *counts.entry(self.start(day(parts, *index))).or_default() += 1;
        }
        let share = |(start, total): (&Date, &usize)| {
            let (count, year) = (counts.get(start).copied().unwrap_or_default(), start.year());
            let name = if self.by_month {
                format!("{} {year}", month_name(start.month()))
            } else {
                year.to_string()
            };
            ShareView { name, year, count, total: *total, per_mille: count * 1000 / (*total).max(1) }
        };
        self.totals.iter().map(share).collect()
    }
}

fn day(parts: &Parts<'_>, index: PaperIndex) -> Date {
    parts.digest.papers[index].document.date.value
}
