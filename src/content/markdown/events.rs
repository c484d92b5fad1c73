//! Writes the HTML for each event of a Markdown text. Formulas are in `formula`, links and images in `link`, raw HTML
//! in `raw`, tables in `table`. Does not recurse, however deeply the text is nested.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::LocatedEvent;
use super::footnotes::is_footnote_id;
use super::open::Code;
use super::writer::{RenderMode, Rendered, Writer};
use crate::content::placeholders::{ID_PREFIX, escaped};
use crate::diagnostic::codes;
use crate::paper::{Run, Style};

impl Writer<'_> {
    /// Writes a complete text.
    pub fn render(mut self, events: &[LocatedEvent<'_>]) -> Rendered {
        self.buffer.html.reserve(self.source.text.len() * usize::from(self.mode == RenderMode::Body));
        let levels = events.iter().filter_map(|(event, _)| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(*level as usize),
            _ => None,
        });
        self.levels.0 = levels.min().unwrap_or(1);
        for (event, range) in events {
            self.event(event, range);
        }
        for (name, span) in std::mem::take(&mut self.footnotes).finish(&mut self.buffer) {
            self.report(codes::markup::unused_footnote(self.source.path, span, &name));
        }
        self.finish_raw();
        self.rendered.plain = self.plain.pop().unwrap_or_default().trim().to_owned();
        self.rendered.markup = self.buffer.into_markup();
        self.rendered
    }

    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.depth.0 += 1;
                self.depth.1 = self.depth.1.max(self.depth.0);
                self.start(tag, range);
            }
            Event::End(tag) => {
                self.depth.0 = self.depth.0.saturating_sub(1);
                self.end(*tag);
            }
            Event::Text(text) => match &mut self.code {
                Some(code) => code.text.push_str(text),
                None => self.text(text),
            },
            Event::Code(code) => {
                self.open_within("<code>", Some(Style::Code));
                self.text(code);
                self.close_within("</code>", Some(Style::Code));
            }
            Event::InlineMath(tex) => self.formula(tex, false, range),
            Event::DisplayMath(tex) => self.formula(tex, true, range),
            Event::Html(html) => self.raw.gather(html, range),
            Event::InlineHtml(html) => self.inline_html(html, range),
            Event::FootnoteReference(name) => {
                if self.mode == RenderMode::Body && self.open_images.is_empty() && self.open_links.is_empty()
                {
                    self.footnotes.refer(name, &mut self.buffer);
                }
            }
            Event::SoftBreak => {
                self.plain(" ");
                self.html("\n");
            }
            Event::HardBreak => {
                self.plain(" ");
                self.html("<br>\n");
            }
            Event::Rule => self.html("<hr>\n"),
            Event::TaskListMarker(done) => {
                let (checked, label) = if *done { (" checked", "Done") } else { ("", "To do") };
                self.finished(format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> "));
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph if self.mode == RenderMode::Body => {
                self.in_paragraph = true;
                self.html("<p>");
            }
            Tag::Heading { id, .. } => {
                self.heading = Some((self.buffer.html.len(), id.as_ref().map(|id| id.to_string())));
                self.plain.push(String::new());
            }
            Tag::BlockQuote(kind) => self.html(&quote(*kind)),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some(Code { info, text: String::new(), span: self.span(range) });
            }
            Tag::List(None) => self.html("<ul>\n"),
            Tag::List(Some(1)) => self.html("<ol>\n"),
            Tag::List(Some(start)) => self.html(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => self.html("<li>"),
            Tag::FootnoteDefinition(name) => {
                let span = self.span(range);
                self.footnotes.open(name, span, &mut self.buffer);
            }
            Tag::DefinitionList => self.html("<dl>\n"),
            Tag::DefinitionListTitle => self.html("<dt>"),
            Tag::DefinitionListDefinition => self.html("<dd>"),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.start_row(true),
            Tag::TableRow => self.start_row(false),
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.open_within("<em>", Some(Style::Emphasis)),
            Tag::Strong => self.open_within("<strong>", Some(Style::Strong)),
            Tag::Strikethrough => self.open_within("<del>", None),
            Tag::Superscript => self.open_within("<sup>", None),
            Tag::Subscript => self.open_within("<sub>", None),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.start_link(*link_type, dest_url, title, range)
            }
            Tag::Image { dest_url, title, .. } => self.start_image(dest_url, title, range),
            Tag::Paragraph | Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if self.mode == RenderMode::Body => self.end_paragraph(),
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::BlockQuote(None) => self.html("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.html("</div>\n"),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::List(ordered) => self.html(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.html("</li>\n"),
            TagEnd::FootnoteDefinition => self.footnotes.close(&mut self.buffer),
            TagEnd::DefinitionList => self.html("</dl>\n"),
            TagEnd::DefinitionListTitle => self.html("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.html("</dd>\n"),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_row(true),
            TagEnd::TableRow => self.end_row(false),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.close_within("</em>", Some(Style::Emphasis)),
            TagEnd::Strong => self.close_within("</strong>", Some(Style::Strong)),
            TagEnd::Strikethrough => self.close_within("</del>", None),
            TagEnd::Superscript => self.close_within("</sup>", None),
            TagEnd::Subscript => self.close_within("</sub>", None),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_image(),
            TagEnd::Paragraph | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn open_within(&mut self, tag: &str, style: Option<Style>) {
        self.within += 1;
        if let Some(style) = style {
            self.run(|| Run::Open(style));
        }
        self.html(tag);
    }

    fn close_within(&mut self, tag: &str, style: Option<Style>) {
        self.within = self.within.saturating_sub(1);
        if let Some(style) = style {
            self.run(|| Run::Close(style));
        }
        self.html(tag);
    }

    /// The entry's title is the page's first-level heading, so the highest heading here gets the second level. No level
    /// is skipped, because screen readers navigate by them.
    fn end_heading(&mut self, level: HeadingLevel) {
        let Some((start, pinned)) = self.heading.take() else { return };
        let text = self.plain.pop().unwrap_or_default();
        let mut anchor = match pinned {
            Some(id) => self.anchors.pinned(&id),
            None => self.anchors.of(text.trim()),
        };
        if anchor.is_empty() || is_footnote_id(&anchor) {
            anchor = self.anchors.of(&format!("section {anchor}"));
        }
        let content = self.buffer.html.split_off(start);
        let level = (level as usize + 2).saturating_sub(self.levels.0).min(self.levels.1 + 1).min(6);
        self.levels.1 = level;
        let anchor = escaped(&anchor);
        self.buffer.html.push_str(&format!(
            "<h{level} id=\"{ID_PREFIX}{anchor}\">{content} <a class=\"anchor\" href=\"#{ID_PREFIX}{anchor}\" aria-label=\"Link to this section\">#</a></h{level}>\n"
        ));
    }
}

fn quote(kind: Option<BlockQuoteKind>) -> String {
    let (class, title) = match kind {
        None => return "<blockquote>\n".to_owned(),
        Some(BlockQuoteKind::Note) => ("note", "Note"),
        Some(BlockQuoteKind::Tip) => ("tip", "Tip"),
        Some(BlockQuoteKind::Important) => ("important", "Important"),
        Some(BlockQuoteKind::Warning) => ("warning", "Warning"),
        Some(BlockQuoteKind::Caution) => ("caution", "Caution"),
    };
    format!("<div class=\"alert alert-{class}\" role=\"note\"><p class=\"alert-title\">{title}</p>\n")
}
