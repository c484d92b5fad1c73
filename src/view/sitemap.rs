//! The sitemap and `robots.txt`.

use jiff::civil::Date;

use crate::place::OutputPath;

/// A sitemap.
#[derive(Clone, Hash, Debug)]
pub struct SitemapView {
    /// The URL of the home page.
    pub home: String,
    /// The files that are listed and, if it is known, the day of their last change.
    pub outputs: Vec<(OutputPath, Option<Date>)>,
    /// Whether further sitemaps are listed.
    pub is_index: bool,
}

/// `robots.txt`.
#[derive(Clone, Hash, Debug)]
pub struct RobotsView {
    /// The digest's name.
    pub title: String,
    /// The URL of the list of feeds, if there are any.
    pub feeds: Option<String>,
    /// The URL of `llms.txt`.
    pub llms: String,
    /// The URL of the sitemap.
    pub sitemap: String,
}
