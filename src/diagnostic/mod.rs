//! Problems in a site, as plain data: what is wrong, where, and what to do about it.
//! Built only by the constructors in [`codes`]; printed by [`draw`] and [`to_json`]. I/O errors
//! (a full disk, a missing folder) are not diagnostics.
//!
//! # Example
//!
//! ```
//! use digestgen::config::{self, Overrides};
//! use digestgen::content;
//! use digestgen::diagnostic::{Colour, draw};
//! use digestgen::place::SourcePath;
//! use digestgen::source::Sources;
//!
//! let config = config::parse(&digestgen::source::scan("starter/digest".as_ref())?, &Overrides::default()).value;
//! let markdown = content::markdown_of(&config).value;
//! let text = "+++\ntitle = \"A title\"\ndate = 2025-03-12\narxvi = \"1706.03762\"\n+++\n";
//! let found = content::parse(&SourcePath::new("content/papers/a.md"), text, &markdown).diagnostics;
//! assert_eq!(found.len(), 1);
//! assert_eq!(found[0].code, "unknown-key");
//! let drawn = draw(&found[0], &|_| Some(text), Colour::No);
//! assert!(drawn.contains("content/papers/a.md:4:1"));
//! assert!(drawn.contains("did you mean `arxiv`?"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod codes;
mod json;
mod suggest;
mod terminal;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::place::{SourcePath, Span};

pub use json::to_json;
pub use suggest::nearest;
pub use terminal::{Colour, draw};

/// How bad a problem is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The site is built; `--strict` makes it an error.
    Warning,
    /// Nothing is wrong; worth knowing.
    Note,
}

/// A location in a file, with a short text about it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Label {
    /// The file.
    pub path: SourcePath,
    /// The byte range; `None` means the whole file.
    pub span: Option<Span>,
    /// The text next to the underline; may be empty.
    pub text: String,
}

/// One problem.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Diagnostic {
    /// A stable name, listed in `docs/diagnostics.md`.
    pub code: Cow<'static, str>,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, values in backticks.
    pub message: String,
    /// Where it is wrong.
    pub primary: Option<Label>,
    /// Other locations that help to understand the problem.
    pub secondary: Vec<Label>,
    /// How to fix it.
    pub help: Option<String>,
}

impl Diagnostic {
    fn new(code: &'static str, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code: Cow::Borrowed(code),
            severity,
            message: message.into(),
            primary: None,
            secondary: Vec::new(),
            help: None,
        }
    }

    fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message)
    }

    fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message)
    }

    fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Note, message)
    }

    fn with_location(mut self, path: &SourcePath, span: impl Into<Option<Span>>) -> Self {
        self.primary = Some(Label { path: path.clone(), span: span.into(), text: String::new() });
        self
    }

    fn with_label(mut self, text: impl Into<String>) -> Self {
        if let Some(label) = &mut self.primary {
            label.text = text.into();
        }
        self
    }

    fn with_related(
        mut self,
        path: &SourcePath,
        span: impl Into<Option<Span>>,
        text: impl Into<String>,
    ) -> Self {
        self.secondary.push(Label { path: path.clone(), span: span.into(), text: text.into() });
        self
    }

    fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Whether this problem prevents the site from being written.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Whether it is only information: reported, but not counted as a problem.
    pub fn is_note(&self) -> bool {
        self.severity == Severity::Note
    }

    /// The same diagnostic as a note.
    pub fn into_note(mut self) -> Self {
        self.severity = Severity::Note;
        self
    }

    /// The same diagnostic as an error, for `--strict`.
    pub fn into_error(mut self) -> Self {
        self.severity = Severity::Error;
        self
    }

    /// The sort key: file, location and code.
    fn key(&self) -> (Option<(&SourcePath, Option<Span>)>, &str, &str) {
        (self.primary.as_ref().map(|l| (&l.path, l.span)), &*self.code, &self.message)
    }
}

/// Sorts diagnostics into the order in which they are shown, and removes duplicates.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| a.key().cmp(&b.key()));
    diagnostics.dedup();
}

/// Maximum number of reported problems with the same code in one file.
const MAX_PER_CODE: usize = 100;

/// Keeps the first `MAX_PER_CODE` problems of each code in a file. The help of the last one says how many
/// more there are.
pub fn cap_per_code(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if diagnostics.len() <= MAX_PER_CODE {
        return diagnostics;
    }
    let mut kept: Vec<Diagnostic> = Vec::new();
    let mut codes: BTreeMap<Cow<'static, str>, (usize, usize)> = BTreeMap::new();
    for diagnostic in diagnostics {
        let (count, last) = codes.entry(diagnostic.code.clone()).or_default();
        *count += 1;
        if *count <= MAX_PER_CODE {
            *last = kept.len();
            kept.push(diagnostic);
        }
    }
    for (count, last) in codes.into_values().filter(|(count, _)| *count > MAX_PER_CODE) {
        let more = format!("there are {} more like this in the file", count - MAX_PER_CODE);
        let help = kept[last].help.take();
        kept[last].help = Some(help.map_or(more.clone(), |help| format!("{help}; {more}")));
    }
    kept
}

/// A value, and the problems found while reading or computing it.
#[derive(Clone, Debug, Default)]
pub struct WithDiagnostics<T> {
    /// The value. What could not be read has its default.
    pub value: T,
    /// The problems.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> WithDiagnostics<T> {
    /// Combines a value with its problems.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }

    /// Returns the value and appends its problems to `into`.
    pub fn take_value(self, into: &mut Vec<Diagnostic>) -> T {
        into.extend(self.diagnostics);
        self.value
    }
}
