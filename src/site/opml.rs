//! Plans the list of all feeds, which feed readers import (OPML 2.0).

use std::collections::BTreeMap;

use super::context::Context;
use super::outputs::Outputs;
use crate::view::{FeedView, OpmlFeed, OpmlGroup, OpmlView, View};

/// The kinds of feeds, and the prefixes of their paths.
const GROUPS: [(&str, &str); 4] =
    [("Topics", "/topics/"), ("Tags", "/tags/"), ("Authors", "/authors/"), ("All papers", "/")];

/// Plans the list of the feeds planned so far. It lists one format for each page, because otherwise people who
/// import it would get every entry several times.
pub fn plan(context: &Context<'_>, outputs: &mut Outputs<'_>) {
    // Pages link to the list if the header has it, so it exists even while no topic has an entry.
    if context.header.opml.is_none() {
        return;
    }
    let mut of_pages: BTreeMap<&str, &FeedView> = BTreeMap::new();
    for view in outputs.views() {
        let View::Feed(feed) = view else { continue };
        let best = of_pages.entry(&feed.address).or_insert(feed);
        if feed.format < best.format {
            *best = feed;
        }
    }
    let mut groups = GROUPS.map(|(title, _)| OpmlGroup { title, feeds: Vec::new() });
    for (page, feed) in of_pages {
        let starts = |at: &usize| page.starts_with(&context.config.base_url.address(GROUPS[*at].1));
        let Some(group) = (0..GROUPS.len()).find(starts) else { continue };
        let (title, address) = (feed.title.clone(), feed.self_address.clone());
        groups[group].feeds.push(OpmlFeed { title, address, page: page.to_string() });
    }
    // The feed of the whole digest comes first.
    groups.rotate_right(1);
    let groups: Vec<_> = groups.into_iter().filter(|group| !group.feeds.is_empty()).collect();
    let owner = context.config.curator.as_ref().map(|curator| curator.name.clone());
    let view = OpmlView { title: context.config.title.clone(), owner, groups };
    outputs.add_if_absent("/feeds.opml", View::Opml(Box::new(view)));
}
