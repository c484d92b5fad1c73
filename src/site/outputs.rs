//! Gathers the outputs of a site and tells of two at one address.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::route;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::site as codes;
use crate::place::{OutputPath, SourcePath};

/// The outputs planned so far.
#[derive(Default)]
pub struct Outputs {
    planned: BTreeMap<OutputPath, (View, Option<SourcePath>)>,
    diagnostics: Vec<Diagnostic>,
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
        self.insert(route::output(path), source.cloned(), view);
    }

    /// Adds the views of many things, made side by side.
    pub fn add_all(&mut self, count: usize, make: impl Fn(usize) -> Vec<Planned> + Sync + Send) {
        let make = |index| make(index).into_iter().map(|planned| (route::output(&planned.path), planned));
        let made: Vec<_> = (0..count).into_par_iter().flat_map_iter(make).collect();
        for (output, planned) in made {
            self.insert(output, planned.source, planned.view);
        }
    }

    /// Adds a view that gives way to another one at its address.
    pub fn add_unless_there(&mut self, path: &str, view: View) {
        self.planned.entry(route::output(path)).or_insert((view, None));
    }

    fn insert(&mut self, output: OutputPath, source: Option<SourcePath>, view: View) {
        let other = match self.planned.get(&output) {
            // A theme's static file, which no file of the site stands for, gives way too.
            None | Some((View::Asset(_), None)) => {
                self.planned.insert(output, (view, source));
                return;
            }
            Some((_, other)) => other,
        };
        let (here, there) = match (&source, other) {
            (Some(here), other) => (here, other.as_ref()),
            (None, Some(other)) => (other, None),
            // Addresses that digestgen makes of slugs alone are apart by their first segment.
            (None, None) => return,
        };
        self.diagnostics.push(codes::output_clash(here, None, &output, there));
    }

    /// The views planned so far, by address.
    pub fn views(&self) -> impl Iterator<Item = &View> {
        self.planned.values().map(|(view, _)| view)
    }

    /// The views by address, and the clashes.
    pub fn finish(self) -> (Vec<(OutputPath, View, Option<SourcePath>)>, Vec<Diagnostic>) {
        let views = self.planned.into_iter().map(|(output, (view, source))| (output, view, source)).collect();
        (views, self.diagnostics)
    }
}
