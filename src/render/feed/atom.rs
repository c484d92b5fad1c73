//! Atom 1.0 (RFC 4287).

use crate::render::xml::{attribute, cdata, element};
use crate::view::{FeedItem, FeedView};

/// The required date of the last change, for a feed without entries.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// The whole feed.
pub fn feed(view: &FeedView, items: &[&str]) -> String {
    let mut xml = super::with_capacity_for(items);
    xml.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    attribute("xml:lang", &view.language, &mut xml);
    xml.push_str(">\n");
    element("id", &view.address, &mut xml);
    element("title", &view.title, &mut xml);
    element("subtitle", &view.description, &mut xml);
    element("updated", view.updated.as_ref().map_or(NEVER, |updated| &updated.rfc3339), &mut xml);
    link("self", "application/atom+xml", &view.self_address, &mut xml);
    link("alternate", "text/html", &view.address, &mut xml);
    // An entry may have no author, and then the feed must have one (RFC 4287, 4.1.2).
    let curator = view.curator.as_ref();
    let name = curator.map_or(&view.site, |curator| &curator.name);
    person(name, curator.and_then(|curator| curator.url.as_deref()), &mut xml);
    if let Some(copyright) = &view.copyright {
        element("rights", copyright, &mut xml);
    }
    xml.push_str("<generator>digestgen</generator>\n");
    items.iter().for_each(|item| xml.push_str(item));
    xml.push_str("</feed>\n");
    xml
}

/// An entry, the same in every feed.
pub fn entry(item: &FeedItem) -> String {
    let mut xml = String::with_capacity(item.content.as_str().len() + 1024);
    xml.push_str("<entry>\n");
    element("id", &item.id, &mut xml);
    element("title", &item.title, &mut xml);
    link("alternate", "text/html", &item.address, &mut xml);
    if let Some(paper) = &item.paper {
        xml.push_str("<link rel=\"related\"");
        attribute("href", paper, &mut xml);
        xml.push_str("/>");
    }
    element("published", &item.published.rfc3339, &mut xml);
    element("updated", &item.revised.as_ref().unwrap_or(&item.published).rfc3339, &mut xml);
    item.authors.iter().for_each(|author| person(&author.display, author.url.as_deref(), &mut xml));
    for name in &item.categories {
        xml.push_str("<category");
        attribute("term", name, &mut xml);
        xml.push_str("/>");
    }
    xml.push_str("\n<content type=\"html\">");
    cdata(item.content.as_str(), &mut xml);
    xml.push_str("</content>\n</entry>\n");
    xml
}

fn link(rel: &str, media_type: &str, address: &str, xml: &mut String) {
    xml.push_str("<link");
    attribute("rel", rel, xml);
    attribute("type", media_type, xml);
    attribute("href", address, xml);
    xml.push_str("/>");
}

fn person(name: &str, address: Option<&str>, xml: &mut String) {
    xml.push_str("<author>");
    element("name", name, xml);
    if let Some(address) = address {
        element("uri", address, xml);
    }
    xml.push_str("</author>");
}
