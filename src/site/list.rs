//! Splits lists into pages.

use super::context::Context;
use super::route;
use crate::view::Pagination;

/// One page of a list.
pub struct ListPage<'t, T> {
    /// The items on it.
    pub items: &'t [T],
    /// Its path, without that of `base_url`.
    pub path: String,
    /// Its place in the list.
    pub pagination: Pagination,
}

/// Splits a list into pages of `size` items. An empty list has one page.
pub fn list_pages<'t, T>(
    context: &Context<'_>,
    path: &str,
    items: &'t [T],
    size: usize,
) -> Vec<ListPage<'t, T>> {
    (1..=page_count(items.len(), size)).map(|number| list_page(context, path, items, size, number)).collect()
}

/// The number of pages of a list.
pub fn page_count(items: usize, size: usize) -> usize {
    items.div_ceil(size).max(1)
}

/// The page of a list with this number, from 1.
pub fn list_page<'t, T>(
    context: &Context<'_>,
    path: &str,
    items: &'t [T],
    size: usize,
    number: usize,
) -> ListPage<'t, T> {
    let count = page_count(items.len(), size);
    let numbered = |number| context.path(&route::numbered(path, number));
    let first = numbered(1);
    ListPage {
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

/// The title of a page of a list. It includes the number of the page, except on the first one.
pub fn numbered_title(title: &str, pagination: &Pagination) -> String {
    if pagination.number == 1 { title.to_string() } else { format!("{title} – page {}", pagination.number) }
}
