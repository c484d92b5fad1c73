//! A page of the list of all entries.

use super::card::Card;
use super::head::{PageHead, SiteHeader};
use super::list::{FormatLink, Pagination};
use super::page::page_view;
use crate::fingerprint::Fingerprinted;

page_view! {
    /// A page of the list of all entries.
    #[derive(Clone, Hash, Debug)]
    pub struct PapersView {
        /// The site.
        pub site: Fingerprinted<SiteHeader>,
        /// This page.
        pub page: PageHead,
        /// The entries on this page.
        pub papers: Vec<Fingerprinted<Card>>,
        /// Its place in the list.
        pub pagination: Pagination,
        /// The list in other formats.
        pub formats: Vec<FormatLink>,
    }

    cards: |view| &view.papers;
}
