//! Raw HTML among the Markdown: text, harmless or as it is, as the settings say. Where it stands is
//! known here; what is harmless is decided in `sanitize`.

use std::ops::Range;

use super::RawHtml;
use super::writer::{RenderMode, Writer};
use crate::content::sanitize::{self, FoundUrl};
use crate::diagnostic::codes;
use crate::place::Span;

/// Deeper HTML is not read: the time it takes grows faster than its length.
const MAX_DEPTH: usize = 200;
/// Open elements times all elements: what a parser may have to open anew in the worst case.
const MAX_WORK: usize = 2_000_000;

impl Writer<'_> {
    /// Writes the block that was gathered.
    pub fn html_block(&mut self) {
        let block = std::mem::take(&mut self.raw.block);
        let lines = std::mem::take(&mut self.raw.lines);
        self.raw(&block, &lines, true);
    }

    /// Writes a tag within a text.
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
            // A closing tag says nothing new.
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

    /// Cleans the draft, if raw HTML is in it.
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

/// Where a byte of a gathered block stands in the source.
fn place(lines: &[(usize, usize)], at: usize) -> usize {
    let line = lines.iter().rev().find(|(start, _)| *start <= at);
    line.map_or(at, |(start, source)| source + at - start)
}
