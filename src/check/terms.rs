//! Finds topics, tags and authors with several spellings. Spellings with the same slug are merged in the site;
//! similar topics and tags with different slugs are reported too.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::CheckContext;
use super::fix::{Edit, Fix};
use super::places::literal;
use crate::content::{PaperDocument, TermField};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::check as codes;
use crate::diagnostic::codes::check::FileLocation;
use crate::digest::{Paper, Term};
use crate::slug::Slug;

/// A kind of terms in entries.
struct CheckedTermKind<'a> {
    name: &'static str,
    key: &'static str,
    terms: &'a [Term<'a>],
    fields: fn(&'a PaperDocument) -> &'a [TermField],
}

/// Reports terms with several spellings, with fixes for topics and tags.
pub fn check(context: &CheckContext<'_>, diagnostics: &mut Vec<Diagnostic>, fixes: &mut Vec<Fix>) {
    let digest = context.digest;
    let kinds = [
        CheckedTermKind {
            name: "topic",
            key: "topics",
            terms: &digest.topics,
            fields: |paper| &paper.topics,
        },
        CheckedTermKind { name: "tag", key: "tags", terms: &digest.tags, fields: |paper| &paper.tags },
    ];
    for kind in kinds {
        let mut rename = |from: &str, to: &str, papers: &[&PaperDocument]| {
            let edit = || Edit::Rename { key: kind.key, from: from.to_owned(), to: to.to_owned() };
            fixes.extend(papers.iter().map(|paper| Fix { path: paper.path.clone(), edit: edit() }));
        };
        let merged = plurals(&kind, &digest.papers, diagnostics, &mut rename);
        spellings(&kind, &digest.papers, &merged, diagnostics, &mut rename);
    }
    authors(context, diagnostics);
}

type Rename<'r> = &'r mut dyn FnMut(&str, &str, &[&PaperDocument]);

/// Reports several spellings of the same slug. Terms in `merged` have already been renamed.
fn spellings<'a>(
    kind: &CheckedTermKind<'a>,
    papers: &'a [Paper<'a>],
    merged: &BTreeSet<&Slug>,
    diagnostics: &mut Vec<Diagnostic>,
    rename: Rename<'_>,
) {
    let shown: HashMap<&Slug, &str> =
        kind.terms.iter().map(|term| (&term.slug, term.name.as_str())).collect();
    let mut spelled: BTreeMap<&Slug, BTreeMap<&str, Vec<(&PaperDocument, FileLocation<'a>)>>> =
        BTreeMap::new();
    for paper in papers.iter().map(|paper| paper.document) {
        for field in (kind.fields)(paper) {
            let place = (&paper.path, Some(field.span));
            spelled.entry(&field.slug).or_default().entry(&field.name).or_default().push((paper, place));
        }
    }
    for (slug, spellings) in spelled {
        let Some(shown) = shown.get(slug) else { continue };
        let other = spellings.get(shown).and_then(|papers| papers.first()).map(|(_, place)| *place);
        for (spelling, of) in spellings.iter().filter(|(spelling, _)| *spelling != shown) {
            let (counted, is_fixable) = ((*spelling, of.len()), is_same_word(spelling, shown));
            diagnostics.push(codes::merged_spellings(of[0].1, kind.name, counted, shown, other, is_fixable));
            if is_fixable && !merged.contains(slug) {
                rename(spelling, shown, &of.iter().map(|(paper, _)| *paper).collect::<Vec<_>>());
            }
        }
    }
}

/// Whether two names differ only in case, spaces, hyphens and accents of Latin letters, so that one is certainly a
/// spelling of the other.
fn is_same_word(one: &str, other: &str) -> bool {
    let folded = |name: &str| -> String {
        let mut is_latin = false;
        let letters = name.nfd().filter(|c| {
            let is_mark = is_combining_mark(*c);
            is_latin = if is_mark { is_latin } else { c.is_ascii_alphabetic() };
            let is_separator = c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}');
            !(is_separator || is_mark && is_latin)
        });
        letters.flat_map(char::to_lowercase).collect()
    };
    folded(one) == folded(other)
}

/// Reports slugs that differ only in a plural or a hyphen. Returns those that are renamed.
fn plurals<'a>(
    kind: &CheckedTermKind<'a>,
    papers: &'a [Paper<'a>],
    diagnostics: &mut Vec<Diagnostic>,
    rename: Rename<'_>,
) -> BTreeSet<&'a Slug> {
    let mut merged = BTreeSet::new();
    let mut similar: BTreeMap<String, Vec<&'a Term<'a>>> = BTreeMap::new();
    for term in kind.terms.iter().filter(|term| !term.papers.is_empty()) {
        similar.entry(singular(term.slug.as_str()).replace('-', "")).or_default().push(term);
    }
    for mut terms in similar.into_values().filter(|terms| terms.len() > 1) {
        // Prefers a term with a file, then the term with most entries.
        terms
            .sort_by_key(|term| (term.section.is_none(), usize::MAX - term.papers.len(), term.slug.as_str()));
        let common = terms[0];
        let Some(other) = place(kind, papers, common) else { continue };
        for term in terms[1..].iter().filter(|term| term.section.is_none()) {
            let Some(here) = place(kind, papers, term) else { continue };
            let (counted, is_fixable) =
                ((term.name.as_str(), term.papers.len()), is_same_word(&term.name, &common.name));
            let problem = codes::similar_terms(here.0, kind.name, counted, &common.name, other.0, is_fixable);
            diagnostics.push(problem);
            if !is_fixable {
                continue;
            }
            merged.insert(&term.slug);
            for index in &term.papers {
                let paper = papers[*index].document;
                let fields = (kind.fields)(paper).iter().filter(|field| field.slug == term.slug);
                for field in fields.filter(|field| is_same_word(&field.name, &common.name)) {
                    rename(&field.name, &common.name, &[paper]);
                }
            }
        }
    }
    merged
}

/// The first use of a term.
fn place<'a>(
    kind: &CheckedTermKind<'a>,
    papers: &'a [Paper<'a>],
    term: &Term<'_>,
) -> Option<(FileLocation<'a>, usize)> {
    term.papers.iter().find_map(|index| {
        let paper = papers[*index].document;
        let field = (kind.fields)(paper).iter().find(|field| field.slug == term.slug)?;
        Some(((&paper.path, Some(field.span)), *index))
    })
}

/// Words that end in `s` but are singular.
const SINGULAR: [&str; 9] = ["atlas", "bias", "canvas", "chaos", "gas", "lens", "news", "series", "species"];

/// A slug with its last word in the singular, by the regular rules of English.
fn singular(slug: &str) -> String {
    let last = slug.rsplit('-').next().unwrap_or(slug);
    let stem = |end: &str| slug.strip_suffix(end).map(str::to_owned);
    let is_singular =
        ["ss", "us", "is", "ics"].iter().any(|end| last.ends_with(end)) || SINGULAR.contains(&last);
    if last.len() < 4 || (is_singular && last != "metrics" && last != "topics") {
        return slug.to_owned();
    }
    if last.ends_with("ies") && last.len() > 4 {
        return stem("ies").map(|stem| stem + "y").unwrap_or_default();
    }
    if ["sses", "xes", "zes", "ches", "shes"].iter().any(|end| last.ends_with(end)) {
        return stem("es").unwrap_or_default();
    }
    stem("s").unwrap_or_else(|| slug.to_owned())
}

/// Reports several spellings of the same author.
fn authors(context: &CheckContext<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let terms = &context.digest.authors;
    let mut spelled: BTreeMap<usize, BTreeMap<&str, Vec<&PaperDocument>>> = BTreeMap::new();
    for paper in &context.digest.papers {
        for (author, term) in paper.document.authors.iter().zip(&paper.authors) {
            // Names merged by an alias are merged on purpose.
            if author.slug == terms[*term].slug {
                spelled.entry(*term).or_default().entry(&author.display).or_default().push(paper.document);
            }
        }
    }
    for (term, spellings) in spelled.into_iter().filter(|(_, spellings)| spellings.len() > 1) {
        let shown = &terms[term].name;
        let at = |name: &str, paper: &PaperDocument| {
            context.sources.text(&paper.path).and_then(|text| literal(text, name))
        };
        let place = |name: &str| {
            let paper = spellings.get(name)?.first()?;
            Some((&paper.path, at(name, paper)))
        };
        for (spelling, papers) in spellings.iter().filter(|(spelling, _)| *spelling != shown) {
            let here = (&papers[0].path, at(spelling, papers[0]));
            let counted = (*spelling, papers.len());
            diagnostics.push(codes::merged_spellings(here, "author", counted, shown, place(shown), false));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_one_word() {
        for (one, other, expected) in [
            ("Deep Learning", "deep-learning", true),
            ("Schrödinger Bridges", "schrodinger bridges", true),
            ("Caf\u{e9}", "Cafe\u{301}", true),
            ("transformers", "transformer", false),
            ("C++", "c plus plus", false),
            ("R&D", "R and D", false),
            ("Straße", "Strasse", false),
            ("λόγος", "λογος", false),
            ("й", "и", false),
        ] {
            assert_eq!(is_same_word(one, other), expected, "{one}, {other}");
        }
    }

    #[test]
    fn singulars() {
        for (slug, expected) in [
            ("transformers", "transformer"),
            ("neural-networks", "neural-network"),
            ("theories", "theory"),
            ("processes", "process"),
            ("boxes", "box"),
            ("databases", "database"),
            ("physics", "physics"),
            ("metrics", "metric"),
            ("bias", "bias"),
            ("analysis", "analysis"),
            ("corpus", "corpus"),
            ("loss", "loss"),
            ("gas", "gas"),
            ("llms", "llm"),
        ] {
            assert_eq!(singular(slug), expected, "{slug}");
        }
    }
}
