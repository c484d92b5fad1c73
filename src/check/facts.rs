//! Reports entries with missing metadata, and lists drafts and scheduled entries.

use super::CheckContext;
use crate::content::Document;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::check as codes;

/// Reports entries without topic, authors or identifier. Topics are expected only in a digest that uses them.
pub fn check(context: &CheckContext<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let has_topics = !context.digest.topics.is_empty();
    for paper in context.digest.papers.iter().map(|paper| paper.document) {
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

/// Lists drafts and scheduled entries.
pub fn hidden_entries(context: &CheckContext<'_>) -> Vec<Diagnostic> {
    let papers = || {
        context.documents.iter().filter_map(|document| match document {
            Document::Paper(paper) => Some(&**paper),
            Document::Section(_) => None,
        })
    };
    let drafts: Vec<_> = papers().filter(|paper| paper.draft).map(|paper| &paper.path).collect();
    let mut scheduled: Vec<_> =
        papers().filter(|paper| !paper.draft && paper.date.value > context.selection.today).collect();
    scheduled.sort_by_key(|paper| paper.date.value);
    let next = scheduled.first().map(|paper| paper.date.value.to_string()).unwrap_or_default();
    let scheduled: Vec<_> = scheduled.into_iter().map(|paper| &paper.path).collect();
    let notes = [codes::draft_entries(&drafts), codes::scheduled_entries(&scheduled, &next)];
    notes.into_iter().flatten().collect()
}
