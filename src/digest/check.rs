//! Reports duplicate entries, and files that describe the same thing.

use std::collections::{BTreeMap, HashMap};

use crate::content::{ContentKind, PaperDocument, SectionDocument};
use crate::diagnostic::codes::digest as codes;
use crate::diagnostic::{Diagnostic, nearest};
use crate::paper::PaperId;
use crate::place::{SourcePath, Span};
use crate::slug::Slug;

/// Reports entries with the same slug, and keeps the first. Hidden entries are included, because they will be shown
/// later.
pub fn slugs(papers: &mut Vec<&PaperDocument>, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: HashMap<&Slug, &PaperDocument> = HashMap::new();
    papers.retain(|paper| {
        let first = first.entry(&paper.slug).or_insert(paper);
        if first.path != paper.path {
            let span = (paper.slug_span != Span::default()).then_some(paper.slug_span);
            diagnostics.push(codes::duplicate_slug(&paper.path, span, paper.slug.as_str(), &first.path));
        }
        first.path == paper.path
    });
}

/// Reports entries with the same identifier, unless the later one sets `again`. Returns for each entry (by path) the
/// slugs of the other entries for the same paper.
pub fn identities<'d>(
    papers: &[&'d PaperDocument],
    diagnostics: &mut Vec<Diagnostic>,
) -> HashMap<&'d SourcePath, Vec<&'d Slug>> {
    let mut oldest_first = papers.to_vec();
    oldest_first.sort_by(|a, b| a.date.value.cmp(&b.date.value).then_with(|| a.path.cmp(&b.path)));
    // Few digests list a paper again.
    let lists_again = papers.iter().any(|paper| paper.again.is_some());
    let by_slug = papers.iter().filter(|_| lists_again).map(|paper| (paper.slug.as_str(), *paper));
    let by_slug: BTreeMap<&str, &PaperDocument> = by_slug.collect();
    let mut known: HashMap<&PaperId, (&PaperDocument, Span)> = HashMap::new();
    let mut same: HashMap<&SourcePath, Vec<&Slug>> = HashMap::new();
    let mut reported: Vec<(&SourcePath, &SourcePath)> = Vec::new();
    for paper in oldest_first {
        let again = paper.again.as_ref();
        let named = again.and_then(|again| by_slug.get(again.value.as_str()).copied());
        if let (Some(again), None) = (again, named) {
            let near = nearest(&again.value, by_slug.keys().copied());
            diagnostics.push(codes::repeat_of_unknown_entry(&paper.path, again.span, &again.value, near));
        }
        if let Some(first) = named.filter(|first| first.path != paper.path) {
            same.entry(&paper.path).or_default().push(&first.slug);
            same.entry(&first.path).or_default().push(&paper.slug);
        }
        for id in &paper.identities {
            let (first, span) = *known.entry(&id.value).or_insert((paper, id.span));
            let clash = first.path != paper.path && again.is_none();
            if clash && !reported.contains(&(&paper.path, &first.path)) {
                reported.push((&paper.path, &first.path));
                let (name, slug) = (id.value.to_string(), first.slug.as_str());
                diagnostics.push(codes::duplicate_paper(
                    &paper.path,
                    id.span,
                    &name,
                    (&first.path, span),
                    slug,
                ));
            }
        }
    }
    same
}

/// Reports files that describe the same topic, author, edition or page, and keeps the first.
pub fn sections(sections: &mut Vec<&SectionDocument>, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<String, &SectionDocument> = BTreeMap::new();
    sections.retain(|section| {
        let what = match &section.kind {
            ContentKind::Topic(name) => format!("topic `{}`", Slug::of(name)),
            ContentKind::Author(name) => format!("author `{}`", Slug::of(name)),
            ContentKind::Edition(id) => format!("edition `{id}`"),
            ContentKind::Page(page) => format!("page `/{page}/`"),
            ContentKind::Paper(_) => return true,
        };
        let first = first.entry(what.clone()).or_insert(section);
        if first.path != section.path {
            diagnostics.push(codes::duplicate_section(&section.path, &first.path, &what));
        }
        first.path == section.path
    });
}
