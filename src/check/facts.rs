//! Entries that lack what a reader looks for, and those that wait for their day.

use super::Subject;
use crate::content::Document;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::check as codes;

/// Tells of entries without topic, authors or identity. In a digest that has no topics none are missed.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let has_topics = !subject.digest.topics.is_empty();
    for paper in subject.digest.papers.iter().map(|paper| paper.document) {
        let (path, span) = (&paper.path, paper.title.span);
        if has_topics && paper.topics.is_empty() {
            diagnostics.push(codes::no_topic(path, span));
        }
        if paper.authors.is_empty() {
            diagnostics.push(codes::no_authors(path, span));
        }
        if paper.identities.is_empty() {
            diagnostics.push(codes::no_identity(path, span));
        }
    }
    diagnostics
}

/// Names drafts and entries of later days.
pub fn waiting(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let papers = || {
        subject.documents.iter().filter_map(|document| match document {
            Document::Paper(paper) => Some(&**paper),
            Document::Section(_) => None,
        })
    };
    let drafts: Vec<_> = papers().filter(|paper| paper.draft).map(|paper| &paper.path).collect();
    let mut later: Vec<_> =
        papers().filter(|paper| !paper.draft && paper.date.value > subject.selection.today).collect();
    later.sort_by_key(|paper| paper.date.value);
    let next = later.first().map(|paper| paper.date.value.to_string());
    let later: Vec<_> = later.into_iter().map(|paper| &paper.path).collect();
    let mut diagnostics = Vec::new();
    if !drafts.is_empty() {
        diagnostics.push(codes::draft_entries(&drafts));
    }
    if !later.is_empty() {
        diagnostics.push(codes::scheduled_entries(&later, next.as_deref()));
    }
    diagnostics
}
