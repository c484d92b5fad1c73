//! Collects the outputs of a site, and reports two of them at one address. Other clashes are found in `clash`.

use jiff::civil::Date;
use rayon::prelude::*;

use super::clash;
use super::planned::{Content, PlannedOutput};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::site as codes;
use crate::place::{OutputPath, SourcePath};
use crate::view::{Page, View};

/// The outputs planned so far, and the problems found while planning them.
#[derive(Default)]
pub struct Outputs<'a> {
    planned: Vec<Entry<'a>>,
    diagnostics: Vec<Diagnostic>,
}

struct Entry<'a> {
    output: PlannedOutput<'a>,
    /// Whether an earlier output at the same address replaces it without a diagnostic.
    is_fallback: bool,
}

impl<'a> Outputs<'a> {
    /// Adds the view at `path`. `source` is the file it comes from, if it comes from one.
    pub fn add(&mut self, path: &str, source: Option<&SourcePath>, view: View) {
        self.extend([PlannedOutput::ready(path, source, view)]);
    }

    /// Reports a problem.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds outputs.
    pub fn extend(&mut self, outputs: impl IntoIterator<Item = PlannedOutput<'a>>) {
        self.planned.extend(outputs.into_iter().map(Entry::of));
    }

    /// Adds the outputs of `count` things, planned in parallel.
    pub fn add_all(&mut self, count: usize, plan: impl Fn(usize) -> Vec<PlannedOutput<'a>> + Sync + Send) {
        let plan = |index| plan(index).into_iter().map(Entry::of);
        self.planned.par_extend((0..count).into_par_iter().with_max_len(256).flat_map_iter(plan));
    }

    /// Adds a view unless there is another one at its address.
    pub fn add_if_absent(&mut self, path: &str, view: View) {
        self.planned.push(Entry { output: PlannedOutput::ready(path, None, view), is_fallback: true });
    }

    /// The views that are ready, by address.
    pub fn views(&mut self) -> impl Iterator<Item = &View> {
        self.sort();
        self.planned.iter().filter_map(|entry| match &entry.output.content {
            Content::Ready(view) => Some(view),
            Content::Lazy(_) => None,
        })
    }

    /// The pages planned so far, by address, and the day each last changed, if that is known.
    pub fn pages(&mut self) -> impl Iterator<Item = (&OutputPath, Option<Date>)> {
        self.sort();
        self.planned.iter().filter_map(|Entry { output, .. }| match &output.content {
            Content::Ready(View::Page(Page::NotFound(_))) => None,
            Content::Ready(view) => view.page().map(|_| (&output.path, None)),
            Content::Lazy(lazy) => Some((&output.path, lazy.changed)),
        })
    }

    /// The outputs by address, and the problems: two outputs at one address and those reported before.
    pub fn finish(mut self) -> (Vec<PlannedOutput<'a>>, Vec<Diagnostic>) {
        self.sort();
        let mut outputs: Vec<PlannedOutput<'a>> = Vec::with_capacity(self.planned.len());
        let mut diagnostics = self.diagnostics;
        for Entry { output, is_fallback } in self.planned {
            match outputs.last_mut().filter(|last| last.path == output.path) {
                None => outputs.push(output),
                // An alias must not replace what the theme or digestgen adds.
                Some(first) if is_redirect(first) || is_redirect(&output) => {
                    diagnostics.extend(conflict(first, &output));
                }
                Some(_) if is_fallback => {}
                // A static file of the theme has no source file in the site. It is replaced too.
                Some(first @ PlannedOutput { content: Content::Ready(View::Asset(_)), source: None, .. }) => {
                    *first = output
                }
                Some(first) => diagnostics.extend(conflict(first, &output)),
            }
        }
        diagnostics.extend(clash::check(&outputs));
        (outputs, diagnostics)
    }

    /// Sorts by address, and outputs at one address by the order in which they were added.
    fn sort(&mut self) {
        self.planned.par_sort_by(|a, b| a.output.path.cmp(&b.output.path));
    }
}

impl<'a> Entry<'a> {
    fn of(output: PlannedOutput<'a>) -> Self {
        Self { output, is_fallback: false }
    }
}

fn is_redirect(output: &PlannedOutput<'_>) -> bool {
    matches!(output.content, Content::Ready(View::Redirect(_)))
}

/// Two outputs without source files are never at one address: their first segments differ.
fn conflict(first: &PlannedOutput<'_>, second: &PlannedOutput<'_>) -> Option<Diagnostic> {
    // The file that the curator wrote is the one to change.
    let (own, other) = if second.source.is_some() { (second, first) } else { (first, second) };
    let (path, span) = own.origin()?;
    Some(codes::output_conflict(path, span, &first.path, other.origin()))
}
