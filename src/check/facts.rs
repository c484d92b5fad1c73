//! Entries that lack what a reader looks for, and those that wait for their day.

use super::Subject;
use crate::content::Document;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::check::{self as codes, Waiting};

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
    let told = [(Waiting::Draft, drafts), (Waiting::Later, later)];
    let told = told.into_iter().filter(|(_, paths)| !paths.is_empty());
    told.map(|(why, paths)| codes::waiting_entries(why, &paths, next.as_deref())).collect()
}
