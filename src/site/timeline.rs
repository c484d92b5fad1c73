//! A topic over time: its entries by year, and its share of the digest by month or year. Counts only; a theme
//! decides how to draw them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::context::Context;
use super::route;
use crate::digest::PaperIndex;
use crate::view::{GroupView, TermYear, TopicShareView, month_name};

/// A digest of more months than this is counted by year, not by month.
const MAX_MONTHS: usize = 36;

/// The years of a list of entries, newest first. `path` is the list's, `size` the number of entries on a page.
pub fn years(context: &Context<'_>, path: &str, papers: &[PaperIndex], size: usize) -> Vec<TermYear> {
    let mut years: Vec<TermYear> = Vec::new();
    for (at, index) in papers.iter().enumerate() {
        let year = day(context, *index).year();
        match years.last_mut() {
            Some(last) if last.year == year => last.count += 1,
            _ => {
                let page = context.path(&route::numbered(path, at / size + 1));
                years.push(TermYear { year, count: 1, permalink: format!("{page}#year-{year}") });
            }
        }
    }
    years
}

/// The entries of one page under the years of their editions.
pub fn year_groups(context: &Context<'_>, papers: &[PaperIndex]) -> Vec<GroupView> {
    let years = papers.chunk_by(|a, b| day(context, *a).year() == day(context, *b).year());
    let year_of = |papers: &[PaperIndex]| papers.first().map(|index| day(context, *index).year());
    years
        .filter_map(|papers| year_of(papers).map(|year| (year, papers)))
        .map(|(year, papers)| GroupView {
            title: Some(year.to_string()),
            permalink: context.config.pages.year.then(|| context.path(&route::year(year)).to_string()),
            id: format!("year-{year}"),
            papers: context.cards(papers),
        })
        .collect()
}

/// The number of entries in the digest over time, to which the shares of topics relate.
pub struct Timeline {
    /// The first day of each month or year from the digest's first to its last, and its entries.
    totals: BTreeMap<Date, usize>,
    by_month: bool,
}

impl Timeline {
    /// Counts the entries of the whole digest.
    pub fn new(context: &Context<'_>) -> Self {
        let all = 0..context.cards.len();
        let (first, last) = (all.clone().last(), all.clone().next());
        let months = |index: usize| {
            let day = day(context, index);
            i32::from(day.year()) * 12 + i32::from(day.month()) - 1
        };
        let span = first.zip(last).map(|(first, last)| (months(first), months(last)));
        let by_month = span.is_some_and(|(first, last)| (last - first) < MAX_MONTHS as i32);
        let mut timeline = Self { totals: BTreeMap::new(), by_month };
        // Months without an edition are included, so that there are no gaps.
        for month in span.into_iter().flat_map(|(first, last)| first..=last) {
            let start = Date::new((month / 12) as i16, (month % 12 + 1) as i8, 1);
            let start = start.map(|day| timeline.start(day));
            timeline.totals.extend(start.map(|day| (day, 0)));
        }
        for index in all {
            let start = timeline.start(day(context, index));
            *timeline.totals.entry(start).or_default() += 1;
        }
        timeline
    }

    fn start(&self, day: Date) -> Date {
        if self.by_month { day.first_of_month() } else { day.first_of_year() }
    }

    /// The shares of some entries, oldest first.
    pub fn shares(&self, context: &Context<'_>, papers: &[PaperIndex]) -> Vec<TopicShareView> {
        let mut counts: BTreeMap<Date, usize> = BTreeMap::new();
        for index in papers {
            *counts.entry(self.start(day(context, *index))).or_default() += 1;
        }
        let share = |(start, total): (&Date, &usize)| {
            let (count, year) = (counts.get(start).copied().unwrap_or_default(), start.year());
            let name = if self.by_month {
                format!("{} {year}", month_name(start.month()))
            } else {
                year.to_string()
            };
            TopicShareView { name, year, count, total: *total, per_mille: count * 1000 / (*total).max(1) }
        };
        self.totals.iter().map(share).collect()
    }
}

fn day(context: &Context<'_>, index: PaperIndex) -> Date {
    context.digest.papers[index].document.date.value
}
