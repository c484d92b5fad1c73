//! What a page is about, for its metadata.

use jiff::civil::Date;

use super::context::Context;
use super::route;
use crate::digest::PaperIndex;
use crate::paper::{Curator, EditionId};
use crate::view::{About, Crumb, PaperFacts, edition_name};

/// A list below other pages, each given by its title and path; the list itself comes last.
pub fn list<'a>(context: &Context<'_>, trail: impl IntoIterator<Item = (&'a str, &'a str)>) -> About {
    let crumb = |(name, path): (&str, &str)| Crumb {
        name: name.to_string(),
        address: context.config.base_url.address(path),
    };
    About::List(trail.into_iter().map(crumb).collect())
}

/// What the page of an entry is about.
pub fn paper(context: &Context<'_>, index: PaperIndex) -> About {
    let (document, card) = (context.digest.papers[index].document, &context.cards[index]);
    let day = document.date.value;
    let curator = document.curator.as_ref().or_else(|| curator_of(context, day));
    About::Paper(Box::new(PaperFacts {
        card: card.clone(),
        pdf: card.pdf().map(|url| context.absolute(url)),
        abstract_text: document.abstract_text.as_ref().map(|text| text.plain.clone()),
        edition: edition(context, day),
        curator: curator.or(context.config.curator.as_ref()).cloned(),
        updated: document.updated.map(|day| day.to_string()),
        has_note: document.tldr.is_some() || !document.body.markup.is_empty(),
    }))
}

/// The years and months above an edition, and itself under `title`.
pub fn edition_list(context: &Context<'_>, id: EditionId, title: &str) -> About {
    let pages = &context.config.pages;
    let (year, month) = match id {
        EditionId::Day(day) => (day.year(), Some(EditionId::month_of(day)).filter(|_| pages.month)),
        EditionId::Week(year, _) | EditionId::Month(year, _) => (year, None),
    };
    let year = pages.year.then(|| (year.to_string(), route::year(year)));
    let month = month.map(|month| (edition_name(month), route::edition(month)));
    let own = (title.to_string(), route::edition(id));
    let trail: Vec<_> = year.into_iter().chain(month).chain([own]).collect();
    list(context, trail.iter().map(|(name, path)| (name.as_str(), path.as_str())))
}

fn edition(context: &Context<'_>, day: Date) -> Option<Crumb> {
    let ids = [EditionId::Day(day), EditionId::week_of(day), EditionId::month_of(day)];
    let id = ids.into_iter().find(|id| context.edition_path(*id).is_some())?;
    let title = context.day_titles.get(&day).filter(|_| matches!(id, EditionId::Day(_)));
    let name = title.cloned().unwrap_or_else(|| edition_name(id));
    Some(Crumb { name, address: context.config.base_url.address(&route::edition(id)) })
}

/// Who chose the edition of a day, if its file says so.
pub fn curator_of<'d>(context: &Context<'d>, day: Date) -> Option<&'d Curator> {
    let editions = &context.digest.editions;
    // Newest first.
    let at = editions.binary_search_by(|edition| EditionId::Day(day).cmp(&edition.id)).ok()?;
    editions[at].section?.curator.as_ref()
}
