//! Problems between content files.

use crate::diagnostic::Diagnostic;
use crate::paper::HiddenReason;
use crate::place::{SourcePath, Span};

/// Two entries with the same slug.
pub fn duplicate_slug(path: &SourcePath, span: Option<Span>, slug: &str, first: &SourcePath) -> Diagnostic {
    Diagnostic::error("duplicate-slug", format!("two entries have the URL `/papers/{slug}/`"))
        .with_location(path, span)
        .with_related(first, None::<Span>, "the first one")
        .with_help("rename one of the files, or set a different `slug` in one of them")
}

/// Two files that describe the same topic, author, edition or page.
pub fn duplicate_section(path: &SourcePath, first: &SourcePath, what: &str) -> Diagnostic {
    Diagnostic::error("duplicate-section", format!("two files describe the {what}"))
        .with_location(path, None::<Span>)
        .with_related(first, None::<Span>, "the first one")
        .with_help("merge them, or rename one")
}

/// Two entries for the same paper. `id` names the identifier that they share.
pub fn duplicate_paper(
    path: &SourcePath,
    span: Span,
    id: &str,
    first: (&SourcePath, Span),
    first_slug: &str,
) -> Diagnostic {
    Diagnostic::error("duplicate-paper", format!("two entries have the same {id}"))
        .with_location(path, span)
        .with_related(first.0, first.1, "first listed here")
        .with_help(format!("mark the later entry with `again = \"{first_slug}\"`, or delete one"))
}

/// `again` refers to an entry that does not exist.
pub fn repeat_of_unknown_entry(
    path: &SourcePath,
    span: Span,
    slug: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    Diagnostic::error("repeat-of-unknown-entry", format!("`again` refers to an unknown entry: `{slug}`"))
        .with_location(path, span)
        .with_help(nearest.map_or("set it to the slug of the earlier entry".to_string(), |name| {
            format!("did you mean `{name}`?")
        }))
}

/// A link to an entry that does not exist.
pub fn unresolved_reference(
    path: &SourcePath,
    span: Span,
    target: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    Diagnostic::error("unresolved-reference", format!("there is no entry `{target}`"))
        .with_location(path, span)
        .with_help(nearest.map_or(
            "link by the entry's slug: `[[slug]]`, or by its arXiv id: `[@2306.06626]`".to_string(),
            |name| format!("did you mean `{name}`?"),
        ))
}

/// A link to an entry that is a draft, expired or scheduled.
pub fn hidden_reference(path: &SourcePath, span: Span, target: &str, reason: HiddenReason) -> Diagnostic {
    let why = match reason {
        HiddenReason::Draft => "it is a draft",
        HiddenReason::Scheduled => "it is dated after today",
        HiddenReason::Expired => "it has expired",
    };
    Diagnostic::warning("hidden-reference", format!("the entry `{target}` is not shown: {why}"))
        .with_location(path, span)
        .with_help("until it is shown, the text appears without a link")
}

/// A topic without a file, in a digest where other topics have one.
pub fn undeclared_topic(path: &SourcePath, span: Span, name: &str, nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(name) => format!("did you mean `{name}`?"),
        None => "add a file for it in `content/topics/`".to_string(),
    };
    Diagnostic::warning("undeclared-topic", format!("the topic `{name}` is not declared"))
        .with_location(path, span)
        .with_help(help)
}

/// An image in a note whose file does not exist.
pub fn missing_image(path: &SourcePath, span: Span, image: &str, nearest: Option<&str>) -> Diagnostic {
    let is_folder = path.file_name() == "index.md";
    let help = match nearest {
        Some(name) => format!("did you mean `{name}`?"),
        None if is_folder => format!("put the image next to `{path}`"),
        None => {
            let folder = path.as_str().strip_suffix(".md").unwrap_or(path.as_str());
            format!("move the entry to `{folder}/index.md`, and put the image next to it")
        }
    };
    Diagnostic::error("missing-image", format!("there is no file `{image}`"))
        .with_location(path, span)
        .with_help(help)
}

/// A file for an edition without visible entries.
pub fn empty_edition(path: &SourcePath, edition: &str) -> Diagnostic {
    Diagnostic::warning("empty-edition", format!("the edition `{edition}` has no visible entries"))
        .with_location(path, None::<Span>)
        .with_help("add an entry dated in it, or remove the file")
}
