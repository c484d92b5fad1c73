//! An entry's own page, and the list of all entries.

use std::sync::Arc;

use super::bibliography::{self, FormatLink, List};
use super::card::{Card, Neighbour};
use super::date::DateView;
use super::head::{PageHead, SiteHeader};
use super::list::{Pagination, chunks, numbered_title};
use super::metadata;
use super::outputs::Outputs;
use super::parts::Parts;
use super::planned::{Later, Output};
use super::record::{PublicationView, Record};
use super::route;
use super::view::View;
use crate::content::{Inline, PaperDocument};
use crate::digest::PaperIndex;
use crate::fingerprint::{Fingerprint, Fingerprinted};
use crate::html::Html;
use crate::paper::AuthorField;

/// An entry's own page.
#[derive(Clone, Hash, Debug)]
pub struct PaperView {
    /// The site.
    pub site: Fingerprinted<SiteHeader>,
    /// This page.
    pub page: PageHead,
    /// The entry as lists show it.
    pub paper: Fingerprinted<Card>,
    /// The paper in one sentence, if the curator wrote one.
    pub tldr: Html,
    /// The curator's note.
    pub note: Html,
    /// The authors' words.
    pub abstract_text: Html,
    /// Names in parts, ORCID, affiliation: as the entry gives them, in order.
    pub authors: Arc<[AuthorField]>,
    /// Variables of CSL 1.0.2.
    pub publication: PublicationView,
    /// How to cite it; none if it is withdrawn.
    pub cite: Option<Fingerprinted<Record>>,
    /// The formats it can be had in.
    pub formats: Vec<FormatLink>,
    /// The day it was revised.
    pub updated: Option<DateView>,
    /// The title of its edition.
    pub edition_title: Option<String>,
    /// Other entries for the same paper.
    pub again: Vec<Neighbour>,
    /// The entry before it in the list of all, which is newer.
    pub newer: Option<Neighbour>,
    /// The entry behind it, which is older.
    pub older: Option<Neighbour>,
}

/// A page of the list of all entries.
#[derive(Clone, Hash, Debug)]
pub struct PapersView {
    /// The site.
    pub site: Fingerprinted<SiteHeader>,
    /// This page.
    pub page: PageHead,
    /// The entries on it.
    pub papers: Vec<Fingerprinted<Card>>,
    /// Its place in the list.
    pub pagination: Pagination,
    /// The formats the list can be had in.
    pub formats: Vec<FormatLink>,
}

/// Makes the page of an entry.
pub fn view(parts: &Parts<'_>, index: PaperIndex) -> PaperView {
    let paper = &parts.digest.papers[index];
    let (document, card) = (paper.document, &parts.cards[index]);
    let folder = route::paper(&document.slug);
    let mut page = parts.head("paper", &folder, document.title.value.plain.clone());
    page.description = description(document).map(str::to_string);
    page.image = card.image.as_deref().map(|image| parts.absolute(image));
    page.about = parts.about("paper", || metadata::paper(parts, index));
    let formats = bibliography::formats(parts, &parts.config.outputs.papers, &folder, bibliography::PAPER);
    let inline =
        |text: &Option<Inline>| text.as_ref().map(|text| parts.inline(text, &folder)).unwrap_or_default();
    let cites = (parts.uses)("paper.html", "cite");
    PaperView {
        site: parts.header.clone(),
        page,
        paper: card.clone(),
        tldr: inline(&document.tldr),
        note: parts.filling(&folder, "").fill(&document.body.markup),
        abstract_text: inline(&document.abstract_text),
        authors: document.authors.clone(),
        publication: PublicationView(document.publication.clone()),
        cite: cites.then(|| parts.records.get(parts, index)).filter(|record| !record.withdrawn),
        formats,
        updated: document.updated.map(DateView::from),
        edition_title: parts.day_titles.get(&document.date.value).cloned(),
        again: paper.again.iter().map(|other| parts.neighbour(*other)).collect(),
        newer: index.checked_sub(1).map(|newer| parts.neighbour(newer)),
        older: (index + 1 < parts.cards.len()).then(|| parts.neighbour(index + 1)),
    }
}

/// What the page of an entry is made of.
fn recipe(parts: &Parts<'_>, index: PaperIndex) -> Fingerprint {
    let paper = &parts.digest.papers[index];
    let document = paper.document;
    let beside = [index.checked_sub(1), Some(index + 1)];
    let beside = beside.map(|index| index.and_then(|index| parts.cards.get(index)));
    let again: Vec<_> = paper.again.iter().map(|other| &parts.cards[*other]).collect();
    let meant: Vec<_> = document.references().map(|reference| parts.meant(reference)).collect();
    let edition =
        (parts.day_titles.get(&document.date.value), metadata::curator_of(parts, document.date.value));
    let key = parts.records.key(index);
    Fingerprint::of(&(
        parts.frame,
        document.fingerprint,
        &parts.cards[index],
        beside,
        again,
        meant,
        edition,
        key,
    ))
}

/// The curator's words on an entry in short, for descriptions.
pub fn description(document: &PaperDocument) -> Option<&str> {
    let tldr = document.tldr.as_ref().map(|tldr| tldr.plain.as_str());
    tldr.or(Some(document.body.summary_plain.as_str()).filter(|text| !text.is_empty()))
}

/// Plans the pages of all entries and their list.
pub fn plan<'p>(parts: &'p Parts<'p>, outputs: &mut Outputs<'p>) {
    outputs.add_all(parts.digest.papers.len(), |index| {
        let document = parts.digest.papers[index].document;
        let path = route::paper(&document.slug);
        let later = Later {
            recipe: recipe(parts, index),
            changed: Some(document.updated.unwrap_or(document.date.value)),
            make: Box::new(move || View::Paper(Box::new(view(parts, index)))),
        };
        let page = Output::later(&path, Some(&document.path), later);
        let title = &document.title.value.plain;
        let list = List { path: &path, name: bibliography::PAPER, title, description: None, words: &[] };
        let formats =
            bibliography::plan(parts, &parts.config.outputs.papers, &list, || vec![(None, vec![index])]);
        std::iter::once(page).chain(formats).collect()
    });
    let formats = bibliography::formats(parts, &parts.config.outputs.site, "/", bibliography::PAPERS);
    for chunk in chunks(parts, route::PAPERS, &parts.cards, parts.config.per_page) {
        let title = numbered_title("Papers", &chunk.pagination);
        let mut page = parts.head("papers", &chunk.path, title);
        page.about = parts.about("papers", || metadata::list(parts, [("Papers", route::PAPERS)]));
        let view = PapersView {
            site: parts.header.clone(),
            page,
            papers: chunk.items.to_vec(),
            pagination: chunk.pagination,
            formats: formats.clone(),
        };
        outputs.add(&chunk.path, None, View::Papers(Box::new(view)));
    }
}
