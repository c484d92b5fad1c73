//! Writes blocks of code, highlighted if `highlight` knows their language.

use super::Source;
use super::open::Code;
use super::writer::Writer;
use crate::content::highlight::{Highlighted, highlight, similar};
use crate::content::placeholders::escaped;
use crate::diagnostic::codes;
use crate::place::Span;

/// Maximum number of problems in a text with suggestions: a text with more has other problems than typing errors.
const MAX_SUGGESTIONS: usize = 20;

impl Writer<'_> {
    /// Ends a block and writes it.
    pub fn end_code(&mut self) {
        let Some(Code { info, text, span }) = self.code.take() else { return };
        self.rendered.has_code = true;
        let name = info.trim_start_matches(['{', '.', ' ']).split([' ', '\t', ',', '{', '}']).next();
        let name = name.unwrap_or_default().to_lowercase();
        let code = match highlight(&name, &text) {
            Highlighted::Known(html) => html,
            Highlighted::Plain => escaped(&text),
            Highlighted::Unknown => {
                let worth_it = self.rendered.diagnostics.len() < MAX_SUGGESTIONS;
                let nearest = worth_it.then(|| similar(&name)).flatten();
                self.report(codes::markup::unknown_language(
                    self.source.path,
                    first_line(self.source, span),
                    &name,
                    nearest.as_deref(),
                ));
                escaped(&text)
            }
        };
        let language =
            if name.is_empty() { String::new() } else { format!(" data-language=\"{}\"", escaped(&name)) };
        self.finished(format!("<pre class=\"code\" tabindex=\"0\"{language}><code>{code}</code></pre>"));
        self.html("\n");
    }
}

/// The first line of a place, and not all of a block of code.
fn first_line(source: &Source<'_>, span: Span) -> Span {
    let shift = (source.at)(0..0).start;
    let text =
        source.text.get(span.start.saturating_sub(shift)..span.end.saturating_sub(shift)).unwrap_or_default();
    Span::new(span.start, span.start + text.find('\n').unwrap_or(text.len()))
}
