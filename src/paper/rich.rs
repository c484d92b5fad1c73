//! A line of text with formulas and styles as separate parts, for formats other than HTML and plain text: BibTeX,
//! CSL-JSON, Markdown. Does not write these formats.

use serde::{Deserialize, Serialize};

/// A line in parts. Empty for a line of plain text, to save memory, because most lines are.
///
/// ```
/// use digestgen::paper::{RichText, Run};
///
/// let mut title = RichText::default();
/// title.push(Run::Text("A bound of ".to_owned()));
/// title.push(Run::Formula { tex: r"O(\sqrt{n})".to_owned(), plain: "O(√n)".to_owned() });
/// assert_eq!(title.finish().runs().len(), 2);
///
/// // A line of plain text needs no parts.
/// let mut plain = RichText::default();
/// plain.push(Run::Text("A bound".to_owned()));
/// assert!(plain.finish().runs().is_empty());
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct RichText(Vec<Run>);

/// A part of a [`RichText`] line. Styles are nested correctly.
///
/// ```
/// use digestgen::paper::{RichText, Run, Style};
///
/// let mut line = RichText::default();
/// for run in [Run::Open(Style::Emphasis), Run::Text("in vivo".to_owned()), Run::Close(Style::Emphasis)] {
///     line.push(run);
/// }
/// assert_eq!(line.runs().first(), Some(&Run::Open(Style::Emphasis)));
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Run {
    /// Plain text.
    Text(String),
    /// A formula.
    Formula {
        /// As TeX, without the dollar signs around it.
        tex: String,
        /// As plain text.
        plain: String,
    },
    /// A style begins.
    Open(Style),
    /// A style ends.
    Close(Style),
}

/// A text style.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Style {
    /// `*…*`
    Emphasis,
    /// `**…**`
    Strong,
    /// Between backticks.
    Code,
}

impl RichText {
    /// The parts in their order.
    pub fn runs(&self) -> &[Run] {
        &self.0
    }

    /// Adds a part at the end.
    pub fn push(&mut self, run: Run) {
        match (run, self.0.last_mut()) {
            (Run::Text(text), _) if text.is_empty() => {}
            (Run::Text(text), Some(Run::Text(last))) => last.push_str(&text),
            (run, _) => self.0.push(run),
        }
    }

    /// Finishes the line: removes surrounding space, and returns an empty value if it is plain text.
    pub fn finish(mut self) -> Self {
        if !self.0.iter().any(|run| !matches!(run, Run::Text(_))) {
            return Self::default();
        }
        if let Some(Run::Text(first)) = self.0.first_mut() {
            *first = first.trim_start().to_owned();
        }
        if let Some(Run::Text(last)) = self.0.last_mut() {
            last.truncate(last.trim_end().len());
        }
        self.0.shrink_to_fit();
        self
    }
}
