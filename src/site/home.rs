//! Plans the home page: the newest edition, the editions before it, and topics.

use super::bibliography::{self, List};
use super::context::Context;
use super::edition::{head, link, topic_groups};
use super::outputs::Outputs;
use super::term_kind::TermKind;
use super::terms;
use crate::view::{About, HomeView, Page};

/// The number of editions listed after the newest one.
const EARLIER: usize = 20;

/// Plans the home page.
pub fn plan(context: &Context<'_>, outputs: &mut Outputs<'_>) {
    let topics = TermKind::topics(context);
    let mut page = context.head("home", "/", context.config.title.clone());
    page.description.clone_from(&context.config.description);
    page.about = context.about("home", || About::Site);
    let mut days = context.digest.days();
    let newest = days.next();
    let groups = newest.map(|edition| topic_groups(context, &edition.papers));
    let view = HomeView {
        site: context.header.clone(),
        page,
        // Its text shares the page with the digest's own, so its ids include the day.
        edition: newest.map(|edition| head(context, edition, &format!("{}-", edition.id))),
        groups: groups.unwrap_or_default(),
        earlier: days.take(EARLIER).map(|edition| link(context, edition)).collect(),
        topics: terms::rows(context, &topics, 0..topics.terms.len()),
        total: context.cards.len(),
        formats: bibliography::formats(context, &context.config.outputs.site, "/", bibliography::PAPERS),
    };
    outputs.add("/", None, Page::Home(Box::new(view)).into());
    let (title, description) = (context.config.title.as_str(), context.config.description.as_deref());
    let list = List { path: "/", name: bibliography::PAPERS, title, description, intro: &[] };
    let all = || vec![(None, (0..context.cards.len()).collect())];
    outputs.extend(bibliography::lists(context, &context.config.outputs.site, &list, all));
}
