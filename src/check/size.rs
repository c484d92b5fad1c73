//! Finds pages and feeds that are too large. Sizes are before compression.

use std::collections::BTreeMap;

use super::pages::ScanResult;
use super::places::SourceLinks;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::check as codes;
use crate::place::{OutputPath, SourcePath};

/// Maximum size of a page, in bytes: on a slow connection it takes seconds to load.
const MAX_PAGE_BYTES: u64 = 1_000_000;
/// Maximum size of a page with its images, scripts and style sheets, in bytes.
const MAX_TOTAL_BYTES: u64 = 4_000_000;
/// Maximum size of a feed, in bytes: some readers do not accept more.
const MAX_FEED_BYTES: u64 = 1_000_000;

/// Reports pages and feeds that are too large. A large resource is reported for only one of the pages that use it.
pub fn check(scan: &ScanResult, source_links: &SourceLinks<'_>, config: &SourcePath) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut by_resource: BTreeMap<&str, (u64, &OutputPath, u64)> = BTreeMap::new();
    let size = |path: &str| scan.outputs.get(&OutputPath::new(path)).map_or(0, |output| output.bytes);
    for (path, output) in &scan.outputs {
        let Some(page) = &output.page else { continue };
        let total = output.bytes + page.resources.iter().map(|resource| size(resource)).sum::<u64>();
        let largest = page.resources.iter().map(|resource| (size(resource), &**resource)).max();
        match largest {
            _ if output.bytes > MAX_PAGE_BYTES => {
                let address = format!("/{}", path.address());
                diagnostics.push(codes::large_page(source_links.source(path), &address, output.bytes, None));
            }
            Some((bytes, resource)) if total > MAX_TOTAL_BYTES => {
                by_resource.entry(resource).or_insert((bytes, path, total));
            }
            _ => {}
        }
    }
    for (resource, (bytes, path, total)) in by_resource {
        let (address, resource) = (format!("/{}", path.address()), format!("/{resource}"));
        diagnostics.push(codes::large_page(
            source_links.source(path),
            &address,
            total,
            Some((&resource, bytes)),
        ));
    }
    let is_feed = |path: &str| matches!(path.rsplit('/').next(), Some("feed.xml" | "atom.xml" | "feed.json"));
    let feeds =
        scan.outputs.iter().filter(|(path, output)| is_feed(path.as_str()) && output.bytes > MAX_FEED_BYTES);
    let feeds: Vec<_> = feeds.map(|(path, output)| (output.bytes, path)).collect();
    if let Some((bytes, path)) = feeds.iter().max() {
        diagnostics.push(codes::large_feed(config, &format!("/{path}"), *bytes, feeds.len()));
    }
    diagnostics
}
