//! The state while a text is written: its HTML, its plain text, and the elements that are open. `events` and the files
//! that it names write the HTML of each Markdown event.

use std::ops::Range;

use super::footnotes::Footnotes;
use super::open::{Code, Image, Link, Raw, Table};
use super::{Markdown, RawHtml, Source};
use crate::content::placeholders::{HtmlBuffer, escape};
use crate::content::{anchors::Anchors, markup::Markup};
use crate::diagnostic::Diagnostic;
use crate::paper::{RichText, Run};
use crate::place::Span;

/// The kind of text that is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RenderMode {
    /// The body of a document.
    Body,
    /// A line of front matter.
    Inline,
    /// The first paragraph of a body, for use elsewhere.
    Summary,
}

/// The result.
#[derive(Default)]
pub struct Rendered {
    /// The markup.
    pub markup: Markup,
    /// The plain text; empty for bodies.
    pub plain: String,
    /// The line as runs; empty for bodies.
    pub rich: RichText,
    /// See [`Body`](super::Body).
    pub images: Vec<(String, Span)>,
    /// See [`Body`](super::Body).
    pub has_math: bool,
    /// See [`Body`](super::Body).
    pub has_code: bool,
    /// The span of HTML that is nested too deeply. If it is set, the other fields are incomplete.
    pub too_deep: Option<Span>,
    /// The problems found.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes one text.
pub struct Writer<'a> {
    /// The settings.
    pub settings: &'a Markdown,
    /// The text and its file.
    pub source: &'a Source<'a>,
    /// The kind of text that is written.
    pub mode: RenderMode,
    /// The HTML so far.
    pub buffer: HtmlBuffer,
    /// The other results so far.
    pub rendered: Rendered,
    /// The raw HTML so far.
    pub raw: Raw,
    /// The open texts without markup: a line, a heading, the alternative text of an image.
    pub plain: Vec<String>,
    /// The open images. Inside an image only plain text is written.
    pub open_images: Vec<Image>,
    /// The open links.
    pub open_links: Vec<Link>,
    /// The open table.
    pub tables: Table,
    /// The number of elements that are open, and its highest value so far.
    pub depth: (usize, usize),
    /// The ids of headings so far.
    pub anchors: Anchors,
    /// The footnotes so far.
    pub footnotes: Footnotes,
    /// The open block of code.
    pub code: Option<Code>,
    /// The level of the highest heading in the source, and the level of the last heading that was written.
    pub levels: (usize, usize),
    /// The open heading: where it begins in the HTML, and the id that it sets.
    pub heading: Option<(usize, Option<String>)>,
    /// Whether a `<p>` is open.
    pub in_paragraph: bool,
    /// The number of inline elements that are open.
    pub within: usize,
}

impl<'a> Writer<'a> {
    /// A writer that has written nothing yet.
    pub fn new(settings: &'a Markdown, source: &'a Source<'a>, mode: RenderMode, raw_html: RawHtml) -> Self {
        Self {
            settings,
            source,
            mode,
            buffer: HtmlBuffer::default(),
            rendered: Rendered::default(),
            raw: Raw::new(raw_html),
            plain: if mode == RenderMode::Body { Vec::new() } else { vec![String::new()] },
            open_images: Vec::new(),
            open_links: Vec::new(),
            tables: Table::default(),
            depth: (0, 0),
            anchors: Anchors::default(),
            footnotes: Footnotes::default(),
            code: None,
            levels: (1, 1),
            heading: None,
            in_paragraph: false,
            within: 0,
        }
    }

    /// The span in the file of a range of the text.
    pub fn span(&self, range: &Range<usize>) -> Span {
        (self.source.at)(range.clone())
    }

    /// Reports a problem.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.rendered.diagnostics.push(diagnostic);
    }

    /// Adds HTML.
    pub fn html(&mut self, html: &str) {
        if self.open_images.is_empty() {
            self.buffer.html.push_str(html);
        }
    }

    /// Adds HTML that the sanitizer must not see.
    pub fn finished(&mut self, html: String) {
        if self.open_images.is_empty() {
            self.buffer.finished(html);
        }
    }

    /// Adds to the plain text and the runs, but not to the HTML.
    pub fn plain(&mut self, text: &str) {
        self.run(|| Run::Text(text.to_owned()));
        self.plain_alone(text);
    }

    /// Adds a run to the line.
    pub fn run(&mut self, run: impl FnOnce() -> Run) {
        if self.mode == RenderMode::Inline && self.plain.len() == 1 {
            self.rendered.rich.push(run());
        }
    }

    /// Adds only to the plain text.
    pub fn plain_alone(&mut self, text: &str) {
        if let Some(plain) = self.plain.last_mut() {
            plain.push_str(text);
        }
    }

    /// Adds text.
    pub fn text(&mut self, text: &str) {
        self.plain(text);
        if self.open_images.is_empty() {
            escape(text, &mut self.buffer.html);
        }
    }

    /// Closes a paragraph, or removes it if it is empty.
    pub fn end_paragraph(&mut self) {
        self.in_paragraph = false;
        if self.buffer.html.ends_with("<p>") {
            self.buffer.html.truncate(self.buffer.html.len() - "<p>".len());
        } else {
            self.html("</p>\n");
        }
    }

    /// Whether the text of a reference is being written.
    pub fn in_reference(&self) -> bool {
        matches!(self.open_links.last(), Some(Link::Reference { .. }))
    }
}
