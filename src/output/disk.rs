//! The output on disk: staged while the build runs, and installed when all of it is there. Until then the old site is
//! unchanged; after that, the installation is always completed, if necessary by the next build.

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::apply::apply;
use super::changes::{self, Changes};
use super::compare::holds;
use super::error::io;
use super::journal::{self, recover};
use super::location::{Location, MANIFEST, check};
use super::lock::Lock;
use super::manifest::{self, PreviousOutput};
use super::plan::plan;
use super::shards::Shards;
use super::stage::{Stage, discard};
use super::{Content, Sink, WriteError};
use crate::fingerprint::Fingerprint;
use crate::place::OutputPath;

/// How long a build waits for another one.
const WAIT: Duration = Duration::from_secs(10);

/// An output folder, open for one build. If it is dropped without [`DiskSink::commit`], the old site is unchanged.
#[derive(Debug)]
pub struct DiskSink {
    location: Location,
    last: PreviousOutput,
    stage: Stage,
    outputs: Shards<HashMap<OutputPath, StagedFile>>,
    /// Identifies this build.
    build: Fingerprint,
    /// The changes of a killed build that was completed when this one began.
    recovered: Changes,
    /// A write has failed, so the stage is incomplete.
    failed: AtomicBool,
    /// Whether the journal has been written. The stage must then be kept until all its steps are done.
    commit_started: bool,
    /// Released last, after the stage is removed.
    _lock: Lock,
}

/// An output of this build.
#[derive(Clone, Copy, Debug)]
struct StagedFile {
    size: u64,
    staged: bool,
}

/// How many files a build wrote, left unchanged and removed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct WriteSummary {
    /// New files, and existing files with new bytes.
    pub written: usize,
    /// Files that already had these bytes; they keep their time stamps.
    pub unchanged: usize,
    /// Files of the last build that are not in this one.
    pub removed: usize,
}

impl DiskSink {
    /// Opens an output folder for one build. Waits up to ten seconds for another build, and completes or removes what a
    /// killed build left.
    ///
    /// # Errors
    ///
    /// If the folder contains files that digestgen did not write, another build is writing to it, or a disk operation
    /// fails.
    pub fn open(folder: &Path) -> Result<Self, WriteError> {
        Self::open_within(folder, WAIT)
    }

    /// As [`open`](Self::open), with another time limit.
    pub(super) fn open_within(folder: &Path, wait: Duration) -> Result<Self, WriteError> {
        let location = Location::of(folder)?;
        let lock = Lock::take(&location, wait)?;
        let recovered = changes::of_steps(&recover(&location)?);
        let last = read_previous(&location)?;
        let stage = Stage::new(&location);
        let outputs = Shards::default();
        let (build, failed) = (Fingerprint::default(), AtomicBool::new(false));
        Ok(Self {
            location,
            last,
            stage,
            outputs,
            build,
            recovered,
            failed,
            commit_started: false,
            _lock: lock,
        })
    }

    /// The id of the build whose files are in the output folder.
    pub fn installed_build(&self) -> Option<Fingerprint> {
        match &self.last {
            PreviousOutput::Files(last) => Some(last.build()),
            PreviousOutput::Nothing | PreviousOutput::Unknown => None,
        }
    }

    /// Paths and sizes in bytes of the outputs of this build so far, in the order of their paths.
    pub fn sizes(&self) -> Vec<(OutputPath, u64)> {
        let mut sizes = Vec::new();
        for part in self.outputs.iter() {
            sizes.extend(part.iter().map(|(path, output)| (path.clone(), output.size)));
        }
        sizes.sort_unstable();
        sizes
    }

    /// Commits, and saves the id of the build in the manifest, so that a later build recognises its files.
    ///
    /// # Errors
    ///
    /// As [`DiskSink::commit`].
    pub fn commit_with_id(mut self, build: Fingerprint) -> Result<WriteSummary, WriteError> {
        self.build = build;
        self.commit()
    }

    /// As [`DiskSink::commit_with_id`], and lists the files that are different now. If the last build was killed while
    /// it moved files, its changes are listed too.
    ///
    /// # Errors
    ///
    /// As [`DiskSink::commit`].
    pub fn commit_with_changes(mut self, build: Fingerprint) -> Result<(WriteSummary, Changes), WriteError> {
        self.build = build;
        let recovered = std::mem::take(&mut self.recovered);
        let mut changes = Changes::new();
        let note = |staged: &[&str], stale: &[&str], folder: &Path| {
            changes = changes::join(recovered, changes::of(folder, staged, stale));
        };
        let written = self.commit_noting(None, note)?;
        Ok((written, changes))
    }

    /// Puts everything in its place and removes what the last build wrote and this one did not.
    ///
    /// # Errors
    ///
    /// If other files are in the way or a disk operation fails. The old site is then unchanged, except if the failure
    /// was between two renames: then every file is complete, and the next [`DiskSink::open`] does the rest.
    pub fn commit(self) -> Result<WriteSummary, WriteError> {
        self.commit_until(None)
    }

    /// Commits, and stops dead after `limit` steps of the journal.
    pub(super) fn commit_until(self, limit: Option<usize>) -> Result<WriteSummary, WriteError> {
        self.commit_noting(limit, |_, _, _| {})
    }

    /// Commits, and calls `note` with what is staged, what is stale, and the folder as it was before.
    fn commit_noting(
        mut self,
        limit: Option<usize>,
        note: impl FnOnce(&[&str], &[&str], &Path),
    ) -> Result<WriteSummary, WriteError> {
        if self.failed.load(Ordering::Acquire) {
            return Err(WriteError::Incomplete);
        }
        let mut outputs: Vec<(OutputPath, StagedFile)> = self.outputs.take().flatten().collect();
        outputs.sort_unstable_by(|(left, _), (right, _)| left.cmp(right));
        let new = manifest::format(self.build, outputs.iter().map(|(path, output)| (path, output.size)));
        let staged: Vec<&str> =
            outputs.iter().filter(|(_, output)| output.staged).map(|(path, _)| path.as_str()).collect();
        let is_output =
            |path: &str| outputs.binary_search_by(|(output, _)| output.as_str().cmp(path)).is_ok();
        let (stale, differs): (Vec<&str>, bool) = match &self.last {
            PreviousOutput::Files(last) => {
                (last.paths().filter(|path| !is_output(path)).collect(), last.text() != new)
            }
            PreviousOutput::Nothing | PreviousOutput::Unknown => (Vec::new(), true),
        };
        let written = WriteSummary {
            written: staged.len(),
            unchanged: outputs.len() - staged.len(),
            removed: stale.len(),
        };
        note(&staged, &stale, &self.location.folder);
        if differs {
            let file = self.stage.file(MANIFEST)?;
            fs::write(&file, new).map_err(io("write", &file))?;
        }
        if matches!(self.last, PreviousOutput::Nothing) {
            move_whole(&self.location)?;
        } else {
            let steps = plan(&self.location.folder, &staged, &stale, differs)?;
            if !steps.is_empty() {
                journal::write(&self.location, &steps)?;
                self.commit_started = true;
                let applied = apply(&self.location, &steps, limit);
                if limit.is_some_and(|limit| limit < steps.len()) {
                    return Ok(written);
                }
                // If the first step failed, the old site is unchanged, and the stage can be removed.
                self.commit_started = applied.as_ref().is_err_and(|stopped| stopped.commit_started);
                applied.map_err(|stopped| stopped.error)?;
            }
        }
        Ok(written)
    }

    /// Whether the output already has these bytes. Files that the last build did not write are ignored, and files that
    /// it wrote with another size are not read.
    fn is_unchanged(&self, path: &OutputPath, content: Content<'_>) -> bool {
        let may_be_equal = match &self.last {
            PreviousOutput::Nothing => false,
            PreviousOutput::Files(last) => last.size_of(path.as_str()) == Some(content.size()),
            PreviousOutput::Unknown => true,
        };
        may_be_equal && holds(&self.location.folder.join(path.as_str()), content)
    }
}

impl Sink for DiskSink {
    fn write_output(&self, path: &OutputPath, content: Content<'_>) -> Result<(), WriteError> {
        let put = || {
            check(path.as_str())
                .map_err(|why| WriteError::BadPath { path: path.as_str().to_owned(), why })?;
            if self.is_unchanged(path, content) {
                return Ok(StagedFile { size: content.size(), staged: false });
            }
            Ok(StagedFile { size: self.stage.write(path, content)?, staged: true })
        };
        let output = put().inspect_err(|_| self.failed.store(true, Ordering::Release))?;
        let before = self.outputs.of(path.as_str()).insert(path.clone(), output);
        if before.is_some_and(|before| before.staged) && !output.staged {
            self.stage.unstage(path);
        }
        Ok(())
    }

    /// Does not check for symbolic links in the path, because nothing is written or removed there.
    fn reuse_output(&self, path: &OutputPath) -> bool {
        let Some(size) = self.last.size_of(path.as_str()) else { return false };
        let file = self.location.folder.join(path.as_str());
        let is_unchanged =
            fs::symlink_metadata(file).is_ok_and(|found| found.is_file() && found.len() == size);
        if is_unchanged {
            self.outputs.of(path.as_str()).entry(path.clone()).or_insert(StagedFile { size, staged: false });
        }
        is_unchanged
    }
}

impl Drop for DiskSink {
    fn drop(&mut self) {
        if !self.commit_started {
            // If this fails, the next build removes the stage.
            let _ = discard(&self.location);
        }
    }
}

/// The output of the last build. An error if the folder contains files that digestgen did not write.
fn read_previous(location: &Location) -> Result<PreviousOutput, WriteError> {
    let folder = &location.folder;
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(PreviousOutput::Nothing),
            Some(_) => match manifest::read(folder)? {
                Some(last) => Ok(last),
                None => Err(WriteError::NotOurs { folder: location.given.clone() }),
            },
        },
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(PreviousOutput::Nothing),
        Err(error) => Err(io("read", folder)(error)),
    }
}

/// Renames the stage to the output folder, if there was no output.
fn move_whole(location: &Location) -> Result<(), WriteError> {
    let folder = &location.folder;
    // Only Unix renames over an existing folder, if it is empty.
    if cfg!(not(unix)) && folder.is_dir() {
        fs::remove_dir(folder).map_err(io("replace", folder))?;
    }
    fs::rename(&location.new, folder).map_err(|error| match error.kind() {
        // Another program wrote to the folder in the meantime.
        ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists => {
            WriteError::NotOurs { folder: location.given.clone() }
        }
        _ => io("write", folder)(error),
    })
}
