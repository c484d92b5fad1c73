//! Diagnostics for other programs: one JSON object per line.

use serde::Serialize;

use super::{Diagnostic, Label};
use crate::place::SourcePath;

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'a str,
    severity: super::Severity,
    message: &'a str,
    #[serde(flatten)]
    location: Option<JsonLocation<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<JsonLocation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonLocation<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<[usize; 2]>,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
}

/// One diagnostic as a JSON object on one line, without a line break at its end. Lines and columns
/// count from 1, columns in characters; `span` is in bytes.
pub fn to_json<'s>(diagnostic: &Diagnostic, text_of: &dyn Fn(&SourcePath) -> Option<&'s str>) -> String {
    let location = |label| location(label, text_of);
    let line = JsonDiagnostic {
        code: &diagnostic.code,
        severity: diagnostic.severity,
        message: &diagnostic.message,
        location: diagnostic.primary.as_ref().map(location),
        related: diagnostic.secondary.iter().map(location).collect(),
        help: diagnostic.help.as_deref(),
    };
    serde_json::to_string(&line).unwrap_or_default()
}

fn location<'a, 's>(label: &'a Label, text_of: &dyn Fn(&SourcePath) -> Option<&'s str>) -> JsonLocation<'a> {
    let position = label.span.and_then(|span| {
        let before = text_of(&label.path)?.get(..span.start)?;
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Some((line, column))
    });
    JsonLocation {
        file: label.path.as_str(),
        line: position.map(|(line, _)| line),
        column: position.map(|(_, column)| column),
        span: label.span.map(|span| [span.start, span.end]),
        label: &label.text,
    }
}
