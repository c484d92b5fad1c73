//! The indexes of topics, tags and authors.

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use super::head::{PageHead, SiteHeader};
use super::list::{self, Pagination, numbered_title};
use super::metadata;
use super::outputs::Outputs;
use super::parts::Parts;
use super::people::sort_name;
use super::planned::{Later, Output};
use super::route;
use super::term::{Kind, description};
use super::view::View;
use crate::digest::Term;
use crate::fingerprint::{Fingerprint, Fingerprinted};
use crate::html::Html;
use crate::slug::Slug;

/// Terms on a page of an index.
const TERMS_PER_PAGE: usize = 1000;

/// The index of topics, tags or authors.
#[derive(Clone, Hash, Debug)]
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
    pub letters: Arc<[LetterLink]>,
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

/// Plans the index of a kind of terms.
pub fn plan<'p>(
    parts: &'p Parts<'p>,
    outputs: &mut Outputs<'p>,
    kind: &Arc<Kind<'p>>,
    list: fn(Box<TermsView>) -> View,
) {
    let letters = if kind.are_topics() { Vec::new() } else { letters(parts, kind) };
    let letters: Arc<[LetterLink]> = letters.into();
    outputs.add_all(list::pages(kind.terms.len(), TERMS_PER_PAGE), |at| {
        let number = at + 1;
        let chunk = list::chunk(parts, kind.index, kind.terms, TERMS_PER_PAGE, number);
        let shown = |term: &Term<'p>| {
            let described = term.section.map(|_| description(parts, term, kind.index));
            Fingerprint::of(&(
                &term.name,
                &term.slug,
                &term.sort_key,
                term.parted,
                term.papers.len(),
                described,
            ))
        };
        let shown: Vec<_> = chunk.items.iter().map(shown).collect();
        let recipe = Fingerprint::of(&(parts.frame, kind.folder, number, kind.terms.len(), &letters, shown));
        let (kind, letters) = (kind.clone(), letters.clone());
        let make = move || list(Box::new(view(parts, &kind, &letters, number)));
        vec![Output::later(&chunk.path, None, Later { recipe, changed: None, make: Box::new(make) })]
    });
}

fn view(parts: &Parts<'_>, kind: &Kind<'_>, letters: &Arc<[LetterLink]>, number: usize) -> TermsView {
    let chunk = list::chunk(parts, kind.index, kind.terms, TERMS_PER_PAGE, number);
    let mut page = parts.head(kind.folder, &chunk.path, numbered_title(kind.title, &chunk.pagination));
    page.about = parts.about(kind.folder, || metadata::list(parts, [(kind.title, kind.index)]));
    let from = (number - 1) * TERMS_PER_PAGE;
    TermsView {
        site: parts.header.clone(),
        page,
        terms: rows(parts, kind, from..from + chunk.items.len()),
        pagination: chunk.pagination,
        letters: letters.clone(),
    }
}

/// Terms of a kind as an index or the home page lists them.
pub fn rows(parts: &Parts<'_>, kind: &Kind<'_>, which: Range<usize>) -> Vec<TermRow> {
    let row = |at: usize| {
        let (term, link) = (&kind.terms[at], &kind.links[at]);
        TermRow {
            name: link.name.clone(),
            sort_name: kind.are_people().then(|| sort_name(term)),
            permalink: link.permalink.clone(),
            count: term.papers.len(),
            letter: letter(term),
            description: description(parts, term, kind.index),
        }
    };
    which.map(row).collect()
}

fn letters(parts: &Parts<'_>, kind: &Kind<'_>) -> Vec<LetterLink> {
    let mut letters: Vec<LetterLink> = Vec::new();
    for (at, letter) in kind.terms.iter().map(letter).enumerate() {
        if letters.iter().all(|known| known.letter != letter) {
            let page = parts.path(&route::numbered(kind.index, at / TERMS_PER_PAGE + 1));
            let id = if letter == '#' { '0' } else { letter };
            letters.push(LetterLink { letter, permalink: format!("{page}#letter-{id}") });
        }
    }
    letters
}

fn letter(term: &Term<'_>) -> char {
    let first = match term.sort_key.chars().next() {
        // Nearly all are of this kind, and a slug begins with it too.
        Some(first) if first.is_ascii_alphanumeric() => first,
        _ => Slug::of(&term.sort_key).as_str().chars().next().unwrap_or('#'),
    };
    if first.is_ascii_alphabetic() { first.to_ascii_uppercase() } else { '#' }
}
