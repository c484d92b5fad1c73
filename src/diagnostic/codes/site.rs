//! Problems in what becomes of the digest as pages.

use crate::diagnostic::Diagnostic;
use crate::place::{OutputPath, SourcePath, Span};

/// Two outputs at one address.
pub fn output_conflict(
    path: &SourcePath,
    span: Option<Span>,
    output: &OutputPath,
    other: Option<&SourcePath>,
) -> Diagnostic {
    let address = format!("/{}", output.address());
    let diagnostic =
        Diagnostic::error("output-conflict", format!("two outputs have the address `{address}`")).at(path, span);
    let diagnostic = match other {
        Some(other) => diagnostic.beside(other, None::<Span>, "the other one"),
        None => diagnostic,
    };
    diagnostic.help(if other.is_some() {
        "rename one of them"
    } else {
        "digestgen makes this page itself: choose another address"
    })
}

/// A page of the curator's whose name digestgen itself uses.
pub fn reserved_page(path: &SourcePath, name: &str) -> Diagnostic {
    Diagnostic::error("reserved-page", format!("`/{name}/` is an address that digestgen itself uses"))
        .at(path, None::<Span>)
        .help("rename the file")
}
