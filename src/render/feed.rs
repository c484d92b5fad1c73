//! Writes feeds: RSS 2.0. Which entries are in one, and what they say, is the view's business.

use rss::extension::atom::{AtomExtension, Link};
use rss::extension::dublincore::DublinCoreExtension;
use rss::{Category, Channel, Guid, Item};

use crate::site::{FeedItem, FeedView};

/// RSS 2.0 with `atom:link`, `dc:creator` and `content:encoded`.
pub fn rss(view: &FeedView) -> Vec<u8> {
    let self_link = Link {
        href: clean(&view.self_address),
        rel: "self".to_string(),
        mime_type: Some("application/rss+xml".to_string()),
        ..Link::default()
    };
    let channel = Channel {
        title: clean(&view.title),
        link: clean(&view.address),
        description: clean(&view.description),
        language: Some(clean(&view.language)),
        copyright: view.copyright.as_deref().map(clean),
        last_build_date: view.date.clone(),
        generator: Some("digestgen".to_string()),
        atom_ext: Some(AtomExtension { links: vec![self_link] }),
        items: view.items.iter().map(|item| self::item(item)).collect(),
        ..Channel::default()
    };
    let mut xml = channel.to_string();
    xml.push('\n');
    xml.into_bytes()
}

fn item(item: &FeedItem) -> Item {
    let creators: Vec<String> = item.authors.iter().map(|name| clean(name)).collect();
    let category = |name: &String| Category { name: clean(name), domain: None };
    Item {
        title: Some(clean(&item.title)),
        link: Some(clean(&item.address)),
        guid: Some(Guid { value: clean(&item.id), permalink: false }),
        pub_date: Some(item.date.clone()),
        categories: item.categories.iter().map(category).collect(),
        dublin_core_ext: Some(DublinCoreExtension { creators, ..DublinCoreExtension::default() }),
        content: Some(clean(item.content.as_str())),
        ..Item::default()
    }
}

/// Leaves out the characters that XML 1.0 does not allow. Most texts have none, so they are looked
/// for among bytes first.
fn clean(text: &str) -> String {
    let is_plain = |byte: u8| byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r');
    if text.bytes().all(is_plain) && !text.contains(['\u{fffe}', '\u{ffff}']) {
        return text.to_string();
    }
    let is_allowed =
        |c: &char| (*c >= ' ' || matches!(c, '\t' | '\n' | '\r')) && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(is_allowed).collect()
}
