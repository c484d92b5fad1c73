//! The objects of a JSON file one by one, so that a broken one does not take the others with it: an
//! array of objects, one object, or one a line. What is in them is not known here.

use serde::de::DeserializeOwned;

use super::{ImportedPaper, ImportedRecords};
use crate::diagnostic::codes::import as codes;
use crate::diagnostic::{Diagnostic, WithDiagnostics};
use crate::place::{SourcePath, Span};

/// Reads every object of a file as a `T`, and makes a record of it.
pub fn read<T: DeserializeOwned>(
    path: &SourcePath,
    text: &str,
    mut record: impl FnMut(T, Span, &mut Vec<Diagnostic>) -> Option<ImportedPaper>,
) -> WithDiagnostics<ImportedRecords> {
    let (mut found, mut diagnostics) = (ImportedRecords::default(), Vec::new());
    for span in objects(text) {
        match serde_json::from_str::<T>(&text[span.range()]) {
            Ok(value) => found.records.extend(record(value, span, &mut diagnostics)),
            Err(error) => {
                let problem = error.to_string();
                let problem = problem.split(" at line ").next().unwrap_or_default();
                let place = place(&text[span.range()], error.line(), error.column()) + span.start;
                let place = Span::new(place, (place + 1).min(span.end.max(place)));
                diagnostics.push(codes::bad_record(path, place, problem));
            }
        }
    }
    if found.records.is_empty() && diagnostics.is_empty() && !matches!(text.trim(), "" | "[]") {
        diagnostics.push(codes::bad_record(path, Span::new(0, 0), "expected JSON objects"));
    }
    WithDiagnostics::new(found, diagnostics)
}

/// The byte at a line and column, both from 1, as serde_json counts them.
fn place(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    text.floor_char_boundary((start + column.saturating_sub(1)).min(text.len().saturating_sub(1)))
}

/// Where the outermost objects stand; one that does not end reaches to the end of its line, if further
/// ones follow it, or of the file.
fn objects(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|found| at + found) {
        let end = object_end(&text[start..]).map(|length| start + length);
        let end =
            end.unwrap_or_else(|| text[start..].find("\n{").map_or(text.len(), |length| start + length));
        spans.push(Span::new(start, end));
        at = end;
    }
    spans
}

/// The length of the object that a text begins with.
fn object_end(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            // No JSON text goes over lines: a quotation mark is missing.
            b'\n' if quoted => return None,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}
