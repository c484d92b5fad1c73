//! RSS 2.0 with `atom:link`, `dc:creator` and `content:encoded` (rssboard.org/rss-specification).

use crate::render::xml::{attribute, cdata, element};
use crate::view::{FeedItem, FeedView};

/// The whole feed.
pub fn channel(view: &FeedView, items: &[&str]) -> String {
    let mut xml = super::with_capacity_for(items);
    xml.push_str(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" \
         xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n",
    );
    element("title", &view.title, &mut xml);
    element("link", &view.address, &mut xml);
    element("description", &view.description, &mut xml);
    element("language", &view.language, &mut xml);
    if let Some(copyright) = &view.copyright {
        element("copyright", copyright, &mut xml);
    }
    if let Some(updated) = &view.updated {
        element("lastBuildDate", &updated.rfc2822, &mut xml);
    }
    xml.push_str("<generator>digestgen</generator><atom:link");
    attribute("href", &view.self_address, &mut xml);
    xml.push_str(" rel=\"self\" type=\"application/rss+xml\"/>\n");
    items.iter().for_each(|item| xml.push_str(item));
    xml.push_str("</channel>\n</rss>\n");
    xml
}

/// An entry, the same in every feed. RSS has no date of a change, so Atom's element says it.
pub fn item(item: &FeedItem) -> String {
    let mut xml = String::with_capacity(item.content.as_str().len() + 1024);
    xml.push_str("<item>\n");
    element("title", &item.title, &mut xml);
    element("link", &item.address, &mut xml);
    xml.push_str("<guid isPermaLink=\"false\">");
    crate::render::xml::text(&item.id, &mut xml);
    xml.push_str("</guid>");
    element("pubDate", &item.published.rfc2822, &mut xml);
    if let Some(revised) = &item.revised {
        element("atom:updated", &revised.rfc3339, &mut xml);
    }
    // RSS's own `author` is an e-mail address.
    item.authors.iter().for_each(|author| element("dc:creator", &author.display, &mut xml));
    item.categories.iter().for_each(|name| element("category", name, &mut xml));
    xml.push_str("\n<content:encoded>");
    cdata(item.content.as_str(), &mut xml);
    xml.push_str("</content:encoded>\n</item>\n");
    xml
}
