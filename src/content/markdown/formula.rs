//! Formulas in Markdown: MathML, or readable TeX and a problem with its place. What TeX means is
//! decided in `math`.

use std::ops::Range;

use super::writer::{RenderMode, Writer};
use crate::content::{math::as_tex, plain::plain};
use crate::diagnostic::codes;
use crate::paper::Run;

impl Writer<'_> {
    /// Writes a formula.
    pub fn formula(&mut self, tex: &str, display: bool, range: &Range<usize>) {
        self.rendered.has_math = true;
        match self.settings.math.convert(tex, display) {
            Ok(mathml) => {
                if !self.plain.is_empty() {
                    self.plain_formula(tex, plain(&mathml));
                }
                // One that is wider than the page scrolls on its own, so it must take the focus.
                let scrolls = display && self.mode == RenderMode::Body && self.open_links.is_empty();
                self.finished(if scrolls {
                    format!("<span class=\"formula\" tabindex=\"0\" role=\"group\" aria-label=\"Formula\">{mathml}</span>")
                } else {
                    mathml
                });
            }
            Err((wrong, reason)) => {
                self.plain_formula(tex, tex.trim().to_owned());
                self.tex(tex, display);
                // Inside quotes and lists the TeX is not one run of the file's bytes.
                let delimiter = if display { 2 } else { 1 };
                let start = range.start + delimiter;
                let range = match self.source.text.get(start..range.end.saturating_sub(delimiter)) {
                    Some(text) if text == tex => start + wrong.start..start + wrong.end.max(wrong.start + 1),
                    _ => range.clone(),
                };
                self.report(codes::markup::bad_formula(self.source.path, self.span(&range), &reason));
            }
        }
    }

    /// Says a formula in the plain text and among the parts of the line.
    fn plain_formula(&mut self, tex: &str, plain: String) {
        self.plain_alone(&plain);
        self.run(|| Run::Formula { tex: tex.trim().to_owned(), plain });
    }

    /// Shows a formula as TeX: a block, if it is displayed and no element within a text is open.
    fn tex(&mut self, tex: &str, display: bool) {
        let within = self.within > 0 || !self.open_links.is_empty() || self.heading.is_some();
        let block = display && !within && self.mode == RenderMode::Body && self.open_images.is_empty();
        if block && self.in_paragraph {
            self.end_paragraph();
            self.in_paragraph = true;
        }
        self.finished(as_tex(tex, block));
        if block && self.in_paragraph {
            self.html("\n<p>");
        }
    }
}
