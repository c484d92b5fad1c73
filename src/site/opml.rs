//! The list of all feeds that feed readers import (OPML 2.0).

use std::collections::BTreeMap;

use super::feed::FeedView;
use super::outputs::Outputs;
use super::parts::Parts;
use super::view::View;

/// The list of all feeds.
#[derive(Clone, Hash, Debug)]
pub struct OpmlView {
    /// The digest's name.
    pub title: String,
    /// Who chooses.
    pub owner: Option<String>,
    /// The feeds of the digest, of topics, of tags and of authors, those that there are.
    pub groups: Vec<OpmlGroup>,
}

/// Feeds of one kind.
#[derive(Clone, Hash, Debug)]
pub struct OpmlGroup {
    /// `Topics`.
    pub title: &'static str,
    /// By address.
    pub feeds: Vec<OpmlFeed>,
}

/// A feed as the list has it.
#[derive(Clone, Hash, Debug)]
pub struct OpmlFeed {
    /// Its name.
    pub title: String,
    /// Its address.
    pub address: String,
    /// The address of the page it belongs to.
    pub page: String,
}

/// The kinds of feeds, and how their addresses begin.
const GROUPS: [(&str, &str); 4] =
    [("Topics", "/topics/"), ("Tags", "/tags/"), ("Authors", "/authors/"), ("All papers", "/")];

/// Plans the list of the feeds planned so far. Of a page with several formats it names one, since who imports
/// it would get every entry twice.
pub fn plan(parts: &Parts<'_>, outputs: &mut Outputs<'_>) {
    // Pages name the list by this, so there is one even while no topic has an entry.
    if parts.header.opml.is_none() {
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
        let starts = |at: &usize| page.starts_with(&parts.config.base_url.address(GROUPS[*at].1));
        let Some(group) = (0..GROUPS.len()).find(starts) else { continue };
        let (title, address) = (feed.title.clone(), feed.self_address.clone());
        groups[group].feeds.push(OpmlFeed { title, address, page: page.to_string() });
    }
    // That of the whole digest comes first.
    groups.rotate_right(1);
    let groups: Vec<_> = groups.into_iter().filter(|group| !group.feeds.is_empty()).collect();
    let owner = parts.config.curator.as_ref().map(|curator| curator.name.clone());
    let view = OpmlView { title: parts.config.title.clone(), owner, groups };
    outputs.add_unless_there("/feeds.opml", View::Opml(Box::new(view)));
}
