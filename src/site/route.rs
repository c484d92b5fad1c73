//! Which address each thing has. The one place that knows the layout of the site.
//! Paths here start with a slash and do not carry the path of `base_url`.

use crate::content::Kind;
use crate::paper::EditionId;
use crate::place::OutputPath;
use crate::slug::Slug;

/// First segments that digestgen itself uses.
pub const RESERVED: [&str; 10] =
    ["papers", "topics", "tags", "authors", "archive", "api", "page", "index", "404", "search"];

/// The list of all entries.
pub const PAPERS: &str = "/papers/";
/// The calendar of all editions.
pub const ARCHIVE: &str = "/archive/";

/// Whether an address is a path of the site, which gets that of `base_url` in front.
pub fn is_path(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//")
}

/// An entry's page.
pub fn paper(slug: &Slug) -> String {
    format!("/papers/{slug}/")
}

/// The page of a topic, tag or author; `folder` is that of its kind.
pub fn term(folder: &str, slug: &Slug) -> String {
    format!("/{folder}/{slug}/")
}

/// An edition's page.
pub fn edition(id: EditionId) -> String {
    match id {
        EditionId::Day(day) => format!("/{:04}/{:02}/{:02}/", day.year(), day.month(), day.day()),
        EditionId::Week(year, week) => format!("/{year:04}/w{week:02}/"),
        EditionId::Month(year, month) => format!("/{year:04}/{month:02}/"),
    }
}

/// The page that shows the words of a content file.
pub fn section(kind: &Kind) -> String {
    match kind {
        Kind::Edition(id) => edition(*id),
        Kind::Topic(name) => term("topics", &Slug::of(name)),
        Kind::Author(name) => term("authors", &Slug::of(name)),
        Kind::Page(name) => page(name),
        Kind::Paper(name) => paper(&Slug::of(name)),
    }
}

/// A year's page.
pub fn year(year: i16) -> String {
    format!("/{year:04}/")
}

/// A page of the curator's.
pub fn page(name: &str) -> String {
    let parts: Vec<String> = name.split('/').map(|part| Slug::of(part).to_string()).collect();
    format!("/{}/", parts.join("/"))
}

/// The `number`th page of a list, counted from 1.
pub fn numbered(path: &str, number: usize) -> String {
    if number <= 1 { path.to_string() } else { format!("{path}page/{number}/") }
}

/// The file behind an address.
pub fn output(path: &str) -> OutputPath {
    let path = path.trim_start_matches('/');
    let is_folder = path.is_empty() || path.ends_with('/');
    OutputPath::new(if is_folder { format!("{path}index.html") } else { path.to_string() })
}
