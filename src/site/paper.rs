//! Plans the pages of entries.

use super::about;
use super::bibliography::{self, List};
use super::context::Context;
use super::entry::description;
use super::outputs::Outputs;
use super::planned::{LazyView, PlannedOutput};
use super::record::record;
use super::route;
use crate::content::Inline;
use crate::digest::PaperIndex;
use crate::fingerprint::Fingerprint;
use crate::view::{DateView, Page, PaperView, PublicationView};

/// Builds the page of an entry.
fn view(context: &Context<'_>, index: PaperIndex) -> PaperView {
    let paper = &context.digest.papers[index];
    let (document, card) = (paper.document, &context.cards[index]);
    let folder = route::paper(&document.slug);
    let mut page = context.head("paper", &folder, document.title.value.plain.clone());
    page.description = description(document).map(str::to_string);
    page.image = card.image.as_deref().map(|image| context.absolute(image));
    page.about = context.about("paper", || about::paper(context, index));
    let formats =
        bibliography::formats(context, &context.config.outputs.papers, &folder, bibliography::PAPER);
    let inline = |text: &Option<Inline>| {
        text.as_ref().map(|text| context.markup_html(text, &folder)).unwrap_or_default()
    };
    let cites = context.needs.cite;
    PaperView {
        site: context.header.clone(),
        page,
        paper: card.clone(),
        tldr: inline(&document.tldr),
        note: context.markup(&folder, "").resolve(&document.body.markup),
        abstract_text: inline(&document.abstract_text),
        authors: document.authors.clone(),
        publication: PublicationView(document.publication.clone()),
        cite: cites.then(|| record(context, index)).filter(|record| !record.withdrawn),
        formats,
        updated: document.updated.map(DateView::from),
        edition_title: context.day_titles.get(&document.date.value).cloned(),
        again: paper.again.iter().map(|other| context.neighbour(*other)).collect(),
        newer: index.checked_sub(1).map(|newer| context.neighbour(newer)),
        older: (index + 1 < context.cards.len()).then(|| context.neighbour(index + 1)),
    }
}

/// The fingerprint of everything that the page of an entry is built from.
fn input_fingerprint(context: &Context<'_>, index: PaperIndex) -> Fingerprint {
    let paper = &context.digest.papers[index];
    let document = paper.document;
    let beside = [index.checked_sub(1), Some(index + 1)];
    let beside = beside.map(|index| index.and_then(|index| context.cards.get(index)));
    let again: Vec<_> = paper.again.iter().map(|other| &context.cards[*other]).collect();
    let resolved: Vec<_> = document.references().map(|reference| context.resolve(reference)).collect();
    let edition =
        (context.day_titles.get(&document.date.value), about::curator_of(context, document.date.value));
    let key = context.citation_keys.get(index);
    Fingerprint::of(&(
        context.frame,
        document.fingerprint,
        &context.cards[index],
        beside,
        again,
        resolved,
        edition,
        key,
    ))
}

/// Plans the pages of all entries, and their other formats.
pub fn plan<'p>(context: &'p Context<'p>, outputs: &mut Outputs<'p>) {
    outputs.add_all(context.digest.papers.len(), |index| {
        let document = context.digest.papers[index].document;
        let path = route::paper(&document.slug);
        let lazy = LazyView {
            input_fingerprint: input_fingerprint(context, index),
            changed: Some(document.updated.unwrap_or(document.date.value)),
            build: Box::new(move || Page::Paper(Box::new(view(context, index))).into()),
        };
        let page = PlannedOutput::lazy(&path, Some(&document.path), lazy);
        let title = &document.title.value.plain;
        let list = List { path: &path, name: bibliography::PAPER, title, description: None, intro: &[] };
        let formats =
            bibliography::lists(context, &context.config.outputs.papers, &list, || vec![(None, vec![index])]);
        std::iter::once(page).chain(formats).collect()
    });
}
