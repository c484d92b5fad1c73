//! The pages of topics, tags and authors.

use std::sync::Arc;

use serde::Serialize;

use super::bibliography::{self, FormatLink, List};
use super::card::{Card, LinkView, TermLink};
use super::feed;
use super::head::{PageHead, SiteHeader};
use super::list::{self, GroupView, Pagination, numbered_title};
use super::metadata;
use super::outputs::Outputs;
use super::parts::{Parts, link_views};
use super::people::{Coauthor, coauthors};
use super::planned::{Later, Output};
use super::route;
use super::terms;
use super::timeline::{ShareView, TermYear, Timeline, year_groups, years};
use super::view::View;
use crate::digest::{Term, TermIndex};
use crate::fields::Extra;
use crate::fingerprint::{Fingerprint, Fingerprinted};
use crate::format::Format;
use crate::html::Html;

/// The page of a topic, tag or author.
#[derive(Clone, Hash, Debug)]
pub struct TermView {
    /// The site.
    pub site: Fingerprinted<SiteHeader>,
    /// This page.
    pub page: PageHead,
    /// The topic, tag or author.
    pub term: TermHead,
    /// The entries on this page.
    pub papers: Vec<Fingerprinted<Card>>,
    /// Its place in the list.
    pub pagination: Pagination,
    /// The formats the list can be had in.
    pub formats: Vec<FormatLink>,
    /// Of a topic: the entries on this page by year.
    pub groups: Vec<GroupView>,
    /// Of a topic: all its years, newest first.
    pub years: Vec<TermYear>,
    /// Of a topic: its share of the digest over time, oldest first; on its first page.
    pub shares: Vec<ShareView>,
    /// Of an author: those who wrote with them, the most frequent first; on their first page.
    pub coauthors: Vec<Coauthor>,
    /// Of an author: how many co-authors there are.
    pub coauthor_count: usize,
}

/// What a term says of itself.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct TermHead {
    /// As it is shown.
    pub name: String,
    /// Its part of the address.
    pub slug: String,
    /// How many entries it has.
    pub count: usize,
    /// The path of its index.
    pub index: Arc<str>,
    /// One or two sentences.
    pub description: Html,
    /// The text of its file.
    pub words: Html,
    /// Elsewhere.
    pub links: Vec<LinkView>,
    /// The path of a picture that stands for it.
    pub image: Option<String>,
    /// `[extra]` of its file.
    pub extra: Extra,
}

/// A kind of terms.
pub struct Kind<'p> {
    /// The first segment of their addresses.
    pub folder: &'static str,
    /// The path of their index.
    pub index: &'static str,
    /// What they are called.
    pub title: &'static str,
    /// What one of them is called, as its template is.
    pub singular: &'static str,
    /// All of them.
    pub terms: &'p [Term<'p>],
    /// The links to them.
    pub links: &'p [TermLink],
    formats: &'p [Format],
    view: fn(Box<TermView>) -> View,
    /// What the shares of topics are measured against, if they are shown.
    timeline: Option<Timeline>,
    /// Whether co-authors are shown.
    has_coauthors: bool,
}

impl<'p> Kind<'p> {
    /// Topics, in an order of the curator's.
    pub fn topics(parts: &'p Parts<'p>) -> Self {
        Self {
            folder: "topics",
            index: "/topics/",
            title: "Topics",
            singular: "topic",
            terms: &parts.digest.topics,
            links: &parts.topics,
            formats: &parts.config.outputs.topics,
            view: View::Topic,
            timeline: (parts.uses)("topic.html", "shares").then(|| Timeline::new(parts)),
            has_coauthors: false,
        }
    }

    fn tags(parts: &'p Parts<'p>) -> Self {
        Self {
            folder: "tags",
            index: "/tags/",
            title: "Tags",
            singular: "tag",
            terms: &parts.digest.tags,
            links: &parts.tags,
            formats: &parts.config.outputs.tags,
            view: View::Tag,
            timeline: None,
            has_coauthors: false,
        }
    }

    fn authors(parts: &'p Parts<'p>) -> Self {
        let uses = |field| (parts.uses)("author.html", field);
        Self {
            folder: "authors",
            index: "/authors/",
            title: "Authors",
            singular: "author",
            terms: &parts.digest.authors,
            links: &parts.authors,
            formats: &parts.config.outputs.authors,
            view: View::Author,
            timeline: None,
            has_coauthors: uses("coauthors") || uses("coauthor_count"),
        }
    }

    /// Whether it is that of topics.
    pub fn are_topics(&self) -> bool {
        self.singular == "topic"
    }

    /// Whether it is that of authors.
    pub fn are_people(&self) -> bool {
        self.singular == "author"
    }
}

/// Plans the pages and indexes of all terms.
pub fn plan<'p>(parts: &'p Parts<'p>, outputs: &mut Outputs<'p>, topics: Arc<Kind<'p>>) {
    let pages = &parts.config.pages;
    let mut add = |kind: Arc<Kind<'p>>, list| {
        terms::plan(parts, outputs, &kind, list);
        outputs.add_all(kind.terms.len(), |at| term_outputs(parts, &kind, at));
    };
    add(topics, View::Topics);
    if pages.tags {
        add(Arc::new(Kind::tags(parts)), View::Tags);
    }
    if pages.authors {
        add(Arc::new(Kind::authors(parts)), View::Authors);
    }
}

/// The pages of a term, its feeds and other files.
fn term_outputs<'p>(parts: &'p Parts<'p>, kind: &Arc<Kind<'p>>, at: TermIndex) -> Vec<Output<'p>> {
    let term = &kind.terms[at];
    let path = route::term(kind.folder, &term.slug);
    let source = term.section.map(|section| &section.path);
    let recipe = recipe(parts, kind, at);
    let page = |number: usize| {
        let path = route::numbered(&path, number);
        let kind = kind.clone();
        let make = move || (kind.view)(Box::new(view(parts, &kind, at, number)));
        match recipe {
            Some(recipe) => {
                let recipe = Fingerprint::of(&(recipe, number));
                Output::later(&path, source, Later { recipe, changed: None, make: Box::new(make) })
            }
            None => Output::made(&path, source, make()),
        }
    };
    let mut outputs: Vec<_> = (1..=list::pages(term.papers.len(), parts.config.per_page)).map(page).collect();
    if !kind.formats.is_empty() {
        outputs.extend(feed::plan(parts, &path, &full_title(parts, term), kind.formats, &term.papers));
        let description = term.section.and_then(|section| section.description.as_ref());
        let description = description.map(|text| text.plain.as_str());
        let title = &term.name;
        let list = List { path: &path, name: bibliography::PAPERS, title, description, words: &[] };
        outputs.extend(bibliography::plan(parts, kind.formats, &list, || vec![(None, term.papers.clone())]));
    }
    outputs
}

/// What the pages of a term are made of: its name and its entries. Topics show more, and they are few, as
/// are the terms with a file of their own: they have none.
fn recipe(parts: &Parts<'_>, kind: &Kind<'_>, at: TermIndex) -> Option<Fingerprint> {
    let term = &kind.terms[at];
    if kind.are_topics() || term.section.is_some() {
        return None;
    }
    let cards: Vec<_> = term.papers.iter().map(|index| &parts.cards[*index]).collect();
    let orders =
        term.papers.iter().filter(|_| kind.has_coauthors).map(|index| parts.order_of_authors(*index));
    let orders: Vec<Fingerprint> = orders.collect();
    Some(Fingerprint::of(&(parts.frame, kind.singular, &term.name, &term.slug, cards, orders)))
}

/// Makes a page of a term.
fn view(parts: &Parts<'_>, kind: &Kind<'_>, at: TermIndex, number: usize) -> TermView {
    let term = &kind.terms[at];
    let path = route::term(kind.folder, &term.slug);
    let size = parts.config.per_page;
    let chunk = list::chunk(parts, &path, &term.papers, size, number);
    let mut page = parts.head(kind.singular, &chunk.path, numbered_title(&term.name, &chunk.pagination));
    let description = term.section.and_then(|section| section.description.as_ref());
    page.description = description.map(|text| text.plain.clone());
    page.feeds = parts.feeds(kind.formats, &full_title(parts, term), &path);
    let trail = [(kind.title, kind.index), (&term.name, &path)];
    page.about = parts.about(kind.singular, || metadata::list(parts, trail));
    // The words stand on the first page alone, as do shares and co-authors.
    let is_first = number == 1;
    let mut head = head(parts, term, &path, parts.path(kind.index));
    if !is_first {
        head.words = Html::default();
    }
    let timeline = kind.timeline.as_ref().filter(|_| is_first);
    let (mut coauthors, coauthor_count) =
        if kind.has_coauthors { coauthors(parts, at) } else { Default::default() };
    coauthors.truncate(if is_first { coauthors.len() } else { 0 });
    TermView {
        site: parts.header.clone(),
        page,
        term: head,
        papers: parts.cards(chunk.items),
        pagination: chunk.pagination,
        formats: bibliography::formats(parts, kind.formats, &path, bibliography::PAPERS),
        groups: if kind.are_topics() { year_groups(parts, chunk.items) } else { Vec::new() },
        years: if kind.are_topics() { years(parts, &path, &term.papers, size) } else { Vec::new() },
        shares: timeline.map(|all| all.shares(parts, &term.papers)).unwrap_or_default(),
        coauthors,
        coauthor_count,
    }
}

/// What its feeds are called.
fn full_title(parts: &Parts<'_>, term: &Term<'_>) -> String {
    format!("{} – {}", term.name, parts.config.title)
}

fn head(parts: &Parts<'_>, term: &Term<'_>, path: &str, index: Arc<str>) -> TermHead {
    let section = term.section;
    let words = section.map(|section| parts.filling(path, "").fill(&section.body.markup));
    let links = section.map(|section| link_views(&section.links, &parts.config.base_url.path));
    let image = section.and_then(|section| section.image.as_ref());
    TermHead {
        name: term.name.clone(),
        slug: term.slug.to_string(),
        count: term.papers.len(),
        index,
        description: description(parts, term, path),
        words: words.unwrap_or_default(),
        links: links.unwrap_or_default(),
        image: image.map(|image| parts.image(&image.value, path)),
        extra: section.map(|section| section.extra.clone()).unwrap_or_default(),
    }
}

/// What a term's file says of it in short.
pub fn description(parts: &Parts<'_>, term: &Term<'_>, path: &str) -> Html {
    let description = term.section.and_then(|section| section.description.as_ref());
    description.map(|text| parts.inline(text, path)).unwrap_or_default()
}
