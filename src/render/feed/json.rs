//! JSON Feed 1.1 (jsonfeed.org/version/1.1).

use std::sync::Arc;

use serde::Serialize;

use crate::render::json::embeddable;
use crate::view::{FeedItem, FeedView};

#[derive(Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    description: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [Arc<str>],
}

/// The whole feed.
pub fn feed(view: &FeedView, items: &[&str]) -> String {
    let curator = view.curator.iter();
    let head = embeddable(&Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: &view.title,
        home_page_url: &view.address,
        feed_url: &view.self_address,
        description: &view.description,
        language: &view.language,
        authors: curator.map(|curator| Author { name: &curator.name, url: curator.url.as_deref() }).collect(),
    });
    let mut json = super::with_capacity_for(items);
    json.push_str(head.strip_suffix('}').unwrap_or(&head));
    json.push_str(",\"items\":[");
    for (at, item) in items.iter().enumerate() {
        json.push_str(if at == 0 { "\n" } else { ",\n" });
        json.push_str(item);
    }
    json.push_str("\n]}\n");
    json
}

/// An entry, the same in every feed.
pub fn item(item: &FeedItem) -> String {
    let authors = item.authors.iter();
    embeddable(&Item {
        id: &item.id,
        url: &item.address,
        external_url: item.paper.as_deref(),
        title: &item.title,
        content_html: item.content.as_str(),
        summary: item.summary.as_deref(),
        image: item.image.as_deref(),
        date_published: &item.published.rfc3339,
        date_modified: item.revised.as_ref().map(|revised| revised.rfc3339.as_str()),
        authors: authors.map(|author| Author { name: &author.display, url: author.url.as_deref() }).collect(),
        tags: &item.categories,
    })
}
