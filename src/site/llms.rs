//! `llms.txt`: what the digest is and where its parts lie, for readers that are programs (llmstxt.org).

use super::edition::{EditionLink, link};
use super::outputs::Outputs;
use super::parts::Parts;
use super::view::View;

/// Editions that are named one by one.
const EDITIONS: usize = 20;

/// `llms.txt`.
#[derive(Clone, Hash, Debug)]
pub struct LlmsView {
    /// The digest's name.
    pub title: String,
    /// One or two sentences on it.
    pub description: Option<String>,
    /// Who chooses.
    pub curator: Option<String>,
    /// How many entries there are.
    pub total: usize,
    /// Lists and files: name, whole address, and what is there.
    pub places: Vec<(&'static str, String, &'static str)>,
    /// The newest editions: name, whole address, and how many entries each has.
    pub editions: Vec<(String, String, usize)>,
}

/// Plans `llms.txt`. A file of that name in `static/` wins.
pub fn plan(parts: &Parts<'_>, outputs: &mut Outputs<'_>) {
    let header = &parts.header;
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
        path.map(|path| (name, parts.absolute(path), what))
    };
    let sitemap = ("Sitemap", parts.config.base_url.address("/sitemap.xml"), "the addresses of all pages");
    let places = lists.into_iter().chain(feeds).filter_map(place).chain([sitemap]).collect();
    let edition = |link: EditionLink| {
        let name = link.title.map_or_else(|| link.name.clone(), |title| format!("{title} ({})", link.name));
        link.permalink.map(|path| (name, parts.absolute(&path), link.count))
    };
    let editions = parts.digest.days().take(EDITIONS).filter_map(|day| edition(link(parts, day))).collect();
    let view = LlmsView {
        title: parts.config.title.clone(),
        description: parts.config.description.clone(),
        curator: parts.config.curator.as_ref().map(|curator| curator.name.clone()),
        total: parts.cards.len(),
        places,
        editions,
    };
    outputs.add_unless_there("/llms.txt", View::Llms(Box::new(view)));
}
