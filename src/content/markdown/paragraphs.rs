//! Reads plain text with formulas, such as abstracts: no Markdown, no HTML. Formulas are written as in Markdown, with
//! one more rule: no digit follows the closing dollar sign, so that prices are not formulas.

use super::{Inline, Source};
use crate::content::math::{Math, as_tex};
use crate::content::{markup::Markup, placeholders::escape, plain::plain};
use crate::diagnostic::{Diagnostic, WithDiagnostics, codes};
use crate::paper::{RichText, Run};

/// Reads a text.
pub fn read(math: &Math, source: &Source<'_>) -> WithDiagnostics<Inline> {
    let (mut html, mut text, mut diagnostics) = (String::new(), String::new(), Vec::new());
    let mut rich = RichText::default();
    for (start, paragraph) in paragraphs(source.text) {
        let gap = if text.is_empty() { "" } else { "\n\n" };
        text.push_str(gap);
        rich.push(Run::Text(gap.to_owned()));
        html.push_str(if html.is_empty() { "<p>" } else { "\n<p>" });
        let mut writer = Paragraph {
            math,
            source,
            start,
            html: &mut html,
            plain: &mut text,
            rich: &mut rich,
            diagnostics: &mut diagnostics,
        };
        writer.write(paragraph);
        html.push_str("</p>");
    }
    WithDiagnostics::new(Inline { markup: Markup::html(html), plain: text, rich: rich.finish() }, diagnostics)
}

/// The paragraphs between blank lines, trimmed, each with its position.
fn paragraphs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    let mut lines = text.split_inclusive('\n').chain(std::iter::once("\n"));
    let mut at = 0;
    std::iter::from_fn(move || {
        for line in lines.by_ref() {
            let end = at;
            at += line.len();
            if line.trim().is_empty() {
                let paragraph = &text[from.min(text.len())..end.min(text.len())];
                let start = from + paragraph.len() - paragraph.trim_start().len();
                from = at;
                if !paragraph.trim().is_empty() {
                    return Some((start, paragraph.trim()));
                }
            }
        }
        None
    })
}

struct Paragraph<'a> {
    math: &'a Math,
    source: &'a Source<'a>,
    start: usize,
    html: &'a mut String,
    plain: &'a mut String,
    rich: &'a mut RichText,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Paragraph<'_> {
    fn write(&mut self, text: &str) {
        let mut kept = 0;
        let mut at = 0;
        while let Some(found) = text[at..].find(['$', '\\']).map(|found| at + found) {
            let rest = &text[found..];
            if rest.starts_with("\\$") {
                self.text(&text[kept..found]);
                kept = found + 1;
                at = found + 2;
            } else if let Some((length, tex, display)) = formula(rest) {
                self.text(&text[kept..found]);
                self.formula(found, tex, display);
                kept = found + length;
                at = kept;
            } else {
                at = found + 1;
            }
        }
        self.text(&text[kept..]);
    }

    fn text(&mut self, text: &str) {
        escape(text, self.html);
        let line = text.replace(['\n', '\r'], " ");
        self.plain.push_str(&line);
        self.rich.push(Run::Text(line));
    }

    fn plain_formula(&mut self, tex: &str, plain: String) {
        self.plain.push_str(&plain);
        self.rich.push(Run::Formula { tex: tex.trim().to_owned(), plain });
    }

    fn formula(&mut self, at: usize, tex: &str, display: bool) {
        match self.math.convert(tex, display) {
            Ok(mathml) => {
                self.plain_formula(tex, plain(&mathml));
                self.html.push_str(&mathml);
            }
            Err((wrong, reason)) => {
                self.plain_formula(tex, tex.to_owned());
                self.html.push_str(&as_tex(tex, false));
                let start = self.start + at + if display { 2 } else { 1 };
                let span = (self.source.at)(start + wrong.start..start + wrong.end.max(wrong.start + 1));
                self.diagnostics.push(codes::markup::bad_formula(self.source.path, span, &reason));
            }
        }
    }
}

/// The formula at the beginning of a text: its length with dollar signs, its TeX, whether it is a display formula.
fn formula(text: &str) -> Option<(usize, &str, bool)> {
    let display = text.starts_with("$$");
    let inside = text.strip_prefix(if display { "$$" } else { "$" })?;
    let mut escaped = false;
    let end = inside.bytes().position(|byte| {
        let dollar = byte == b'$' && !escaped;
        escaped = byte == b'\\' && !escaped;
        dollar
    })?;
    let (tex, behind) = inside.split_at(end);
    let delimiter = text.len() - inside.len();
    let length = end + 2 * delimiter;
    let sound = if display {
        behind.starts_with("$$")
    } else {
        let spaced = |c: char| c.is_ascii_whitespace();
        !tex.starts_with(spaced)
            && !tex.ends_with(spaced)
            && !behind[1..].starts_with(|c: char| c.is_ascii_digit())
    };
    (sound && !tex.trim().is_empty()).then_some((length, tex, display))
}
