//! The home page: the newest edition, those before it, topics, how to follow.

use super::bibliography::{self, FormatLink, List};
use super::edition::{EditionHead, EditionLink, head, link, topic_groups};
use super::head::{PageHead, SiteHeader};
use super::list::GroupView;
use super::metadata::About;
use super::outputs::Outputs;
use super::parts::Parts;
use super::term::Kind;
use super::terms::{self, TermRow};
use super::view::View;
use crate::fingerprint::Fingerprinted;

/// Editions listed below the newest one.
const EARLIER: usize = 20;

/// The home page.
#[derive(Clone, Hash, Debug)]
pub struct HomeView {
    /// The site.
    pub site: Fingerprinted<SiteHeader>,
    /// This page.
    pub page: PageHead,
    /// The newest edition; none while the digest is empty.
    pub edition: Option<EditionHead>,
    /// Its entries by topic.
    pub groups: Vec<GroupView>,
    /// The editions before it, newest first.
    pub earlier: Vec<EditionLink>,
    /// All topics.
    pub topics: Vec<TermRow>,
    /// How many entries there are.
    pub total: usize,
    /// The formats the whole digest can be had in.
    pub formats: Vec<FormatLink>,
}

/// Plans the home page.
pub fn plan(parts: &Parts<'_>, outputs: &mut Outputs<'_>, topics: &Kind<'_>) {
    let mut page = parts.head("home", "/", parts.config.title.clone());
    page.description.clone_from(&parts.config.description);
    page.about = parts.about("home", || About::Site);
    let mut days = parts.digest.days();
    let newest = days.next();
    let groups = newest.map(|edition| topic_groups(parts, &edition.papers));
    let view = HomeView {
        site: parts.header.clone(),
        page,
        // Its words share the page with the digest's own, so their ids carry the day.
        edition: newest.map(|edition| head(parts, edition, &format!("{}-", edition.id))),
        groups: groups.unwrap_or_default(),
        earlier: days.take(EARLIER).map(|edition| link(parts, edition)).collect(),
        topics: terms::rows(parts, topics, 0..topics.terms.len()),
        total: parts.cards.len(),
        formats: bibliography::formats(parts, &parts.config.outputs.site, "/", bibliography::PAPERS),
    };
    outputs.add("/", None, View::Home(Box::new(view)));
    let (title, description) = (parts.config.title.as_str(), parts.config.description.as_deref());
    let list = List { path: "/", name: bibliography::PAPERS, title, description, words: &[] };
    let all = || vec![(None, (0..parts.cards.len()).collect())];
    outputs.extend(bibliography::plan(parts, &parts.config.outputs.site, &list, all));
}
