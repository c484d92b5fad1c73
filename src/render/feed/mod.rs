//! Writes feeds. Which entries are in one, and what they say, is the view's business. The text of an
//! entry is made once for each format and joined into every feed that shows it.

mod atom;
mod json;
mod opml;
mod rss;

pub use opml::opml;

use crate::site::{FeedFormat, FeedItem, FeedView};

/// A feed in its format.
pub fn feed(view: &FeedView) -> Vec<u8> {
    let write: fn(&FeedItem) -> String = match view.format {
        FeedFormat::Rss => rss::item,
        FeedFormat::Atom => atom::entry,
        FeedFormat::Json => json::item,
    };
    let items: Vec<&str> = view.items.iter().map(|item| item.text(view.format, || write(item))).collect();
    let text = match view.format {
        FeedFormat::Rss => rss::channel(view, &items),
        FeedFormat::Atom => atom::feed(view, &items),
        FeedFormat::Json => json::feed(view, &items),
    };
    text.into_bytes()
}

/// Room for a feed of these items.
fn with_room(items: &[&str]) -> String {
    String::with_capacity(1024 + items.iter().map(|item| item.len() + 1).sum::<usize>())
}
