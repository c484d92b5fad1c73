//! The state of one text that is being written: its HTML, its plain text, and what is still open. What
//! each Markdown event writes is in `events` and in the files it names.

use std::ops::Range;

use super::footnotes::Footnotes;
use super::open::{Code, Image, Link, Raw, Table};
use super::{Markdown, RawHtml, Source};
use crate::content::placeholders::{HtmlBuffer, escape};
use crate::content::{anchors::Anchors, markup::Markup};
use crate::diagnostic::Diagnostic;
use crate::paper::{RichText, Run};
use crate::place::Span;

/// What is being written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RenderMode {
    /// A whole body.
    Body,
    /// A line of a front matter.
    Inline,
    /// The first paragraph of a body, for use elsewhere.
    Summary,
}

/// What came of it.
#[derive(Default)]
pub struct Rendered {
    /// The markup.
    pub markup: Markup,
    /// Empty for bodies.
    pub plain: String,
    /// The line in parts; empty for bodies.
    pub rich: RichText,
    /// As in a body.
    pub images: Vec<(String, Span)>,
    /// As in a body.
    pub has_math: bool,
    /// As in a body.
    pub has_code: bool,
    /// Where the HTML begins that is nested too deep to be read; the rest is not to be used then.
    pub too_deep: Option<Span>,
    /// The problems found.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes one text.
pub struct Writer<'a> {
    /// The settings.
    pub settings: &'a Markdown,
    /// The text, and where it comes from.
    pub source: &'a Source<'a>,
    /// What is being written.
    pub mode: RenderMode,
    /// What has been written.
    pub buffer: HtmlBuffer,
    /// What else there is to hand back.
    pub rendered: Rendered,
    /// The raw HTML.
    pub raw: Raw,
    /// Texts without markup that are being gathered: a line, a heading, what a image shows.
    pub plain: Vec<String>,
    /// The images that are open; while one is, nothing but plain text is written.
    pub open_images: Vec<Image>,
    /// The links that are open.
    pub open_links: Vec<Link>,
    /// The tables.
    pub tables: Table,
    /// How many elements are open, and were at most.
    pub depth: (usize, usize),
    /// The ids of headings so far.
    pub anchors: Anchors,
    /// The footnotes so far.
    pub footnotes: Footnotes,
    /// The block of code that is open.
    pub code: Option<Code>,
    /// The level of the shallowest heading, and that which the last one was given.
    pub levels: (usize, usize),
    /// The heading that is open: where it begins in the draft, and the id it asks for.
    pub heading: Option<(usize, Option<String>)>,
    /// Whether a `<p>` is open.
    pub in_paragraph: bool,
    /// How many elements within a paragraph are open.
    pub within: usize,
}

impl<'a> Writer<'a> {
    /// A writer of nothing yet.
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

    /// Where bytes of the text stand in the file.
    pub fn span(&self, range: &Range<usize>) -> Span {
        (self.source.at)(range.clone())
    }

    /// Notes a problem.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.rendered.diagnostics.push(diagnostic);
    }

    /// Adds HTML.
    pub fn html(&mut self, html: &str) {
        if self.open_images.is_empty() {
            self.buffer.html.push_str(html);
        }
    }

    /// Adds finished HTML that no sanitizer is to see.
    pub fn finished(&mut self, html: String) {
        if self.open_images.is_empty() {
            self.buffer.finished(html);
        }
    }

    /// Adds to the plain text alone.
    pub fn plain(&mut self, text: &str) {
        self.run(|| Run::Text(text.to_owned()));
        self.plain_alone(text);
    }

    /// Adds a part to the line.
    pub fn run(&mut self, run: impl FnOnce() -> Run) {
        if self.mode == RenderMode::Inline && self.plain.len() == 1 {
            self.rendered.rich.push(run());
        }
    }

    /// Adds to the plain text what the line's parts say in another way.
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

    /// Closes a paragraph, or takes it back if nothing is in it.
    pub fn end_paragraph(&mut self) {
        self.in_paragraph = false;
        if self.buffer.html.ends_with("<p>") {
            self.buffer.html.truncate(self.buffer.html.len() - "<p>".len());
        } else {
            self.html("</p>\n");
        }
    }

    /// Whether HTML is being written that becomes the text of a reference.
    pub fn in_reference(&self) -> bool {
        matches!(self.open_links.last(), Some(Link::Reference { .. }))
    }
}
