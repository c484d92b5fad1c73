//! Problems in a site, as plain data: what is wrong, where, and what to do about it.
//! Made only by the constructors in [`codes`]; drawn by [`draw`] and [`to_json`]. Problems of the
//! world (a full disk, a missing folder) are not diagnostics.

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

/// A place in a file and what is to be said about it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Label {
    /// The file.
    pub path: SourcePath,
    /// The bytes meant; `None` means the file as a whole.
    pub span: Option<Span>,
    /// What stands beside the underline; may be empty.
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
    /// Other places that help to understand it.
    pub secondary: Vec<Label>,
    /// What to do.
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

    fn at(mut self, path: &SourcePath, span: impl Into<Option<Span>>) -> Self {
        self.primary = Some(Label { path: path.clone(), span: span.into(), text: String::new() });
        self
    }

    fn saying(mut self, text: impl Into<String>) -> Self {
        if let Some(label) = &mut self.primary {
            label.text = text.into();
        }
        self
    }

    fn beside(mut self, path: &SourcePath, span: impl Into<Option<Span>>, text: impl Into<String>) -> Self {
        self.secondary.push(Label { path: path.clone(), span: span.into(), text: text.into() });
        self
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Whether nothing may be written because of it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Whether it is told and not counted.
    pub fn is_note(&self) -> bool {
        self.severity == Severity::Note
    }

    /// The same, told and not counted.
    pub fn demoted(mut self) -> Self {
        self.severity = Severity::Note;
        self
    }

    /// The same problem as an error, as `--strict` asks.
    pub fn promoted(mut self) -> Self {
        self.severity = Severity::Error;
        self
    }

    /// Where it sorts: by file, place and code.
    fn key(&self) -> (Option<(&SourcePath, Option<Span>)>, &str, &str) {
        (self.primary.as_ref().map(|l| (&l.path, l.span)), &*self.code, &self.message)
    }
}

/// Puts diagnostics in the order in which they are shown, each once.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| a.key().cmp(&b.key()));
    diagnostics.dedup();
}

/// So many problems of one kind are told of one file.
const MOST: usize = 100;

/// The first hundred problems of each kind in a file; the last of them says how many more there are.
pub fn cap_per_code(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if diagnostics.len() <= MOST {
        return diagnostics;
    }
    let mut told: Vec<Diagnostic> = Vec::new();
    let mut kinds: BTreeMap<Cow<'static, str>, (usize, usize)> = BTreeMap::new();
    for diagnostic in diagnostics {
        let (count, last) = kinds.entry(diagnostic.code.clone()).or_default();
        *count += 1;
        if *count <= MOST {
            *last = told.len();
            told.push(diagnostic);
        }
    }
    for (count, last) in kinds.into_values().filter(|(count, _)| *count > MOST) {
        let more = format!("there are {} more like this in the file", count - MOST);
        let help = told[last].help.take();
        told[last].help = Some(help.map_or(more.clone(), |help| format!("{help}; {more}")));
    }
    told
}

/// A best-effort value and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct WithDiagnostics<T> {
    /// The value, as good as it could be made.
    pub value: T,
    /// The problems found while making it.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> WithDiagnostics<T> {
    /// A value and its problems.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }

    /// The value, its problems moved to `into`.
    pub fn unpack(self, into: &mut Vec<Diagnostic>) -> T {
        into.extend(self.diagnostics);
        self.value
    }
}
