//! Parses the YAML of front matter into the tree of values, and reports what is wrong with it. After a
//! syntax error the keys before and after the broken one are still read. Does not resolve values: text
//! without quotes stays as it is written.

mod problems;
mod slips;
mod tree;

use super::parsed::{File, Parsed};
use super::value::{Node, Value};
use crate::diagnostic::codes::yaml as codes;
use crate::place::{SourcePath, Span};
use tree::{Stop, Tree};

pub use slips::type_error;

/// The maximum length of YAML front matter, in bytes.
const MAX_BYTES: usize = 1_000_000;

/// The maximum number of syntax errors of one file. Each costs one more pass over the rest of the file.
const MAX_ERRORS: usize = 20;

/// Parses the YAML of a file.
pub fn parse<'a>(file: &File<'a>) -> Parsed<'a> {
    let mut parsed = Parsed::default();
    if file.data.len() > MAX_BYTES {
        let fence = Span::new(0, file.text[..file.data.start].trim_end().len());
        parsed.diagnostics.push(codes::yaml_too_large(file.path, fence, file.data.len(), MAX_BYTES));
        parsed.broken.push(file.data.clone());
        return parsed;
    }
    // What is before a broken part is parsed before what is after it, so that the keys stay in order.
    let mut ranges = vec![file.data.clone()];
    let mut errors = 0;
    while let Some(range) = ranges.pop() {
        let mut tree = Tree::new(file.path, file.text, range.clone());
        let result = tree.root();
        match result {
            Ok(root) => {
                parsed.diagnostics.append(&mut tree.diagnostics);
                parsed.broken.append(&mut tree.broken);
                add_root(file, root, &mut parsed);
            }
            Err(Stop::Refused(diagnostic)) => {
                parsed.diagnostics.push(diagnostic);
                parsed.broken.push(range);
            }
            Err(Stop::Syntax(error)) => {
                let problem = problems::explain(file, &range, &error);
                let at =
                    problem.primary.as_ref().and_then(|label| label.span).map_or(range.start, |s| s.start);
                let part = problems::part_around(file.text, &range, at);
                parsed.diagnostics.push(problem);
                parsed.broken.push(part.clone());
                errors += 1;
                let rests = [part.end..range.end, range.start..part.start];
                if errors < MAX_ERRORS {
                    ranges.extend(rests.into_iter().filter(|rest| !rest.is_empty()));
                } else {
                    parsed.broken.extend(rests);
                }
            }
        }
    }
    parsed.broken.sort_by_key(|range| range.start);
    parsed
}

/// Adds the keys of a range that could be parsed.
fn add_root<'a>(file: &File<'a>, root: Option<Node<'a>>, parsed: &mut Parsed<'a>) {
    match root.map(|root| (root.span, root.value)) {
        None => {}
        Some((_, Value::Table(table))) => parsed.table.entries.extend(table.entries),
        Some((span, value)) => {
            parsed.diagnostics.push(problems::no_keys(file, span, &value));
            parsed.broken.push(span.range());
        }
    }
}

/// The complete tree of a text, for editors of YAML; `None` if anything is wrong with it. Spans count
/// from the start of the text.
pub fn parse_yaml(text: &str) -> Option<Node<'_>> {
    let path = SourcePath::new("");
    let mut tree = Tree::new(&path, text, 0..text.len());
    let root = tree.root().ok()?;
    let is_sound = tree.diagnostics.is_empty();
    let empty = Node { span: Span::new(text.len(), text.len()), value: Value::Table(Default::default()) };
    is_sound.then(|| root.unwrap_or(empty)).filter(|root| matches!(root.value, Value::Table(_)))
}
