//! What `check` finds in a site that can be built.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// A place in a file.
pub type Place<'a> = (&'a SourcePath, Option<Span>);

/// A link to what the site does not have. `page` is one that holds it.
pub fn missing_target(place: Option<Place<'_>>, address: &str, page: &str, near: Option<&str>) -> Diagnostic {
    let help = match near {
        _ if address.ends_with(".md") => "link to an entry by its slug: `[[slug]]`".to_owned(),
        Some(near) => format!("did you mean `{near}`?"),
        None => "mend the address, or add what it leads to".to_owned(),
    };
    let message = format!("a link leads to `{address}`, where nothing is");
    found_at(Diagnostic::warning("missing-target", message), place, page).help(help)
}

/// A link to a place that a page does not have.
pub fn missing_anchor(place: Option<Place<'_>>, address: &str, page: &str, near: Option<&str>) -> Diagnostic {
    let (target, anchor) = address.rsplit_once('#').unwrap_or((address, ""));
    let help = match near {
        Some(near) => format!("did you mean `#{near}`?"),
        None => format!("link to `{target}`, or give a heading there this name: `## … {{#{anchor}}}`"),
    };
    let message = format!("a link leads to `#{anchor}`, which is not on the page `{target}`");
    found_at(Diagnostic::warning("missing-anchor", message), place, page).help(help)
}

/// A picture, style sheet or script that the site does not have.
pub fn missing_file(place: Option<Place<'_>>, address: &str, page: &str, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "put the file into `static/`, or mend the address".to_owned(),
    };
    let message = format!("there is no file `{address}`, which a page shows");
    found_at(Diagnostic::warning("missing-file", message), place, page).help(help)
}

/// A picture without a text.
pub fn no_alt_text(place: Option<Place<'_>>, picture: &str, page: &str) -> Diagnostic {
    let message = format!("the picture `{picture}` has no text for those who do not see it");
    found_at(Diagnostic::warning("no-alt-text", message), place, page).help(
        "say in a few words what it shows: `![loss over time](loss.png)`; one that only adorns is `<img alt=\"\" src=\"…\">`",
    )
}

/// A problem where it was written, or else on the page it was seen on.
fn found_at(diagnostic: Diagnostic, place: Option<Place<'_>>, page: &str) -> Diagnostic {
    match place {
        Some((path, span)) => diagnostic.at(path, span),
        None => {
            Diagnostic { message: format!("{} (on the page `{page}`)", diagnostic.message), ..diagnostic }
        }
    }
}

/// Two entries with nearly one title.
pub fn similar_titles(place: Place<'_>, other: Place<'_>, other_slug: &str) -> Diagnostic {
    Diagnostic::warning("similar-titles", "two entries have nearly the same title")
        .at(place.0, place.1)
        .beside(other.0, other.1, "the other one")
        .help(format!(
            "if they are one paper, delete one, or link the later one with `again = \"{other_slug}\"`"
        ))
}

/// An entry that is grouped under nothing.
pub fn no_topic(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::warning("no-topic", "the entry has no topic, where others have one")
        .at(path, span)
        .help("say what it is about: `topics = [\"…\"]`; the first is the one it is grouped under")
}

/// An entry of nobody.
pub fn no_authors(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::warning("no-authors", "the entry has no authors")
        .at(path, span)
        .help("name them: `authors = [\"Given Family\"]`; a group is written in braces: `\"{The Group}\"`")
}

/// An entry that nothing tells from others.
pub fn no_identity(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::warning("no-identity", "the entry has neither arXiv id, nor DOI, nor address")
        .at(path, span)
        .help("say where the paper is: `arxiv = \"…\"`, `doi = \"…\"` or `url = \"https://…\"`")
}

/// A spelling that is joined with the one that is shown. `kind` is `topic`, `tag` or `author`.
pub fn merged_spellings(
    place: Place<'_>,
    kind: &str,
    (spelling, count): (&str, usize),
    shown: &str,
    other: Option<Place<'_>>,
) -> Diagnostic {
    let message = format!("the {kind} `{spelling}` is the same as `{shown}`, and shown as that");
    let diagnostic = Diagnostic::warning("merged-spellings", message).at(place.0, place.1);
    let diagnostic = match other {
        Some(other) => diagnostic.beside(other.0, other.1, "spelled so here"),
        None => diagnostic,
    };
    diagnostic.help(format!("{}{}", spell(kind, shown), more(count)))
}

/// Two topics or tags that differ by a plural or by how words are joined.
pub fn similar_terms(
    place: Place<'_>,
    kind: &str,
    (name, count): (&str, usize),
    common: &str,
    other: Place<'_>,
) -> Diagnostic {
    let message = format!("the {kind}s `{name}` and `{common}` look like one");
    Diagnostic::warning("similar-terms", message)
        .at(place.0, place.1)
        .beside(other.0, other.1, "the other one")
        .help(format!("{}{}", spell(kind, common), more(count)))
}

fn spell(kind: &str, name: &str) -> String {
    match kind {
        "author" => format!("spell it `{name}` everywhere"),
        _ => format!("write `{name}`; `digestgen check --fix` does"),
    }
}

fn more(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        2 => "; it stands in one more entry".to_owned(),
        count => format!("; it stands in {} more entries", count - 1),
    }
}

/// Two authors who seem to be one person.
pub fn similar_names(
    place: Place<'_>,
    name: &str,
    common: (&str, &str),
    other: Place<'_>,
    why: &str,
) -> Diagnostic {
    let (common, slug) = common;
    Diagnostic::warning("similar-names", format!("`{name}` and `{common}` look like one person: {why}"))
        .at(place.0, place.1)
        .beside(other.0, other.1, "the other one")
        .help(format!(
            "spell both alike, or join them with `aliases = [\"{name}\"]` in `content/authors/{slug}.md`"
        ))
}

/// Code that the abstract names and the entry does not.
pub fn unlisted_code(path: &SourcePath, span: Option<Span>, address: &str, has_code: bool) -> Diagnostic {
    let help = match has_code {
        true => format!(
            "the entry's `code` is another: correct it, or add `[[links]]` with `url = \"{address}\"`"
        ),
        false => format!("add `code = \"{address}\"`; `digestgen check --fix` does"),
    };
    Diagnostic::warning("unlisted-code", format!("the abstract names `{address}`, the entry does not"))
        .at(path, span)
        .help(help)
}

/// A template that nothing uses.
pub fn unused_template(path: &SourcePath, near: Option<&str>) -> Diagnostic {
    Diagnostic::warning("unused-template", "no page and no other template uses this template")
        .at(path, None::<Span>)
        .help(near.map_or("include it, or delete it".to_owned(), |near| format!("did you mean `{near}`?")))
}

/// A file that nothing names.
pub fn unused_file(path: &SourcePath) -> Diagnostic {
    Diagnostic::warning("unused-file", "nothing in the site names this file")
        .at(path, None::<Span>)
        .help("show it, link to it, or delete it")
}

/// A page that takes long to load. `heaviest` is the part that weighs most.
pub fn large_page(
    path: Option<&SourcePath>,
    page: &str,
    bytes: u64,
    heaviest: Option<(&str, u64)>,
) -> Diagnostic {
    let message = format!("the page `{page}` weighs {}", megabytes(bytes));
    let diagnostic = Diagnostic::warning("large-page", message);
    let diagnostic = match path {
        Some(path) => diagnostic.at(path, None::<Span>),
        None => diagnostic,
    };
    diagnostic.help(match heaviest {
        Some((part, bytes)) => format!("`{part}` alone has {}: make it smaller", megabytes(bytes)),
        None => {
            "put fewer entries on a page, with `per_page` under `[pagination]`, or part the text".to_owned()
        }
    })
}

/// Feeds that programs may refuse. `address` is the heaviest of `count`.
pub fn large_feed(path: &SourcePath, address: &str, bytes: u64, count: usize) -> Diagnostic {
    let message = match count {
        1 => format!("the feed `{address}` weighs {}", megabytes(bytes)),
        _ => format!("{count} feeds are heavy; `{address}` weighs {}", megabytes(bytes)),
    };
    Diagnostic::warning("large-feed", message)
        .at(path, None::<Span>)
        .help("under `[feeds]`, lower `limit`, or say `full_content = false`: some readers take 1 MB at most")
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// Entries that are not shown today, and shall be one day. `what` says so of one.
pub fn waiting_entries(code: Waiting, paths: &[&SourcePath], next: Option<&str>) -> Diagnostic {
    let many = paths.len() != 1;
    let count = if many { format!("{} entries", paths.len()) } else { "one entry".to_owned() };
    let diagnostic = match code {
        Waiting::Draft => {
            let what = if many { "are drafts" } else { "is a draft" };
            Diagnostic::note("draft-entries", format!("{count} {what}"))
                .help("`--drafts` looks at drafts too")
        }
        Waiting::Later => {
            let what = if many { "are scheduled" } else { "is scheduled" };
            let next = next.map(|day| format!(", the next for {day}")).unwrap_or_default();
            let note = Diagnostic::note("scheduled-entries", format!("{count} {what}{next}"));
            note.help("`--future` looks at their links too")
        }
    };
    let (first, more) = paths.split_at(paths.len().min(MOST_NAMED));
    let diagnostic =
        first.iter().fold(diagnostic, |diagnostic, path| diagnostic.beside(path, None::<Span>, "entry"));
    match more.len() {
        0 => diagnostic,
        more => {
            let help = diagnostic.help.clone().unwrap_or_default();
            diagnostic.help(format!("{more} more are not named here; {help}"))
        }
    }
}

/// So many entries are named in one note.
const MOST_NAMED: usize = 10;

/// Why an entry waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Waiting {
    /// It is a draft.
    Draft,
    /// It is of a later day.
    Later,
}

/// A web page that is not there.
pub fn dead_link(place: Place<'_>, address: &str, problem: &str) -> Diagnostic {
    Diagnostic::warning("dead-link", format!("`{address}` {problem}"))
        .at(place.0, place.1)
        .help("mend the address, or take the link out")
}

/// A web page that has another address now.
pub fn moved_link(place: Place<'_>, address: &str, to: &str, age: &str) -> Diagnostic {
    Diagnostic::warning("moved-link", format!("`{address}` has moved{age}"))
        .at(place.0, place.1)
        .help(format!("it is at `{to}` now: write that"))
}

/// A web page that is elsewhere for now.
pub fn redirected_link(place: Place<'_>, address: &str, to: &str, age: &str) -> Diagnostic {
    Diagnostic::note("redirected-link", format!("`{address}` leads on to `{to}`{age}")).at(place.0, place.1)
}

/// A web page of which nothing can be said.
pub fn unverified_link(place: Place<'_>, address: &str, problem: &str) -> Diagnostic {
    Diagnostic::note("unverified-link", format!("`{address}` {problem}"))
        .at(place.0, place.1)
        .help("look at it in a browser: some hosts turn programs away")
}

/// An address that only this machine or its network can reach.
pub fn private_link(place: Place<'_>, address: &str, why: &str) -> Diagnostic {
    Diagnostic::warning("private-link", format!("`{address}` was not asked for: {why}"))
        .at(place.0, place.1)
        .help("readers cannot reach it; `--allow-private` asks all the same")
}
