//! Converts Markdown to [`Markup`]: bodies, single lines, and plain text with formulas. Does not handle front
//! matter, other entries or paths on the site.

mod code;
mod events;
mod footnotes;
mod formula;
mod link;
mod open;
mod paragraphs;
mod raw;
mod table;
mod writer;

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use serde::{Deserialize, Serialize};

use super::markup::Markup;
use super::math::Math;
use super::placeholders::{PLACEHOLDER, without_placeholders};
use crate::diagnostic::{Diagnostic, WithDiagnostics, codes};
use crate::paper::RichText;
use crate::place::{SourcePath, Span};
use writer::{RenderMode, Rendered, Writer};

/// What to do with HTML in Markdown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum RawHtml {
    /// Keep harmless HTML.
    #[default]
    Sanitize,
    /// Show it as text.
    Escape,
    /// Keep all of it.
    Allow,
}

/// Reads Markdown; created once per build.
#[derive(Debug)]
pub struct Markdown {
    raw_html: RawHtml,
    smart_punctuation: bool,
    math: Math,
}

/// The body of a document.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Body {
    /// All of it.
    pub markup: Markup,
    /// Its first paragraph, as inline HTML: without footnotes, ids and images.
    pub summary: Markup,
    /// The same as plain text; long texts are shortened and end with `…`.
    pub summary_plain: String,
    /// Files in the entry's folder that the text shows or links to: decoded, without `.` parts.
    pub images: Vec<(String, Span)>,
    /// Whether it has a formula.
    pub has_math: bool,
    /// Whether it has a code block.
    pub has_code: bool,
}

/// A line of text.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Inline {
    /// The line as markup.
    pub markup: Markup,
    /// The line as plain text.
    pub plain: String,
    /// The line as runs of text, styles and formulas; empty if it has neither styles nor formulas.
    pub rich: RichText,
}

/// An event and the bytes it comes from.
type LocatedEvent<'t> = (Event<'t>, Range<usize>);
/// Converts a range of a text to its span in the file.
type At<'a> = &'a dyn Fn(Range<usize>) -> Span;

impl Markdown {
    /// A reader with these settings.
    pub fn new(raw_html: RawHtml, smart_punctuation: bool, math: Math) -> Self {
        Self { raw_html, smart_punctuation, math }
    }

    /// Reads the body of a document, which begins at byte `start` of its file.
    pub fn body(&self, path: &SourcePath, text: &str, start: usize) -> WithDiagnostics<Body> {
        let text = without_placeholders(text.get(start..).unwrap_or_default());
        let at = |range: Range<usize>| Span::from(range).shifted(start);
        let source = Source { path, text: &text, at: &at };
        let events: Vec<LocatedEvent<'_>> = self.events(&text, BODY).collect();
        let (raw_html, rendered, mut diagnostics) = self.render(&source, RenderMode::Body, &events);
        let mut body = Body {
            markup: rendered.markup,
            images: rendered.images,
            has_math: rendered.has_math,
            has_code: rendered.has_code,
            ..Body::default()
        };
        for paragraph in paragraphs(&events) {
            // Its problems have been reported with the body.
            let summary = Writer::new(self, &source, RenderMode::Summary, raw_html).render(paragraph);
            if !summary.plain.is_empty() {
                (body.summary, body.summary_plain) = (summary.markup, shortened(summary.plain));
                break;
            }
        }
        diagnostics.dedup();
        WithDiagnostics::new(body, diagnostics)
    }

    /// Reads a line of inline Markdown. `at` converts a range of it to a span in the file.
    pub fn inline(&self, path: &SourcePath, text: &str, at: At<'_>) -> WithDiagnostics<Inline> {
        // With a placeholder in front, a line is never a heading, a list or a code block.
        const LEAD: &str = "\u{FDD0} ";
        let lead = LEAD.len();
        let line = format!("{LEAD}{}", without_placeholders(text).replace(['\n', '\r'], " "));
        let within =
            |range: Range<usize>| at(range.start.saturating_sub(lead)..range.end.saturating_sub(lead));
        let source = Source { path, text: &line, at: &within };
        let mut events: Vec<LocatedEvent<'_>> = self.events(&line, INLINE).collect();
        for (event, _) in &mut events {
            if let Event::Text(text) = event
                && text.starts_with(PLACEHOLDER)
            {
                *event =
                    Event::Text(CowStr::from(text.trim_start_matches(PLACEHOLDER).trim_start().to_owned()));
                break;
            }
        }
        let (_, rendered, diagnostics) = self.render(&source, RenderMode::Inline, &events);
        let Rendered { markup, plain, rich, .. } = rendered;
        WithDiagnostics::new(Inline { markup, plain, rich: rich.finish() }, diagnostics)
    }

    /// Reads plain text with formulas: no Markdown, no HTML. Blank lines separate paragraphs.
    pub fn plain_text(&self, path: &SourcePath, text: &str, at: At<'_>) -> WithDiagnostics<Inline> {
        let text = without_placeholders(text);
        paragraphs::read(&self.math, &Source { path, text: &text, at })
    }

    fn events<'t>(&self, text: &'t str, mut options: Options) -> impl Iterator<Item = LocatedEvent<'t>> {
        options.set(Options::ENABLE_SMART_PUNCTUATION, self.smart_punctuation);
        Parser::new_with_broken_link_callback(text, options, Some(arxiv_reference)).into_offset_iter()
    }

    /// Renders a text. If its HTML is nested too deeply, renders it again with the HTML shown as text.
    fn render(
        &self,
        source: &Source<'_>,
        mode: RenderMode,
        events: &[LocatedEvent<'_>],
    ) -> (RawHtml, Rendered, Vec<Diagnostic>) {
        let mut rendered = Writer::new(self, source, mode, self.raw_html).render(events);
        let Some(deep) = rendered.too_deep else {
            let diagnostics = std::mem::take(&mut rendered.diagnostics);
            return (self.raw_html, rendered, diagnostics);
        };
        let mut rendered = Writer::new(self, source, mode, RawHtml::Escape).render(events);
        let mut diagnostics = std::mem::take(&mut rendered.diagnostics);
        diagnostics.push(codes::markup::deep_nesting(source.path, deep));
        (RawHtml::Escape, rendered, diagnostics)
    }
}

/// A text and its file.
struct Source<'a> {
    path: &'a SourcePath,
    text: &'a str,
    at: At<'a>,
}

const INLINE: Options =
    Options::ENABLE_STRIKETHROUGH.union(Options::ENABLE_MATH).union(Options::ENABLE_WIKILINKS);

pub(super) const BODY: Options = INLINE
    .union(Options::ENABLE_TABLES)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// Reads `[@2306.06626]` and `[text][@2306.06626]`. For CommonMark, these are links without a definition.
fn arxiv_reference<'t>(link: BrokenLink<'t>) -> Option<(CowStr<'t>, CowStr<'t>)> {
    let id = link.reference.strip_prefix('@')?;
    let id = id.strip_prefix("arxiv:").or_else(|| id.strip_prefix("arXiv:")).unwrap_or(id);
    let sound = id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'/' | b'-'));
    let named = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
    (sound && named && id.bytes().any(|b| b.is_ascii_digit())).then(|| (id.to_owned().into(), "".into()))
}

/// The paragraphs at the top level.
fn paragraphs<'s, 't>(events: &'s [LocatedEvent<'t>]) -> impl Iterator<Item = &'s [LocatedEvent<'t>]> {
    let mut depth = 0_usize;
    let mut start = None;
    events.iter().enumerate().filter_map(move |(index, (event, _))| {
        match event {
            Event::Start(tag) => {
                if depth == 0 && matches!(tag, Tag::Paragraph) {
                    start = Some(index);
                }
                depth += 1;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                if depth == 0 && matches!(end, TagEnd::Paragraph) {
                    return start.take().map(|start| &events[start..index]);
                }
            }
            _ => {}
        }
        None
    })
}

/// Shortens a text to the length of descriptions, at the end of a word.
fn shortened(mut text: String) -> String {
    const MAX_SUMMARY_BYTES: usize = 300;
    if text.len() > MAX_SUMMARY_BYTES {
        let within = text.floor_char_boundary(MAX_SUMMARY_BYTES);
        text.truncate(text[..within].rfind(char::is_whitespace).unwrap_or(within));
        text.push('…');
    }
    text.shrink_to_fit();
    text
}

#[cfg(test)]
mod tests;
