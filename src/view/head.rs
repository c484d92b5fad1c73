//! What every page shows of the site, and the head of a page.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::about::About;
use crate::describe::described;
use crate::fields::Extra;
use crate::paper::Curator;

described! {
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
}

described! {
    /// A link of the header.
    #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
    pub struct NavLink {
        /// The words shown.
        pub name: String,
        /// An address, or a path of the site.
        pub url: String,
    }
}

described! {
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
}

described! {
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
}

impl SiteHeader {
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
