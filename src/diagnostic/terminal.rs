//! Prints diagnostics for people, with the source lines they refer to.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Label, Severity};
use crate::place::SourcePath;

/// Maximum size of a source excerpt, in bytes. For a longer one only line and column are printed.
const MAX_EXCERPT_BYTES: usize = 20_000;

/// Whether escape sequences for colour may be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Colour {
    /// The text goes to a terminal.
    Yes,
    /// The text goes to a file or pipe.
    No,
}

/// Formats one diagnostic. `text_of` returns the text of a file, if it is a text file of the site.
pub fn draw<'s>(
    diagnostic: &Diagnostic,
    text_of: &dyn Fn(&SourcePath) -> Option<&'s str>,
    colour: Colour,
) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(clean(&diagnostic.message)).id(&*diagnostic.code));
    let labels = diagnostic.primary.iter().map(|label| (AnnotationKind::Primary, label));
    let labels: Vec<_> =
        labels.chain(diagnostic.secondary.iter().map(|label| (AnnotationKind::Context, label))).collect();
    let mut drawn: Vec<&SourcePath> = Vec::new();
    for (kind, label) in &labels {
        let is_note = *kind == AnnotationKind::Context && label.span.is_none();
        if is_note || drawn.contains(&&label.path) {
            continue;
        }
        drawn.push(&label.path);
        group = add_file(group, &label.path, &labels, text_of(&label.path));
    }
    // A label for a whole file has no line to point at.
    for label in diagnostic.secondary.iter().filter(|label| label.span.is_none()) {
        group = group.element(Level::NOTE.message(clean(&format!("{}: `{}`", label.text, label.path))));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(clean(help)));
    }
    let renderer = match colour {
        Colour::Yes => Renderer::styled(),
        Colour::No => Renderer::plain(),
    };
    // The renderer replaces control characters of source lines, but not U+0080 to U+009F, which terminals obey.
    renderer.render(&[group]).replace(|c| matches!(c, '\u{80}'..='\u{9f}'), "\u{fffd}")
}

fn add_file<'a>(
    group: Group<'a>,
    path: &'a SourcePath,
    labels: &[(AnnotationKind, &'a Label)],
    text: Option<&'a str>,
) -> Group<'a> {
    let here = labels.iter().filter(|(_, label)| label.path == *path);
    let spans: Vec<_> = here.filter_map(|(kind, label)| Some((*kind, label.span?, &label.text))).collect();
    let Some(text) = text.filter(|_| !spans.is_empty()) else {
        return group.element(Origin::path(path.as_str()));
    };
    let ranges: Vec<_> = spans.iter().map(|(_, span, _)| clamp_range(span.range(), text)).collect();
    let first = ranges.iter().map(|range| range.start).min().unwrap_or_default();
    let last = ranges.iter().map(|range| range.end).max().unwrap_or_default();
    // Only the shown lines are passed on: files can be long and have many problems.
    let before = text[..first].strip_suffix('\n').filter(|_| first == text.len()).unwrap_or(&text[..first]);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = text[last..].find('\n').map_or(text.len(), |end| last + end + 1);
    let line = text[..start].matches('\n').count() + 1;
    if end - start > MAX_EXCERPT_BYTES {
        let column = text[start..first].chars().count() + 1;
        return group.element(Origin::path(path.as_str()).line(line).char_column(column));
    }
    let annotations = spans.into_iter().zip(ranges).map(|((kind, _, label), range)| {
        let annotation = kind.span(range.start - start..range.end - start);
        if label.is_empty() { annotation } else { annotation.label(clean(label)) }
    });
    let snippet = Snippet::source(&text[start..end]).line_start(line);
    group.element(snippet.path(path.as_str()).annotations(annotations))
}

/// The part of a range that is inside the text, starts and ends between characters, and does not end with a
/// line break.
fn clamp_range(range: std::ops::Range<usize>, text: &str) -> std::ops::Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(range.start);
    let end = floor(range.end).max(start);
    start..start + text[start..end].trim_end_matches(['\n', '\r']).len()
}

/// Replaces control characters, which the terminal would run as commands.
fn clean(text: &str) -> String {
    annotate_snippets::normalize_untrusted_str(text)
}
