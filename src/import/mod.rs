//! Converts records of other systems to entries. It reads BibTeX, CSL-JSON, RIS, arXiv's Atom, Hugging Face's
//! JSON and JSON lines into [`ImportedPaper`]s, and writes these as content files. No stage of a build depends
//! on this module. It prints nothing. The caller passes the date and the clock.
//!
//! # Example
//!
//! Convert a BibTeX record to the text of an entry:
//!
//! ```
//! use digestgen::import::{Format, NewEntryOptions, entry, read};
//! use digestgen::place::SourcePath;
//! use digestgen::syntax::Syntax;
//!
//! let bibtex = "@misc{v17, title = {Attention Is All You Need}, author = {Vaswani, Ashish}, eprint = {1706.03762}, eprinttype = {arxiv}}";
//! let found = read(Format::Bibtex, &SourcePath::new("library.bib"), bibtex).value;
//! let options = NewEntryOptions::of_day("2025-03-12".parse()?);
//! let text = entry(&found.records[0], &options, Syntax::Toml);
//! assert!(text.starts_with("+++\ntitle = \"Attention Is All You Need\"\ndate = 2025-03-12\n"));
//! assert!(text.contains("arxiv = \"1706.03762\""));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod arxiv;
mod bibtex;
mod csl;
mod dates;
mod display_names;
mod encoding;
mod entry;
mod existing;
mod facts;
mod fetch;
mod html;
mod huggingface;
mod imported_paper;
mod json;
mod jsonl;
mod names;
mod notes;
mod preprint;
mod rich;
mod ris;
mod tex;
mod update;

use crate::diagnostic::codes::import as codes;
use crate::diagnostic::{WithDiagnostics, cap_per_code};
use crate::place::{SourcePath, Span};

pub use arxiv::Answer;
pub use encoding::decode;
pub use entry::{NewEntryOptions, entry, entry_of};
pub use existing::{ExistingPapers, ImportHistory};
pub use facts::facts;
pub use fetch::{FetchError, Fetcher};
pub use imported_paper::{Author, ImportedPaper, Variable};
pub use rich::{Piece, RichText, Style};
pub use update::{Change, Updated, update};

/// A format from which records can be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// BibTeX and BibLaTeX.
    Bibtex,
    /// CSL-JSON 1.0.2.
    Csl,
    /// RIS.
    Ris,
    /// The daily lists of Hugging Face's API.
    HuggingFace,
    /// The Atom format of arXiv's API.
    Arxiv,
    /// One JSON object on each line.
    JsonLines,
}

/// The content of a file.
#[derive(Clone, Debug, Default)]
pub struct ImportedRecords {
    /// The records, in the order of the file.
    pub records: Vec<ImportedPaper>,
    /// The items that are not papers.
    pub skipped: Vec<Skipped>,
}

/// An item of a file that is not a paper.
#[derive(Clone, Debug)]
pub struct Skipped {
    /// The position of the item.
    pub span: Span,
    /// The name of the item.
    pub name: String,
    /// The reason why the item is not a paper.
    pub reason: String,
}

/// Reads the records of a text. Records that cannot be read are reported, and the others are returned.
pub fn read(format: Format, path: &SourcePath, text: &str) -> WithDiagnostics<ImportedRecords> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let WithDiagnostics { mut value, mut diagnostics } = match format {
        Format::Bibtex => bibtex::read(path, text),
        Format::Csl => csl::read(path, text),
        Format::Ris => ris::read(path, text),
        Format::HuggingFace => huggingface::read(path, text),
        Format::Arxiv => arxiv::read(path, text),
        Format::JsonLines => jsonl::read(path, text),
    };
    for record in &value.records {
        for (field, text) in &record.unread {
            diagnostics.push(codes::unread_date(path, record.span, field, text));
        }
    }
    preprint::part_from_book(&mut value.records);
    WithDiagnostics::new(value, cap_per_code(diagnostics))
}
