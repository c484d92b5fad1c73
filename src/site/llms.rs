//! Plans `llms.txt`: what the digest is and where its parts are, for programs that read text (llmstxt.org).

use super::context::Context;
use super::edition::link;
use super::outputs::Outputs;
use crate::view::{EditionLink, LlmsView, View};

/// The number of editions that are listed.
const MAX_EDITIONS: usize = 20;

/// Plans `llms.txt`. A file of that name in `static/` replaces it.
pub fn plan(context: &Context<'_>, outputs: &mut Outputs<'_>) {
    let header = &context.header;
    let lists = [
        ("Papers", Some(&header.papers), "every entry, newest first"),
        ("Topics", Some(&header.topics), "the entries by topic"),
        ("Tags", header.tags.as_ref(), "the entries by tag"),
        ("Authors", header.authors.as_ref(), "the entries by author"),
        ("Archive", header.archive.as_ref(), "a calendar of all editions"),
        ("Feeds", header.opml.as_ref(), "the addresses of all feeds, as OPML"),
    ];
    let feeds = header.feeds.iter().map(|feed| (feed.name, Some(&feed.path), "the newest entries as a feed"));
    let place = |(name, path, what): (&'static str, Option<&String>, &'static str)| {
        path.map(|path| (name, context.absolute(path), what))
    };
    let sitemap = ("Sitemap", context.config.base_url.address("/sitemap.xml"), "the addresses of all pages");
    let places = lists.into_iter().chain(feeds).filter_map(place).chain([sitemap]).collect();
    let edition = |link: EditionLink| {
        let name = link.title.map_or_else(|| link.name.clone(), |title| format!("{title} ({})", link.name));
        link.permalink.map(|path| (name, context.absolute(&path), link.count))
    };
    let editions =
        context.digest.days().take(MAX_EDITIONS).filter_map(|day| edition(link(context, day))).collect();
    let view = LlmsView {
        title: context.config.title.clone(),
        description: context.config.description.clone(),
        curator: context.config.curator.as_ref().map(|curator| curator.name.clone()),
        total: context.cards.len(),
        places,
        editions,
    };
    outputs.add_if_absent("/llms.txt", View::Llms(Box::new(view)));
}
