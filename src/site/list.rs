//! Lists of entries, a page at a time.

use std::sync::Arc;

use serde::Serialize;

use super::card::Card;
use super::parts::Parts;
use super::route;
use crate::fingerprint::Fingerprinted;

/// Where a page stands among the pages of its list.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct Pagination {
    /// Which page this is, from 1.
    pub number: usize,
    /// How many there are.
    pub count: usize,
    /// How many things the whole list has.
    pub total: usize,
    /// The path of the page before.
    pub previous: Option<Arc<str>>,
    /// The path of the page behind.
    pub next: Option<Arc<str>>,
    /// The path of the first page.
    pub first: Arc<str>,
    /// The path of the last page.
    pub last: Arc<str>,
}

/// Entries under one heading.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct GroupView {
    /// The heading; none for entries that belong nowhere.
    pub title: Option<String>,
    /// The path of a page on what they share.
    pub permalink: Option<String>,
    /// An id for the heading, alone of its kind on the page.
    pub id: String,
    /// The entries.
    pub papers: Vec<Fingerprinted<Card>>,
}

/// One page of a list: its part of the things, its path and its place.
pub struct Chunk<'t, T> {
    /// The things on it.
    pub items: &'t [T],
    /// Its path, without that of `base_url`.
    pub path: String,
    /// Its place.
    pub pagination: Pagination,
}

/// Parts a list into pages of `size`. An empty list has one page.
pub fn chunks<'t, T>(parts: &Parts<'_>, path: &str, items: &'t [T], size: usize) -> Vec<Chunk<'t, T>> {
    (1..=pages(items.len(), size)).map(|number| chunk(parts, path, items, size, number)).collect()
}

/// How many pages a list of so many things has.
pub fn pages(things: usize, size: usize) -> usize {
    things.div_ceil(size).max(1)
}

/// The `number`th of those pages.
pub fn chunk<'t, T>(
    parts: &Parts<'_>,
    path: &str,
    items: &'t [T],
    size: usize,
    number: usize,
) -> Chunk<'t, T> {
    let count = pages(items.len(), size);
    let numbered = |number| parts.path(&route::numbered(path, number));
    let first = numbered(1);
    Chunk {
        items: &items[(number - 1) * size..(number * size).min(items.len())],
        path: route::numbered(path, number),
        pagination: Pagination {
            number,
            count,
            total: items.len(),
            previous: (number > 1).then(|| numbered(number - 1)),
            next: (number < count).then(|| numbered(number + 1)),
            last: if count == 1 { first.clone() } else { numbered(count) },
            first,
        },
    }
}

/// The title of a page of a list: further pages carry their number.
pub fn numbered_title(title: &str, pagination: &Pagination) -> String {
    if pagination.number == 1 { title.to_string() } else { format!("{title} – page {}", pagination.number) }
}
