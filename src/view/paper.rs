//! The page of an entry.

use std::sync::Arc;

use super::card::{Card, Neighbour};
use super::date::DateView;
use super::head::{PageHead, SiteHeader};
use super::list::FormatLink;
use super::page::page_view;
use super::record::{BibRecord, PublicationView};
use crate::fingerprint::Fingerprinted;
use crate::html::Html;
use crate::paper::AuthorField;

page_view! {
    /// The page of an entry.
    #[derive(Clone, Hash, Debug)]
    pub struct PaperView {
        /// The site.
        pub site: Fingerprinted<SiteHeader>,
        /// This page.
        pub page: PageHead,
        /// The entry as lists show it.
        pub paper: Fingerprinted<Card>,
        /// The paper in one sentence, if the curator wrote one.
        pub tldr: Html,
        /// The curator's note.
        pub note: Html,
        /// The abstract.
        pub abstract_text: Html,
        /// The authors as the entry gives them, in order: names in parts, ORCID iD, affiliation.
        pub authors: Arc<[AuthorField]>,
        /// Where it was published, in variables of CSL 1.0.2.
        pub publication: PublicationView,
        /// How to cite it; none if it was withdrawn.
        pub cite: Option<Fingerprinted<BibRecord>>,
        /// The entry in other formats.
        pub formats: Vec<FormatLink>,
        /// The day it was revised.
        pub updated: Option<DateView>,
        /// The title of its edition.
        pub edition_title: Option<String>,
        /// Other entries for the same paper.
        pub again: Vec<Neighbour>,
        /// The next newer entry.
        pub newer: Option<Neighbour>,
        /// The next older entry.
        pub older: Option<Neighbour>,
    }

    cards: |view| [&view.paper];
    citations: |view| &view.cite;
}
