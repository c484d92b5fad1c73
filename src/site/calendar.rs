//! Years and the archive: months with their days, as a calendar shows them.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::card::Neighbour;
use super::date::month_name;
use super::edition::{EditionLink, link};
use super::head::{PageHead, SiteHeader};
use super::metadata;
use super::outputs::Outputs;
use super::parts::Parts;
use super::route;
use super::view::View;
use crate::digest::Edition;
use crate::fingerprint::Fingerprinted;
use crate::paper::EditionId;

/// A year's page.
#[derive(Clone, Hash, Debug)]
pub struct YearView {
    /// The site.
    pub site: Fingerprinted<SiteHeader>,
    /// This page.
    pub page: PageHead,
    /// The year.
    pub year: YearGroup,
    /// The year with entries before it.
    pub older: Option<Neighbour>,
    /// The year with entries after it.
    pub newer: Option<Neighbour>,
}

/// The calendar of all editions.
#[derive(Clone, Hash, Debug)]
pub struct ArchiveView {
    /// The site.
    pub site: Fingerprinted<SiteHeader>,
    /// This page.
    pub page: PageHead,
    /// Newest first.
    pub years: Vec<YearGroup>,
    /// How many entries there are.
    pub total: usize,
    /// How many editions there are.
    pub editions: usize,
}

/// A year and its months.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct YearGroup {
    /// The year.
    pub year: i16,
    /// The path of its page, if years have pages.
    pub permalink: Option<String>,
    /// How many entries it has.
    pub count: usize,
    /// Newest first.
    pub months: Vec<MonthGroup>,
}

/// A month: its days as editions, and as the weeks of a calendar.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct MonthGroup {
    /// `March`.
    pub name: &'static str,
    /// From 1.
    pub month: i8,
    /// The path of its page, if months have pages.
    pub permalink: Option<String>,
    /// How many entries it has.
    pub count: usize,
    /// The editions of its days, newest first.
    pub editions: Vec<EditionLink>,
    /// Its weeks from Monday to Sunday.
    pub weeks: Vec<Vec<DayCell>>,
}

/// A day of a calendar.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct DayCell {
    /// The day of the month; none for those of other months.
    pub day: Option<i8>,
    /// `2025-03-12`.
    pub iso: Option<String>,
    /// How many entries it has.
    pub count: usize,
    /// The path of its page, if it has one.
    pub permalink: Option<String>,
}

/// Plans the pages of years and the archive.
pub fn plan(parts: &Parts<'_>, outputs: &mut Outputs<'_>) {
    let pages = &parts.config.pages;
    if !pages.year && !pages.archive {
        return;
    }
    let groups = groups(parts);
    if pages.archive {
        let mut page = parts.head("archive", route::ARCHIVE, "Archive");
        page.about = parts.about("archive", || metadata::list(parts, [("Archive", route::ARCHIVE)]));
        let total = parts.cards.len();
        let editions = parts.digest.days().count();
        let view = ArchiveView { site: parts.header.clone(), page, years: groups.clone(), total, editions };
        outputs.add(route::ARCHIVE, None, View::Archive(Box::new(view)));
    }
    if !pages.year {
        return;
    }
    for (index, group) in groups.iter().enumerate() {
        let neighbour = |other: Option<&YearGroup>| {
            other.map(|other| Neighbour {
                title: other.year.to_string(),
                permalink: parts.path(&route::year(other.year)),
            })
        };
        let (path, title) = (route::year(group.year), group.year.to_string());
        let archive = pages.archive.then_some(("Archive", route::ARCHIVE));
        let mut page = parts.head("year", &path, title.as_str());
        let trail = archive.into_iter().chain([(title.as_str(), path.as_str())]);
        page.about = parts.about("year", || metadata::list(parts, trail));
        let view = YearView {
            site: parts.header.clone(),
            page,
            year: group.clone(),
            older: neighbour(groups.get(index + 1)),
            newer: neighbour(index.checked_sub(1).and_then(|newer| groups.get(newer))),
        };
        outputs.add(&path, None, View::Year(Box::new(view)));
    }
}

fn groups(parts: &Parts<'_>) -> Vec<YearGroup> {
    let mut months: BTreeMap<(i16, i8), Vec<&Edition<'_>>> = BTreeMap::new();
    for edition in parts.digest.days() {
        if let EditionId::Day(day) = edition.id {
            months.entry((day.year(), day.month())).or_default().push(edition);
        }
    }
    let year_path = |year| parts.config.pages.year.then(|| parts.path(&route::year(year)).to_string());
    let years = parts.digest.years.iter();
    years
        .map(|year| YearGroup {
            year: year.year,
            permalink: year_path(year.year),
            count: year.count,
            months: months
                .range((year.year, 0)..(year.year, 13))
                .rev()
                .map(|((year, month), editions)| month_group(parts, *year, *month, editions))
                .collect(),
        })
        .collect()
}

fn month_group(parts: &Parts<'_>, year: i16, month: i8, editions: &[&Edition<'_>]) -> MonthGroup {
    MonthGroup {
        name: month_name(month),
        month,
        permalink: parts.edition_path(EditionId::Month(year, month)).map(|path| path.to_string()),
        count: editions.iter().map(|edition| edition.papers.len()).sum(),
        editions: editions.iter().map(|edition| link(parts, edition)).collect(),
        weeks: weeks(parts, year, month, editions),
    }
}

fn weeks(parts: &Parts<'_>, year: i16, month: i8, editions: &[&Edition<'_>]) -> Vec<Vec<DayCell>> {
    let counts: BTreeMap<EditionId, usize> =
        editions.iter().map(|edition| (edition.id, edition.papers.len())).collect();
    let Ok(first) = Date::new(year, month, 1) else { return Vec::new() };
    let blank = DayCell { day: None, iso: None, count: 0, permalink: None };
    let lead = usize::from(first.weekday().to_monday_zero_offset().unsigned_abs());
    let mut cells = vec![blank.clone(); lead];
    let days = std::iter::successors(Some(first), |day| day.checked_add(1.day()).ok());
    for day in days.take_while(|day| day.month() == month) {
        let id = EditionId::Day(day);
        let count = counts.get(&id).copied().unwrap_or(0);
        let permalink = parts.edition_path(id).filter(|_| count > 0).map(|path| path.to_string());
        cells.push(DayCell { day: Some(day.day()), iso: Some(day.to_string()), count, permalink });
    }
    cells.resize(cells.len().next_multiple_of(7), blank);
    cells.chunks(7).map(<[DayCell]>::to_vec).collect()
}
