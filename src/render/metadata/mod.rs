//! Writes the metadata in the head of a page: description, canonical URL, feeds, the citation, Open Graph and
//! JSON-LD. A theme prints it without change: `{{ metadata }}`.

mod cited;
mod highwire;
mod linked_data;

use std::borrow::Cow;

use crate::html::escape_into;
use crate::view::{About, FeedLink, PageHead, SiteHeader};

pub use cited::{Cited, Work, inverted};

/// The longest description, in bytes: about as much as search engines and previews show.
const MAX_DESCRIPTION_BYTES: usize = 300;

/// All metadata, one element on each line.
pub fn html(site: &SiteHeader, page: &PageHead) -> String {
    let mut head = Head(String::with_capacity(2048));
    let description = page.description.as_deref().or(site.description.as_deref());
    let description = description.map(|text| cut(text, MAX_DESCRIPTION_BYTES));
    if let Some(description) = &description {
        head.name("description", description);
    }
    if matches!(page.about, About::Nothing) {
        head.name("robots", "noindex");
    } else {
        head.link("canonical", "", "", &page.address);
    }
    site.feeds.iter().chain(&page.feeds).for_each(|feed| head.feed(feed));
    if let Some(path) = &site.opensearch {
        head.link("search", "application/opensearchdescription+xml", &site.title, path);
    }
    if let About::Paper(facts) = &page.about {
        highwire::write(facts, &mut head);
    }
    open_graph(site, page, description.as_deref(), &mut head);
    if let Some(json) = linked_data::json(site, page, description.as_deref()) {
        for part in ["<script type=\"application/ld+json\">", &json, "</script>\n"] {
            head.0.push_str(part);
        }
    }
    // The line break belongs to the template.
    head.0.truncate(head.0.trim_end().len());
    head.0
}

/// Open Graph (ogp.me), which previews of links read, and the one word that Twitter's cards add.
fn open_graph(site: &SiteHeader, page: &PageHead, description: Option<&str>, head: &mut Head) {
    if matches!(page.about, About::Nothing) {
        return;
    }
    let facts = match &page.about {
        About::Paper(facts) => Some(facts),
        _ => None,
    };
    head.property("og:type", if facts.is_some() { "article" } else { "website" });
    head.property("og:title", &page.title);
    head.property("og:url", &page.address);
    head.property("og:site_name", &site.title);
    if let Some(text) = description {
        head.property("og:description", text);
    }
    if let Some(image) = &page.image {
        head.property("og:image", image);
    }
    if let Some(facts) = facts {
        head.property("article:published_time", &facts.card.date.iso);
        if let Some(day) = &facts.updated {
            head.property("article:modified_time", day);
        }
    }
    head.name("twitter:card", if page.image.is_some() { "summary_large_image" } else { "summary" });
}

/// The elements of a head.
struct Head(String);

impl Head {
    /// `<meta name>`, with white space folded.
    fn name(&mut self, name: &str, content: &str) {
        self.meta("name", name, content);
    }

    /// `<meta property>` (RDFa).
    fn property(&mut self, name: &str, content: &str) {
        self.meta("property", name, content);
    }

    fn meta(&mut self, attribute: &str, name: &str, content: &str) {
        for part in ["<meta ", attribute, "=\"", name, "\" content=\""] {
            self.0.push_str(part);
        }
        escape_into(&folded(content), &mut self.0);
        self.0.push_str("\">\n");
    }

    fn feed(&mut self, feed: &FeedLink) {
        self.link("alternate", feed.media_type, &feed.title, &feed.path);
    }

    fn link(&mut self, rel: &str, media_type: &str, title: &str, address: &str) {
        self.0.push_str("<link");
        for (key, value) in [("rel", rel), ("type", media_type), ("title", title), ("href", address)] {
            if value.is_empty() {
                continue;
            }
            for part in [" ", key, "=\""] {
                self.0.push_str(part);
            }
            escape_into(value, &mut self.0);
            self.0.push('"');
        }
        self.0.push_str(">\n");
    }
}

/// A text on one line, with single spaces.
fn folded(text: &str) -> Cow<'_, str> {
    let mut last = b'.';
    let is_odd = |byte: u8| {
        let is_odd = byte < b' ' || (byte == b' ' && last == b' ');
        last = byte;
        is_odd
    };
    if !text.bytes().any(is_odd) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A text of at most `longest` bytes, cut between words.
fn cut(text: &str, longest: usize) -> Cow<'_, str> {
    if text.len() <= longest {
        return folded(text);
    }
    let start = &text[..text.floor_char_boundary(longest)];
    let start = start.rsplit_once(char::is_whitespace).map_or(start, |(start, _)| start);
    Cow::Owned(format!("{}…", folded(start.trim_end())))
}
