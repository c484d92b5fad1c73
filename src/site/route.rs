//! The path of every page and file: the only place that knows the layout of the site.
//! Paths here start with a slash, are percent-encoded and do not include the path of `base_url`.

use crate::content::ContentKind;
use crate::paper::EditionId;
use crate::place::OutputPath;
use crate::slug::Slug;
use crate::url_path;

/// First segments of paths that digestgen itself uses, besides years.
const RESERVED: [&str; 10] =
    ["papers", "topics", "tags", "authors", "archive", "api", "page", "index", "404", "search"];

/// The list of all entries.
pub const PAPERS: &str = "/papers/";
/// The calendar of all editions.
pub const ARCHIVE: &str = "/archive/";

/// Whether an address is a path of the site, which needs that of `base_url` in front.
pub fn is_path(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//")
}

/// Whether the first segment of a path is one that digestgen itself uses.
pub fn is_reserved(path: &str) -> bool {
    let first = first_segment(path);
    let is_year = first.len() == 4 && first.bytes().all(|byte| byte.is_ascii_digit());
    is_year || RESERVED.contains(&first)
}

/// The first segment of a path.
pub fn first_segment(path: &str) -> &str {
    path.trim_matches('/').split('/').next().unwrap_or_default()
}

/// An entry's page.
pub fn paper(slug: &Slug) -> String {
    format!("/papers/{}/", slug.in_url())
}

/// The page of a topic, tag or author. `folder` is the first segment for its kind.
pub fn term(folder: &str, slug: &Slug) -> String {
    format!("/{folder}/{}/", slug.in_url())
}

/// An edition's page.
pub fn edition(id: EditionId) -> String {
    match id {
        EditionId::Day(day) => format!("/{:04}/{:02}/{:02}/", day.year(), day.month(), day.day()),
        EditionId::Week(year, week) => format!("/{year:04}/w{week:02}/"),
        EditionId::Month(year, month) => format!("/{year:04}/{month:02}/"),
    }
}

/// The page that shows the text of a content file.
pub fn section(kind: &ContentKind) -> String {
    match kind {
        ContentKind::Edition(id) => edition(*id),
        ContentKind::Topic(name) => term("topics", &Slug::of(name)),
        ContentKind::Author(name) => term("authors", &Slug::of(name)),
        ContentKind::Page(name) => page(name),
        ContentKind::Paper(name) => paper(&Slug::of(name)),
    }
}

/// A year's page.
pub fn year(year: i16) -> String {
    format!("/{year:04}/")
}

/// A page that the curator wrote.
pub fn page(name: &str) -> String {
    let parts: Vec<String> = name.split('/').map(|part| Slug::of(part).in_url().to_string()).collect();
    format!("/{}/", parts.join("/"))
}

/// The `number`th page of a list, counted from 1.
pub fn numbered(path: &str, number: usize) -> String {
    if number <= 1 { path.to_string() } else { format!("{path}page/{number}/") }
}

/// A file in the folder at a path. `name` is its path there, as on disk.
pub fn file(folder: &str, name: &str) -> String {
    format!("{folder}{}", url_path::encode(name))
}

/// The output file for a path.
pub fn output(path: &str) -> OutputPath {
    let path = url_path::decode(path.trim_start_matches('/'));
    let is_folder = path.is_empty() || path.ends_with('/');
    OutputPath::new(if is_folder { format!("{path}index.html") } else { path.into_owned() })
}
