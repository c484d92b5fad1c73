//! Topics, tags and authors: names that several entries share. Names with the same slug are one term.

use std::collections::HashMap;

use rayon::prelude::*;

use super::indices::{PaperIndex, TermIndex};
use crate::content::SectionDocument;
use crate::paper::Name;
use crate::slug::{Slug, transliterated};

/// A topic, tag or author.
#[derive(Debug)]
pub struct Term<'d> {
    /// The last part of its path on the site.
    pub slug: Slug,
    /// The name that is shown: the title of its file, else the most common spelling.
    pub name: String,
    /// The key for sorting.
    pub sort_key: String,
    /// The parts of an author's name, if an entry contains it in this spelling.
    pub name_parts: Option<&'d Name>,
    /// Its entries, in order.
    pub papers: Vec<PaperIndex>,
    /// The file with its text.
    pub section: Option<&'d SectionDocument>,
}

/// Collects the names in entries, and merges them into terms.
#[derive(Default)]
pub struct Terms<'d> {
    by_slug: HashMap<&'d str, usize>,
    terms: Vec<TermBuilder<'d>>,
    aliases: HashMap<Slug, Slug>,
}

struct TermBuilder<'d> {
    slug: Slug,
    /// Each spelling, how often it is used, and the parts of an author's name. Most terms have one spelling.
    spellings: Vec<(&'d str, usize, Option<&'d Name>)>,
    papers: Vec<PaperIndex>,
    section: Option<&'d SectionDocument>,
}

impl<'d> Terms<'d> {
    /// Declares a term that has a file, with the slugs of its other spellings.
    pub fn declare(
        &mut self,
        section: &'d SectionDocument,
        slug: &'d Slug,
        spellings: impl Iterator<Item = Slug>,
    ) {
        for spelling in spellings.filter(|spelling| spelling != slug) {
            self.aliases.insert(spelling, slug.clone());
        }
        let at = self.at(slug);
        self.terms[at].section = Some(section);
    }

    /// The file that declares a term, if there is one.
    pub fn declared(&self, slug: &Slug) -> Option<&'d SectionDocument> {
        let slug = self.aliases.get(slug).unwrap_or(slug);
        self.by_slug.get(slug.as_str()).and_then(|at| self.terms[*at].section)
    }

    /// Adds an entry under a name; for authors, with the parts of the name. Returns the term, and whether the entry
    /// was not under it yet.
    pub fn add(
        &mut self,
        paper: PaperIndex,
        slug: &'d Slug,
        name: &'d str,
        name_parts: Option<&'d Name>,
    ) -> (TermIndex, bool) {
        let at = match self.aliases.get(slug) {
            Some(to) => self.by_slug.get(to.as_str()).copied(),
            None => None,
        };
        let at = at.unwrap_or_else(|| self.at(slug));
        let term = &mut self.terms[at];
        match term.spellings.iter_mut().find(|(spelling, ..)| *spelling == name) {
            Some((_, count, _)) => *count += 1,
            None => term.spellings.push((name, 1, name_parts)),
        }
        let is_new = term.papers.last() != Some(&paper);
        if is_new {
            term.papers.push(paper);
        }
        (at, is_new)
    }

    fn at(&mut self, slug: &'d Slug) -> usize {
        *self.by_slug.entry(slug.as_str()).or_insert_with(|| {
            let (spellings, papers) = (Vec::new(), Vec::new());
            self.terms.push(TermBuilder { slug: slug.clone(), spellings, papers, section: None });
            self.terms.len() - 1
        })
    }

    /// The terms in order, and the new index for each index that [`Terms::add`] returned.
    pub fn finish(self) -> (Vec<Term<'d>>, Vec<TermIndex>) {
        let terms: Vec<Term<'d>> =
            self.terms.into_par_iter().with_min_len(256).map(TermBuilder::finish).collect();
        let order = |term: &Term<'_>| term.section.and_then(|section| section.order).unwrap_or(i64::MAX);
        let key = |(at, term): (usize, &Term<'_>)| ((order(term), beginning(&term.sort_key)), at);
        let mut places: Vec<_> = terms.iter().enumerate().map(key).collect();
        let whole = |at: usize| (&terms[at].sort_key, &terms[at].slug);
        places.par_sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| whole(*x).cmp(&whole(*y))));
        let mut moved = vec![0; terms.len()];
        for (to, (_, from)) in places.iter().enumerate() {
            moved[*from] = to;
        }
        let mut terms: Vec<_> = terms.into_iter().map(Some).collect();
        (places.into_iter().filter_map(|(_, from)| terms[from].take()).collect(), moved)
    }
}

impl<'d> TermBuilder<'d> {
    fn finish(self) -> Term<'d> {
        // The most common spelling; if several are equally common, the first in code-point order.
        let most_common =
            self.spellings.iter().max_by(|(a, x, _), (b, y, _)| x.cmp(y).then_with(|| b.cmp(a)));
        let spelled = most_common.map_or("", |(name, ..)| *name);
        let titled =
            self.section.and_then(|section| section.title.as_ref()).map(|title| title.value.plain.as_str());
        let name = titled.filter(|title| !title.is_empty()).unwrap_or(spelled);
        let name = if name.is_empty() { self.slug.as_str() } else { name };
        let parts_of = |name: &str| self.spellings.iter().find(|(spelling, ..)| *spelling == name)?.2;
        let family = parts_of(spelled).map(|name| name.family.as_str());
        let sort = family.filter(|family| !family.is_empty() && *family != spelled).unwrap_or(name);
        Term {
            sort_key: sort_key(sort),
            name_parts: parts_of(name),
            name: name.to_string(),
            slug: self.slug,
            papers: self.papers,
            section: self.section,
        }
    }
}

/// The first bytes of a text as a number. It decides most comparisons without reading the texts.
fn beginning(text: &str) -> u64 {
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(text.bytes()).for_each(|(to, from)| *to = from);
    u64::from_be_bytes(bytes)
}

/// Names are sorted by their transliteration, so that `Émile` is next to `Emil`, and `(Q)` is under its letter.
fn sort_key(name: &str) -> String {
    let start = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let name = if start.is_empty() { name } else { start };
    if name.is_ascii() { name.to_ascii_lowercase() } else { transliterated(name).replace('-', " ") }
}
