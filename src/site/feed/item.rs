//! Builds the item of an entry, which all feeds share.

use jiff::civil::Date;

use super::content;
use crate::digest::PaperIndex;
use crate::fingerprint::Fingerprinted;
use crate::site::context::Context;
use crate::site::entry::{self, permanent_id};
use crate::site::route;
use crate::view::{FeedItem, FormatCache, Moment};

/// The item of an entry.
pub fn item(context: &Context<'_>, index: PaperIndex) -> Fingerprinted<FeedItem> {
    context.feed_items.get(index, || build(context, index))
}

/// The beginning of a day in the digest's time zone.
pub fn moment(context: &Context<'_>, day: Date) -> Moment {
    let midnight = context.config.midnight(day);
    Moment {
        rfc2822: jiff::fmt::rfc2822::to_string(&midnight).unwrap_or_default(),
        rfc3339: midnight.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
    }
}

fn build(context: &Context<'_>, index: PaperIndex) -> FeedItem {
    let (document, card) = (context.digest.papers[index].document, &context.cards[index]);
    let title = &card.title_plain;
    FeedItem {
        id: permanent_id(context, document),
        title: if document.withdrawn { format!("[Withdrawn] {title}") } else { title.clone() },
        address: context.config.base_url.address(&route::paper(&document.slug)),
        paper: card.address_of_paper().map(|url| context.absolute(url)),
        published: moment(context, document.date.value),
        revised: document.updated.map(|day| moment(context, day)),
        authors: document.authors.clone(),
        categories: card.topics.iter().chain(&card.tags).map(|term| term.name.clone()).collect(),
        summary: entry::description(document).map(str::to_string),
        image: card.image.as_deref().map(|image| context.absolute(image)),
        content: content::content(context, index),
        texts: FormatCache::default(),
    }
}
