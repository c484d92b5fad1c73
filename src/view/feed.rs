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
    /// How it is written.
    pub format: Format,
    /// Its name.
    pub title: String,
    /// One or two sentences.
    pub description: String,
    /// The address of the page it belongs to.
    pub address: String,
    /// Its own address.
    pub self_address: String,
    /// BCP 47 tag.
    pub language: String,
    /// Rights.
    pub copyright: Option<String>,
    /// Who chooses: the digest's curator.
    pub curator: Option<Curator>,
    /// The digest's name.
    pub site: String,
    /// When the last entry in it was listed or revised.
    pub updated: Option<Moment>,
    /// Newest first.
    pub items: Vec<Fingerprinted<FeedItem>>,
}

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
    /// Its text in each format.
    pub texts: FormatCache<FEED_FORMATS>,
}

/// The beginning of a day where the digest is made.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Moment {
    /// As RSS has it: `Thu, 1 May 2025 00:00:00 +0200` (RFC 2822).
    pub rfc2822: String,
    /// As Atom and JSON Feed have it: `2025-05-01T00:00:00+02:00` (RFC 3339).
    pub rfc3339: String,
}
