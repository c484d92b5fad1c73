//! Pages of topics, tags and authors, and their indexes.

use std::sync::Arc;

use serde::Serialize;

use super::bibliography::{self, FormatLink, List};
use super::card::{Card, LinkView, TermLink};
use super::feed;
use super::head::{PageHead, SiteHeader};
use super::list::{GroupView, Pagination, chunks, numbered_title};
use super::metadata::{self, About};
use super::outputs::{Outputs, Planned};
use super::parts::{Parts, link_views};
use super::people::{Coauthor, coauthors, sort_name};
use super::route;
use super::timeline::{ShareView, TermYear, Timeline, year_groups, years};
use super::view::{METADATA, View};
use crate::config::Format;
use crate::digest::{Term, TermIndex};
use crate::fields::Extra;
use crate::fingerprint::Fingerprinted;
use crate::html::Html;

/// Terms on a page of an index.
const TERMS_PER_PAGE: usize = 1000;

/// The page of a topic, tag or author.
#[derive(Clone, Hash, Debug, Serialize)]
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

/// The index of topics, tags or authors.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct TermsView {
    /// The site.
    pub site: Fingerprinted<SiteHeader>,
    /// This page.
    pub page: PageHead,
    /// Those on this page.
    pub terms: Vec<TermRow>,
    /// Its place in the index.
    pub pagination: Pagination,
    /// The letters of the whole index, of tags and authors.
    pub letters: Vec<LetterLink>,
}

/// A letter of an index, and where it begins.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct LetterLink {
    /// An upper-case letter, or `#`.
    pub letter: char,
    /// The path of the page of the index on which it begins, with the id of its heading: `letter-A`, or
    /// `letter-0` for `#`.
    pub permalink: String,
}

/// A term in an index.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct TermRow {
    /// As it is shown.
    pub name: Arc<str>,
    /// Of an author: the family name first, as an index has it.
    pub sort_name: Option<String>,
    /// The path of its page.
    pub permalink: Option<Arc<str>>,
    /// How many entries it has.
    pub count: usize,
    /// What it is found under in the index: an upper-case letter, or `#`.
    pub letter: char,
    /// One or two sentences.
    pub description: Html,
}

/// A kind of terms.
struct Kind<'p> {
    /// The first segment of their addresses.
    folder: &'static str,
    /// The path of their index.
    index: &'static str,
    title: &'static str,
    singular: &'static str,
    terms: &'p [Term<'p>],
    links: &'p [TermLink],
    formats: &'p [Format],
    /// What the shares of topics are measured against; none for other kinds.
    timeline: Option<Timeline>,
    are_people: bool,
    list: fn(Box<TermsView>) -> View,
    single: fn(Box<TermView>) -> View,
}

/// Plans the pages and indexes of all terms.
pub fn plan(parts: &Parts<'_>, outputs: &mut Outputs) {
    let (digest, config) = (parts.digest, parts.config);
    plan_kind(
        parts,
        outputs,
        &Kind {
            folder: "topics",
            index: "/topics/",
            title: "Topics",
            singular: "topic",
            terms: &digest.topics,
            links: &parts.topics,
            formats: &config.outputs.topics,
            timeline: Some(Timeline::new(parts)),
            are_people: false,
            list: View::Topics,
            single: View::Topic,
        },
    );
    if config.pages.tags {
        plan_kind(
            parts,
            outputs,
            &Kind {
                folder: "tags",
                index: "/tags/",
                title: "Tags",
                singular: "tag",
                terms: &digest.tags,
                links: &parts.tags,
                formats: &config.outputs.tags,
                timeline: None,
                are_people: false,
                list: View::Tags,
                single: View::Tag,
            },
        );
    }
    if config.pages.authors {
        plan_kind(
            parts,
            outputs,
            &Kind {
                folder: "authors",
                index: "/authors/",
                title: "Authors",
                singular: "author",
                terms: &digest.authors,
                links: &parts.authors,
                formats: &config.outputs.authors,
                timeline: None,
                are_people: true,
                list: View::Authors,
                single: View::Author,
            },
        );
    }
}

fn plan_kind(parts: &Parts<'_>, outputs: &mut Outputs, kind: &Kind<'_>) {
    let mut rows = rows(parts, kind.terms, kind.links, kind.index);
    if kind.are_people {
        for (at, (row, term)) in rows.iter_mut().zip(kind.terms).enumerate() {
            row.sort_name = Some(sort_name(parts, at, term));
        }
    }
    // Topics stand in an order of the curator's.
    let letters = if kind.timeline.is_some() { Vec::new() } else { letters(parts, kind.index, &rows) };
    for chunk in chunks(parts, kind.index, &rows, TERMS_PER_PAGE) {
        let title = numbered_title(kind.title, &chunk.pagination);
        let mut page = parts.head(kind.folder, &chunk.path, title);
        page.about = metadata::list(parts, [(kind.title, kind.index)]);
        let (terms, pagination, letters) = (chunk.items.to_vec(), chunk.pagination, letters.clone());
        let view = TermsView { site: parts.header.clone(), page, terms, pagination, letters };
        outputs.add(&chunk.path, None, (kind.list)(Box::new(view)));
    }
    let index = parts.path(kind.index);
    outputs.add_all(kind.terms.len(), |at| pages(parts, kind, at, &index));
}

/// The pages of a term, and its feeds.
fn pages(parts: &Parts<'_>, kind: &Kind<'_>, at: TermIndex, index: &Arc<str>) -> Vec<Planned> {
    let term = &kind.terms[at];
    let path = format!("/{}/{}/", kind.folder, term.slug);
    let source = term.section.map(|section| section.path.clone());
    let full_title = format!("{} – {}", term.name, parts.config.title);
    let feeds = parts.feeds(kind.formats, &full_title, &path);
    let template = format!("{}.html", kind.singular);
    let uses = |field| (parts.uses)(&template, field);
    let trail = [(kind.title, kind.index), (&term.name, &path)];
    let about = if uses(METADATA) { metadata::list(parts, trail) } else { About::default() };
    let mut head = head(parts, term, &path, index);
    let formats = bibliography::formats(parts, kind.formats, &path, bibliography::PAPERS);
    let size = parts.config.per_page;
    let years = kind.timeline.as_ref().map(|_| years(parts, &path, &term.papers, size)).unwrap_or_default();
    let timeline = kind.timeline.as_ref().filter(|_| uses("shares"));
    let mut shares = timeline.map(|all| all.shares(parts, &term.papers)).unwrap_or_default();
    let has_coauthors = kind.are_people && (uses("coauthors") || uses("coauthor_count"));
    let (mut coauthors, coauthor_count) =
        if has_coauthors { coauthors(parts, at) } else { Default::default() };
    let mut planned = Vec::new();
    for chunk in chunks(parts, &path, &term.papers, size) {
        let mut page = parts.head(kind.singular, &chunk.path, numbered_title(&term.name, &chunk.pagination));
        let description = term.section.and_then(|section| section.description.as_ref());
        page.description = description.map(|text| text.plain.clone());
        page.feeds.clone_from(&feeds);
        page.about = about.clone();
        // The words stand on the first page alone, as do shares and co-authors.
        if chunk.pagination.number > 1 {
            head.words = Html::default();
        }
        let groups = kind.timeline.as_ref().map(|_| year_groups(parts, chunk.items)).unwrap_or_default();
        let view = TermView {
            site: parts.header.clone(),
            page,
            term: head.clone(),
            papers: parts.cards(chunk.items),
            pagination: chunk.pagination,
            formats: formats.clone(),
            groups,
            years: years.clone(),
            shares: std::mem::take(&mut shares),
            coauthors: std::mem::take(&mut coauthors),
            coauthor_count,
        };
        planned.push(Planned {
            path: chunk.path,
            source: source.clone(),
            view: (kind.single)(Box::new(view)),
        });
    }
    planned.extend(feed::plan(parts, &path, &full_title, kind.formats, &term.papers));
    let description = term.section.and_then(|section| section.description.as_ref());
    let description = description.map(|text| text.plain.as_str());
    let list = List { path: &path, name: bibliography::PAPERS, title: &term.name, description, words: &[] };
    planned.extend(bibliography::plan(parts, kind.formats, &list, || vec![(None, term.papers.clone())]));
    planned
}

/// The topics as the home page lists them.
pub fn topic_rows(parts: &Parts<'_>) -> Vec<TermRow> {
    rows(parts, &parts.digest.topics, &parts.topics, "/topics/")
}

fn rows(parts: &Parts<'_>, terms: &[Term<'_>], links: &[TermLink], index: &str) -> Vec<TermRow> {
    let row = |(term, link): (&Term<'_>, &TermLink)| TermRow {
        name: link.name.clone(),
        sort_name: None,
        permalink: link.permalink.clone(),
        count: term.papers.len(),
        letter: letter(term),
        description: description(parts, term, index),
    };
    terms.iter().zip(links).map(row).collect()
}

fn letters(parts: &Parts<'_>, index: &str, rows: &[TermRow]) -> Vec<LetterLink> {
    let mut letters: Vec<LetterLink> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if letters.iter().all(|known| known.letter != row.letter) {
            let page = parts.path(&route::numbered(index, at / TERMS_PER_PAGE + 1));
            let id = if row.letter == '#' { '0' } else { row.letter };
            letters.push(LetterLink { letter: row.letter, permalink: format!("{page}#letter-{id}") });
        }
    }
    letters
}

fn letter(term: &Term<'_>) -> char {
    let first = crate::slug::Slug::of(&term.sort_key).as_str().chars().next().unwrap_or('#');
    if first.is_ascii_alphabetic() { first.to_ascii_uppercase() } else { '#' }
}

fn head(parts: &Parts<'_>, term: &Term<'_>, path: &str, index: &Arc<str>) -> TermHead {
    let section = term.section;
    let words = section.map(|section| parts.filling(path, "").fill(&section.body.markup));
    let links = section.map(|section| link_views(&section.links, &parts.config.base_url.path));
    let image = section.and_then(|section| section.image.as_ref());
    TermHead {
        name: term.name.clone(),
        slug: term.slug.to_string(),
        count: term.papers.len(),
        index: index.clone(),
        description: description(parts, term, path),
        words: words.unwrap_or_default(),
        links: links.unwrap_or_default(),
        image: image.map(|image| parts.image(&image.value, path)),
        extra: section.map(|section| section.extra.clone()).unwrap_or_default(),
    }
}

fn description(parts: &Parts<'_>, term: &Term<'_>, path: &str) -> Html {
    let description = term.section.and_then(|section| section.description.as_ref());
    description.map(|text| parts.inline(text, path)).unwrap_or_default()
}
