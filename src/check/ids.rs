//! Finds arXiv ids that are written as addresses, or with words before them. They are understood, but a bare id is
//! what other tools look for.

use super::CheckContext;
use super::fix::{Edit, Fix};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::check as codes;

/// Reports such ids; `--fix` replaces them.
pub fn check(context: &CheckContext<'_>, diagnostics: &mut Vec<Diagnostic>, fixes: &mut Vec<Fix>) {
    for paper in context.digest.papers.iter().map(|paper| paper.document) {
        let Some(arxiv) = &paper.arxiv else { continue };
        let id = arxiv.value.to_string();
        let file = context.sources.text(&paper.path).unwrap_or_default();
        let written = file.get(arxiv.span.range()).unwrap_or_default().trim_matches(['"', '\'']);
        if written.is_empty() || written == id {
            continue;
        }
        diagnostics.push(codes::long_arxiv_id(&paper.path, arxiv.span, written, &id));
        fixes.push(Fix {
            path: paper.path.clone(),
            edit: Edit::Set { key: "arxiv", from: written.to_owned(), to: id },
        });
    }
}
