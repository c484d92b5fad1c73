//! Writes sitemaps (sitemaps.org protocol 0.9) and `robots.txt`.

use crate::html::escape;
use crate::site::{RobotsView, SitemapView};

/// A sitemap, or the index of several.
pub fn sitemap(view: &SitemapView) -> Vec<u8> {
    let (all, each) = if view.is_index { ("sitemapindex", "sitemap") } else { ("urlset", "url") };
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{all} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    for (address, changed) in &view.addresses {
        let changed = changed.as_ref().map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        xml.push_str(&format!("<{each}><loc>{}</loc>{changed}</{each}>\n", escape(address)));
    }
    xml.push_str(&format!("</{all}>\n"));
    xml.into_bytes()
}

/// `robots.txt`: everything may be read.
pub fn robots(view: &RobotsView) -> Vec<u8> {
    format!(
        "# Everything here may be read and indexed.\nUser-agent: *\nAllow: /\n\nSitemap: {}\n",
        view.sitemap
    )
    .into_bytes()
}
