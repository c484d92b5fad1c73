//! An entry in feeds: made once for all of them, and what identifies it for ever.

use std::sync::Arc;

use super::{FeedFormat, Moment, content};
use crate::content::PaperDocument;
use crate::digest::PaperIndex;
use crate::fingerprint::Fingerprinted;
use crate::html::Html;
use crate::paper::AuthorField;
use crate::site::made::{Made, Written};
use crate::site::parts::Parts;
use crate::site::{paper, route};

/// An entry in feeds.
#[derive(Hash, Debug)]
pub struct FeedItem {
    /// What identifies it for ever.
    pub id: String,
    /// Plain text.
    pub title: String,
    /// The whole address of its page.
    pub address: String,
    /// Where the paper itself is.
    pub paper: Option<String>,
    /// The day of its edition.
    pub published: Moment,
    /// The day it was revised, if it was.
    pub revised: Option<Moment>,
    /// In order.
    pub authors: Arc<[AuthorField]>,
    /// Topics, then tags.
    pub categories: Vec<Arc<str>>,
    /// Plain words on it.
    pub summary: Option<String>,
    /// The whole address of a picture that stands for it.
    pub image: Option<String>,
    /// The summary, or all that its page says, with whole addresses.
    pub content: Html,
    /// What the formats write of it, by [`FeedFormat`].
    written: Written<3>,
}

impl FeedItem {
    /// The text in a format, which `write` makes the first time.
    pub fn text(&self, format: FeedFormat, write: impl FnOnce() -> String) -> &str {
        self.written.get(format as usize, write)
    }
}

/// The items made so far: an entry is in several feeds, most entries are in none.
pub struct FeedItems(Made<FeedItem>);

impl FeedItems {
    /// A place for each of `count` entries.
    pub fn new(count: usize) -> Self {
        Self(Made::new(count))
    }

    /// The item of an entry.
    pub fn get(&self, parts: &Parts<'_>, index: PaperIndex) -> Fingerprinted<FeedItem> {
        self.0.get(index, || item(parts, index))
    }
}

fn item(parts: &Parts<'_>, index: PaperIndex) -> FeedItem {
    let (document, card) = (parts.digest.papers[index].document, &parts.cards[index]);
    let title = &card.title_plain;
    FeedItem {
        id: id(parts, document),
        title: if document.withdrawn { format!("[Withdrawn] {title}") } else { title.clone() },
        address: parts.config.base_url.address(&route::paper(&document.slug)),
        paper: card.address_of_paper().map(|url| parts.absolute(url)),
        published: Moment::of(parts, document.date.value),
        revised: document.updated.map(|day| Moment::of(parts, day)),
        authors: document.authors.clone(),
        categories: card.topics.iter().chain(&card.tags).map(|term| term.name.clone()).collect(),
        summary: paper::description(document).map(str::to_string),
        image: card.image.as_deref().map(|image| parts.absolute(image)),
        content: content::content(parts, index),
        written: Written::default(),
    }
}

/// What identifies an entry for ever: `id`, else the arXiv address, else that of the DOI, else `url`, else a
/// tag of the site (RFC 4151). The build and the page's address have no part in it. A later entry for
/// the same paper has the tag: readers of feeds show one item for one identity.
pub fn id(parts: &Parts<'_>, document: &PaperDocument) -> String {
    let arxiv = || document.arxiv.as_ref().map(|arxiv| format!("https://arxiv.org/abs/{}", arxiv.value.id));
    let doi = || document.doi.as_ref().map(|doi| doi.value.address());
    let url = || document.url.as_ref().map(|url| url.value.clone());
    let of_paper = || arxiv().or_else(doi).or_else(url).filter(|_| document.again.is_none());
    document.id.clone().or_else(of_paper).unwrap_or_else(|| {
        format!("tag:{},{}:{}", parts.config.base_url.host, document.date.value, document.slug)
    })
}
