//! What search engines are told: the sitemap (sitemaps.org protocol 0.9) and `robots.txt`.

use super::outputs::Outputs;
use super::parts::Parts;
use super::view::View;

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
pub fn plan(parts: &Parts<'_>, outputs: &mut Outputs) {
    let base = &parts.config.base_url;
    let addresses: Vec<_> = outputs.views().filter_map(listed).collect();
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

fn listed(view: &View) -> Option<(String, Option<String>)> {
    let page = view.page()?;
    let changed = match view {
        View::Paper(paper) => Some(paper.updated.as_ref().unwrap_or(&paper.paper.date).iso.clone()),
        View::NotFound(_) => return None,
        _ => None,
    };
    Some((page.address.clone(), changed))
}
