//! A file that is read, its values with their spans, and the result of parsing it. Does not parse.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::value::Table;
use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};
use crate::syntax::Syntax;

/// A value and its span.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its span in the file.
    pub span: Span,
}

/// The file that contains a table.
pub struct File<'a> {
    /// Its path, for diagnostics.
    pub path: &'a SourcePath,
    /// Its whole text.
    pub text: &'a str,
    /// The range of the TOML or YAML in it.
    pub data: Range<usize>,
    /// How it is written.
    pub syntax: Syntax,
}

/// A parsed table.
#[derive(Debug, Default)]
pub struct Parsed<'a> {
    /// What could be parsed.
    pub table: Table<'a>,
    /// The ranges of the file with syntax errors, in ascending order. Values in them are unreliable.
    pub broken: Vec<Range<usize>>,
    /// The syntax errors.
    pub diagnostics: Vec<Diagnostic>,
}

/// The line that contains a byte, with its line break.
pub fn line_around(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    start..text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}
