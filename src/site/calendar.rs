//! Plans the pages of years and the archive: months with their days, as a calendar shows them.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::about;
use super::context::Context;
use super::edition::link;
use super::outputs::Outputs;
use super::route;
use crate::digest::Edition;
use crate::paper::EditionId;
use crate::view::{ArchiveView, DayCell, MonthGroup, Neighbour, Page, YearGroup, YearView, month_name};

/// Plans the pages of years and the archive.
pub fn plan(context: &Context<'_>, outputs: &mut Outputs<'_>) {
    let pages = &context.config.pages;
    if !pages.year && !pages.archive {
        return;
    }
    let groups = groups(context);
    if pages.archive {
        let mut page = context.head("archive", route::ARCHIVE, "Archive");
        page.about = context.about("archive", || about::list(context, [("Archive", route::ARCHIVE)]));
        let total = context.cards.len();
        let editions = context.digest.days().count();
        let view = ArchiveView { site: context.header.clone(), page, years: groups.clone(), total, editions };
        outputs.add(route::ARCHIVE, None, Page::Archive(Box::new(view)).into());
    }
    if !pages.year {
        return;
    }
    for (index, group) in groups.iter().enumerate() {
        let neighbour = |other: Option<&YearGroup>| {
            other.map(|other| Neighbour {
                title: other.year.to_string(),
                permalink: context.path(&route::year(other.year)),
            })
        };
        let (path, title) = (route::year(group.year), group.year.to_string());
        let archive = pages.archive.then_some(("Archive", route::ARCHIVE));
        let mut page = context.head("year", &path, title.as_str());
        let trail = archive.into_iter().chain([(title.as_str(), path.as_str())]);
        page.about = context.about("year", || about::list(context, trail));
        let view = YearView {
            site: context.header.clone(),
            page,
            year: group.clone(),
            older: neighbour(groups.get(index + 1)),
            newer: neighbour(index.checked_sub(1).and_then(|newer| groups.get(newer))),
        };
        outputs.add(&path, None, Page::Year(Box::new(view)).into());
    }
}

fn groups(context: &Context<'_>) -> Vec<YearGroup> {
    let mut months: BTreeMap<(i16, i8), Vec<&Edition<'_>>> = BTreeMap::new();
    for edition in context.digest.days() {
        if let EditionId::Day(day) = edition.id {
            months.entry((day.year(), day.month())).or_default().push(edition);
        }
    }
    let year_path = |year| context.config.pages.year.then(|| context.path(&route::year(year)).to_string());
    let years = context.digest.years.iter();
    years
        .map(|year| YearGroup {
            year: year.year,
            permalink: year_path(year.year),
            count: year.count,
            months: months
                .range((year.year, 0)..(year.year, 13))
                .rev()
                .map(|((year, month), editions)| month_group(context, *year, *month, editions))
                .collect(),
        })
        .collect()
}

fn month_group(context: &Context<'_>, year: i16, month: i8, editions: &[&Edition<'_>]) -> MonthGroup {
    MonthGroup {
        name: month_name(month),
        month,
        permalink: context.edition_path(EditionId::Month(year, month)).map(|path| path.to_string()),
        count: editions.iter().map(|edition| edition.papers.len()).sum(),
        editions: editions.iter().map(|edition| link(context, edition)).collect(),
        weeks: weeks(context, year, month, editions),
    }
}

fn weeks(context: &Context<'_>, year: i16, month: i8, editions: &[&Edition<'_>]) -> Vec<Vec<DayCell>> {
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
        let permalink = context.edition_path(id).filter(|_| count > 0).map(|path| path.to_string());
        cells.push(DayCell { day: Some(day.day()), iso: Some(day.to_string()), count, permalink });
    }
    cells.resize(cells.len().next_multiple_of(7), blank);
    cells.chunks(7).map(<[DayCell]>::to_vec).collect()
}
