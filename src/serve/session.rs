//! Rebuilds a site in memory: reads the changes, compares, and builds with the memo of the last build.
//! Does not wait for changes or answer requests; called by the loop and by tests.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::config::Overrides;
use crate::fingerprint::Fingerprint;
use crate::output::{BuiltFiles, MemorySink};
use crate::pipeline::{self, Build, Inputs, Memo, Today};
use crate::place::{OutputPath, SourcePath};
use crate::source::{self, Changes, ReadError, Sources};

/// A site and its last build, in memory.
pub struct Session {
    root: PathBuf,
    overrides: Overrides,
    day: Option<Date>,
    sources: Option<Sources>,
    memo: Memo,
    files: Arc<BuiltFiles>,
    until: Option<Timestamp>,
}

/// The result of a rebuild.
pub struct Rebuilt<'s> {
    /// Changed files of the site; all files the first time.
    pub changed: Vec<SourcePath>,
    /// The files of the site.
    pub sources: &'s Sources,
    /// The result of the build.
    pub build: Build,
    /// Identifies the outputs of the last successful build by their content.
    pub fingerprint: Fingerprint,
    /// The outputs of the last successful build.
    pub files: Arc<BuiltFiles>,
    /// Outputs that are new, removed or changed; empty after a build with errors.
    pub outputs: Vec<OutputPath>,
}

impl Session {
    /// A site that has not been read yet. If `day` is set, it is used instead of today's date.
    pub fn new(root: PathBuf, overrides: Overrides, day: Option<Date>) -> Self {
        let (sources, memo, files) = (None, Memo::default(), Arc::default());
        Self { root, overrides, day, sources, memo, files, until: None }
    }

    /// Reads what may have changed, and rebuilds if anything did or the date has changed. `None` if the last build
    /// is still current.
    ///
    /// # Errors
    ///
    /// When the site cannot be read. The last build is kept, and the next call reads everything.
    pub fn refresh(&mut self, changes: &Changes, now: Timestamp) -> Result<Option<Rebuilt<'_>>, ReadError> {
        let is_new_date = self.until.is_some_and(|until| until <= now);
        if !is_new_date && self.sources.is_some() && *changes == Changes::none() {
            return Ok(None);
        }
        let (sources, changed) = match &self.sources {
            Some(last) => {
                let updated = source::update(last, changes, now.into());
                // After an error the next call reads and builds everything.
                let (sources, changed) = updated.inspect_err(|_| self.until = Some(now))?;
                if !is_new_date && changed.is_empty() && sources.diagnostics == last.diagnostics {
                    self.sources = Some(sources);
                    return Ok(None);
                }
                (sources, changed)
            }
            None => {
                let sources = source::scan(&self.root)?;
                let changed = sources.files.keys().cloned().collect();
                (sources, changed)
            }
        };
        let sources = self.sources.insert(sources);
        let sink = MemorySink::after(&self.files);
        let today = self.day.map_or(Today::Now(now), Today::Day);
        let overrides = &self.overrides;
        let inputs = Inputs { sources, overrides, today, strict: false, progress: &|_| {} };
        let (build, memo) = pipeline::build(&inputs, std::mem::take(&mut self.memo), &sink);
        (self.memo, self.until) = (memo, build.valid_until);
        let mut outputs = Vec::new();
        if build.is_complete() {
            (self.files, outputs) = sink.finish();
        }
        let (fingerprint, files) = (self.memo.build_id(), Arc::clone(&self.files));
        Ok(Some(Rebuilt { changed, sources, build, fingerprint, files, outputs }))
    }

    /// The outputs of the last successful build.
    pub fn files(&self) -> &BuiltFiles {
        &self.files
    }
}
