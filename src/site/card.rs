//! Builds the cards of entries, or reuses those of the last build.

use std::collections::HashMap;

use rayon::prelude::*;

use super::context::Context;
use super::markup::without_links;
use super::route;
use crate::digest::{Paper, ResolvedReference, TermIndex};
use crate::fingerprint::{Fingerprint, Fingerprinted};
use crate::html::{Html, escape};
use crate::paper::{EditionId, LinkKind};
use crate::view::{Card, DateView, LinkView, TermLink, published_long};

/// Cards of an earlier build, by their input fingerprints.
pub type Cards = HashMap<Fingerprint, Fingerprinted<Card>>;

/// The cards of all entries, each with its input fingerprint. Cards in `known` are reused.
pub fn cards(context: &Context<'_>, known: &Cards) -> (Vec<Fingerprint>, Vec<Fingerprinted<Card>>) {
    let links = Links::of(context);
    let build = |paper: &Paper<'_>| {
        let input_fingerprint = input_fingerprint(context, &links, paper);
        let known = known.get(&input_fingerprint).cloned();
        let is_same =
            |known: &Fingerprinted<Card>| known.fingerprint() == Fingerprint::of(&card(context, paper));
        debug_assert!(
            known.as_ref().is_none_or(is_same),
            "the input fingerprint of a card leaves something out"
        );
        (input_fingerprint, known.unwrap_or_else(|| Fingerprinted::new(card(context, paper))))
    };
    let papers = context.digest.papers.par_iter().with_min_len(64).with_max_len(64);
    let cards: Vec<_> = papers.map(build).collect();
    cards.into_iter().unzip()
}

/// The fingerprints of the links to all terms, by [`TermIndex`].
struct Links([Vec<Fingerprint>; 3]);

impl Links {
    fn of(context: &Context<'_>) -> Self {
        let all = |links: &[TermLink]| links.par_iter().with_min_len(256).map(Fingerprint::of).collect();
        Self([all(&context.authors), all(&context.topics), all(&context.tags)])
    }
}

/// The fingerprint of everything that a card is built from.
fn input_fingerprint(
    context: &Context<'_>,
    Links([authors, topics, tags]): &Links,
    paper: &Paper<'_>,
) -> Fingerprint {
    let pick = |all: &[Fingerprint], of: &[TermIndex]| of.iter().map(|at| all[*at]).collect::<Vec<_>>();
    let document = paper.document;
    let resolved = document.references().map(|reference| match context.digest.find(&reference.target) {
        ResolvedReference::Paper(index) => {
            let document = context.digest.papers[index].document;
            Some((&document.slug, &document.title.value.plain))
        }
        ResolvedReference::Hidden(_) | ResolvedReference::Nothing => None,
    });
    Fingerprint::of(&(
        (context.frame, document.fingerprint, &document.slug),
        (pick(authors, &paper.authors), pick(topics, &paper.topics), pick(tags, &paper.tags)),
        resolved.collect::<Vec<_>>(),
    ))
}

fn card(context: &Context<'_>, paper: &Paper<'_>) -> Card {
    let document = paper.document;
    let folder = route::paper(&document.slug);
    let pick = |links: &[TermLink], of: &[TermIndex]| of.iter().map(|index| links[*index].clone()).collect();
    let summary = match (&document.tldr, &document.abstract_text) {
        (Some(tldr), _) => context.markup_html(tldr, &folder),
        (None, _) if !document.body.summary.is_empty() => {
            context.markup(&folder, "").resolve(&document.body.summary)
        }
        (None, Some(text)) => Html::new(escape(first_sentence(&text.plain))),
        (None, None) => Html::default(),
    };
    Card {
        slug: document.slug.to_string(),
        permalink: context.path(&folder),
        title: without_links(&context.markup_html(&document.title.value, &folder)),
        title_plain: document.title.value.plain.clone(),
        date: DateView::from(document.date.value),
        edition: context.edition_path(EditionId::Day(document.date.value)).map(|path| path.to_string()),
        authors: pick(&context.authors, &paper.authors),
        topics: pick(&context.topics, &paper.topics),
        tags: pick(&context.tags, &paper.tags),
        summary,
        arxiv: document.arxiv.as_ref().map(|arxiv| arxiv.value.to_string()),
        doi: document.doi.as_ref().map(|doi| doi.value.as_str().to_string()),
        links: all_links(context, paper),
        venue: document.venue.clone(),
        category: document.category.clone(),
        published: document.published.map(|published| published.to_string()),
        published_long: document.published.map(published_long),
        votes: document.votes,
        featured: document.featured,
        withdrawn: document.withdrawn,
        curator: document.curator.clone(),
        image: document.image.as_ref().map(|image| context.image(&image.value, &folder)),
        extra: document.extra.clone(),
        names: document.authors.clone(),
        publication: document.publication.clone(),
        url: document.url.as_ref().map(|url| url.value.clone()),
    }
}

/// Every link of an entry: where the paper is, then what the entry names.
fn all_links(context: &Context<'_>, paper: &Paper<'_>) -> Vec<LinkView> {
    let document = paper.document;
    let link = |name: &str, url: String, kind| LinkView { name: name.to_string(), url, kind };
    let mut links = Vec::new();
    links.extend(document.arxiv.as_ref().map(|arxiv| link("arXiv", arxiv.value.address(), LinkKind::Arxiv)));
    let has_pdf = document.links.iter().any(|link| link.kind == LinkKind::Pdf);
    let arxiv = document.arxiv.as_ref().filter(|_| !has_pdf);
    links.extend(arxiv.map(|arxiv| link("PDF", arxiv.value.pdf(), LinkKind::Pdf)));
    links.extend(document.doi.as_ref().map(|doi| link("DOI", doi.value.address(), LinkKind::Doi)));
    links.extend(document.url.as_ref().map(|url| link("Page", url.value.clone(), LinkKind::Other)));
    links.extend(context.links(&document.links));
    links
}

/// Up to the first full stop, question or exclamation mark before a space.
fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let ends = text.char_indices().zip(text.chars().skip(1));
    let mut ends = ends.filter(|((_, c), next)| matches!(c, '.' | '?' | '!') && next.is_whitespace());
    ends.next().map_or(text, |((at, _), _)| &text[..=at])
}
