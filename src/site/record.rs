//! Builds the records of entries for bibliographies and the API.

use super::context::Context;
use super::entry::{issued, permanent_id};
use super::route;
use crate::content::Inline;
use crate::digest::PaperIndex;
use crate::fingerprint::Fingerprinted;
use crate::paper::RichText;
use crate::view::{BibRecord, FormatCache, LinkView, RichLine};

/// The record of an entry.
pub fn record(context: &Context<'_>, index: PaperIndex) -> Fingerprinted<BibRecord> {
    context.records.get(index, || build(context, index))
}

fn build(context: &Context<'_>, index: PaperIndex) -> BibRecord {
    let paper = &context.digest.papers[index];
    let (document, card) = (paper.document, &context.cards[index]);
    let summary = match &document.tldr {
        Some(tldr) => line(tldr),
        None => RichLine { plain: document.body.summary_plain.clone(), rich: RichText::default() },
    };
    // A record is read outside of the site, so its links are URLs.
    let link = |link: &LinkView| LinkView {
        name: link.name.clone(),
        url: context.absolute(&link.url),
        kind: link.kind,
    };
    BibRecord {
        key: context.citation_keys.get(index).cloned().unwrap_or_default(),
        id: permanent_id(context, document),
        slug: card.slug.clone(),
        address: context.config.base_url.address(&route::paper(&document.slug)),
        kind: card.work(),
        title: line(&document.title.value),
        authors: document.authors.clone(),
        has_more_authors: document.has_more_authors,
        issued: issued(document),
        published: document.published,
        arxiv: document.arxiv.as_ref().map(|arxiv| arxiv.value.clone()),
        doi: card.doi.clone(),
        url: document.url.as_ref().map(|url| url.value.clone()),
        venue: card.venue.clone(),
        category: card.category.clone(),
        publication: document.publication.clone(),
        abstract_text: document.abstract_text.as_ref().map(line),
        summary,
        date: card.date.iso.clone(),
        updated: document.updated.map(|day| day.to_string()),
        topics: card.topics.iter().map(|topic| topic.name.clone()).collect(),
        tags: card.tags.iter().map(|tag| tag.name.clone()).collect(),
        links: card.links.iter().map(link).collect(),
        curator: document.curator.clone(),
        votes: document.votes,
        featured: document.featured,
        withdrawn: document.withdrawn,
        texts: FormatCache::default(),
    }
}

fn line(inline: &Inline) -> RichLine {
    RichLine { plain: inline.plain.clone(), rich: inline.rich.clone() }
}
