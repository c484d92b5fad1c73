//! Assembles all documents into a digest. Cheap: no Markdown, no templates, no disk.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use rayon::prelude::*;

use super::edition::lay_out;
use super::indices::{PaperIndex, TermIndex};
use super::paper::{Paper, order};
use super::resolve::{self, Index};
use super::term::{Term, Terms};
use super::{Digest, Hidden, check};
use crate::content::{ContentKind, Document, PaperDocument, SectionDocument, TermField};
use crate::diagnostic::codes::digest as codes;
use crate::diagnostic::{Diagnostic, WithDiagnostics, nearest};
use crate::paper::{EditionId, HiddenReason, Name};
use crate::place::SourcePath;
use crate::slug::Slug;

/// Which entries are shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Selection {
    /// The current day.
    pub today: Date,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether entries of later days are shown.
    pub future: bool,
}

impl Selection {
    /// The reason why an entry is hidden; `None` if it is shown.
    pub fn hides(&self, paper: &PaperDocument) -> Option<HiddenReason> {
        let is_later = paper.date.value > self.today && !self.future;
        let is_expired = paper.expires.is_some_and(|day| day <= self.today);
        match () {
            () if paper.draft && !self.drafts => Some(HiddenReason::Draft),
            () if is_later => Some(HiddenReason::Scheduled),
            () if is_expired => Some(HiddenReason::Expired),
            () => None,
        }
    }
}

/// Assembles documents, sorted by path, into a digest.
pub fn assemble<'d>(
    documents: &[&'d Document],
    slugs: &'d Slugs,
    selection: Selection,
) -> WithDiagnostics<Digest<'d>> {
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
    let mut duplicates = Vec::new();
    let (same, mut digest) = rayon::join(
        || check::identities(&papers, &mut duplicates),
        || join(papers.clone(), &sections, slugs, selection, &mut diagnostics),
    );
    diagnostics.extend(duplicates);
    link_again(&mut digest, &same);
    let words: BTreeMap<EditionId, &SectionDocument> = sections
        .iter()
        .filter_map(|section| match section.kind {
            ContentKind::Edition(id) => Some((id, *section)),
            _ => None,
        })
        .collect();
    (digest.editions, digest.years) = lay_out(&digest.papers, &words);
    for (id, section) in &words {
        if !digest.editions.iter().any(|edition| edition.id == *id) && !is_later(*id, selection.today) {
            diagnostics.push(codes::empty_edition(&section.path, &id.to_string()));
        }
    }
    digest.pages =
        sections.iter().filter(|section| matches!(section.kind, ContentKind::Page(_))).copied().collect();
    let unresolved = documents.par_iter().with_min_len(64).map(|document| resolve::check(document, &digest));
    diagnostics.extend(unresolved.collect::<Vec<_>>().into_iter().flatten());
    WithDiagnostics::new(digest, diagnostics)
}

/// Sorts the visible entries, and builds the terms from the names in them.
fn join<'d>(
    mut papers: Vec<&'d PaperDocument>,
    sections: &[&'d SectionDocument],
    slugs: &'d Slugs,
    selection: Selection,
    diagnostics: &mut Vec<Diagnostic>,
) -> Digest<'d> {
    papers.par_sort_by(|a, b| order(a, b));
    let mut hidden = Vec::new();
    papers.retain(|paper| {
        let why = selection.hides(paper);
        hidden.extend(why.map(|why| Hidden { slug: paper.slug.clone(), why }));
        why.is_none()
    });
    let (index, digest) =
        rayon::join(|| Index::new(&papers, &hidden), || join_terms(&papers, sections, slugs, diagnostics));
    Digest { index, hidden, ..digest }
}

/// Whether an edition begins after `today`. The text for one may be written in advance.
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
    /// The slugs of all files that declare a topic or author.
    pub fn of(documents: &[&Document]) -> Self {
        let named = documents.iter().filter_map(|document| match document {
            Document::Section(section) => match &section.kind {
                ContentKind::Topic(name) | ContentKind::Author(name) => {
                    Some((section.path.clone(), Slug::of(name)))
                }
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
    let (mut topics, tags, mut authors) = (Terms::default(), Terms::default(), Terms::default());
    let mut declared: Vec<&str> = Vec::new();
    for section in sections {
        let title = section.title.as_ref().map(|title| title.value.plain.as_str());
        let spellings =
            section.aliases.iter().map(|alias| alias.value.as_str()).filter(|alias| !alias.starts_with('/'));
        let spellings = title.into_iter().chain(spellings);
        let Some(slug) = slugs.0.get(&section.path) else { continue };
        match section.kind {
            ContentKind::Topic(_) => {
                topics.declare(section, slug, spellings.map(Slug::of));
                declared.push(title.unwrap_or(slug.as_str()));
            }
            // Here too, a name may be written `Family, Given`.
            _ => authors.declare(section, slug, spellings.map(|name| Slug::of(&Name::parse(name).display()))),
        }
    }
    for document in papers.iter().filter(|_| !declared.is_empty()) {
        for topic in document.topics.iter().filter(|topic| topics.declared(&topic.slug).is_none()) {
            let near = nearest(&topic.name, declared.iter().copied());
            diagnostics.push(codes::undeclared_topic(&document.path, topic.span, &topic.name, near));
        }
    }
    let people = |paper: &'d PaperDocument, index, terms: &mut Terms<'d>| {
        let people = paper.authors.iter();
        people.map(|author| terms.add(index, &author.slug, &author.display, Some(&author.name)).0).collect()
    };
    // There are more authors than all other terms.
    let ((authors, of_authors), ((topics, of_topics), (tags, of_tags))) = rayon::join(
        || join_kind(papers, authors, people),
        || {
            (
                join_kind(papers, topics, |paper, index, terms| add_all(terms, index, &paper.topics)),
                join_kind(papers, tags, |paper, index, terms| add_all(terms, index, &paper.tags)),
            )
        },
    );
    let terms = of_topics.into_iter().zip(of_tags).zip(of_authors);
    let joined = papers.iter().zip(terms).map(|(document, ((topics, tags), authors))| Paper {
        document,
        topics,
        tags,
        authors,
        again: Vec::new(),
    });
    Digest { papers: joined.collect(), topics, tags, authors, ..Digest::default() }
}

/// Builds the terms of one kind from all entries. Returns the terms in order, and the terms of each entry. `add` adds
/// the terms of one entry.
fn join_kind<'d>(
    papers: &[&'d PaperDocument],
    mut terms: Terms<'d>,
    add: impl Fn(&'d PaperDocument, PaperIndex, &mut Terms<'d>) -> Vec<TermIndex>,
) -> (Vec<Term<'d>>, Vec<Vec<TermIndex>>) {
    let given: Vec<_> =
        papers.iter().enumerate().map(|(index, paper)| add(paper, index, &mut terms)).collect();
    let (terms, moved) = terms.finish();
    let place = |of_paper: Vec<TermIndex>| of_paper.into_iter().map(|index| moved[index]).collect();
    (terms, given.into_iter().map(place).collect())
}

fn add_all<'d>(terms: &mut Terms<'d>, paper: PaperIndex, fields: &'d [TermField]) -> Vec<TermIndex> {
    let add = |field: &'d TermField| terms.add(paper, &field.slug, &field.name, None);
    // An entry with two spellings of one term has the term once.
    fields.iter().map(add).filter_map(|(term, is_new)| is_new.then_some(term)).collect()
}

fn link_again(digest: &mut Digest<'_>, same: &HashMap<&SourcePath, Vec<&Slug>>) {
    if same.is_empty() {
        return;
    }
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
