//! Records of other systems → entries: reads BibTeX, CSL-JSON, RIS, arXiv's Atom, Hugging Face's JSON
//! and JSON lines into [`Record`]s, and writes those as content files. A leaf: no stage of a build
//! knows it. It prints nothing; what day it is and how to wait are told to it.
//!
//! # Example
//!
//! Turn a BibTeX record into the text of an entry:
//!
//! ```
//! use digestgen::import::{Choice, Format, entry, read};
//! use digestgen::place::SourcePath;
//!
//! let bibtex = "@misc{v17, title = {Attention Is All You Need}, author = {Vaswani, Ashish}, eprint = {1706.03762}, eprinttype = {arxiv}}";
//! let found = read(Format::Bibtex, &SourcePath::new("library.bib"), bibtex).value;
//! let choice = Choice { date: "2025-03-12".parse()?, topics: vec!["Architectures".to_owned()], tags: vec![] };
//! let text = entry(&found.records[0], &choice);
//! assert!(text.starts_with("+++\ntitle = \"Attention Is All You Need\"\ndate = 2025-03-12\n"));
//! assert!(text.contains("arxiv = \"1706.03762\""));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod arxiv;
mod bibtex;
mod csl;
mod dates;
mod entry;
mod facts;
mod fetch;
mod html;
mod huggingface;
mod json;
mod jsonl;
mod known;
mod names;
mod pasted;
mod record;
mod rich;
mod ris;
mod tex;
mod update;

use crate::diagnostic::{WithDiagnostics, cap_per_code};
use crate::place::{SourcePath, Span};

pub use arxiv::Answer;
pub use entry::{Choice, entry};
pub use facts::facts;
pub use fetch::{FetchError, Fetcher};
pub use known::{Known, Written};
pub use pasted::Pasted;
pub use record::{Author, Record, Variable};
pub use rich::{Piece, Rich, Style};
pub use update::{Change, Updated, update};

/// A format that records can be read from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// BibTeX and BibLaTeX.
    Bibtex,
    /// CSL-JSON 1.0.2.
    Csl,
    /// RIS.
    Ris,
    /// The lists of a day as Hugging Face's API gives them.
    HuggingFace,
    /// Atom as arXiv's API gives it.
    Arxiv,
    /// One JSON object a line.
    JsonLines,
}

/// What a file holds.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// In the order of the file.
    pub records: Vec<Record>,
    /// What is no paper.
    pub skipped: Vec<Skipped>,
}

/// Something in a file that is no paper.
#[derive(Clone, Debug)]
pub struct Skipped {
    /// Where it stands.
    pub span: Span,
    /// What it is called.
    pub name: String,
    /// Why it is none.
    pub reason: String,
}

/// Reads the records of a file. What cannot be read is told of, and the others are there.
pub fn read(format: Format, path: &SourcePath, text: &str) -> WithDiagnostics<Found> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let WithDiagnostics { value, diagnostics } = match format {
        Format::Bibtex => bibtex::read(path, text),
        Format::Csl => csl::read(path, text),
        Format::Ris => ris::read(path, text),
        Format::HuggingFace => huggingface::read(path, text),
        Format::Arxiv => arxiv::read(path, text),
        Format::JsonLines => jsonl::read(path, text),
    };
    WithDiagnostics::new(value, cap_per_code(diagnostics))
}
