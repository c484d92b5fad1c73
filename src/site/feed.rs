//! Feeds of entries: of the whole digest, a topic, a tag, an author. How the formats write them is
//! not known here.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use super::fill::Filling;
use super::outputs::Planned;
use super::parts::Parts;
use super::route;
use super::view::View;
use crate::config::{Curator, Format};
use crate::digest::{AuthorField, LinkKind, PaperDocument, PaperIndex};
use crate::fingerprint::Fingerprinted;
use crate::html::{Html, escape};

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
    /// What the formats write of it.
    pub written: Written,
}

/// The beginning of a day where the digest is made.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Moment {
    /// As RSS has it: `Thu, 1 May 2025 00:00:00 +0200` (RFC 2822).
    pub rfc2822: String,
    /// As Atom and JSON Feed have it: `2025-05-01T00:00:00+02:00` (RFC 3339).
    pub rfc3339: String,
}

/// The texts of an item by format, each made for the first feed that shows it. They follow from the item, so
/// they have no part in its hash.
#[derive(Debug, Default)]
pub struct Written([OnceLock<Box<str>>; 3]);

impl Hash for Written {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl Written {
    /// The text in a format, which `write` makes the first time.
    pub fn get(&self, format: FeedFormat, write: impl FnOnce() -> String) -> &str {
        self.0[format as usize].get_or_init(|| write().into_boxed_str())
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
) -> Vec<Planned> {
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
    let updated = papers.iter().filter_map(changed).max().map(|day| moment(parts, day));
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
    let planned = |format: FeedFormat| Planned {
        path: format!("{path}{}", format.file()),
        source: None,
        view: View::Feed(Box::new(view(format))),
    };
    formats.map(planned).collect()
}

/// The items made so far: an entry is in several feeds, most entries are in none.
#[derive(Default)]
pub struct FeedItems(Vec<OnceLock<Fingerprinted<FeedItem>>>);

impl FeedItems {
    /// A place for each of `count` entries.
    pub fn new(count: usize) -> Self {
        Self((0..count).map(|_| OnceLock::new()).collect())
    }

    fn get(&self, parts: &Parts<'_>, index: PaperIndex) -> Fingerprinted<FeedItem> {
        self.0[index].get_or_init(|| Fingerprinted::new(item(parts, index))).clone()
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
        published: moment(parts, document.date.value),
        revised: document.updated.map(|day| moment(parts, day)),
        authors: document.authors.clone(),
        categories: card.topics.iter().chain(&card.tags).map(|term| term.name.clone()).collect(),
        summary: super::paper::description(document).map(str::to_string),
        image: card.image.as_deref().map(|image| parts.absolute(image)),
        content: content(parts, index),
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

fn content(parts: &Parts<'_>, index: PaperIndex) -> Html {
    let document = parts.digest.papers[index].document;
    let (folder, base) = (route::paper(&document.slug), parts.config.base_url.address(""));
    let prefix = format!("{}-", document.slug);
    let filling = Filling { digest: parts.digest, base: &base, folder: &folder, id_prefix: &prefix };
    let mut html = String::new();
    if let Some(tldr) = &document.tldr {
        html.push_str(&format!("<p><strong>{}</strong></p>\n", filling.fill(&tldr.markup)));
    }
    if parts.config.feeds.full_content {
        html.push_str(filling.fill(&document.body.markup).as_str());
        if let Some(text) = &document.abstract_text {
            html.push_str(&format!("<h2>Abstract</h2>\n{}", filling.fill(&text.markup)));
        }
        html.push_str(&links(parts, index));
    } else if html.is_empty() {
        html.push_str(&format!("<p>{}</p>", filling.fill(&document.body.summary)));
    }
    Html::new(without_scripts(html))
}

/// Where the paper is, in one line: in a feed nothing else of the page says so.
fn links(parts: &Parts<'_>, index: PaperIndex) -> String {
    let links = parts.cards[index].links.iter().filter(|link| link.kind != LinkKind::Other);
    let link = |url: String, name: &str| format!("<a href=\"{}\">{}</a>", escape(&url), escape(name));
    let links: Vec<_> =
        links.map(|link_view| link(parts.absolute(&link_view.url), &link_view.name)).collect();
    if links.is_empty() { String::new() } else { format!("\n<p>{}</p>\n", links.join(" · ")) }
}

/// Leaves out scripts, which a note can hold only where `raw_html = "allow"`. Readers of feeds drop them too;
/// some show what was in them as text.
fn without_scripts(html: String) -> String {
    let find = |text: &str, what: &str| {
        let mut places = text.match_indices('<').map(|(at, _)| at);
        places.find(|at| text[*at..].get(..what.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(what)))
    };
    let mut rest = html.as_str();
    let Some(first) = find(rest, "<script") else { return html };
    let mut kept = String::with_capacity(html.len());
    let mut next = Some(first);
    while let Some(start) = next {
        kept.push_str(&rest[..start]);
        let end = find(&rest[start..], "</script").and_then(|at| {
            let close = rest[start + at..].find('>')?;
            Some(start + at + close + 1)
        });
        rest = end.map_or("", |end| &rest[end..]);
        next = find(rest, "<script");
    }
    kept.push_str(rest);
    kept
}

fn moment(parts: &Parts<'_>, day: jiff::civil::Date) -> Moment {
    let midnight = parts.config.midnight(day);
    Moment {
        rfc2822: jiff::fmt::rfc2822::to_string(&midnight).unwrap_or_default(),
        rfc3339: midnight.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_scripts;

    #[test]
    fn scripts_are_left_out() {
        let check = |html: &str, expected: &str| assert_eq!(without_scripts(html.to_string()), expected);
        check("<p>a < b</p>", "<p>a < b</p>");
        check("a<script>1</script>b<SCRIPT src=x></Script >c", "abc");
        check("a<script>1 é", "a");
        check("é<script/>1</script", "é");
    }
}
