//! What a page is about, for the metadata in its head.

use super::card::Card;
use crate::fingerprint::Fingerprinted;
use crate::paper::Curator;

/// What a page is about.
#[derive(Clone, Hash, Debug, Default)]
pub enum About {
    /// Whatever its words say.
    #[default]
    Page,
    /// The digest as a whole.
    Site,
    /// A list of entries, editions or terms; with the pages above it and itself, the furthest first,
    /// without the home page.
    List(Vec<Crumb>),
    /// A paper.
    Paper(Box<PaperFacts>),
    /// An address where nothing is.
    Nothing,
}

/// A page on the way to another.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Crumb {
    /// Its title.
    pub name: String,
    /// Its whole address.
    pub address: String,
}

/// What an entry's page tells of its paper and of itself.
#[derive(Clone, Hash, Debug)]
pub struct PaperFacts {
    /// The entry as lists show it.
    pub card: Fingerprinted<Card>,
    /// Where the paper is to be read, with its whole address.
    pub pdf: Option<String>,
    /// The authors' words as plain text.
    pub abstract_text: Option<String>,
    /// The edition that lists it: the day, or the week or month if days have no pages.
    pub edition: Option<Crumb>,
    /// Who chose it.
    pub curator: Option<Curator>,
    /// The day it was revised.
    pub updated: Option<String>,
    /// Whether the curator wrote a note on it.
    pub has_note: bool,
}
