//! What lists of entries share: their pages, headings and formats.

use std::sync::Arc;

use serde::Serialize;

use super::card::Card;
use crate::describe::described;
use crate::fingerprint::Fingerprinted;

described! {
    /// The place of a page among the pages of its list.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct Pagination {
        /// The number of this page, from 1.
        pub number: usize,
        /// The number of pages.
        pub count: usize,
        /// The number of items in the whole list.
        pub total: usize,
        /// The path of the previous page.
        pub previous: Option<Arc<str>>,
        /// The path of the next page.
        pub next: Option<Arc<str>>,
        /// The path of the first page.
        pub first: Arc<str>,
        /// The path of the last page.
        pub last: Arc<str>,
    }
}

described! {
    /// Entries under one heading.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct GroupView {
        /// The heading; none for entries without a topic.
        pub title: Option<String>,
        /// The path of the page of the topic, day or year.
        pub permalink: Option<String>,
        /// An id for the heading, unique on the page.
        pub id: String,
        /// The entries.
        pub papers: Vec<Fingerprinted<Card>>,
    }
}

described! {
    /// A file with the entries of a page in another format.
    #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
    pub struct FormatLink {
        /// The name of the format.
        pub name: &'static str,
        /// Its path.
        pub href: String,
        /// Its media type.
        pub mime: &'static str,
    }
}
