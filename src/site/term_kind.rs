//! The kinds of terms: topics, tags and authors.

use std::sync::Arc;

use super::context::Context;
use crate::digest::Term;
use crate::format::Format;
use crate::html::Html;
use crate::view::{Page, TermLink, TermView, TermsView};

/// A kind of terms: topics, tags or authors.
pub struct TermKind<'p> {
    /// The first segment of their addresses.
    pub folder: &'static str,
    /// The path of their index.
    pub index: &'static str,
    /// The title of the index.
    pub title: &'static str,
    /// The name of the template for one of them, without extension.
    pub singular: &'static str,
    /// All of them.
    pub terms: &'p [Term<'p>],
    /// The links to them.
    pub links: &'p [TermLink],
    /// The formats beside the page of each.
    pub formats: &'p [Format],
    /// The kind of page for one of them.
    pub page: fn(Box<TermView>) -> Page,
    /// The kind of page for the index.
    pub index_page: fn(Box<TermsView>) -> Page,
    /// Whether co-authors are shown.
    pub has_coauthors: bool,
}

impl<'p> TermKind<'p> {
    /// The kinds of terms that have pages.
    pub fn all(context: &'p Context<'p>) -> Vec<Arc<Self>> {
        let pages = &context.config.pages;
        let tags = pages.tags.then(|| Self::tags(context));
        let authors = pages.authors.then(|| Self::authors(context));
        [Some(Self::topics(context)), tags, authors].into_iter().flatten().map(Arc::new).collect()
    }

    /// Topics, in the curator's order.
    pub fn topics(context: &'p Context<'p>) -> Self {
        Self {
            folder: "topics",
            index: "/topics/",
            title: "Topics",
            singular: "topic",
            terms: &context.digest.topics,
            links: &context.topics,
            formats: &context.config.outputs.topics,
            page: Page::Topic,
            index_page: Page::Topics,
            has_coauthors: false,
        }
    }

    /// Tags.
    pub fn tags(context: &'p Context<'p>) -> Self {
        Self {
            folder: "tags",
            index: "/tags/",
            title: "Tags",
            singular: "tag",
            terms: &context.digest.tags,
            links: &context.tags,
            formats: &context.config.outputs.tags,
            page: Page::Tag,
            index_page: Page::Tags,
            has_coauthors: false,
        }
    }

    /// Authors.
    pub fn authors(context: &'p Context<'p>) -> Self {
        Self {
            folder: "authors",
            index: "/authors/",
            title: "Authors",
            singular: "author",
            terms: &context.digest.authors,
            links: &context.authors,
            formats: &context.config.outputs.authors,
            page: Page::Author,
            index_page: Page::Authors,
            has_coauthors: context.needs.coauthors,
        }
    }

    /// Whether these are topics.
    pub fn are_topics(&self) -> bool {
        self.singular == "topic"
    }

    /// Whether these are authors.
    pub fn are_authors(&self) -> bool {
        self.singular == "author"
    }
}

/// The short description in the file of a term.
pub fn description(context: &Context<'_>, term: &Term<'_>, path: &str) -> Html {
    let description = term.section.and_then(|section| section.description.as_ref());
    description.map(|text| context.markup_html(text, path)).unwrap_or_default()
}
