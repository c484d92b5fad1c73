//! The index of topics, tags or authors.

use super::page::page_view;
use crate::describe::described;
use std::sync::Arc;

use serde::Serialize;

use super::head::{PageHead, SiteHeader};
use super::list::Pagination;
use crate::fingerprint::Fingerprinted;
use crate::html::Html;

page_view! {
    /// The index of topics, tags or authors.
    #[derive(Clone, Hash, Debug)]
    pub struct TermsView {
        /// The site.
        pub site: Fingerprinted<SiteHeader>,
        /// This page.
        pub page: PageHead,
        /// The topics, tags or authors on this page.
        pub terms: Vec<TermRow>,
        /// Its place in the index.
        pub pagination: Pagination,
        /// The letters of the whole index, of tags and authors.
        pub letters: Arc<[LetterLink]>,
    }
}

described! {
    /// A letter of an index, with a link to its first term.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct LetterLink {
        /// An upper-case letter, or `#`.
        pub letter: char,
        /// The path of the page of the index on which it begins, with the id of its heading: `letter-A`, or
        /// `letter-0` for `#`.
        pub permalink: String,
    }
}

described! {
    /// A term in an index.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct TermRow {
        /// The name shown.
        pub name: Arc<str>,
        /// Of an author: the name with the family name first.
        pub sort_name: Option<String>,
        /// The path of its page, or the URL of a search for it.
        pub permalink: Option<Arc<str>>,
        /// The number of its entries.
        pub count: usize,
        /// The letter of the index: an upper-case letter, or `#`.
        pub letter: char,
        /// One or two sentences.
        pub description: Html,
    }
}
