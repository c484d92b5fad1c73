//! The list of feeds in OPML 2.0 (opml.org/spec2.opml), which feed readers import.

use crate::render::xml::{attribute, element};
use crate::view::{OpmlGroup, OpmlView};

/// The list of all feeds, in a folder for each kind.
pub fn opml(view: &OpmlView) -> Vec<u8> {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<opml version=\"2.0\">\n<head>");
    element("title", &view.title, &mut xml);
    if let Some(owner) = &view.owner {
        element("ownerName", owner, &mut xml);
    }
    xml.push_str("</head>\n<body>\n");
    for group in &view.groups {
        xml.push_str("<outline");
        attribute("text", group.title, &mut xml);
        xml.push_str(">\n");
        feeds(group, &mut xml);
        xml.push_str("</outline>\n");
    }
    xml.push_str("</body>\n</opml>\n");
    xml.into_bytes()
}

fn feeds(group: &OpmlGroup, xml: &mut String) {
    for feed in &group.feeds {
        // `rss` is what OPML calls a feed of any format.
        xml.push_str("<outline type=\"rss\"");
        attribute("text", &feed.title, xml);
        attribute("title", &feed.title, xml);
        attribute("xmlUrl", &feed.address, xml);
        attribute("htmlUrl", &feed.page, xml);
        xml.push_str("/>\n");
    }
}
