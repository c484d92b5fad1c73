//! Problems with the pages and files that a digest produces.

use crate::diagnostic::Diagnostic;
use crate::place::{OutputPath, SourcePath, Span};

/// Where an output comes from; `None` if digestgen generates it.
type Origin<'a> = Option<(&'a SourcePath, Option<Span>)>;

/// Two outputs with the same path.
pub fn output_conflict(
    path: &SourcePath,
    span: Option<Span>,
    output: &OutputPath,
    other: Origin<'_>,
) -> Diagnostic {
    let url = format!("/{}", output.address());
    conflict(format!("two outputs have the URL `{url}`"), Some((path, span)), other)
}

/// Two outputs whose paths differ only in case or in Unicode normalization.
pub fn similar_outputs(one: (Origin<'_>, &OutputPath), other: (Origin<'_>, &OutputPath)) -> Diagnostic {
    let (one_url, other_url) = (one.1.address(), other.1.address());
    let message = format!(
        "`/{one_url}` and `/{other_url}` differ only in case or in the encoding of a letter, so they are one file on \
         some systems"
    );
    conflict(message, one.0, other.0)
}

/// An output whose path is that of a folder that another output needs.
pub fn file_and_folder(file: (Origin<'_>, &OutputPath), below: (Origin<'_>, &OutputPath)) -> Diagnostic {
    let message = format!(
        "`/{}` is a file, but `/{}` needs a folder with its name",
        file.1.address(),
        below.1.address()
    );
    conflict(message, file.0, below.0)
}

fn conflict(message: String, one: Origin<'_>, other: Origin<'_>) -> Diagnostic {
    let (one, other) = if one.is_some() { (one, other) } else { (other, None) };
    let mut diagnostic = Diagnostic::error("output-conflict", message);
    if let Some((path, span)) = one {
        diagnostic = diagnostic.with_location(path, span);
    }
    match other {
        Some((path, span)) => {
            diagnostic.with_related(path, span, "the other one").with_help("rename one of them")
        }
        None => diagnostic.with_help("digestgen generates the other one: choose another name"),
    }
}

/// An alias that includes the path of `base_url`, which is added to every path.
pub fn alias_with_base_path(path: &SourcePath, span: Span, alias: &str, rest: &str) -> Diagnostic {
    let message = format!("the alias `{alias}` includes the path of `base_url`, which is added to it");
    Diagnostic::warning("alias-with-base-path", message)
        .with_location(path, span)
        .with_help(format!("write `{rest}`"))
}

/// An output path that some systems refuse.
pub fn long_output_path(path: &SourcePath, span: Option<Span>, name: usize, whole: usize) -> Diagnostic {
    Diagnostic::error(
        "long-output-path",
        format!("the output has a name of more than {name} bytes, or a path of more than {whole}"),
    )
    .with_location(path, span)
    .with_help("choose a shorter name")
}

/// A page in `content/pages/` with a name that digestgen uses itself.
pub fn reserved_page(path: &SourcePath, name: &str) -> Diagnostic {
    Diagnostic::error("reserved-page", format!("`/{name}/` is a URL that digestgen uses itself"))
        .with_location(path, None::<Span>)
        .with_help("rename the file")
}
