//! Problems in one content file, apart from its Markdown.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// A content file that does not start with front matter.
pub fn missing_front_matter(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("missing-front-matter", "the file does not start with front matter")
        .at(path, Span::new(0, 0))
        .help(
            "begin with a line `+++`, then `title = \"…\"` and `date = 2025-03-12`, then another line `+++`",
        )
}

/// Front matter without its second `+++`.
pub fn unclosed_front_matter(path: &SourcePath, opening: Span) -> Diagnostic {
    Diagnostic::error("unclosed-front-matter", "the front matter is not closed")
        .at(path, opening)
        .saying("opened here")
        .help("end it with a line that holds `+++` alone")
}

/// A content file that takes too much to read.
pub fn file_too_large(path: &SourcePath, found: usize, longest: usize) -> Diagnostic {
    let megabytes = |bytes: usize| bytes.div_ceil(1_000_000);
    let problem = format!("the file has {} MB, expected {} at most", megabytes(found), megabytes(longest));
    Diagnostic::error("file-too-large", problem)
        .at(path, None::<Span>)
        .help("part it, or put the data into a file beside it and link to that")
}

/// A Markdown file in a folder of `content/` that digestgen does not know.
pub fn unknown_content_folder(path: &SourcePath, nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(name) => format!("did you mean `content/{name}/`?"),
        None => {
            "content lies in `content/papers/`, `editions/`, `topics/`, `authors/` or `pages/`".to_string()
        }
    };
    Diagnostic::error("unknown-content-folder", format!("`{path}` is in none of the folders of content"))
        .at(path, None::<Span>)
        .help(help)
}

/// A file in `content/editions/` whose name is no day, week or month.
pub fn bad_edition_name(path: &SourcePath, stem: &str) -> Diagnostic {
    Diagnostic::error("bad-edition-name", format!("`{stem}` is no day, week or month"))
        .at(path, None::<Span>)
        .help("name the file `2025-03-12.md`, `2025-W11.md` or `2025-03.md`")
}

/// Something that should be an arXiv id.
pub fn bad_arxiv_id(path: &SourcePath, span: Span, found: &str) -> Diagnostic {
    Diagnostic::error("bad-arxiv-id", format!("`{found}` is no arXiv id"))
        .at(path, span)
        .help("write it as arXiv does: `2306.06626`, `2306.06626v2` or `math.GT/0309136`")
}

/// Something that should be a DOI.
pub fn bad_doi(path: &SourcePath, span: Span, found: &str) -> Diagnostic {
    Diagnostic::error("bad-doi", format!("`{found}` is no DOI"))
        .at(path, span)
        .help("a DOI starts with `10.`, a number and a slash: `10.1007/s10955-022-02966-8`")
}

/// A date of a paper that is neither year, month nor day.
pub fn bad_published(path: &SourcePath, span: Span, key: &str, found: &str) -> Diagnostic {
    Diagnostic::error("bad-published", format!("`{key}` is `{found}`, expected a year, month or day"))
        .at(path, span)
        .help("write it as precisely as it is known: `\"2023\"`, `\"2023-06\"` or `2023-06-11`; a range or season is `issued` of `[publication]`")
}

/// A date of `[publication]` that EDTF does not have, or that ends before it begins.
pub fn bad_publication_date(path: &SourcePath, span: Span, key: &str, found: &str) -> Diagnostic {
    Diagnostic::error("bad-publication-date", format!("`{key}` is `{found}`, expected a date or a range of dates"))
        .at(path, span)
        .help("write `\"1988\"`, `\"1988-05\"` or `1988-05-03`, a season as `\"1988-21\"` (spring) to `\"1988-24\"` (winter), a range as `\"1988/1991\"` or `\"1988/..\"`; behind a date, `~` says about and `?` perhaps")
}

/// An alias that cannot be an address of this site.
pub fn bad_alias(path: &SourcePath, span: Span, found: &str) -> Diagnostic {
    Diagnostic::error("bad-alias", format!("the alias `{found}` is no path of this site"))
        .at(path, span)
        .help("write a path from the site's root without `..`: `/old/name/`")
}
