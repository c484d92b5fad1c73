//! What is open while a Markdown text is written: the block of code, links, images, the table, and the raw
//! HTML so far. Only the data; `code`, `link`, `table` and `raw` write them.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::Alignment;

use super::RawHtml;
use crate::content::markup::Target;
use crate::place::Span;

/// A block of code that is being gathered.
pub struct Code {
    /// What stands behind the fence.
    pub info: String,
    /// The code.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A link that is open.
pub enum Link {
    /// An `<a>`.
    Anchor,
    /// One that has lost its address.
    Bare,
    /// A link to another entry.
    Reference {
        target: Target,
        span: Span,
        /// Where its text begins in the draft, and in the plain text.
        start: usize,
        /// Whether the curator wrote a text for it.
        own_text: bool,
    },
}

/// A image that is open.
pub struct Image {
    /// Its address; `None` if it may not be shown.
    pub address: Option<String>,
    /// Its title.
    pub title: String,
}

/// The table that is open; tables do not nest.
#[derive(Default)]
pub struct Table {
    pub alignments: Vec<Alignment>,
    pub column: usize,
    pub in_head: bool,
    pub has_rows: bool,
    /// How many there were: regions of one page have different names.
    pub number: usize,
}

/// The raw HTML of a text.
pub struct Raw {
    /// What is done with it.
    pub mode: RawHtml,
    /// A block that is being gathered, line by line: its text, and for each line where it begins in
    /// the block and in the source.
    pub block: String,
    /// As above.
    pub lines: Vec<(usize, usize)>,
    /// Pieces with HTML in them, and where they stand.
    pub pieces: Vec<(String, Span)>,
    /// How many of its elements are open, and were at most.
    pub open: isize,
    /// As above.
    pub deepest: isize,
    /// Tags already reported.
    pub reported: BTreeSet<String>,
}

impl Raw {
    /// None yet.
    pub fn new(mode: RawHtml) -> Self {
        Self {
            mode,
            block: String::new(),
            lines: Vec::new(),
            pieces: Vec::new(),
            open: 0,
            deepest: 0,
            reported: BTreeSet::new(),
        }
    }

    /// Takes a line of a block.
    pub fn gather(&mut self, html: &str, range: &Range<usize>) {
        self.lines.push((self.block.len(), range.start));
        self.block.push_str(html);
    }
}
