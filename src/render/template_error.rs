//! Converts errors of Tera to diagnostics with a place in a template.

use std::collections::BTreeMap;

use tera::{ErrorKind, ReportError};

use super::template_file::{TemplateFile, new_tera};
use crate::diagnostic::codes::render as codes;
use crate::diagnostic::{Diagnostic, nearest};
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
    /// Converts an error of Tera for a page.
    pub fn new(
        error: &tera::Error,
        files: &BTreeMap<String, TemplateFile>,
        subject: String,
        source: Option<SourcePath>,
    ) -> Self {
        let (place, message) = match error.kind() {
            ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
                let file = files.get(report.filename());
                (
                    file.map(|file| (file.path.clone(), Some(span(report, &file.text)))),
                    normalize_message(report.message()),
                )
            }
            other => (None, normalize_message(&other.to_string())),
        };
        Self { place, message, subject, source }
    }

    /// One diagnostic for all pages on which a template fails at the same place in the same way.
    pub fn diagnostics(mut failures: Vec<Failure>) -> Vec<Diagnostic> {
        failures.sort();
        let alike =
            |a: &Failure, b: &Failure| a.place == b.place && (a.place.is_some() || a.message == b.message);
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

/// Diagnostics for an error while templates are added. Tera stops at the first problem. The syntax of all templates
/// is checked here, so that all problems are reported.
pub fn of_loading(
    error: &tera::Error,
    files: &BTreeMap<String, TemplateFile>,
    config: &SourcePath,
) -> Vec<Diagnostic> {
    let broken = files.iter().filter_map(|(name, file)| {
        let error = new_tera(std::iter::empty()).add_raw_template(name, &file.text).err()?;
        match error.kind() {
            ErrorKind::SyntaxError(report) if report.filename() == name => Some(codes::template_syntax(
                &file.path,
                Some(span(report, &file.text)),
                &normalize_message(report.message()),
            )),
            _ => None,
        }
    });
    let broken: Vec<Diagnostic> = broken.collect();
    if !broken.is_empty() {
        return broken;
    }
    let name_of = |name: &String| files.get(name).map_or_else(|| name.clone(), |file| file.name.clone());
    let circle = |start: &str, verb: &str, chain: &[String]| {
        let path = files.get(start).map_or(config, |file| &file.path);
        vec![codes::template_cycle(path, verb, &chain.iter().map(name_of).collect::<Vec<_>>())]
    };
    match error.kind() {
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let chain: Vec<String> = std::iter::once(tpl).chain(inheritance_chain).cloned().collect();
            circle(tpl, "extends", &chain)
        }
        ErrorKind::CircularInclude { tpl, include_chain } => circle(tpl, "includes", include_chain),
        ErrorKind::MissingParent { current, parent } => {
            let file = files.get(current);
            let start = file.and_then(|file| file.text.find(parent.as_str()));
            let span = start.map(|start| Span::new(start, start + parent.len()));
            let near = nearest(parent, files.values().map(|file| file.name.as_str()));
            let message = format!("there is no template `{parent}` to extend");
            vec![codes::unknown_template_name(file.map_or(config, |file| &file.path), span, &message, near)]
        }
        ErrorKind::Msg(reports) => {
            reports.split("\n\n").map(|report| of_report(report, files, config)).collect()
        }
        other => {
            vec![codes::unknown_template_name(config, None, &normalize_message(&other.to_string()), None)]
        }
    }
}

/// Reads one of the reports that Tera joins to a text: a message, a place, the source line underlined.
fn of_report(report: &str, files: &BTreeMap<String, TemplateFile>, config: &SourcePath) -> Diagnostic {
    let mut lines = report.lines();
    let message = normalize_message(lines.next().unwrap_or_default().trim_start_matches("error: "));
    let place = lines.next().and_then(|line| {
        let mut parts = line.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let (column, line) = (parts.next()?.parse::<usize>().ok()?, parts.next()?.parse().ok()?);
        Some((files.get(parts.next()?)?, line, column.checked_sub(1)?))
    });
    let wanted = message.split('`').nth(1).unwrap_or_default();
    let is_template = message.starts_with("unknown template");
    let near = nearest(wanted, files.values().filter(|_| is_template).map(|file| file.name.as_str()));
    let Some((file, line, column)) = place else {
        return codes::unknown_template_name(config, None, &message, near);
    };
    let width = report.chars().filter(|c| *c == '^').count().max(1);
    let span = Span::new(offset(&file.text, line, column), offset(&file.text, line, column + width));
    codes::unknown_template_name(&file.path, Some(span), &message, near)
}

fn span(report: &ReportError, text: &str) -> Span {
    let span = report.span();
    let start = offset(text, span.start_line, span.start_col);
    let end = offset(text, span.end_line, span.end_col);
    Span::new(start, if end > start { end } else { start + 1 })
}

/// The byte at a place. Tera counts lines from 1 and columns, in characters, from 0.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let line = text[start..].split('\n').next().unwrap_or_default();
    start + line.chars().take(column).map(char::len_utf8).sum::<usize>()
}

/// A message of Tera in our style: it starts in lower case, ends without a full stop and puts names in backticks.
fn normalize_message(message: &str) -> String {
    let message = message.trim().trim_end_matches('.').replace('\'', "`");
    let mut chars = message.chars();
    let message = match chars.next() {
        Some(first) if !message.starts_with("UTF") => first.to_lowercase().chain(chars).collect(),
        _ => message,
    };
    let Some((wrong, fields)) = message.split_once(". Available fields: ") else { return message };
    match nearest(wrong.split('`').nth(1).unwrap_or_default(), fields.split(", ")) {
        Some(near) => format!("{wrong}; did you mean `{near}`?"),
        None => format!("{wrong}; there are {fields}"),
    }
}
