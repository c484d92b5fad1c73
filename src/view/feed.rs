//! A feed in one format, and the entries in it.

use std::sync::Arc;

use super::format_cache::FormatCache;
use crate::fingerprint::Fingerprinted;
use crate::format::{FEED_FORMATS, Format};
use crate::html::Html;
use crate::paper::{AuthorField, Curator};

/// A feed in one format.
#[derive(Clone, Hash, Debug)]
pub struct FeedView {
    /// Its format.
    pub format: Format,
    /// Its name.
    pub title: String,
    /// One or two sentences.
    pub description: String,
    /// The URL of the page it belongs to.
    pub address: String,
    /// Its own URL.
    pub self_address: String,
    /// BCP 47 tag.
    pub language: String,
    /// The copyright notice.
    pub copyright: Option<String>,
    /// The digest's curator.
    pub curator: Option<Curator>,
    /// The digest's name.
    pub site: String,
    /// The day on which an entry in it was last listed or revised.
    pub updated: Option<Moment>,
    /// The entries, newest first.
    pub items: Vec<Fingerprinted<FeedItem>>,
}

/// An entry in feeds.
#[derive(Hash, Debug)]
pub struct FeedItem {
    /// Its permanent id.
    pub id: String,
    /// The title, as plain text.
    pub title: String,
    /// The URL of its page.
    pub address: String,
    /// The URL of the paper.
    pub paper: Option<String>,
    /// The day of its edition.
    pub published: Moment,
    /// The day it was revised, if it was.
    pub revised: Option<Moment>,
    /// The authors, in order.
    pub authors: Arc<[AuthorField]>,
    /// Topics, then tags.
    pub categories: Vec<Arc<str>>,
    /// A short description, as plain text.
    pub summary: Option<String>,
    /// The URL of an image for it.
    pub image: Option<String>,
    /// The summary or the whole text, with absolute URLs.
    pub content: Html,
    /// Its text in each format.
    pub texts: FormatCache<FEED_FORMATS>,
}

/// The beginning of a day in the digest's time zone.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Moment {
    /// For RSS: `Thu, 1 May 2025 00:00:00 +0200` (RFC 2822).
    pub rfc2822: String,
    /// For Atom and JSON Feed: `2025-05-01T00:00:00+02:00` (RFC 3339).
    pub rfc3339: String,
}
