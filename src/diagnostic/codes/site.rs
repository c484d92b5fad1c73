//! Problems with the pages and files that a digest produces.

use crate::diagnostic::Diagnostic;
use crate::place::{OutputPath, SourcePath, Span};

/// Two outputs with the same path.
pub fn output_conflict(
    path: &SourcePath,
    span: Option<Span>,
    output: &OutputPath,
    other: Option<&SourcePath>,
) -> Diagnostic {
    let url = format!("/{}", output.address());
    let diagnostic = Diagnostic::error("output-conflict", format!("two outputs have the URL `{url}`"))
        .with_location(path, span);
    let diagnostic = match other {
        Some(other) => diagnostic.with_related(other, None::<Span>, "the other one"),
        None => diagnostic,
    };
    diagnostic.with_help(if other.is_some() {
        "rename one of them"
    } else {
        "digestgen generates this page: choose another name"
    })
}

/// A page in `content/pages/` with a name that digestgen uses itself.
pub fn reserved_page(path: &SourcePath, name: &str) -> Diagnostic {
    Diagnostic::error("reserved-page", format!("`/{name}/` is a URL that digestgen uses itself"))
        .with_location(path, None::<Span>)
        .with_help("rename the file")
}
