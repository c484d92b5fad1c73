//! The home page.

use super::edition::{EditionLink, EditionSummary};
use super::head::{PageHead, SiteHeader};
use super::list::{FormatLink, GroupView};
use super::page::page_view;
use super::terms::TermRow;
use crate::fingerprint::Fingerprinted;

page_view! {
    /// The home page.
    #[derive(Clone, Hash, Debug)]
    pub struct HomeView {
        /// The site.
        pub site: Fingerprinted<SiteHeader>,
        /// This page.
        pub page: PageHead,
        /// The newest edition; none while the digest is empty.
        pub edition: Option<EditionSummary>,
        /// Its entries by topic.
        pub groups: Vec<GroupView>,
        /// The editions before it, newest first.
        pub earlier: Vec<EditionLink>,
        /// All topics.
        pub topics: Vec<TermRow>,
        /// The number of entries.
        pub total: usize,
        /// The whole digest in other formats.
        pub formats: Vec<FormatLink>,
    }

    cards: |view| view.groups.iter().flat_map(|group| &group.papers);
}
