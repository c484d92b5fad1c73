//! The sitemap and `robots.txt`.

use jiff::civil::Date;

use crate::place::OutputPath;

/// A sitemap.
#[derive(Clone, Hash, Debug)]
pub struct SitemapView {
    /// The whole address of the home page.
    pub home: String,
    /// What is listed and, where it is known, the day of the last change.
    pub outputs: Vec<(OutputPath, Option<Date>)>,
    /// Whether further sitemaps are listed.
    pub is_index: bool,
}

/// `robots.txt`.
#[derive(Clone, Hash, Debug)]
pub struct RobotsView {
    /// The digest's name.
    pub title: String,
    /// The whole address of the list of feeds, if there are any.
    pub feeds: Option<String>,
    /// The whole address of `llms.txt`.
    pub llms: String,
    /// The whole address of the sitemap.
    pub sitemap: String,
}
