//! The vocabulary of papers: names of people, arXiv ids and DOIs, dates, the types of CSL, links. All
//! stages import these types from here. Does not handle files, digests or pages.
//!
//! # Example
//!
//! Different spellings of the same paper and of the same person are equal:
//!
//! ```
//! use digestgen::paper::{Name, PaperId};
//!
//! let page = PaperId::of_address("https://arxiv.org/abs/1706.03762v5");
//! assert_eq!(page, PaperId::of_address("https://doi.org/10.48550/arXiv.1706.03762"));
//!
//! assert_eq!(Name::parse("Vaswani, Ashish"), Name::parse("Ashish Vaswani"));
//! ```

mod author;
pub mod csl;
mod curator;
mod digits;
mod edition_id;
mod edtf;
mod hidden;
mod identity;
mod link;
mod name;
mod paper_ref;
mod publication;
mod published;
mod rich;

pub use author::AuthorField;
pub use curator::Curator;
pub use digits::parse_digits;
pub use edition_id::EditionId;
pub use edtf::{Doubt, Edtf, EdtfDate};
pub use hidden::HiddenReason;
pub use identity::{ArxivId, Doi, PaperId};
pub use link::{Link, LinkKind};
pub use name::{Name, is_suffix};
pub use paper_ref::{ArxivMention, PaperRef, addresses, is_arxiv_name};
pub use publication::Publication;
pub use published::{MONTH_NAMES, Published};
pub use rich::{RichText, Run, Style};
