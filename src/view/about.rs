//! What a page is about, for the metadata in its head.

use super::card::Card;
use crate::fingerprint::Fingerprinted;
use crate::paper::Curator;

/// What a page is about.
#[derive(Clone, Hash, Debug, Default)]
pub enum About {
    /// Nothing in particular.
    #[default]
    Page,
    /// The digest as a whole.
    Site,
    /// A list of entries, editions or terms: the pages above it and the list itself, from the top down, without the
    /// home page.
    List(Vec<Crumb>),
    /// A paper.
    Paper(Box<PaperFacts>),
    /// An address that does not exist.
    Nothing,
}

/// A page above another one.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Crumb {
    /// Its title.
    pub name: String,
    /// Its URL.
    pub address: String,
}

/// What the page of an entry says about the paper and about itself.
#[derive(Clone, Hash, Debug)]
pub struct PaperFacts {
    /// The entry as lists show it.
    pub card: Fingerprinted<Card>,
    /// The URL of the PDF.
    pub pdf: Option<String>,
    /// The abstract as plain text.
    pub abstract_text: Option<String>,
    /// The edition that lists it: the day, or the week or month if days have no pages.
    pub edition: Option<Crumb>,
    /// Who chose it.
    pub curator: Option<Curator>,
    /// The day it was revised.
    pub updated: Option<String>,
    /// Whether the curator wrote about it.
    pub has_note: bool,
}
