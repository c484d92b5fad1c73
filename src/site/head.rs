//! What stands in the head of pages: the site's own words, and a page's.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::feed::FeedFormat;
use super::metadata::About;
use super::route;
use crate::config::{Config, NavLink};
use crate::fields::Extra;
use crate::format::Format;
use crate::paper::Curator;

/// What every page shows of the site. Nothing here may change when an entry does: it is in every
/// view, so all pages would be rendered again.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct SiteHeader {
    /// The digest's name.
    pub title: String,
    /// One or two sentences on it.
    pub description: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// The path of `base_url`, without a slash at its end.
    pub base: String,
    /// The whole address of the home page.
    pub address: String,
    /// The path of the home page.
    pub home: String,
    /// Who chooses.
    pub curator: Option<Curator>,
    /// Rights.
    pub copyright: Option<String>,
    /// Links of the header.
    pub nav: Vec<NavLink>,
    /// The path of the list of all entries.
    pub papers: String,
    /// The path of the calendar, if there is one.
    pub archive: Option<String>,
    /// The path of the topics.
    pub topics: String,
    /// The path of the tags, if there are pages for them.
    pub tags: Option<String>,
    /// The path of the authors, if there are pages for them.
    pub authors: Option<String>,
    /// The feed of the whole digest to name where one is named, if there is one.
    pub feed: Option<FeedLink>,
    /// The feeds of the whole digest, in all their formats.
    pub feeds: Vec<FeedLink>,
    /// The path of the list of all feeds, if there are any.
    pub opml: Option<String>,
    /// The path of what tells browsers where a search of the digest goes, if the configuration says so.
    pub opensearch: Option<String>,
    /// The style sheet of what stands in entries: highlighted code, formulas.
    pub content_css: Option<String>,
    /// `[extra]` of `config.toml`, then of the theme.
    pub extra: Extra,
}

/// A feed a page offers.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct FeedLink {
    /// What it is a feed of, and its format where there are several.
    pub title: String,
    /// What its format is called: `RSS`, `Atom` or `JSON Feed`.
    pub name: &'static str,
    /// Its path.
    pub path: String,
    /// Its media type.
    pub media_type: &'static str,
}

/// What a page says of itself. Templates also see `metadata`: all that machines read in the page's head
/// (description, canonical address, feeds, citation, Open Graph, JSON-LD), as HTML.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct PageHead {
    /// Plain text, for `<title>`.
    pub title: String,
    /// Plain text, for descriptions.
    pub description: Option<String>,
    /// Its path.
    pub path: Arc<str>,
    /// Its whole address.
    pub address: String,
    /// What it is: `home`, `paper`, `edition` …, as its template is called.
    pub kind: &'static str,
    /// The feeds of what it shows, without the site's.
    pub feeds: Vec<FeedLink>,
    /// The whole address of a picture that stands for it.
    pub image: Option<String>,
    /// What it is about, for `metadata`.
    #[serde(skip)]
    pub about: About,
}

impl SiteHeader {
    /// Fills the header from the configuration.
    pub fn new(config: &Config, theme_extra: &Extra, has_content_css: bool) -> Self {
        let base = &config.base_url.path;
        let path = |path: &str| format!("{base}{path}");
        let feeds = feed_links(&config.outputs.site, &config.title, &path("/"));
        let outputs = &config.outputs;
        let of_terms = [
            (&outputs.topics, true),
            (&outputs.tags, config.pages.tags),
            (&outputs.authors, config.pages.authors),
        ];
        let mut of_terms = of_terms.into_iter().filter(|(_, has_pages)| *has_pages);
        let has_feeds =
            !feeds.is_empty() || of_terms.any(|(formats, _)| FeedFormat::among(formats).next().is_some());
        Self {
            title: config.title.clone(),
            description: config.description.clone(),
            language: config.language.clone(),
            base: base.clone(),
            address: config.base_url.address("/"),
            home: path("/"),
            curator: config.curator.clone(),
            copyright: config.copyright.clone(),
            nav: config.nav.iter().map(|link| nav_link(link, base)).collect(),
            papers: path(route::PAPERS),
            archive: config.pages.archive.then(|| path(route::ARCHIVE)),
            topics: path("/topics/"),
            tags: config.pages.tags.then(|| path("/tags/")),
            authors: config.pages.authors.then(|| path("/authors/")),
            feed: feeds.first().cloned(),
            feeds,
            opensearch: config.search.as_ref().map(|_| path("/opensearch.xml")),
            opml: has_feeds.then(|| path("/feeds.opml")),
            content_css: has_content_css.then(|| path("/content.css")),
            extra: config.extra.over(theme_extra),
        }
    }

    /// The sections and links of the header that a page is at or below, with what `aria-current` (WAI-ARIA 1.2)
    /// says of each: `page` or `true`. No page but the home page is at or below that one, and the pages of
    /// editions belong to the archive.
    pub fn current(&self, page: &PageHead) -> BTreeMap<&str, &'static str> {
        let sections = [Some(&self.home), Some(&self.papers), Some(&self.topics)];
        let sections =
            sections.into_iter().chain([&self.tags, &self.authors, &self.archive].map(Option::as_ref));
        let urls = sections.flatten().chain(self.nav.iter().map(|link| &link.url));
        let in_archive = matches!(page.kind, "edition" | "period" | "year");
        let says = |url: &String| match () {
            () if *page.path == **url => Some("page"),
            () if in_archive && self.archive.as_ref() == Some(url) => Some("true"),
            () => (*url != self.home && page.path.starts_with(url.as_str())).then_some("true"),
        };
        urls.filter_map(|url| Some((url.as_str(), says(url)?))).collect()
    }
}

/// Paths of the site carry the path of `base_url`.
fn nav_link(link: &NavLink, base: &str) -> NavLink {
    let url = if route::is_path(&link.url) { format!("{base}{}", link.url) } else { link.url.clone() };
    NavLink { name: link.name.clone(), url }
}

/// The feeds beside a page, whose path carries that of `base_url`.
pub fn feed_links(formats: &[Format], title: &str, path: &str) -> Vec<FeedLink> {
    let link = |format: FeedFormat| FeedLink {
        title: match format {
            FeedFormat::Rss => title.to_string(),
            other => format!("{title} ({})", other.name()),
        },
        name: format.name(),
        path: format!("{path}{}", format.file()),
        media_type: format.media_type(),
    };
    FeedFormat::among(formats).map(link).collect()
}
