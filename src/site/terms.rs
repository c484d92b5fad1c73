//! The indexes of topics, tags and authors.

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::head::{PageHead, SiteHeader};
use super::list::{Pagination, chunks, numbered_title};
use super::metadata;
use super::outputs::Outputs;
use super::parts::Parts;
use super::people::sort_name;
use super::route;
use super::term::{Kind, description};
use super::view::View;
use crate::digest::Term;
use crate::fingerprint::Fingerprinted;
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

/// Plans the index of a kind of terms.
pub fn plan(parts: &Parts<'_>, outputs: &mut Outputs<'_>, kind: &Kind<'_>, list: fn(Box<TermsView>) -> View) {
    let rows = rows(parts, kind);
    let letters = if kind.are_topics() { Vec::new() } else { letters(parts, kind.index, &rows) };
    for chunk in chunks(parts, kind.index, &rows, TERMS_PER_PAGE) {
        let title = numbered_title(kind.title, &chunk.pagination);
        let mut page = parts.head(kind.folder, &chunk.path, title);
        page.about = parts.about(kind.folder, || metadata::list(parts, [(kind.title, kind.index)]));
        let (terms, pagination, letters) = (chunk.items.to_vec(), chunk.pagination, letters.clone());
        let view = TermsView { site: parts.header.clone(), page, terms, pagination, letters };
        outputs.add(&chunk.path, None, list(Box::new(view)));
    }
}

/// The terms of a kind as an index or the home page lists them.
pub fn rows(parts: &Parts<'_>, kind: &Kind<'_>) -> Vec<TermRow> {
    let row = |at: usize| {
        let (term, link) = (&kind.terms[at], &kind.links[at]);
        TermRow {
            name: link.name.clone(),
            sort_name: kind.are_people().then(|| sort_name(parts, at, term)),
            permalink: link.permalink.clone(),
            count: term.papers.len(),
            letter: letter(term),
            description: description(parts, term, kind.index),
        }
    };
    (0..kind.terms.len()).into_par_iter().with_min_len(256).map(row).collect()
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
    let first = match term.sort_key.chars().next() {
        // Nearly all are of this kind, and a slug begins with it too.
        Some(first) if first.is_ascii_alphanumeric() => first,
        _ => Slug::of(&term.sort_key).as_str().chars().next().unwrap_or('#'),
    };
    if first.is_ascii_alphabetic() { first.to_ascii_uppercase() } else { '#' }
}
