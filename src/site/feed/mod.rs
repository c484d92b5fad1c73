//! Plans the feeds of the digest, and builds those of topics, tags and authors.

mod content;
mod item;

use super::context::Context;
use super::outputs::Outputs;
use super::planned::PlannedOutput;
use crate::digest::PaperIndex;
use crate::format::Format;
use crate::view::{FeedView, View};

/// Plans the feeds of the whole digest.
pub fn plan(context: &Context<'_>, outputs: &mut Outputs<'_>) {
    let all: Vec<PaperIndex> = (0..context.digest.papers.len()).collect();
    let config = context.config;
    outputs.extend(feeds(context, "/", &config.title, &config.outputs.site, &all));
}

/// The feeds of the page at `path`, one for each format. A feed contains all entries of the last day in it.
pub fn feeds(
    context: &Context<'_>,
    path: &str,
    title: &str,
    formats: &[Format],
    papers: &[PaperIndex],
) -> Vec<PlannedOutput<'static>> {
    let formats: Vec<Format> = formats.iter().copied().filter(|format| format.is_feed()).collect();
    if formats.is_empty() {
        return Vec::new();
    }
    let config = context.config;
    let day = |index: &PaperIndex| context.digest.papers[*index].document.date.value;
    let limit = config.feeds.limit.min(papers.len());
    let last = papers[..limit].last().map(day);
    let rest = papers[limit..].iter().take_while(|index| Some(day(index)) == last).count();
    let papers = &papers[..limit + rest];
    let changed = |index: &PaperIndex| {
        let document = context.digest.papers[*index].document;
        document.updated.max(Some(document.date.value))
    };
    let updated = papers.iter().filter_map(changed).max().map(|day| item::moment(context, day));
    let items: Vec<_> = papers.iter().map(|index| item::item(context, *index)).collect();
    let view = |format: Format| FeedView {
        format,
        title: title.to_string(),
        description: config.description.clone().unwrap_or_else(|| title.to_string()),
        address: config.base_url.address(path),
        self_address: config.base_url.address(&format!("{path}{}", format.info().file)),
        language: config.language.clone(),
        copyright: config.copyright.clone(),
        curator: config.curator.clone(),
        site: config.title.clone(),
        updated: updated.clone(),
        items: items.clone(),
    };
    let output = |format: Format| {
        PlannedOutput::ready(
            &format!("{path}{}", format.info().file),
            None,
            View::Feed(Box::new(view(format))),
        )
    };
    formats.into_iter().map(output).collect()
}
