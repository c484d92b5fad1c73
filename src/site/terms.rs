//! Plans the indexes of topics, tags and authors.

use std::ops::Range;
use std::sync::Arc;

use super::about;
use super::coauthors::sort_name;
use super::context::Context;
use super::list::{self, numbered_title};
use super::outputs::Outputs;
use super::planned::{LazyView, PlannedOutput};
use super::route;
use super::term_kind::{TermKind, description};
use crate::digest::Term;
use crate::fingerprint::Fingerprint;
use crate::slug::transliterated;
use crate::view::{LetterLink, TermRow, TermsView};

/// The number of terms on a page of an index.
const TERMS_PER_PAGE: usize = 1000;

/// Plans the indexes of all kinds of terms.
pub fn plan<'p>(context: &'p Context<'p>, outputs: &mut Outputs<'p>) {
    for kind in TermKind::all(context) {
        index(context, outputs, &kind);
    }
}

fn index<'p>(context: &'p Context<'p>, outputs: &mut Outputs<'p>, kind: &Arc<TermKind<'p>>) {
    let letters = if kind.are_topics() { Vec::new() } else { letters(context, kind) };
    let letters: Arc<[LetterLink]> = letters.into();
    outputs.add_all(list::page_count(kind.terms.len(), TERMS_PER_PAGE), |at| {
        let number = at + 1;
        let list_page = list::list_page(context, kind.index, kind.terms, TERMS_PER_PAGE, number);
        let shown = |term: &Term<'p>| {
            let described = term.section.map(|_| description(context, term, kind.index));
            Fingerprint::of(&(
                &term.name,
                &term.slug,
                &term.sort_key,
                term.name_parts,
                term.papers.len(),
                described,
            ))
        };
        let shown: Vec<_> = list_page.items.iter().map(shown).collect();
        let input_fingerprint =
            Fingerprint::of(&(context.frame, kind.folder, number, kind.terms.len(), &letters, shown));
        let (kind, letters) = (kind.clone(), letters.clone());
        let build = move || (kind.index_page)(Box::new(view(context, &kind, &letters, number))).into();
        vec![PlannedOutput::lazy(
            &list_page.path,
            None,
            LazyView { input_fingerprint, changed: None, build: Box::new(build) },
        )]
    });
}

fn view(context: &Context<'_>, kind: &TermKind<'_>, letters: &Arc<[LetterLink]>, number: usize) -> TermsView {
    let list_page = list::list_page(context, kind.index, kind.terms, TERMS_PER_PAGE, number);
    let mut page =
        context.head(kind.folder, &list_page.path, numbered_title(kind.title, &list_page.pagination));
    page.about = context.about(kind.folder, || about::list(context, [(kind.title, kind.index)]));
    let from = (number - 1) * TERMS_PER_PAGE;
    TermsView {
        site: context.header.clone(),
        page,
        terms: rows(context, kind, from..from + list_page.items.len()),
        pagination: list_page.pagination,
        letters: letters.clone(),
    }
}

/// Terms of a kind as an index or the home page lists them.
pub fn rows(context: &Context<'_>, kind: &TermKind<'_>, which: Range<usize>) -> Vec<TermRow> {
    let row = |at: usize| {
        let (term, link) = (&kind.terms[at], &kind.links[at]);
        TermRow {
            name: link.name.clone(),
            sort_name: kind.are_authors().then(|| sort_name(term)),
            permalink: link.permalink.clone(),
            count: term.papers.len(),
            letter: letter(term),
            description: description(context, term, kind.index),
        }
    };
    which.map(row).collect()
}

fn letters(context: &Context<'_>, kind: &TermKind<'_>) -> Vec<LetterLink> {
    let mut letters: Vec<LetterLink> = Vec::new();
    for (at, letter) in kind.terms.iter().map(letter).enumerate() {
        if letters.iter().all(|known| known.letter != letter) {
            let page = context.path(&route::numbered(kind.index, at / TERMS_PER_PAGE + 1));
            let id = if letter == '#' { '0' } else { letter };
            letters.push(LetterLink { letter, permalink: format!("{page}#letter-{id}") });
        }
    }
    letters
}

fn letter(term: &Term<'_>) -> char {
    let first = match term.sort_key.chars().next() {
        // A shortcut for nearly all terms: the transliteration begins with the same letter.
        Some(first) if first.is_ascii_alphanumeric() => first,
        _ => transliterated(&term.sort_key).chars().next().unwrap_or('#'),
    };
    if first.is_ascii_alphabetic() { first.to_ascii_uppercase() } else { '#' }
}
