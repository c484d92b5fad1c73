//! The elements that are open while a Markdown text is written: code block, links, images, table, raw HTML. Only the
//! data; `code`, `link`, `table` and `raw` write them.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::Alignment;

use super::RawHtml;
use crate::content::markup::Target;
use crate::place::Span;

/// An open block of code.
pub struct Code {
    /// The text after the opening fence.
    pub info: String,
    /// The code.
    pub text: String,
    /// Its span.
    pub span: Span,
}

/// An open link.
pub enum Link {
    /// An `<a>`.
    Anchor,
    /// A link that was removed because its URL is not allowed here.
    Bare,
    /// A link to another entry.
    Reference {
        target: Target,
        span: Span,
        /// Where its text begins in the HTML.
        start: usize,
        /// Whether the curator wrote a text for the link.
        own_text: bool,
    },
}

/// An open image.
pub struct Image {
    /// Its URL or path; `None` if it is not shown.
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
    /// The number of tables so far: regions on a page must have different names.
    pub number: usize,
}

/// The raw HTML of a text.
pub struct Raw {
    /// How raw HTML is handled.
    pub mode: RawHtml,
    /// The open block of HTML.
    pub block: String,
    /// Where each line of the block begins, in the block and in the source.
    pub lines: Vec<(usize, usize)>,
    /// The pieces of HTML so far, and their spans.
    pub pieces: Vec<(String, Span)>,
    /// The number of HTML elements that are open.
    pub open: isize,
    /// The highest number of elements that were open at once.
    pub deepest: isize,
    /// The unknown tags that have been reported.
    pub reported: BTreeSet<String>,
}

impl Raw {
    /// No HTML yet.
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

    /// Adds a line to the open block.
    pub fn gather(&mut self, html: &str, range: &Range<usize>) {
        self.lines.push((self.block.len(), range.start));
        self.block.push_str(html);
    }
}
