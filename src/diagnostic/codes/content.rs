//! Problems in one content file, apart from its Markdown.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// A content file that does not start with front matter.
pub fn missing_front_matter(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("missing-front-matter", "the file does not start with front matter")
        .with_location(path, Span::new(0, 0))
        .with_help("begin with TOML between two lines `+++`, or with YAML between two lines `---`")
}

/// Front matter without the line that opens it.
pub fn unopened_front_matter(path: &SourcePath, line: Span, fence: &str) -> Diagnostic {
    Diagnostic::error("unopened-front-matter", format!("a line `{fence}` is missing before the front matter"))
        .with_location(path, line)
        .with_help(format!("begin the file with a line that holds `{fence}` alone"))
}

/// Front matter in JSON.
pub fn json_front_matter(path: &SourcePath, line: Span) -> Diagnostic {
    Diagnostic::error("json-front-matter", "front matter in JSON is not supported")
        .with_location(path, line)
        .with_help("write it as TOML between two lines `+++`, or as YAML between two lines `---`")
}

/// Front matter without its second `+++` or `---`.
pub fn unclosed_front_matter(path: &SourcePath, opening: Span, fence: &str) -> Diagnostic {
    Diagnostic::error("unclosed-front-matter", "the front matter is not closed")
        .with_location(path, opening)
        .with_label("opened here")
        .with_help(format!("end it with a line that contains only `{fence}`"))
}

/// A content file that is too large.
pub fn file_too_large(path: &SourcePath, found: usize, maximum: usize) -> Diagnostic {
    let megabytes = |bytes: usize| bytes.div_ceil(1_000_000);
    let problem = format!("the file is {} MB, the maximum is {} MB", megabytes(found), megabytes(maximum));
    Diagnostic::error("file-too-large", problem)
        .with_location(path, None::<Span>)
        .with_help("split it, or put the data into a separate file and link to that")
}

/// A Markdown file in a folder of `content/` that digestgen does not know.
pub fn unknown_content_folder(path: &SourcePath, nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(name) => format!("did you mean `content/{name}/`?"),
        None => {
            "put content into `content/papers/`, `editions/`, `topics/`, `authors/` or `pages/`".to_string()
        }
    };
    Diagnostic::error("unknown-content-folder", format!("`{path}` is not in a content folder"))
        .with_location(path, None::<Span>)
        .with_help(help)
}

/// A file in `content/editions/` whose name is not a day, week or month.
pub fn bad_edition_name(path: &SourcePath, stem: &str) -> Diagnostic {
    Diagnostic::error("bad-edition-name", format!("`{stem}` is not a day, week or month"))
        .with_location(path, None::<Span>)
        .with_help("name the file `2025-03-12.md`, `2025-W11.md` or `2025-03.md`")
}

/// An invalid arXiv id.
pub fn bad_arxiv_id(path: &SourcePath, span: Span, found: &str) -> Diagnostic {
    Diagnostic::error("bad-arxiv-id", format!("`{found}` is not an arXiv id"))
        .with_location(path, span)
        .with_help("write it as arXiv does: `2306.06626`, `2306.06626v2` or `math.GT/0309136`")
}

/// An invalid DOI.
pub fn bad_doi(path: &SourcePath, span: Span, found: &str) -> Diagnostic {
    Diagnostic::error("bad-doi", format!("`{found}` is not a DOI"))
        .with_location(path, span)
        .with_help("a DOI starts with `10.`, a number and a slash: `10.1007/s10955-022-02966-8`")
}

/// A paper's date that is not a year, month or day.
pub fn bad_published(path: &SourcePath, span: Span, key: &str, found: &str) -> Diagnostic {
    Diagnostic::error("bad-published", format!("`{key}` is `{found}`, expected a year, month or day"))
        .with_location(path, span)
        .with_help("write what is known: `\"2023\"`, `\"2023-06\"` or `2023-06-11`; for a range or season set `issued` under `[publication]`")
}

/// A date under `[publication]` that is not valid EDTF, or a range that ends before it begins.
pub fn bad_publication_date(path: &SourcePath, span: Span, key: &str, found: &str) -> Diagnostic {
    Diagnostic::error("bad-publication-date", format!("`{key}` is `{found}`, expected a date or a range of dates"))
        .with_location(path, span)
        .with_help("write `\"1988\"`, `\"1988-05\"` or `1988-05-03`, a season as `\"1988-21\"` (spring) to `\"1988-24\"` (winter), a range as `\"1988/1991\"` or `\"1988/..\"`; after a date, `~` means approximate and `?` uncertain")
}

/// An alias that is not a valid path of this site.
pub fn bad_alias(path: &SourcePath, span: Span, found: &str, suggestion: Option<&str>) -> Diagnostic {
    Diagnostic::error("bad-alias", format!("the alias `{found}` is not a path of this site"))
        .with_location(path, span)
        .with_help(format!("write a path from the site's root: `{}`", suggestion.unwrap_or("/old/name/")))
}
