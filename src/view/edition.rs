//! The page of a day, week or month.

use super::page::page_view;
use crate::describe::described;
use serde::Serialize;

use super::card::Neighbour;
use super::date::DateView;
use super::head::{PageHead, SiteHeader};
use super::list::{FormatLink, GroupView, Pagination};
use crate::fields::Extra;
use crate::fingerprint::Fingerprinted;
use crate::html::Html;
use crate::paper::Curator;

page_view! {
    /// The page of a day, week or month.
    #[derive(Clone, Hash, Debug)]
    pub struct EditionView {
        /// The site.
        pub site: Fingerprinted<SiteHeader>,
        /// This page.
        pub page: PageHead,
        /// The edition itself.
        pub edition: EditionSummary,
        /// The entries on this page: of a day by topic, of a week or month by day.
        pub groups: Vec<GroupView>,
        /// Its place among the pages of the edition.
        pub pagination: Pagination,
        /// The edition before this one.
        pub older: Option<Neighbour>,
        /// The edition after this one.
        pub newer: Option<Neighbour>,
        /// The edition in other formats.
        pub formats: Vec<FormatLink>,
    }

    cards: |view| view.groups.iter().flat_map(|group| &group.papers);
}

described! {
    /// An edition: its name, text and image.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct EditionSummary {
        /// `2025-03-12`, `2025-W11` or `2025-03`.
        pub id: String,
        /// `12 March 2025`, `Week 11, 2025` or `March 2025`.
        pub name: String,
        /// Its own title.
        pub title: Option<Html>,
        /// The day, if it is the edition of a day.
        pub date: Option<DateView>,
        /// The path of its page, if its kind has pages.
        pub permalink: Option<String>,
        /// The number of its entries.
        pub count: usize,
        /// One or two sentences.
        pub description: Html,
        /// The introduction.
        pub words: Html,
        /// Who chose it, if not the digest's curator.
        pub curator: Option<Curator>,
        /// The path of a image for it.
        pub image: Option<String>,
        /// `[extra]` of its file.
        pub extra: Extra,
    }
}

described! {
    /// An edition as lists of editions show it.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct EditionLink {
        /// `12 March 2025`, `Week 11, 2025` or `March 2025`.
        pub name: String,
        /// Its own title as plain text.
        pub title: Option<String>,
        /// The day, if it is the edition of a day.
        pub date: Option<DateView>,
        /// The path of its page, if its kind has pages.
        pub permalink: Option<String>,
        /// The number of its entries.
        pub count: usize,
        /// One or two sentences.
        pub description: Html,
    }
}
