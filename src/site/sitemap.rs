//! What search engines are told: the sitemap (sitemaps.org protocol 0.9) and `robots.txt`.

use jiff::civil::Date;

use super::outputs::Outputs;
use super::parts::Parts;
use super::route;
use super::view::View;
use crate::place::OutputPath;

/// Addresses in one file, as the protocol limits them.
const LONGEST: usize = 50_000;

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

/// Plans the sitemap of the pages planned so far, in one file or several, and `robots.txt`.
pub fn plan(parts: &Parts<'_>, outputs: &mut Outputs<'_>) {
    let base = &parts.config.base_url;
    let home = base.address("/");
    let pages: Vec<_> = outputs.pages().map(|(path, changed)| (path.clone(), changed)).collect();
    let map = |outputs, is_index| View::Sitemap(SitemapView { home: home.clone(), outputs, is_index });
    if pages.len() <= LONGEST {
        outputs.add_unless_there("/sitemap.xml", map(pages, false));
    } else {
        let mut maps = Vec::new();
        for (number, part) in pages.chunks(LONGEST).enumerate() {
            let path = format!("/sitemap-{}.xml", number + 1);
            maps.push((route::output(&path), None));
            outputs.add_unless_there(&path, map(part.to_vec(), false));
        }
        outputs.add_unless_there("/sitemap.xml", map(maps, true));
    }
    let robots = RobotsView {
        title: parts.config.title.clone(),
        feeds: parts.header.opml.as_deref().map(|path| parts.absolute(path)),
        llms: base.address("/llms.txt"),
        sitemap: base.address("/sitemap.xml"),
    };
    outputs.add_unless_there("/robots.txt", View::Robots(robots));
}
