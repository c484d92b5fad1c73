//! Topics, tags and authors that are spelled in several ways. Which spellings are one is decided by
//! slugs; what looks like one and is not joined is told too, of topics and tags.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Subject;
use super::fix::{Edit, Fix};
use super::places::{Place, literal};
use crate::content::{PaperDocument, TermField};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::check as codes;
use crate::digest::{Paper, Term};
use crate::slug::Slug;

/// A kind of terms that entries name.
struct Kind<'a> {
    name: &'static str,
    key: &'static str,
    terms: &'a [Term<'a>],
    fields: fn(&'a PaperDocument) -> &'a [TermField],
}

/// Tells of topics and tags that are spelled in several ways, and how to spell them in one.
pub fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>, fixes: &mut Vec<Fix>) {
    let digest = subject.digest;
    let kinds = [
        Kind { name: "topic", key: "topics", terms: &digest.topics, fields: |paper| &paper.topics },
        Kind { name: "tag", key: "tags", terms: &digest.tags, fields: |paper| &paper.tags },
    ];
    for kind in kinds {
        let mut rename = |from: &str, to: &str, papers: &[&PaperDocument]| {
            let edit = || Edit::Rename { key: kind.key, from: from.to_owned(), to: to.to_owned() };
            fixes.extend(papers.iter().map(|paper| Fix { path: paper.path.clone(), edit: edit() }));
        };
        let merged = plurals(&kind, &digest.papers, diagnostics, &mut rename);
        spellings(&kind, &digest.papers, &merged, diagnostics, &mut rename);
    }
    authors(subject, diagnostics);
}

type Rename<'r> = &'r mut dyn FnMut(&str, &str, &[&PaperDocument]);

/// One slug, several spellings. Those of terms that are merged with another have been renamed already.
fn spellings<'a>(
    kind: &Kind<'a>,
    papers: &'a [Paper<'a>],
    merged: &BTreeSet<&Slug>,
    diagnostics: &mut Vec<Diagnostic>,
    rename: Rename<'_>,
) {
    let shown: HashMap<&Slug, &str> =
        kind.terms.iter().map(|term| (&term.slug, term.name.as_str())).collect();
    let mut spelled: BTreeMap<&Slug, BTreeMap<&str, Vec<(&PaperDocument, Place<'a>)>>> = BTreeMap::new();
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
            diagnostics.push(codes::merged_spellings(of[0].1, kind.name, (spelling, of.len()), shown, other));
            if !merged.contains(slug) {
                rename(spelling, shown, &of.iter().map(|(paper, _)| *paper).collect::<Vec<_>>());
            }
        }
    }
}

/// Several slugs that differ by a plural or a hyphen. Gives those that another is to be written for.
fn plurals<'a>(
    kind: &Kind<'a>,
    papers: &'a [Paper<'a>],
    diagnostics: &mut Vec<Diagnostic>,
    rename: Rename<'_>,
) -> BTreeSet<&'a Slug> {
    let mut merged = BTreeSet::new();
    let mut alike: BTreeMap<String, Vec<&'a Term<'a>>> = BTreeMap::new();
    for term in kind.terms.iter().filter(|term| !term.papers.is_empty()) {
        alike.entry(singular(term.slug.as_str()).replace('-', "")).or_default().push(term);
    }
    for mut terms in alike.into_values().filter(|terms| terms.len() > 1) {
        // What has a file of its own wins, then what most entries say.
        terms
            .sort_by_key(|term| (term.section.is_none(), usize::MAX - term.papers.len(), term.slug.as_str()));
        let common = terms[0];
        let Some(other) = place(kind, papers, common) else { continue };
        for term in terms[1..].iter().filter(|term| term.section.is_none()) {
            let Some(here) = place(kind, papers, term) else { continue };
            merged.insert(&term.slug);
            let count = term.papers.len();
            let told = codes::similar_terms(here.0, kind.name, (&term.name, count), &common.name, other.0);
            diagnostics.push(told);
            for index in &term.papers {
                let paper = papers[*index].document;
                let fields = (kind.fields)(paper).iter().filter(|field| field.slug == term.slug);
                fields.for_each(|field| rename(&field.name, &common.name, &[paper]));
            }
        }
    }
    merged
}

/// Where a term stands first.
fn place<'a>(kind: &Kind<'a>, papers: &'a [Paper<'a>], term: &Term<'_>) -> Option<(Place<'a>, usize)> {
    term.papers.iter().find_map(|index| {
        let paper = papers[*index].document;
        let field = (kind.fields)(paper).iter().find(|field| field.slug == term.slug)?;
        Some(((&paper.path, Some(field.span)), *index))
    })
}

/// Words that end in `s` and are no plural.
const SINGULAR: [&str; 9] = ["atlas", "bias", "canvas", "chaos", "gas", "lens", "news", "series", "species"];

/// A slug with its last word in the singular, as far as the rules of English for most nouns go.
fn singular(slug: &str) -> String {
    let last = slug.rsplit('-').next().unwrap_or(slug);
    let stem = |end: &str| slug.strip_suffix(end).map(str::to_owned);
    let never = ["ss", "us", "is", "ics"].iter().any(|end| last.ends_with(end)) || SINGULAR.contains(&last);
    if last.len() < 4 || (never && last != "metrics" && last != "topics") {
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

/// One author, several spellings.
fn authors(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let terms = &subject.digest.authors;
    let mut spelled: BTreeMap<usize, BTreeMap<&str, Vec<&PaperDocument>>> = BTreeMap::new();
    for paper in &subject.digest.papers {
        for (author, term) in paper.document.authors.iter().zip(&paper.authors) {
            // What is joined by an alias was joined on purpose.
            if author.slug == terms[*term].slug {
                spelled.entry(*term).or_default().entry(&author.display).or_default().push(paper.document);
            }
        }
    }
    for (term, spellings) in spelled.into_iter().filter(|(_, spellings)| spellings.len() > 1) {
        let shown = &terms[term].name;
        let at = |name: &str, paper: &PaperDocument| {
            subject.sources.text(&paper.path).and_then(|text| literal(text, name))
        };
        let place = |name: &str| {
            let paper = spellings.get(name)?.first()?;
            Some((&paper.path, at(name, paper)))
        };
        for (spelling, papers) in spellings.iter().filter(|(spelling, _)| *spelling != shown) {
            let here = (&papers[0].path, at(spelling, papers[0]));
            let counted = (*spelling, papers.len());
            diagnostics.push(codes::merged_spellings(here, "author", counted, shown, place(shown)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
