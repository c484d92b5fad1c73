//! Gathers the outputs of a site and tells of two at one address.

use jiff::civil::Date;
use rayon::prelude::*;

use super::planned::{Output, Shows};
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::site as codes;
use crate::place::{OutputPath, SourcePath};

/// The outputs planned so far.
#[derive(Default)]
pub struct Outputs<'a> {
    planned: Vec<Entry<'a>>,
}

struct Entry<'a> {
    output: Output<'a>,
    /// Gives way to one that was planned before it.
    gives_way: bool,
}

impl<'a> Outputs<'a> {
    /// Adds the view at `path`. `source` is the file it comes from, if it comes from one.
    pub fn add(&mut self, path: &str, source: Option<&SourcePath>, view: View) {
        self.extend([Output::made(path, source, view)]);
    }

    /// Adds outputs.
    pub fn extend(&mut self, outputs: impl IntoIterator<Item = Output<'a>>) {
        self.planned.extend(outputs.into_iter().map(Entry::of));
    }

    /// Adds the outputs of many things, planned side by side.
    pub fn add_all(&mut self, count: usize, plan: impl Fn(usize) -> Vec<Output<'a>> + Sync + Send) {
        let plan = |index| plan(index).into_iter().map(Entry::of);
        self.planned.par_extend((0..count).into_par_iter().with_max_len(256).flat_map_iter(plan));
    }

    /// Adds a view that gives way to another one at its address.
    pub fn add_unless_there(&mut self, path: &str, view: View) {
        self.planned.push(Entry { output: Output::made(path, None, view), gives_way: true });
    }

    /// The views made so far, by address.
    pub fn views(&mut self) -> impl Iterator<Item = &View> {
        self.sort();
        self.planned.iter().filter_map(|entry| match &entry.output.shows {
            Shows::Made(view) => Some(view),
            Shows::Later(_) => None,
        })
    }

    /// The pages planned so far, by address, and the day each last changed, if that is known.
    pub fn pages(&mut self) -> impl Iterator<Item = (&OutputPath, Option<Date>)> {
        self.sort();
        self.planned.iter().filter_map(|Entry { output, .. }| match &output.shows {
            Shows::Made(View::NotFound(_)) => None,
            Shows::Made(view) => view.page().map(|_| (&output.path, None)),
            Shows::Later(later) => Some((&output.path, later.changed)),
        })
    }

    /// The views by address, and the clashes.
    pub fn finish(mut self) -> (Vec<Output<'a>>, Vec<Diagnostic>) {
        self.sort();
        let mut outputs: Vec<Output<'a>> = Vec::with_capacity(self.planned.len());
        let mut clashes = Vec::new();
        for Entry { output, gives_way } in self.planned {
            match outputs.last_mut().filter(|last| last.path == output.path) {
                None => outputs.push(output),
                Some(_) if gives_way => {}
                // A theme's static file, which no file of the site stands for, gives way too.
                Some(first @ Output { shows: Shows::Made(View::Asset(_)), source: None, .. }) => {
                    *first = output
                }
                Some(first) => clashes.extend(clash(first, &output)),
            }
        }
        (outputs, clashes)
    }

    /// By address; of those at one address, the first comes first.
    fn sort(&mut self) {
        self.planned.par_sort_by(|a, b| a.output.path.cmp(&b.output.path));
    }
}

impl<'a> Entry<'a> {
    fn of(output: Output<'a>) -> Self {
        Self { output, gives_way: false }
    }
}

/// Addresses that digestgen makes of slugs alone are apart by their first segment.
fn clash(first: &Output<'_>, second: &Output<'_>) -> Option<Diagnostic> {
    let (here, there) = match (&second.source, &first.source) {
        (Some(here), other) => (here, other.as_ref()),
        (None, Some(other)) => (other, None),
        (None, None) => return None,
    };
    Some(codes::output_conflict(here, None, &first.path, there))
}
