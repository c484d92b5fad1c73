//! What pages tell machines besides their title and description: what they are about, and where they
//! stand. How that is written in a page's head is not known here.

use jiff::civil::Date;

use super::card::Card;
use super::date::edition_name;
use super::parts::Parts;
use super::route;
use crate::digest::PaperIndex;
use crate::fingerprint::Fingerprinted;
use crate::paper::{Curator, EditionId};

/// What a page is about.
#[derive(Clone, Hash, Debug, Default)]
pub enum About {
    /// Whatever its words say.
    #[default]
    Page,
    /// The digest as a whole.
    Site,
    /// A list of entries, editions or terms; with the pages above it and itself, the furthest first,
    /// without the home page.
    List(Vec<Crumb>),
    /// A paper.
    Paper(Box<PaperFacts>),
    /// An address where nothing is.
    Nothing,
}

/// A page on the way to another.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Crumb {
    /// Its title.
    pub name: String,
    /// Its whole address.
    pub address: String,
}

/// What an entry's page tells of its paper and of itself.
#[derive(Clone, Hash, Debug)]
pub struct PaperFacts {
    /// The entry as lists show it.
    pub card: Fingerprinted<Card>,
    /// Where the paper is to be read, with its whole address.
    pub pdf: Option<String>,
    /// The authors' words as plain text.
    pub abstract_text: Option<String>,
    /// The edition that lists it: the day, or the week or month if days have no pages.
    pub edition: Option<Crumb>,
    /// Who chose it.
    pub curator: Option<Curator>,
    /// The day it was revised.
    pub updated: Option<String>,
    /// Whether the curator wrote a note on it.
    pub has_note: bool,
}

/// A list below other pages, each given by its title and path; the list itself comes last.
pub fn list<'a>(parts: &Parts<'_>, trail: impl IntoIterator<Item = (&'a str, &'a str)>) -> About {
    let crumb = |(name, path): (&str, &str)| Crumb {
        name: name.to_string(),
        address: parts.config.base_url.address(path),
    };
    About::List(trail.into_iter().map(crumb).collect())
}

/// What the page of an entry is about.
pub fn paper(parts: &Parts<'_>, index: PaperIndex) -> About {
    let (document, card) = (parts.digest.papers[index].document, &parts.cards[index]);
    let day = document.date.value;
    let curator = document.curator.as_ref().or_else(|| curator_of(parts, day));
    About::Paper(Box::new(PaperFacts {
        card: card.clone(),
        pdf: card.pdf().map(|url| parts.absolute(url)),
        abstract_text: document.abstract_text.as_ref().map(|text| text.plain.clone()),
        edition: edition(parts, day),
        curator: curator.or(parts.config.curator.as_ref()).cloned(),
        updated: document.updated.map(|day| day.to_string()),
        has_note: document.tldr.is_some() || !document.body.markup.is_empty(),
    }))
}

/// The years and months above an edition, and itself under `title`.
pub fn edition_list(parts: &Parts<'_>, id: EditionId, title: &str) -> About {
    let pages = &parts.config.pages;
    let (year, month) = match id {
        EditionId::Day(day) => (day.year(), Some(EditionId::month_of(day)).filter(|_| pages.month)),
        EditionId::Week(year, _) | EditionId::Month(year, _) => (year, None),
    };
    let year = pages.year.then(|| (year.to_string(), route::year(year)));
    let month = month.map(|month| (edition_name(month), route::edition(month)));
    let own = (title.to_string(), route::edition(id));
    let trail: Vec<_> = year.into_iter().chain(month).chain([own]).collect();
    list(parts, trail.iter().map(|(name, path)| (name.as_str(), path.as_str())))
}

fn edition(parts: &Parts<'_>, day: Date) -> Option<Crumb> {
    let ids = [EditionId::Day(day), EditionId::week_of(day), EditionId::month_of(day)];
    let id = ids.into_iter().find(|id| parts.edition_path(*id).is_some())?;
    let title = parts.day_titles.get(&day).filter(|_| matches!(id, EditionId::Day(_)));
    let name = title.cloned().unwrap_or_else(|| edition_name(id));
    Some(Crumb { name, address: parts.config.base_url.address(&route::edition(id)) })
}

/// Who chose the edition of a day, if its file says so.
pub fn curator_of<'d>(parts: &Parts<'d>, day: Date) -> Option<&'d Curator> {
    let editions = &parts.digest.editions;
    // Newest first.
    let at = editions.binary_search_by(|edition| EditionId::Day(day).cmp(&edition.id)).ok()?;
    editions[at].section?.curator.as_ref()
}
