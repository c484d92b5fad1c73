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
        /// The formats the list can be had in.
        pub formats: Vec<FormatLink>,
        /// Of a topic: the entries on this page by year.
        pub groups: Vec<GroupView>,
        /// Of a topic: all its years, newest first.
        pub years: Vec<TermYear>,
        /// Of a topic: its share of the digest over time, oldest first; on its first page.
        pub shares: Vec<TopicShareView>,
        /// Of an author: those who wrote with them, the most frequent first; on their first page.
        pub coauthors: Vec<Coauthor>,
        /// Of an author: how many co-authors there are.
        pub coauthor_count: usize,
    }

    cards: |view| &view.papers;
}

described! {
    /// What a term says of itself.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct TermSummary {
        /// As it is shown.
        pub name: String,
        /// Its part of the address.
        pub slug: String,
        /// How many entries it has.
        pub count: usize,
        /// The path of its index.
        pub index: Arc<str>,
        /// One or two sentences.
        pub description: Html,
        /// The text of its file.
        pub words: Html,
        /// Elsewhere.
        pub links: Vec<LinkView>,
        /// The path of a picture that stands for it.
        pub image: Option<String>,
        /// `[extra]` of its file.
        pub extra: Extra,
    }
}

described! {
    /// A year of a topic, and where the topic's list comes to it.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct TermYear {
        /// The year.
        pub year: i16,
        /// How many entries the topic has in it.
        pub count: usize,
        /// The path of the page of the list on which the year begins, with the id of its heading.
        pub permalink: String,
    }
}

described! {
    /// A topic's part of a month or year of the digest.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct TopicShareView {
        /// `March 2025`, or `2025`.
        pub name: String,
        /// The year.
        pub year: i16,
        /// Entries of the topic.
        pub count: usize,
        /// Entries of the digest.
        pub total: usize,
        /// `count` of 1,000 entries of the digest, rounded down.
        pub per_mille: usize,
    }
}

described! {
    /// Somebody who wrote papers with an author.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct Coauthor {
        /// As it is shown.
        pub name: Arc<str>,
        /// The path of their page.
        pub permalink: Option<Arc<str>>,
        /// How many entries they share.
        pub count: usize,
    }
}
