//! Stage 3: all documents → [`Digest`], the model: entries in order, editions, topics, tags, authors.
//! Does not handle paths on the site or templates. Borrows from the documents.
//!
//! # Example
//!
//! ```
//! use digestgen::config::{self, Overrides};
//! use digestgen::content;
//! use digestgen::digest::{Selection, Slugs, assemble};
//!
//! let sources = digestgen::source::scan("starter/digest".as_ref())?;
//! let markdown = content::markdown_of(&config::parse(&sources, &Overrides::default()).value).value;
//! let papers = sources.below("content/papers").filter_map(|(path, source)| Some((path, source.text()?)));
//! let documents: Vec<_> = papers.filter_map(|(path, text)| content::parse(path, text, &markdown).value).collect();
//! let documents: Vec<_> = documents.iter().collect();
//! let slugs = Slugs::of(&documents);
//! let selection = Selection { today: "2025-03-12".parse()?, drafts: false, future: false };
//! let digest = assemble(&documents, &slugs, selection).value;
//! assert_eq!(digest.papers.len(), 3);
//! assert_eq!(digest.days().count(), 1);
//! assert_eq!(digest.topics.len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod assemble;
mod check;
mod edition;
mod group;
mod indices;
mod paper;
mod resolve;
mod term;

pub use assemble::{Selection, Slugs, assemble};
pub use edition::{Edition, Year};
pub use group::{Group, by_day, by_topic};
pub use indices::{PaperIndex, TermIndex};
pub use paper::Paper;
pub use resolve::{ResolvedReference, check_images};
pub use term::Term;

use crate::content::SectionDocument;
use crate::paper::{EditionId, HiddenReason};
use crate::slug::Slug;

/// A digest: all visible entries and terms, in the order in which they are shown.
#[derive(Debug, Default)]
pub struct Digest<'d> {
    /// All visible entries, newest first.
    pub papers: Vec<Paper<'d>>,
    /// Days, weeks and months with entries, newest first within each kind.
    pub editions: Vec<Edition<'d>>,
    /// Years with entries, newest first.
    pub years: Vec<Year>,
    /// By their `order`, then name.
    pub topics: Vec<Term<'d>>,
    /// By name.
    pub tags: Vec<Term<'d>>,
    /// By family name.
    pub authors: Vec<Term<'d>>,
    /// The pages that the curator wrote, by path.
    pub pages: Vec<&'d SectionDocument>,
    /// Entries that are not shown.
    pub hidden: Vec<Hidden>,
    index: resolve::Index<'d>,
}

/// An entry that is not shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hidden {
    /// Its slug.
    pub slug: Slug,
    /// Why it is not shown.
    pub why: HiddenReason,
}

impl<'d> Digest<'d> {
    /// The editions of days, newest first.
    pub fn days(&self) -> impl DoubleEndedIterator<Item = &Edition<'d>> {
        self.editions.iter().filter(|edition| matches!(edition.id, EditionId::Day(_)))
    }

    /// The target of a reference.
    pub fn find(&self, target: &crate::content::Target) -> ResolvedReference {
        self.index.find(target)
    }
}
