//! Splits a content file into front matter and body. Parses neither.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::content as codes;
use crate::place::{SourcePath, Span};
use crate::syntax::Syntax;

/// The two parts of a content file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Split {
    /// How the front matter is written.
    pub syntax: Syntax,
    /// The TOML or YAML between the fences.
    pub data: Range<usize>,
    /// The first byte of the body.
    pub body: usize,
}

/// Finds the front matter of a file: TOML between two lines `+++`, or YAML between two lines `---`; a line
/// `...` also ends YAML.
pub fn split(path: &SourcePath, text: &str) -> Result<Split, Diagnostic> {
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().unwrap_or_default();
    let syntax = match opening.trim_end() {
        "+++" => Syntax::Toml,
        "---" => Syntax::Yaml,
        first => return Err(missing(path, first)),
    };
    let start = opening.len();
    let mut at = start;
    for line in lines {
        let fence = line.trim_end();
        if fence == syntax.fence() || syntax == Syntax::Yaml && fence == "..." {
            return Ok(Split { syntax, data: start..at, body: at + line.len() });
        }
        at += line.len();
    }
    Err(codes::unclosed_front_matter(path, Span::new(0, syntax.fence().len()), syntax.fence()))
}

/// What is wrong with a file whose first line is no fence.
fn missing(path: &SourcePath, first: &str) -> Diagnostic {
    let span = Span::new(0, first.len());
    let key = |mark: &str| {
        let name = first.split_once(mark).map(|(name, _)| name.trim_end());
        name.is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_'))
    };
    match first {
        _ if first.starts_with('{') => codes::json_front_matter(path, span),
        _ if key(":") => codes::unopened_front_matter(path, span, Syntax::Yaml.fence()),
        _ if key("=") => codes::unopened_front_matter(path, span, Syntax::Toml.fence()),
        _ => codes::missing_front_matter(path),
    }
}
