//! Reads the objects of a JSON file one by one, so that a broken object does not affect the others. The file
//! can be an array of objects, one object, or one object on each line. It does not interpret the objects.

use serde::de::DeserializeOwned;

use super::{ImportedPaper, ImportedRecords};
use crate::diagnostic::codes::import as codes;
use crate::diagnostic::{Diagnostic, WithDiagnostics};
use crate::place::{SourcePath, Span};

/// Reads each object of a file as a `T` and converts it to a record.
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

/// The byte offset for a line and a column. Both begin at 1, as in serde_json.
fn place(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    text.floor_char_boundary((start + column.saturating_sub(1)).min(text.len().saturating_sub(1)))
}

/// The ranges of the outermost objects. The range of an object without an end goes up to the next line that
/// begins with an object. If there is no such line, it goes to the end of the file.
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

/// The length of the object at the beginning of a text.
fn object_end(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            // A JSON string cannot contain a line break, so a quotation mark is missing.
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
