//! Splits a content file into front matter and body. Parses neither.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::content as codes;
use crate::place::{SourcePath, Span};

const FENCE: &str = "+++";

/// The positions of front matter and body in a content file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parts {
    /// The TOML between the fences.
    pub toml: Range<usize>,
    /// The first byte of the body.
    pub body: usize,
}

/// Finds the front matter of a file.
pub fn split(path: &SourcePath, text: &str) -> Result<Parts, Diagnostic> {
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().unwrap_or_default();
    if opening.trim_end() != FENCE {
        return Err(codes::missing_front_matter(path));
    }
    let start = opening.len();
    let mut at = start;
    for line in lines {
        if line.trim_end() == FENCE {
            return Ok(Parts { toml: start..at, body: at + line.len() });
        }
        at += line.len();
    }
    Err(codes::unclosed_front_matter(path, Span::new(0, FENCE.len())))
}
