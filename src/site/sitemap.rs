//! What search engines are told: the sitemap (sitemaps.org protocol 0.9) and `robots.txt`.

use jiff::civil::Date;

use super::outputs::Outputs;
use super::parts::Parts;
use super::view::View;
use crate::place::OutputPath;

/// Addresses in one file, as the protocol limits them.
const LONGEST: usize = 50_000;

/// A sitemap.
#[derive(Clone, Hash, Debug)]
pub struct SitemapView {
    /// Whole addresses and, where it is known, the day of the last change.
    pub addresses: Vec<(String, Option<String>)>,
    /// Whether the addresses are those of further sitemaps.
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
    let listed = |(path, changed): (&OutputPath, Option<Date>)| {
        let path = path.as_str();
        let address = base.address(&format!("/{}", path.strip_suffix("index.html").unwrap_or(path)));
        (address, changed.map(|day| day.to_string()))
    };
    let addresses: Vec<_> = outputs.pages().map(listed).collect();
    if addresses.len() <= LONGEST {
        outputs.add_unless_there("/sitemap.xml", View::Sitemap(SitemapView { addresses, is_index: false }));
    } else {
        let mut maps = Vec::new();
        for (number, part) in addresses.chunks(LONGEST).enumerate() {
            let path = format!("/sitemap-{}.xml", number + 1);
            maps.push((base.address(&path), None));
            outputs.add_unless_there(
                &path,
                View::Sitemap(SitemapView { addresses: part.to_vec(), is_index: false }),
            );
        }
        outputs
            .add_unless_there("/sitemap.xml", View::Sitemap(SitemapView { addresses: maps, is_index: true }));
    }
    let robots = RobotsView {
        title: parts.config.title.clone(),
        feeds: parts.header.opml.as_deref().map(|path| parts.absolute(path)),
        llms: base.address("/llms.txt"),
        sitemap: base.address("/sitemap.xml"),
    };
    outputs.add_unless_there("/robots.txt", View::Robots(robots));
}
