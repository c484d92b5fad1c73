//! Gathers the outputs of a site and tells of two at one address.

use rayon::prelude::*;

use super::route;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::site as codes;
use crate::place::{OutputPath, SourcePath};

/// The outputs planned so far.
#[derive(Default)]
pub struct Outputs {
    planned: Vec<Entry>,
}

/// An output, and the file it comes from, if it comes from one.
type Output = (OutputPath, View, Option<SourcePath>);

struct Entry {
    output: Output,
    /// Gives way to one that was planned before it.
    gives_way: bool,
}

/// A view that is to be added.
pub struct Planned {
    /// Its path, without that of `base_url`.
    pub path: String,
    /// The file it comes from, if it comes from one.
    pub source: Option<SourcePath>,
    /// What it shows.
    pub view: View,
}

impl Outputs {
    /// Adds the view at `path`. `source` is the file it comes from, if it comes from one.
    pub fn add(&mut self, path: &str, source: Option<&SourcePath>, view: View) {
        self.planned.push(Entry { output: (route::output(path), view, source.cloned()), gives_way: false });
    }

    /// Adds the views of many things, made side by side.
    pub fn add_all(&mut self, count: usize, make: impl Fn(usize) -> Vec<Planned> + Sync + Send) {
        let entry = |planned: Planned| Entry {
            output: (route::output(&planned.path), planned.view, planned.source),
            gives_way: false,
        };
        let make = |index| make(index).into_iter().map(entry);
        self.planned.par_extend((0..count).into_par_iter().flat_map_iter(make));
    }

    /// Adds a view that gives way to another one at its address.
    pub fn add_unless_there(&mut self, path: &str, view: View) {
        self.planned.push(Entry { output: (route::output(path), view, None), gives_way: true });
    }

    /// The views planned so far, by address.
    pub fn views(&mut self) -> impl Iterator<Item = &View> {
        self.sort();
        self.planned.iter().map(|entry| &entry.output.1)
    }

    /// The views by address, and the clashes.
    pub fn finish(mut self) -> (Vec<Output>, Vec<Diagnostic>) {
        self.sort();
        let mut outputs: Vec<Output> = Vec::with_capacity(self.planned.len());
        let mut clashes = Vec::new();
        for Entry { output, gives_way } in self.planned {
            match outputs.last_mut().filter(|(path, ..)| *path == output.0) {
                None => outputs.push(output),
                Some(_) if gives_way => {}
                // A theme's static file, which no file of the site stands for, gives way too.
                Some(first @ (_, View::Asset(_), None)) => *first = output,
                Some(first) => clashes.extend(clash(first, &output)),
            }
        }
        (outputs, clashes)
    }

    /// By address; of those at one address, the first comes first.
    fn sort(&mut self) {
        self.planned.par_sort_by(|a, b| a.output.0.cmp(&b.output.0));
    }
}

/// Addresses that digestgen makes of slugs alone are apart by their first segment.
fn clash((path, _, first): &Output, (_, _, second): &Output) -> Option<Diagnostic> {
    let (here, there) = match (second, first) {
        (Some(here), other) => (here, other.as_ref()),
        (None, Some(other)) => (other, None),
        (None, None) => return None,
    };
    Some(codes::output_clash(here, None, path, there))
}
