//! Feeds of entries: of the whole digest, a topic, a tag, an author.

use std::sync::OnceLock;

use super::fill::Filling;
use super::outputs::Planned;
use super::parts::Parts;
use super::route;
use super::view::View;
use crate::digest::{PaperDocument, PaperIndex};
use crate::fingerprint::Fingerprinted;
use crate::html::Html;

/// A feed.
#[derive(Clone, Hash, Debug)]
pub struct FeedView {
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
    /// The newest day in it, as RFC 2822 has it.
    pub date: Option<String>,
    /// Newest first.
    pub items: Vec<Fingerprinted<FeedItem>>,
}

/// An entry in feeds.
#[derive(Clone, Hash, Debug)]
pub struct FeedItem {
    /// What identifies it for ever.
    pub id: String,
    /// Plain text.
    pub title: String,
    /// The whole address of its page.
    pub address: String,
    /// 00:00 of its edition's day, as RFC 2822 has it.
    pub date: String,
    /// Names, in order.
    pub authors: Vec<String>,
    /// Topics, then tags.
    pub categories: Vec<String>,
    /// The summary, or all that its page says, with whole addresses.
    pub content: Html,
}

/// Plans the RSS feed of the page at `path`. The day of the last entry is never cut.
pub fn plan(parts: &Parts<'_>, path: &str, title: &str, papers: &[PaperIndex]) -> Planned {
    let base = &parts.config.base_url;
    let day = |index: &PaperIndex| parts.digest.papers[*index].document.date.value;
    let limit = parts.config.feeds.limit.min(papers.len());
    let last = papers[..limit].last().map(day);
    let rest = papers[limit..].iter().take_while(|index| Some(day(index)) == last).count();
    let view = FeedView {
        title: title.to_string(),
        description: parts.config.description.clone().unwrap_or_else(|| title.to_string()),
        address: base.address(path),
        self_address: base.address(&format!("{path}feed.xml")),
        language: parts.config.language.clone(),
        copyright: parts.config.copyright.clone(),
        date: papers.first().map(|index| rfc2822(parts, day(index))),
        items: papers[..limit + rest].iter().map(|index| parts.feed_items.get(parts, *index)).collect(),
    };
    Planned { path: format!("{path}feed.xml"), source: None, view: View::Feed(Box::new(view)) }
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
    let paper = &parts.digest.papers[index];
    let document = paper.document;
    let names = paper.topics.iter().map(|topic| &parts.topics[*topic]);
    let names = names.chain(paper.tags.iter().map(|tag| &parts.tags[*tag]));
    let title = &document.title.value.plain;
    FeedItem {
        id: id(parts, document),
        title: if document.withdrawn { format!("[Withdrawn] {title}") } else { title.clone() },
        address: parts.config.base_url.address(&route::paper(&document.slug)),
        date: rfc2822(parts, document.date.value),
        authors: document.authors.iter().map(|author| author.display.clone()).collect(),
        categories: names.map(|term| term.name.to_string()).collect(),
        content: content(parts, index),
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
    } else if html.is_empty() {
        html.push_str(&format!("<p>{}</p>", filling.fill(&document.body.summary)));
    }
    Html::new(html)
}

/// A day's beginning as RSS wants it.
fn rfc2822(parts: &Parts<'_>, day: jiff::civil::Date) -> String {
    jiff::fmt::rfc2822::to_string(&parts.config.midnight(day)).unwrap_or_default()
}
