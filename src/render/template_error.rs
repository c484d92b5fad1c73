//! Turns what Tera says into diagnostics with a place in a template.

use std::collections::BTreeMap;


use tera::{ErrorKind, ReportError};

use super::theme::{TemplateFile, new_tera};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::render as codes;
use crate::place::{SourcePath, Span};

/// A page that could not be rendered.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Failure {
    /// The template and the place in it, if Tera knows them.
    pub place: Option<(SourcePath, Option<Span>)>,
    /// What it says.
    pub message: String,
    /// What was being rendered: an address, or an entry's card.
    pub subject: String,
    /// The file it comes from.
    pub source: Option<SourcePath>,
}

impl Failure {
    /// Reads what Tera says of a page.
    pub fn new(
        error: &tera::Error,
        files: &BTreeMap<String, TemplateFile>,
        subject: String,
        source: Option<SourcePath>,
    ) -> Self {
        let (place, message) = match error.kind() {
            ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
                let file = files.get(report.filename());
                (file.map(|file| (file.path.clone(), Some(span(report, &file.text)))), said(report.message()))
            }
            other => (None, said(&other.to_string())),
        };
        Self { place, message, subject, source }
    }

    /// One diagnostic for all pages on which a template fails at the same place in the same way.
    pub fn diagnostics(mut failures: Vec<Failure>) -> Vec<Diagnostic> {
        failures.sort();
        let alike = |a: &Failure, b: &Failure| a.place == b.place && (a.place.is_some() || a.message == b.message);
        let groups = failures.chunk_by(alike);
        groups
            .map(|group| {
                let Failure { place, message, subject, source } = &group[0];
                let place = place.as_ref().map(|(path, span)| (path, *span));
                codes::template_failed(place, message, subject, source.as_ref(), group.len() - 1)
            })
            .collect()
    }
}

/// Reads what Tera says when templates are added. Tera stops at the first problem; the syntax of
/// all templates is looked at here, so that all are told.
pub fn of_loading(error: &tera::Error, files: &BTreeMap<String, TemplateFile>, config: &SourcePath) -> Vec<Diagnostic> {
    let broken = files.iter().filter_map(|(name, file)| {
        let error = new_tera(std::iter::empty()).add_raw_template(name, &file.text).err()?;
        match error.kind() {
            ErrorKind::SyntaxError(report) if report.filename() == name => {
                Some(codes::template_syntax(&file.path, Some(span(report, &file.text)), &said(report.message())))
            }
            _ => None,
        }
    });
    let broken: Vec<Diagnostic> = broken.collect();
    if !broken.is_empty() {
        return broken;
    }
    let path_of = |name: &str| files.get(name).map_or_else(|| config.clone(), |file| file.path.clone());
    vec![match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = files.get(report.filename()).map(|file| span(report, &file.text));
            codes::template_syntax(&path_of(report.filename()), span, &said(report.message()))
        }
        ErrorKind::CircularExtend { tpl, .. } => codes::template_link(&path_of(tpl), "the template extends itself"),
        ErrorKind::CircularInclude { tpl, .. } => codes::template_link(&path_of(tpl), "the template includes itself"),
        ErrorKind::MissingParent { current, parent } => {
            codes::template_link(&path_of(current), &format!("it extends `{parent}`, which is not there"))
        }
        ErrorKind::TemplateNotFound(name) => {
            codes::template_link(config, &format!("a template includes `{name}`, which is not there"))
        }
        other => codes::template_link(config, &said(&other.to_string())),
    }]
}

/// Tera counts lines from 1 and columns, in characters, from 0.
fn span(report: &ReportError, text: &str) -> Span {
    let at = |line: usize, column: usize| {
        let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
        let line = text[start..].split('\n').next().unwrap_or_default();
        start + line.chars().take(column).map(char::len_utf8).sum::<usize>()
    };
    let span = report.span();
    let (start, end) = (at(span.start_line, span.start_col), at(span.end_line, span.end_col));
    Span::new(start, if end > start { end } else { start + 1 })
}

/// Messages here start in lower case, end without a full stop and put names in backticks.
fn said(message: &str) -> String {
    let message = message.trim().trim_end_matches('.').replace('\'', "`");
    let mut chars = message.chars();
    match chars.next() {
        Some(first) if !message.starts_with("UTF") => first.to_lowercase().chain(chars).collect(),
        _ => message,
    }
}

