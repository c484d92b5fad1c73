//! Problems that `digestgen check` reports in a site that can be built.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// A file, and a byte range in it if known.
pub type FileLocation<'a> = (&'a SourcePath, Option<Span>);

/// A link to a page that does not exist. `page` is one that contains the link.
pub fn missing_target(
    location: Option<FileLocation<'_>>,
    url: &str,
    page: &str,
    near: Option<&str>,
) -> Diagnostic {
    let help = match near {
        _ if url.ends_with(".md") => "link to an entry by its slug: `[[slug]]`".to_owned(),
        Some(near) => format!("did you mean `{near}`?"),
        None => "fix the link, or create its target".to_owned(),
    };
    let message = format!("a link points to `{url}`, which does not exist");
    at_location_or_page(Diagnostic::warning("missing-target", message), location, page).with_help(help)
}

/// A link to an anchor that a page does not have.
pub fn missing_anchor(
    location: Option<FileLocation<'_>>,
    url: &str,
    page: &str,
    near: Option<&str>,
) -> Diagnostic {
    let (target, anchor) = url.rsplit_once('#').unwrap_or((url, ""));
    let help = match near {
        Some(near) => format!("did you mean `#{near}`?"),
        None => format!("link to `{target}`, or add the anchor to a heading there: `## … {{#{anchor}}}`"),
    };
    let message = format!("a link points to `#{anchor}`, which does not exist on the page `{target}`");
    at_location_or_page(Diagnostic::warning("missing-anchor", message), location, page).with_help(help)
}

/// An image, style sheet or script that does not exist.
pub fn missing_file(
    location: Option<FileLocation<'_>>,
    url: &str,
    page: &str,
    near: Option<&str>,
) -> Diagnostic {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "add the file to `static/`, or fix the path".to_owned(),
    };
    let message = format!("a page uses the file `{url}`, which does not exist");
    at_location_or_page(Diagnostic::warning("missing-file", message), location, page).with_help(help)
}

/// An image without alternative text.
pub fn no_alt_text(location: Option<FileLocation<'_>>, image: &str, page: &str) -> Diagnostic {
    let message = format!("the image `{image}` has no alt text");
    at_location_or_page(Diagnostic::warning("no-alt-text", message), location, page).with_help(
        "describe it: `![loss over time](loss.png)`; for a decorative image write `<img alt=\"\" src=\"…\">`",
    )
}

/// Adds the source location to a problem or, if it is unknown, the page to its message.
fn at_location_or_page(diagnostic: Diagnostic, location: Option<FileLocation<'_>>, page: &str) -> Diagnostic {
    match location {
        Some((path, span)) => diagnostic.with_location(path, span),
        None => {
            Diagnostic { message: format!("{} (on the page `{page}`)", diagnostic.message), ..diagnostic }
        }
    }
}

/// Two entries with nearly the same title.
pub fn similar_titles(location: FileLocation<'_>, other: FileLocation<'_>, other_slug: &str) -> Diagnostic {
    Diagnostic::warning("similar-titles", "two entries have nearly the same title")
        .with_location(location.0, location.1)
        .with_related(other.0, other.1, "the other entry")
        .with_help(format!(
            "if they are the same paper, delete one, or mark the later one with `again = \"{other_slug}\"`"
        ))
}

/// An entry without a topic.
pub fn no_topic(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::warning("no-topic", "the entry has no topic, but other entries do")
        .with_location(path, span)
        .with_help("add `topics = [\"…\"]`; entries are grouped by the first topic")
}

/// An entry without authors.
pub fn no_authors(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::warning("no-authors", "the entry has no authors")
        .with_location(path, span)
        .with_help("add `authors = [\"Given Family\"]`; write a group in braces: `\"{The Group}\"`")
}

/// An entry without an identifier.
pub fn no_identity(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::warning("no-identity", "the entry has no arXiv id, DOI or URL")
        .with_location(path, span)
        .with_help("add `arxiv = \"…\"`, `doi = \"…\"` or `url = \"https://…\"`")
}

/// A spelling that is merged with another one. `kind` is `topic`, `tag` or `author`.
pub fn merged_spellings(
    location: FileLocation<'_>,
    kind: &str,
    (spelling, count): (&str, usize),
    shown: &str,
    other: Option<FileLocation<'_>>,
    is_fixable: bool,
) -> Diagnostic {
    let message = format!("the {kind} `{spelling}` is merged with `{shown}` and shown as `{shown}`");
    let diagnostic = Diagnostic::warning("merged-spellings", message).with_location(location.0, location.1);
    let diagnostic = match other {
        Some(other) => diagnostic.with_related(other.0, other.1, "this spelling is here"),
        None => diagnostic,
    };
    diagnostic.with_help(format!("{}{}", spell(shown, is_fixable), more(count)))
}

/// Two topics or tags that differ only in a plural or a hyphen.
pub fn similar_terms(
    location: FileLocation<'_>,
    kind: &str,
    (name, count): (&str, usize),
    common: &str,
    other: FileLocation<'_>,
    is_fixable: bool,
) -> Diagnostic {
    let message = format!("the {kind}s `{name}` and `{common}` may be the same");
    Diagnostic::warning("similar-terms", message)
        .with_location(location.0, location.1)
        .with_related(other.0, other.1, "the other entry")
        .with_help(format!("{}{}", spell(common, is_fixable), more(count)))
}

fn spell(name: &str, is_fixable: bool) -> String {
    if is_fixable {
        format!("write `{name}`, or run `digestgen check --fix`")
    } else {
        format!("if they are the same, write `{name}` everywhere")
    }
}

fn more(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        2 => "; used in one more entry".to_owned(),
        count => format!("; used in {} more entries", count - 1),
    }
}

/// Two authors who may be the same person.
pub fn similar_names(
    location: FileLocation<'_>,
    name: &str,
    common: (&str, &str),
    other: FileLocation<'_>,
    why: &str,
) -> Diagnostic {
    let (common, slug) = common;
    Diagnostic::warning("similar-names", format!("`{name}` and `{common}` may be the same person: {why}"))
        .with_location(location.0, location.1)
        .with_related(other.0, other.1, "the other entry")
        .with_help(format!(
            "use one spelling, or merge them with `aliases = [\"{name}\"]` in `content/authors/{slug}.md`"
        ))
}

/// An arXiv id that is written as an address.
pub fn long_arxiv_id(path: &SourcePath, span: Span, written: &str, id: &str) -> Diagnostic {
    Diagnostic::warning("long-arxiv-id", format!("`arxiv` is `{written}`, of which the id is `{id}`"))
        .with_location(path, span)
        .with_help(format!("write `arxiv = \"{id}\"`, or run `digestgen check --fix`"))
}

/// A code repository that the abstract mentions and the entry does not link to.
pub fn unlisted_code(path: &SourcePath, span: Option<Span>, url: &str, has_code: bool) -> Diagnostic {
    let help = if has_code {
        format!("`code` is a different repository: correct it, or add `[[links]]` with `url = \"{url}\"`")
    } else {
        format!("add `code = \"{url}\"`, or run `digestgen check --fix`")
    };
    Diagnostic::warning(
        "unlisted-code",
        format!("the abstract mentions `{url}`, but the entry does not link to it"),
    )
    .with_location(path, span)
    .with_help(help)
}

/// An unused template.
pub fn unused_template(path: &SourcePath, near: Option<&str>) -> Diagnostic {
    Diagnostic::warning("unused-template", "this template is not used")
        .with_location(path, None::<Span>)
        .with_help(near.map_or("use it, or delete it".to_owned(), |near| format!("did you mean `{near}`?")))
}

/// An unused static file.
pub fn unused_file(path: &SourcePath) -> Diagnostic {
    Diagnostic::warning("unused-file", "this file is not used")
        .with_location(path, None::<Span>)
        .with_help("use it, link to it, or delete it")
}

/// A page that takes long to load. `largest` is its largest part.
pub fn large_page(
    path: Option<&SourcePath>,
    page: &str,
    bytes: u64,
    largest: Option<(&str, u64)>,
) -> Diagnostic {
    let message = format!("the page `{page}` is {}", megabytes(bytes));
    let diagnostic = Diagnostic::warning("large-page", message);
    let diagnostic = match path {
        Some(path) => diagnostic.with_location(path, None::<Span>),
        None => diagnostic,
    };
    diagnostic.with_help(match largest {
        Some((part, bytes)) => format!("`{part}` is {} of it: make it smaller", megabytes(bytes)),
        None => "put fewer entries on a page (`per_page` under `[pagination]`), or split the text".to_owned(),
    })
}

/// Feeds that some readers may refuse. `url` is the largest of `count`.
pub fn large_feed(path: &SourcePath, url: &str, bytes: u64, count: usize) -> Diagnostic {
    let message = match count {
        1 => format!("the feed `{url}` is {}", megabytes(bytes)),
        _ => format!("{count} feeds are too large; the largest, `{url}`, is {}", megabytes(bytes)),
    };
    Diagnostic::warning("large-feed", message)
        .with_location(path, None::<Span>)
        .with_help("under `[feeds]`, lower `limit`, or set `full_content = false`: some feed readers accept 1 MB at most")
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// Drafts, which are not checked. `None` if there are none.
pub fn draft_entries(paths: &[&SourcePath]) -> Option<Diagnostic> {
    let what = match paths.len() {
        0 => return None,
        1 => "one entry is a draft".to_owned(),
        count => format!("{count} entries are drafts"),
    };
    Some(list_entries(Diagnostic::note("draft-entries", what), paths, "use `--drafts` to check drafts"))
}

/// Entries dated after today, whose links are not checked; `next` is the earliest date. `None` if there are
/// none.
pub fn scheduled_entries(paths: &[&SourcePath], next: &str) -> Option<Diagnostic> {
    let what = match paths.len() {
        0 => return None,
        1 => format!("one entry is scheduled, the next for {next}"),
        count => format!("{count} entries are scheduled, the next for {next}"),
    };
    let note = Diagnostic::note("scheduled-entries", what);
    Some(list_entries(note, paths, "use `--future` to check their links"))
}

/// Maximum number of entries that one note lists.
const MAX_LISTED: usize = 10;

fn list_entries(note: Diagnostic, paths: &[&SourcePath], help: &str) -> Diagnostic {
    let (first, more) = paths.split_at(paths.len().min(MAX_LISTED));
    let note = first.iter().fold(note, |note, path| note.with_related(path, None::<Span>, "entry"));
    match more.len() {
        0 => note.with_help(help),
        more => note.with_help(format!("{more} more are not listed; {help}")),
    }
}

/// A web page that does not exist.
pub fn dead_link(location: FileLocation<'_>, url: &str, problem: &str) -> Diagnostic {
    Diagnostic::warning("dead-link", format!("`{url}` {problem}"))
        .with_location(location.0, location.1)
        .with_help("fix or remove the link")
}

/// A web page that has moved permanently.
pub fn moved_link(location: FileLocation<'_>, url: &str, to: &str, age: &str) -> Diagnostic {
    Diagnostic::warning("moved-link", format!("`{url}` has moved{age}"))
        .with_location(location.0, location.1)
        .with_help(format!("update the link to `{to}`"))
}

/// A web page that redirects temporarily.
pub fn redirected_link(location: FileLocation<'_>, url: &str, to: &str, age: &str) -> Diagnostic {
    Diagnostic::note("redirected-link", format!("`{url}` redirects to `{to}`{age}"))
        .with_location(location.0, location.1)
}

/// A link that could not be checked.
pub fn unverified_link(location: FileLocation<'_>, url: &str, problem: &str) -> Diagnostic {
    Diagnostic::note("unverified-link", format!("`{url}` {problem}"))
        .with_location(location.0, location.1)
        .with_help("open it in a browser: some hosts block automated requests")
}

/// A link to a host on this machine or its network.
pub fn private_link(location: FileLocation<'_>, url: &str, why: &str) -> Diagnostic {
    Diagnostic::warning("private-link", format!("`{url}` was not requested: {why}"))
        .with_location(location.0, location.1)
        .with_help("readers cannot reach it; use `--allow-private` to check it anyway")
}
