//! What lists of entries share: their pages, headings and formats.

use std::sync::Arc;

use serde::Serialize;

use super::card::Card;
use crate::describe::described;
use crate::fingerprint::Fingerprinted;

described! {
    /// Where a page stands among the pages of its list.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct Pagination {
        /// Which page this is, from 1.
        pub number: usize,
        /// How many there are.
        pub count: usize,
        /// How many things the whole list has.
        pub total: usize,
        /// The path of the page before.
        pub previous: Option<Arc<str>>,
        /// The path of the page behind.
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
        /// The heading; none for entries that belong nowhere.
        pub title: Option<String>,
        /// The path of a page on what they share.
        pub permalink: Option<String>,
        /// An id for the heading, alone of its kind on the page.
        pub id: String,
        /// The entries.
        pub papers: Vec<Fingerprinted<Card>>,
    }
}

described! {
    /// A format that a page can be had in.
    #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
    pub struct FormatLink {
        /// What people call it.
        pub name: &'static str,
        /// Its path.
        pub href: String,
        /// Its media type.
        pub mime: &'static str,
    }
}
