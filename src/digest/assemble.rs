//! Joins all documents into a digest. Sequential and cheap: no Markdown, no templates, no disk.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::edition::lay_out;
use super::paper::{Paper, order};
use super::resolve::{self, Index};
use super::term::{TermIndex, Terms};
use super::{Digest, Hidden, check};
use crate::content::{Document, EditionId, Kind, Name, PaperDocument, SectionDocument, TermField};
use crate::diagnostic::codes::digest as codes;
use crate::diagnostic::{Checked, Diagnostic, nearest};
use crate::place::SourcePath;
use crate::slug::Slug;

/// Which entries are shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Selection {
    /// The day it is.
    pub today: Date,
    /// Drafts too.
    pub drafts: bool,
    /// Entries of later days too.
    pub future: bool,
}

impl Selection {
    fn hides(&self, paper: &PaperDocument) -> Option<&'static str> {
        let is_later = paper.date.value > self.today && !self.future;
        let is_expired = paper.expires.is_some_and(|day| day <= self.today);
        match () {
            () if paper.draft && !self.drafts => Some("it is a draft"),
            () if is_later => Some("it is dated after today"),
            () if is_expired => Some("it has expired"),
            () => None,
        }
    }
}

/// Joins documents, given in the order of their paths, into a digest.
pub fn assemble<'d>(
    documents: &[&'d Document],
    slugs: &'d Slugs,
    selection: Selection,
) -> Checked<Digest<'d>> {
    let mut diagnostics = Vec::new();
    let mut papers: Vec<&PaperDocument> = Vec::new();
    let mut sections: Vec<&SectionDocument> = Vec::new();
    for document in documents {
        match document {
            Document::Paper(paper) => papers.push(paper),
            Document::Section(section) => sections.push(section),
        }
    }
    check::slugs(&mut papers, &mut diagnostics);
    check::sections(&mut sections, &mut diagnostics);
    let same = check::identities(&papers, &mut diagnostics);
    papers.sort_by(|a, b| order(a, b));
    let mut hidden = Vec::new();
    papers.retain(|paper| {
        let why = selection.hides(paper);
        hidden.extend(why.map(|why| Hidden { slug: paper.slug.clone(), why }));
        why.is_none()
    });
    let mut digest = join_terms(&papers, &sections, slugs, &mut diagnostics);
    digest.index = Index::new(&digest.papers, &hidden);
    digest.hidden = hidden;
    link_again(&mut digest, &same);
    let words: BTreeMap<EditionId, &SectionDocument> = sections
        .iter()
        .filter_map(|section| match section.kind {
            Kind::Edition(id) => Some((id, *section)),
            _ => None,
        })
        .collect();
    (digest.editions, digest.years) = lay_out(&digest.papers, &words);
    for (id, section) in &words {
        if !digest.editions.iter().any(|edition| edition.id == *id) && !is_later(*id, selection.today) {
            diagnostics.push(codes::empty_edition(&section.path, &id.to_string()));
        }
    }
    digest.pages = sections.iter().filter(|section| matches!(section.kind, Kind::Page(_))).copied().collect();
    for document in documents {
        resolve::check(document, &digest, &mut diagnostics);
    }
    Checked::new(digest, diagnostics)
}

/// Words may be written before their day has come.
fn is_later(id: EditionId, today: Date) -> bool {
    match id {
        EditionId::Day(day) => day > today,
        EditionId::Week(..) => id > EditionId::week_of(today),
        EditionId::Month(..) => id > EditionId::month_of(today),
    }
}

/// The slugs of the files that declare topics and authors, by path.
#[derive(Debug, Default)]
pub struct Slugs(HashMap<SourcePath, Slug>);

impl Slugs {
    /// Makes the slugs of all files that declare a topic or author.
    pub fn of(documents: &[&Document]) -> Self {
        let named = documents.iter().filter_map(|document| match document {
            Document::Section(section) => match &section.kind {
                Kind::Topic(name) | Kind::Author(name) => Some((section.path.clone(), Slug::of(name))),
                _ => None,
            },
            Document::Paper(_) => None,
        });
        Self(named.collect())
    }
}

fn join_terms<'d>(
    papers: &[&'d PaperDocument],
    sections: &[&'d SectionDocument],
    slugs: &'d Slugs,
    diagnostics: &mut Vec<Diagnostic>,
) -> Digest<'d> {
    let (mut topics, mut tags, mut authors) = (Terms::default(), Terms::default(), Terms::default());
    let mut declared: Vec<&str> = Vec::new();
    for section in sections {
        let title = section.title.as_ref().map(|title| title.value.plain.as_str());
        let spellings =
            section.aliases.iter().map(|alias| alias.value.as_str()).filter(|alias| !alias.starts_with('/'));
        let spellings = title.into_iter().chain(spellings);
        let Some(slug) = slugs.0.get(&section.path) else { continue };
        match section.kind {
            Kind::Topic(_) => {
                topics.declare(section, slug, spellings.map(Slug::of));
                declared.push(title.unwrap_or(slug.as_str()));
            }
            // A name may be written `Family, Given` here too.
            _ => authors.declare(section, slug, spellings.map(|name| Slug::of(&Name::parse(name).display()))),
        }
    }
    let mut joined: Vec<Paper<'d>> = Vec::with_capacity(papers.len());
    for (index, document) in papers.iter().enumerate() {
        for topic in &document.topics {
            if !declared.is_empty() && topics.declared(&topic.slug).is_none() {
                let near = nearest(&topic.name, declared.iter().copied());
                diagnostics.push(codes::undeclared_topic(&document.path, topic.span, &topic.name, near));
            }
        }
        let topics = add_all(&mut topics, index, &document.topics);
        let tags = add_all(&mut tags, index, &document.tags);
        let people = document.authors.iter();
        let people = people.map(|a| authors.add(index, &a.slug, &a.display, &a.name.family).0).collect();
        joined.push(Paper { document, topics, tags, authors: people, again: Vec::new() });
    }
    let ((topics, topics_moved), (tags, tags_moved)) = (topics.finish(), tags.finish());
    let (authors, authors_moved) = authors.finish();
    for paper in &mut joined {
        move_all(&mut paper.topics, &topics_moved);
        move_all(&mut paper.tags, &tags_moved);
        move_all(&mut paper.authors, &authors_moved);
    }
    Digest { papers: joined, topics, tags, authors, ..Digest::default() }
}

fn add_all<'d>(terms: &mut Terms<'d>, paper: usize, fields: &'d [TermField]) -> Vec<TermIndex> {
    let add = |field: &'d TermField| terms.add(paper, &field.slug, &field.name, &field.name);
    // Two spellings of one term in one entry are one.
    fields.iter().map(add).filter_map(|(term, is_new)| is_new.then_some(term)).collect()
}

fn move_all(indices: &mut [TermIndex], to: &[TermIndex]) {
    for index in indices {
        *index = to[*index];
    }
}

fn link_again(digest: &mut Digest<'_>, same: &HashMap<&SourcePath, Vec<&Slug>>) {
    let at: HashMap<&str, usize> =
        digest.papers.iter().enumerate().map(|(at, paper)| (paper.document.slug.as_str(), at)).collect();
    let links: Vec<Vec<usize>> = digest
        .papers
        .iter()
        .map(|paper| {
            let others = same.get(&paper.document.path).into_iter().flatten();
            let mut others: Vec<usize> = others.filter_map(|slug| at.get(slug.as_str()).copied()).collect();
            others.sort_unstable_by(|a, b| b.cmp(a));
            others.dedup();
            others
        })
        .collect();
    for (paper, again) in digest.papers.iter_mut().zip(links) {
        paper.again = again;
    }
}
