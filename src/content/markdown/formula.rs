//! Writes formulas: MathML, or, if `math` cannot convert them, their TeX with a diagnostic.

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
                // A formula that is wider than the page scrolls on its own, so it must be focusable.
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
                // Inside quotes and lists, the TeX may not be contiguous in the file.
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

    /// Adds a formula to the plain text and to the runs of the line.
    fn plain_formula(&mut self, tex: &str, plain: String) {
        self.plain_alone(&plain);
        self.run(|| Run::Formula { tex: tex.trim().to_owned(), plain });
    }

    /// Writes a formula as TeX: as a block if it is a display formula and no inline element is open.
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
