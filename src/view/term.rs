//! The page of a topic, tag or author.

use super::page::page_view;
use crate::describe::described;
use std::sync::Arc;

use serde::Serialize;

use super::card::{Card, LinkView};
use super::head::{PageHead, SiteHeader};
use super::list::{FormatLink, GroupView, Pagination};
use crate::fields::Extra;
use crate::fingerprint::Fingerprinted;
use crate::html::Html;

page_view! {
    /// The page of a topic, tag or author.
    #[derive(Clone, Hash, Debug)]
    pub struct TermView {
        /// The site.
        pub site: Fingerprinted<SiteHeader>,
        /// This page.
        pub page: PageHead,
        /// The topic, tag or author.
        pub term: TermSummary,
        /// The entries on this page.
        pub papers: Vec<Fingerprinted<Card>>,
        /// Its place in the list.
        pub pagination: Pagination,
        /// The list in other formats.
        pub formats: Vec<FormatLink>,
        /// Of a topic: the entries on this page by year.
        pub groups: Vec<GroupView>,
        /// Of a topic: all its years, newest first.
        pub years: Vec<TermYear>,
        /// Of a topic: its share of the digest over time, oldest first; on its first page.
        pub shares: Vec<TopicShareView>,
        /// Of an author: the co-authors, the most frequent first; on their first page.
        pub coauthors: Vec<Coauthor>,
        /// Of an author: the number of co-authors.
        pub coauthor_count: usize,
    }

    cards: |view| &view.papers;
}

described! {
    /// A topic, tag or author: its name, text and image.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct TermSummary {
        /// The name shown.
        pub name: String,
        /// Its slug: the last part of its path.
        pub slug: String,
        /// The number of its entries.
        pub count: usize,
        /// The path of its index.
        pub index: Arc<str>,
        /// One or two sentences.
        pub description: Html,
        /// The text of its file.
        pub words: Html,
        /// Links to other sites.
        pub links: Vec<LinkView>,
        /// The path of a image for it.
        pub image: Option<String>,
        /// `[extra]` of its file.
        pub extra: Extra,
    }
}

described! {
    /// A year of a topic, with a link to it in the list of entries.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct TermYear {
        /// The year.
        pub year: i16,
        /// The number of entries of the topic in that year.
        pub count: usize,
        /// The path of the page of the list on which the year begins, with the id of its heading.
        pub permalink: String,
    }
}

described! {
    /// The share of a topic in a month or year of the digest.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct TopicShareView {
        /// `March 2025`, or `2025`.
        pub name: String,
        /// The year.
        pub year: i16,
        /// The number of entries of the topic.
        pub count: usize,
        /// The number of entries of the digest.
        pub total: usize,
        /// The share in entries per 1,000, rounded down.
        pub per_mille: usize,
    }
}

described! {
    /// A co-author of an author.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct Coauthor {
        /// The name shown.
        pub name: Arc<str>,
        /// The path of their page, or the URL of a search for them.
        pub permalink: Option<Arc<str>>,
        /// The number of entries that both wrote.
        pub count: usize,
    }
}
