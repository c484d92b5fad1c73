//! Builds the header of the site, and the links to feeds.

use super::route;
use crate::config::{self, Config};
use crate::fields::Extra;
use crate::format::Format;
use crate::url_path::encode_url;
use crate::view::{FeedLink, NavLink, SiteHeader};

/// The header that the configuration describes.
pub fn header(config: &Config, theme_extra: &Extra, has_content_css: bool) -> SiteHeader {
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
        !feeds.is_empty() || of_terms.any(|(formats, _)| formats.iter().any(|format| format.is_feed()));
    SiteHeader {
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

/// A link whose path includes that of `base_url`.
fn nav_link(link: &config::NavLink, base: &str) -> NavLink {
    NavLink { name: link.name.clone(), url: self::link(&link.url, base) }
}

/// A link that a person wrote, percent-encoded; a path of the site includes that of `base_url`.
pub fn link(url: &str, base: &str) -> String {
    let encoded = encode_url(url);
    if route::is_path(url) { format!("{base}{encoded}") } else { encoded.to_string() }
}

/// Links to the feeds beside a page. `path` is that of the page and includes that of `base_url`.
pub fn feed_links(formats: &[Format], title: &str, path: &str) -> Vec<FeedLink> {
    let link = |format: &Format| {
        let info = format.info();
        FeedLink {
            title: if *format == Format::Rss {
                title.to_string()
            } else {
                format!("{title} ({})", info.label)
            },
            name: info.label,
            path: format!("{path}{}", info.file),
            media_type: info.media_type,
        }
    };
    formats.iter().filter(|format| format.is_feed()).map(link).collect()
}
