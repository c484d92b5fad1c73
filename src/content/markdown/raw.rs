//! Handles raw HTML in Markdown. Depending on the settings, it is shown as text, sanitized or kept unchanged. `sanitize`
//! decides which HTML is harmless.

use std::ops::Range;

use super::RawHtml;
use super::writer::{RenderMode, Writer};
use crate::content::sanitize::{self, FoundUrl};
use crate::diagnostic::codes;
use crate::place::Span;

/// Maximum nesting depth of HTML. The time to parse it grows faster than its length.
const MAX_DEPTH: usize = 200;
/// Maximum of open elements times all elements: how many elements a parser may have to open again in the worst case.
const MAX_WORK: usize = 2_000_000;

impl Writer<'_> {
    /// Ends a block of HTML and writes it.
    pub fn html_block(&mut self) {
        let block = std::mem::take(&mut self.raw.block);
        let lines = std::mem::take(&mut self.raw.lines);
        self.raw(&block, &lines, true);
    }

    /// Writes an inline tag.
    pub fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        self.raw(html, &[(0, range.start)], false);
    }

    fn raw(&mut self, html: &str, lines: &[(usize, usize)], block: bool) {
        if !self.open_images.is_empty() {
            return;
        }
        let mode = self.raw.mode;
        if mode == RawHtml::Escape || (mode == RawHtml::Sanitize && self.in_reference()) {
            self.html(if block { "<p>" } else { "" });
            self.text(html.trim_end_matches('\n'));
            self.html(if block { "</p>\n" } else { "" });
            return;
        }
        if mode == RawHtml::Allow {
            self.html(html);
            return;
        }
        let tags = sanitize::tags(html);
        for (at, name) in &tags.unknown {
            // Each name is reported once, so a closing tag is not reported again.
            if self.raw.reported.insert(name.to_lowercase()) {
                let place = place(lines, *at);
                let span = self.span(&(place..place + 1 + name.len()));
                self.report(codes::markup::unknown_tag(self.source.path, span, name));
            }
        }
        if tags.known == 0 && !tags.unknown.is_empty() {
            self.plain(html.trim_end());
            self.html(if block { "<p>" } else { "" });
            self.html(tags.html.trim_end_matches('\n'));
            self.html(if block { "</p>\n" } else { "" });
        } else {
            self.html(&tags.html);
        }
        let raw = &mut self.raw;
        raw.deepest = raw.deepest.max(raw.open + tags.deepest);
        raw.open = (raw.open + tags.open).max(0);
        let start = lines.first().map_or(0, |(_, start)| *start);
        let span = (self.source.at)(start..start + html.trim_end().len());
        self.raw.pieces.push((html.to_owned(), span));
    }

    /// Sanitizes the HTML of the text, if it contains raw HTML.
    pub fn finish_raw(&mut self) {
        let Some((_, first)) = self.raw.pieces.first() else { return };
        let depth = self.depth.1 + self.raw.deepest.unsigned_abs();
        let html = &self.buffer.html;
        if depth > MAX_DEPTH || self.raw.deepest.unsigned_abs() * html.matches('<').count() > MAX_WORK {
            self.rendered.too_deep = Some(*first);
            return;
        }
        let (html, found) =
            sanitize::clean(html, self.mode != RenderMode::Body, self.mode == RenderMode::Body);
        self.buffer.html = html;
        for found in found {
            let (FoundUrl::File(value) | FoundUrl::Outside(value) | FoundUrl::Unsafe(value)) = &found;
            let piece = self.raw.pieces.iter().find(|(html, _)| html.contains(value.as_str()));
            let span = piece.map_or(*first_span(&self.raw.pieces), |(_, span)| *span);
            let path = self.source.path;
            match found {
                FoundUrl::File(name) => self.rendered.images.push((name, span)),
                FoundUrl::Outside(value) => self.report(codes::markup::image_outside(path, span, &value)),
                FoundUrl::Unsafe(value) => self.report(codes::markup::unsafe_address(path, span, &value)),
            }
        }
    }
}

fn first_span(pieces: &[(String, Span)]) -> &Span {
    const NOWHERE: Span = Span { start: 0, end: 0 };
    pieces.first().map_or(&NOWHERE, |(_, span)| span)
}

/// The position in the source of a byte of an HTML block.
fn place(lines: &[(usize, usize)], at: usize) -> usize {
    let line = lines.iter().rev().find(|(start, _)| *start <= at);
    line.map_or(at, |(start, source)| source + at - start)
}
