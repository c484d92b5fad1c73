//! Plans the pages of topics, tags and authors.

use std::sync::Arc;

use super::about;
use super::bibliography::{self, List};
use super::coauthors::coauthors;
use super::context::Context;
use super::feed;
use super::list::{self, numbered_title};
use super::outputs::Outputs;
use super::planned::{LazyView, PlannedOutput};
use super::term_kind::{TermKind, description};
use super::timeline::{Timeline, year_groups, years};
use super::{route, term_address};
use crate::digest::{Term, TermIndex};
use crate::fingerprint::Fingerprint;
use crate::html::Html;
use crate::view::{TermSummary, TermView};

/// Plans the pages of all terms.
pub fn plan<'p>(context: &'p Context<'p>, outputs: &mut Outputs<'p>) {
    for kind in TermKind::all(context) {
        let has_shares = kind.are_topics() && context.needs.shares;
        let timeline = has_shares.then(|| Arc::new(Timeline::new(context)));
        outputs.add_all(kind.terms.len(), |at| term_outputs(context, &kind, timeline.as_ref(), at));
    }
}

/// The pages of a term, its feeds and other files.
fn term_outputs<'p>(
    context: &'p Context<'p>,
    kind: &Arc<TermKind<'p>>,
    timeline: Option<&Arc<Timeline>>,
    at: TermIndex,
) -> Vec<PlannedOutput<'p>> {
    let term = &kind.terms[at];
    if !term_address::has_page(context.config, kind.folder, term) {
        return Vec::new();
    }
    let path = route::term(kind.folder, &term.slug);
    let source = term.section.map(|section| &section.path);
    let input_fingerprint = input_fingerprint(context, kind, at);
    let page = |number: usize| {
        let path = route::numbered(&path, number);
        let (kind, timeline) = (kind.clone(), timeline.filter(|_| number == 1).cloned());
        let build =
            move || (kind.page)(Box::new(view(context, &kind, timeline.as_deref(), at, number))).into();
        match input_fingerprint {
            Some(input_fingerprint) => {
                let input_fingerprint = Fingerprint::of(&(input_fingerprint, number));
                PlannedOutput::lazy(
                    &path,
                    source,
                    LazyView { input_fingerprint, changed: None, build: Box::new(build) },
                )
            }
            None => PlannedOutput::ready(&path, source, build()),
        }
    };
    let mut outputs: Vec<_> =
        (1..=list::page_count(term.papers.len(), context.config.per_page)).map(page).collect();
    if !kind.formats.is_empty() {
        outputs.extend(feed::feeds(context, &path, &full_title(context, term), kind.formats, &term.papers));
        let description = term.section.and_then(|section| section.description.as_ref());
        let description = description.map(|text| text.plain.as_str());
        let title = &term.name;
        let list = List { path: &path, name: bibliography::PAPERS, title, description, intro: &[] };
        outputs
            .extend(bibliography::lists(context, kind.formats, &list, || vec![(None, term.papers.clone())]));
    }
    outputs
}

/// The fingerprint of everything that the pages of a term are built from: its name and its entries. Topics show
/// more, and so do terms with a file of their own. Both are few, so they have none.
fn input_fingerprint(context: &Context<'_>, kind: &TermKind<'_>, at: TermIndex) -> Option<Fingerprint> {
    let term = &kind.terms[at];
    if kind.are_topics() || term.section.is_some() {
        return None;
    }
    let cards: Vec<_> = term.papers.iter().map(|index| &context.cards[*index]).collect();
    let orders =
        term.papers.iter().filter(|_| kind.has_coauthors).map(|index| context.order_of_authors(*index));
    let orders: Vec<Fingerprint> = orders.collect();
    Some(Fingerprint::of(&(context.frame, kind.singular, &term.name, &term.slug, cards, orders)))
}

/// Builds a page of a term.
fn view(
    context: &Context<'_>,
    kind: &TermKind<'_>,
    timeline: Option<&Timeline>,
    at: TermIndex,
    number: usize,
) -> TermView {
    let term = &kind.terms[at];
    let path = route::term(kind.folder, &term.slug);
    let size = context.config.per_page;
    let list_page = list::list_page(context, &path, &term.papers, size, number);
    let mut page =
        context.head(kind.singular, &list_page.path, numbered_title(&term.name, &list_page.pagination));
    let description = term.section.and_then(|section| section.description.as_ref());
    page.description = description.map(|text| text.plain.clone());
    page.feeds = context.feeds(kind.formats, &full_title(context, term), &path);
    let trail = [(kind.title, kind.index), (&term.name, &path)];
    page.about = context.about(kind.singular, || about::list(context, trail));
    // Text, shares and co-authors are on the first page only.
    let is_first = number == 1;
    let mut head = head(context, term, &path, context.path(kind.index));
    if !is_first {
        head.words = Html::default();
    }
    let (mut coauthors, coauthor_count) =
        if kind.has_coauthors { coauthors(context, at) } else { Default::default() };
    coauthors.truncate(if is_first { coauthors.len() } else { 0 });
    TermView {
        site: context.header.clone(),
        page,
        term: head,
        papers: context.cards(list_page.items),
        pagination: list_page.pagination,
        formats: bibliography::formats(context, kind.formats, &path, bibliography::PAPERS),
        groups: if kind.are_topics() { year_groups(context, list_page.items) } else { Vec::new() },
        years: if kind.are_topics() { years(context, &path, &term.papers, size) } else { Vec::new() },
        shares: timeline.map(|all| all.shares(context, &term.papers)).unwrap_or_default(),
        coauthors,
        coauthor_count,
    }
}

/// The title of its feeds.
fn full_title(context: &Context<'_>, term: &Term<'_>) -> String {
    format!("{} – {}", term.name, context.config.title)
}

fn head(context: &Context<'_>, term: &Term<'_>, path: &str, index: Arc<str>) -> TermSummary {
    let section = term.section;
    let words = section.map(|section| context.markup(path, "").resolve(&section.body.markup));
    let links = section.map(|section| context.links(&section.links));
    let image = section.and_then(|section| section.image.as_ref());
    TermSummary {
        name: term.name.clone(),
        slug: term.slug.to_string(),
        count: term.papers.len(),
        index,
        description: description(context, term, path),
        words: words.unwrap_or_default(),
        links: links.unwrap_or_default(),
        image: image.map(|image| context.image(&image.value, path)),
        extra: section.map(|section| section.extra.clone()).unwrap_or_default(),
    }
}
