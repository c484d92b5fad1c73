//! Plans the files for search engines: the sitemap (sitemaps.org protocol 0.9) and `robots.txt`.

use super::context::Context;
use super::outputs::Outputs;
use super::route;
use crate::view::{RobotsView, SitemapView, View};

/// The protocol's limit of addresses in one file.
const MAX_ADDRESSES: usize = 50_000;

/// Plans the sitemap of the pages planned so far, in one file or several, and `robots.txt`.
pub fn plan(context: &Context<'_>, outputs: &mut Outputs<'_>) {
    let base = &context.config.base_url;
    let home = base.address("/");
    let pages: Vec<_> = outputs.pages().map(|(path, changed)| (path.clone(), changed)).collect();
    let map = |outputs, is_index| View::Sitemap(SitemapView { home: home.clone(), outputs, is_index });
    if pages.len() <= MAX_ADDRESSES {
        outputs.add_if_absent("/sitemap.xml", map(pages, false));
    } else {
        let mut maps = Vec::new();
        for (number, part) in pages.chunks(MAX_ADDRESSES).enumerate() {
            let path = format!("/sitemap-{}.xml", number + 1);
            maps.push((route::output(&path), None));
            outputs.add_if_absent(&path, map(part.to_vec(), false));
        }
        outputs.add_if_absent("/sitemap.xml", map(maps, true));
    }
    let robots = RobotsView {
        title: context.config.title.clone(),
        feeds: context.header.opml.as_deref().map(|path| context.absolute(path)),
        llms: base.address("/llms.txt"),
        sitemap: base.address("/sitemap.xml"),
    };
    outputs.add_if_absent("/robots.txt", View::Robots(robots));
}
