//! Problems between content files.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// Two entries with one slug.
pub fn duplicate_slug(path: &SourcePath, span: Option<Span>, slug: &str, first: &SourcePath) -> Diagnostic {
    Diagnostic::error("duplicate-slug", format!("two entries have the address `/papers/{slug}/`"))
        .at(path, span)
        .beside(first, None::<Span>, "the first one")
        .help("rename one of the files, or give one a `slug` of its own")
}

/// Two files that describe one topic, author, edition or page.
pub fn duplicate_section(path: &SourcePath, first: &SourcePath, what: &str) -> Diagnostic {
    Diagnostic::error("duplicate-section", format!("two files describe the {what}"))
        .at(path, None::<Span>)
        .beside(first, None::<Span>, "the first one")
        .help("merge them, or rename one")
}

/// Two entries for one paper. `id` names what they share.
pub fn duplicate_paper(
    path: &SourcePath,
    span: Span,
    id: &str,
    first: (&SourcePath, Span),
    first_slug: &str,
) -> Diagnostic {
    Diagnostic::error("duplicate-paper", format!("two entries have the {id}"))
        .at(path, span)
        .beside(first.0, first.1, "first listed here")
        .help(format!("link the second edition with `again = \"{first_slug}\"`, or delete one"))
}

/// `again` names no entry.
pub fn repeat_of_unknown_entry(path: &SourcePath, span: Span, slug: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::error("repeat-of-unknown-entry", format!("`again` names no entry: `{slug}`")).at(path, span).help(
        nearest.map_or("give the slug of the earlier entry".to_string(), |name| {
            format!("did you mean `{name}`?")
        }),
    )
}

/// A link to an entry that does not exist.
pub fn unresolved_reference(
    path: &SourcePath,
    span: Span,
    target: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    Diagnostic::error("unresolved-reference", format!("there is no entry `{target}`")).at(path, span).help(
        nearest.map_or(
            "link by the entry's slug: `[[slug]]`, or by its arXiv id: `[@2306.06626]`".to_string(),
            |name| format!("did you mean `{name}`?"),
        ),
    )
}

/// A link to an entry that is a draft, expired or of a later day.
pub fn hidden_reference(path: &SourcePath, span: Span, target: &str, why: &str) -> Diagnostic {
    Diagnostic::warning("hidden-reference", format!("the entry `{target}` is not shown: {why}"))
        .at(path, span)
        .help("the words stay, without a link, until it is shown")
}

/// A topic that no file declares, where others are declared.
pub fn undeclared_topic(path: &SourcePath, span: Span, name: &str, nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(name) => format!("did you mean `{name}`?"),
        None => "declare it with a file in `content/topics/`".to_string(),
    };
    Diagnostic::warning("undeclared-topic", format!("the topic `{name}` is not declared"))
        .at(path, span)
        .help(help)
}

/// A picture that does not lie where the note says.
pub fn missing_image(path: &SourcePath, span: Span, picture: &str, nearest: Option<&str>) -> Diagnostic {
    let is_folder = path.file_name() == "index.md";
    let help = match nearest {
        Some(name) => format!("did you mean `{name}`?"),
        None if is_folder => format!("put it beside `{path}`"),
        None => {
            let folder = path.as_str().strip_suffix(".md").unwrap_or(path.as_str());
            format!("make the entry a folder, `{folder}/index.md`, and put the picture beside it")
        }
    };
    Diagnostic::error("missing-image", format!("there is no file `{picture}`")).at(path, span).help(help)
}

/// Opening words for an edition that lists nothing.
pub fn empty_edition(path: &SourcePath, edition: &str) -> Diagnostic {
    Diagnostic::warning("empty-edition", format!("no entry is shown in the edition `{edition}`"))
        .at(path, None::<Span>)
        .help("date an entry in it, or remove the file")
}
