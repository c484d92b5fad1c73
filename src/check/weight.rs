//! What pages and feeds weigh, as a reader's connection feels it. Measures bytes before compression.

use std::collections::BTreeMap;

use super::pages::Read;
use super::places::Written;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::check as codes;
use crate::place::{OutputPath, SourcePath};

/// The heaviest page alone, in bytes: on a slow connection it takes seconds.
const PAGE: u64 = 1_000_000;
/// The heaviest page with its pictures, scripts and style sheets, in bytes.
const WHOLE_PAGE: u64 = 4_000_000;
/// The heaviest feed, in bytes: some readers take no more.
const FEED: u64 = 1_000_000;

/// Tells of what is heavy. Pages that one picture makes heavy are told once, with that.
pub fn check(read: &Read, written: &Written<'_>, config: &SourcePath) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut by_part: BTreeMap<&str, (u64, &OutputPath, u64)> = BTreeMap::new();
    let size = |path: &str| read.outputs.get(&OutputPath::new(path)).map_or(0, |output| output.bytes);
    for (path, output) in &read.outputs {
        let Some(page) = &output.page else { continue };
        let whole = output.bytes + page.parts.iter().map(|part| size(part)).sum::<u64>();
        let heaviest = page.parts.iter().map(|part| (size(part), &**part)).max();
        match heaviest {
            _ if output.bytes > PAGE => {
                let address = format!("/{}", path.address());
                diagnostics.push(codes::large_page(written.source(path), &address, output.bytes, None));
            }
            Some((bytes, part)) if whole > WHOLE_PAGE => {
                by_part.entry(part).or_insert((bytes, path, whole));
            }
            _ => {}
        }
    }
    for (part, (bytes, path, whole)) in by_part {
        let (address, part) = (format!("/{}", path.address()), format!("/{part}"));
        diagnostics.push(codes::large_page(written.source(path), &address, whole, Some((&part, bytes))));
    }
    let is_feed = |path: &str| matches!(path.rsplit('/').next(), Some("feed.xml" | "atom.xml" | "feed.json"));
    let feeds = read.outputs.iter().filter(|(path, output)| is_feed(path.as_str()) && output.bytes > FEED);
    let feeds: Vec<_> = feeds.map(|(path, output)| (output.bytes, path)).collect();
    if let Some((bytes, path)) = feeds.iter().max() {
        diagnostics.push(codes::large_feed(config, &format!("/{path}"), *bytes, feeds.len()));
    }
    diagnostics
}
