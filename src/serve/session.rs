//! A site that is kept built: read again, compared, built with a warm memo, put to memory.
//! Waits for nothing and answers nobody; the loop and the tests call it alike.

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

/// A site that is kept built.
pub struct Session {
    root: PathBuf,
    overrides: Overrides,
    day: Option<Date>,
    sources: Option<Sources>,
    memo: Memo,
    files: Arc<BuiltFiles>,
    until: Option<Timestamp>,
}

/// What came of looking at the site again.
pub struct Refreshed<'s> {
    /// BuiltFiles of the site that changed; all of them the first time.
    pub changed: Vec<SourcePath>,
    /// The site as it was read.
    pub sources: &'s Sources,
    /// What came of the build.
    pub build: Build,
    /// Names the outputs of the last whole build by what they are made of.
    pub name: Fingerprint,
    /// The outputs of the last whole build.
    pub files: Arc<BuiltFiles>,
    /// Outputs that are new, gone, or of other bytes; none of a build with errors.
    pub outputs: Vec<OutputPath>,
}

impl Session {
    /// A site that has not been read yet. `day` stands for every day to come, if it is given.
    pub fn new(root: PathBuf, overrides: Overrides, day: Option<Date>) -> Self {
        let (sources, memo, files) = (None, Memo::default(), Arc::default());
        Self { root, overrides, day, sources, memo, files, until: None }
    }

    /// Reads what may have changed, and builds if anything did or a new day has come. `None` when the
    /// last build still stands.
    ///
    /// # Errors
    ///
    /// When the site cannot be read; the last build stands then, and the next call reads all of it.
    pub fn refresh(&mut self, changes: &Changes, now: Timestamp) -> Result<Option<Refreshed<'_>>, ReadError> {
        let is_new_day = self.until.is_some_and(|until| until <= now);
        if !is_new_day && self.sources.is_some() && *changes == Changes::none() {
            return Ok(None);
        }
        let (sources, changed) = match &self.sources {
            Some(last) => {
                let updated = source::update(last, changes, now.into());
                // What cannot be read now is read, and built, the next time.
                let (sources, changed) = updated.inspect_err(|_| self.until = Some(now))?;
                if !is_new_day && changed.is_empty() && sources.diagnostics == last.diagnostics {
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
        let (name, files) = (self.memo.build_id(), Arc::clone(&self.files));
        Ok(Some(Refreshed { changed, sources, build, name, files, outputs }))
    }

    /// The outputs of the last whole build.
    pub fn files(&self) -> &BuiltFiles {
        &self.files
    }
}
