//! Feeds of entries: of the whole digest, a topic, a tag, an author. How the formats write them is
//! not known here.

mod content;
mod item;

use jiff::civil::Date;

use super::parts::Parts;
use super::planned::Output;
use super::view::View;
use crate::digest::PaperIndex;
use crate::fingerprint::Fingerprinted;
use crate::format::Format;
use crate::paper::Curator;

pub use item::{FeedItem, FeedItems, id};

/// A format of feeds. Where one must be chosen, the first is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FeedFormat {
    /// RSS 2.0.
    Rss,
    /// Atom 1.0 (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

/// A feed in one format.
#[derive(Clone, Hash, Debug)]
pub struct FeedView {
    /// How it is written.
    pub format: FeedFormat,
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

/// The beginning of a day where the digest is made.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Moment {
    /// As RSS has it: `Thu, 1 May 2025 00:00:00 +0200` (RFC 2822).
    pub rfc2822: String,
    /// As Atom and JSON Feed have it: `2025-05-01T00:00:00+02:00` (RFC 3339).
    pub rfc3339: String,
}

impl Moment {
    fn of(parts: &Parts<'_>, day: Date) -> Self {
        let midnight = parts.config.midnight(day);
        Self {
            rfc2822: jiff::fmt::rfc2822::to_string(&midnight).unwrap_or_default(),
            rfc3339: midnight.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        }
    }
}

impl FeedFormat {
    /// Those among the formats that a page has beside it.
    pub fn among(formats: &[Format]) -> impl Iterator<Item = Self> {
        formats.iter().filter_map(|format| match format {
            Format::Rss => Some(Self::Rss),
            Format::Atom => Some(Self::Atom),
            Format::JsonFeed => Some(Self::Json),
            Format::Bib | Format::Ris | Format::Csl | Format::Json | Format::Md => None,
        })
    }

    /// The file beside the page.
    pub fn file(self) -> &'static str {
        match self {
            Self::Rss => "feed.xml",
            Self::Atom => "atom.xml",
            Self::Json => "feed.json",
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rss => "RSS",
            Self::Atom => "Atom",
            Self::Json => "JSON Feed",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
}

/// Plans the feeds of the page at `path`, one for each format. The day of the last entry is never cut.
pub fn plan(
    parts: &Parts<'_>,
    path: &str,
    title: &str,
    formats: &[Format],
    papers: &[PaperIndex],
) -> Vec<Output<'static>> {
    let mut formats = FeedFormat::among(formats).peekable();
    if formats.peek().is_none() {
        return Vec::new();
    }
    let config = parts.config;
    let day = |index: &PaperIndex| parts.digest.papers[*index].document.date.value;
    let limit = config.feeds.limit.min(papers.len());
    let last = papers[..limit].last().map(day);
    let rest = papers[limit..].iter().take_while(|index| Some(day(index)) == last).count();
    let papers = &papers[..limit + rest];
    let changed = |index: &PaperIndex| {
        let document = parts.digest.papers[*index].document;
        document.updated.max(Some(document.date.value))
    };
    let updated = papers.iter().filter_map(changed).max().map(|day| Moment::of(parts, day));
    let items: Vec<_> = papers.iter().map(|index| parts.feed_items.get(parts, *index)).collect();
    let view = |format: FeedFormat| FeedView {
        format,
        title: title.to_string(),
        description: config.description.clone().unwrap_or_else(|| title.to_string()),
        address: config.base_url.address(path),
        self_address: config.base_url.address(&format!("{path}{}", format.file())),
        language: config.language.clone(),
        copyright: config.copyright.clone(),
        curator: config.curator.clone(),
        site: config.title.clone(),
        updated: updated.clone(),
        items: items.clone(),
    };
    let output = |format: FeedFormat| {
        Output::made(&format!("{path}{}", format.file()), None, View::Feed(Box::new(view(format))))
    };
    formats.map(output).collect()
}
