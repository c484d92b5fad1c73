//! What every page shows of the site, and the head of a page. The header of the site is in the view of every page.
//! If a field of it changed with every new entry, every build would render all pages again.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::about::About;
use crate::describe::described;
use crate::fields::Extra;
use crate::paper::Curator;

described! {
    /// What every page shows of the site.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct SiteHeader {
        /// The digest's name.
        pub title: String,
        /// One or two sentences about it.
        pub description: Option<String>,
        /// BCP 47 tag.
        pub language: String,
        /// The path of `base_url`, without a slash at the end.
        pub base: String,
        /// The URL of the home page.
        pub address: String,
        /// The path of the home page.
        pub home: String,
        /// The person or group that chooses papers.
        pub curator: Option<Curator>,
        /// The copyright notice.
        pub copyright: Option<String>,
        /// Links of the header.
        pub nav: Vec<NavLink>,
        /// The path of the list of all entries.
        pub papers: String,
        /// The path of the archive, if there is one.
        pub archive: Option<String>,
        /// The path of the index of topics.
        pub topics: String,
        /// The path of the index of tags, if tags have pages.
        pub tags: Option<String>,
        /// The path of the index of authors, if authors have pages.
        pub authors: Option<String>,
        /// The preferred feed of the whole digest, if there is one.
        pub feed: Option<FeedLink>,
        /// The feeds of the whole digest, in all formats.
        pub feeds: Vec<FeedLink>,
        /// The path of the list of all feeds, if there are any.
        pub opml: Option<String>,
        /// The path of the OpenSearch description, if the configuration has a search URL.
        pub opensearch: Option<String>,
        /// The path of the style sheet for highlighted code and formulas in entries.
        pub content_css: Option<String>,
        /// `[extra]` of `config.toml`, then of the theme.
        pub extra: Extra,
    }
}

described! {
    /// A link of the header.
    #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
    pub struct NavLink {
        /// The text of the link.
        pub name: String,
        /// A URL, or a path of the site.
        pub url: String,
    }
}

described! {
    /// A feed that a page links to.
    #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
    pub struct FeedLink {
        /// The name of the digest, topic, tag or author, and the format where there are several.
        pub title: String,
        /// The name of its format: `RSS`, `Atom` or `JSON Feed`.
        pub name: &'static str,
        /// Its path.
        pub path: String,
        /// Its media type.
        pub media_type: &'static str,
    }
}

described! {
    /// The head of a page. Templates also see `metadata`, HTML for search engines and other programs: description,
    /// canonical URL, feeds, citation, Open Graph and JSON-LD.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct PageHead {
        /// Plain text, for `<title>`.
        pub title: String,
        /// Plain text, for descriptions.
        pub description: Option<String>,
        /// Its path.
        pub path: Arc<str>,
        /// Its URL.
        pub address: String,
        /// The kind of page: the name of its template without `.html`.
        pub kind: &'static str,
        /// The feeds of the page, without those of the whole digest.
        pub feeds: Vec<FeedLink>,
        /// The URL of a image for it.
        pub image: Option<String>,
        /// What it is about, for `metadata`.
        #[serde(skip)]
        pub about: About,
    }
}

impl SiteHeader {
    /// The links of the header that point to a page or to one above it, each with its value of `aria-current`
    /// (WAI-ARIA 1.2): `page` or `true`. Only the home page itself counts for the link to the home page, and the
    /// pages of editions belong to the archive.
    pub fn current(&self, page: &PageHead) -> BTreeMap<&str, &'static str> {
        let sections = [Some(&self.home), Some(&self.papers), Some(&self.topics)];
        let sections =
            sections.into_iter().chain([&self.tags, &self.authors, &self.archive].map(Option::as_ref));
        let urls = sections.flatten().chain(self.nav.iter().map(|link| &link.url));
        let in_archive = matches!(page.kind, "edition" | "period" | "year");
        let value = |url: &String| {
            if *page.path == **url {
                return Some("page");
            }
            let is_above = *url != self.home && page.path.starts_with(url.as_str());
            let is_archive = in_archive && self.archive.as_ref() == Some(url);
            (is_above || is_archive).then_some("true")
        };
        urls.filter_map(|url| Some((url.as_str(), value(url)?))).collect()
    }
}
