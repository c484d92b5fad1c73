//! Where the name of a topic, tag or author leads: to its page, to a search for it, or nowhere.
//! Knows which terms have pages; plans none.

use std::sync::Arc;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::route;
use crate::config::Config;
use crate::digest::Term;

/// Whether a term has a page: its kind has pages, and it has as many entries as `[pages]` asks for. A term
/// with a file of its own always has one, since the file has words for it.
pub fn has_page(config: &Config, folder: &str, term: &Term<'_>) -> bool {
    let pages = &config.pages;
    let (kind_has_pages, min) = match folder {
        "tags" => (pages.tags, pages.tags_min),
        "authors" => (pages.authors, pages.authors_min),
        _ => (true, 1),
    };
    kind_has_pages && (term.papers.len() >= min || term.section.is_some())
}

/// The address that a term's name leads to, with the path of `base_url`; none if it is plain text.
pub fn of(config: &Config, folder: &str, term: &Term<'_>) -> Option<Arc<str>> {
    if has_page(config, folder, term) {
        return Some(format!("{}{}", config.base_url.path, route::term(folder, &term.slug)).into());
    }
    search_for(config, &term.name)
}

/// The address of a search for a term, if the digest says where searches go.
fn search_for(config: &Config, name: &str) -> Option<Arc<str>> {
    let template = config.search.as_deref()?;
    let base = if route::is_path(template) { &config.base_url.path } else { "" };
    let words = utf8_percent_encode(name, NON_ALPHANUMERIC).to_string();
    Some(format!("{base}{}", template.replace("{searchTerms}", &words)).into())
}
