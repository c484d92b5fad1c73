//! Writes feeds. The view decides which entries are in a feed and what they say. The text of an entry is written once
//! for each format and used in every feed that has it.

pub mod atom;
pub mod json;
mod opml;
pub mod rss;

pub use opml::opml;

/// An empty text with enough capacity for a feed of these items.
fn with_capacity_for(items: &[&str]) -> String {
    String::with_capacity(1024 + items.iter().map(|item| item.len() + 1).sum::<usize>())
}
