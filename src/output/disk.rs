//! The output on disk: staged while the build runs, put in its place in one go.
//! Leaves the old site as it was until everything is staged; after that, it is always completed.

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::apply::apply;
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

/// An output folder, open for one build. Dropped without [`DiskSink::commit`], it leaves the old site as it was.
#[derive(Debug)]
pub struct DiskSink {
    location: Location,
    last: PreviousOutput,
    stage: Stage,
    outputs: Shards<HashMap<OutputPath, StagedFile>>,
    /// Identifies this build.
    build: Fingerprint,
    /// A write has failed, so the stage is incomplete.
    failed: AtomicBool,
    /// The journal is written: from here on the stage must be kept until all its steps are done.
    commit_started: bool,
    /// Given back last, when the stage is gone.
    _lock: Lock,
}

/// What is known of an output of this build.
#[derive(Clone, Copy, Debug)]
struct StagedFile {
    size: u64,
    staged: bool,
}

/// How many files a build wrote, left and removed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct WriteSummary {
    /// New files, and old ones with new bytes.
    pub written: usize,
    /// Files that were there with these bytes already; their time stamps stay.
    pub unchanged: usize,
    /// Files of the last build that are not in this one.
    pub removed: usize,
}

impl DiskSink {
    /// Opens an output folder for one build: completes or drops what an earlier, killed build left, and
    /// waits up to ten seconds for another build that holds it.
    ///
    /// # Errors
    ///
    /// When the folder is not ours to write, another build holds it, or the disk refuses.
    pub fn open(folder: &Path) -> Result<Self, WriteError> {
        Self::open_within(folder, WAIT)
    }

    /// The same with another bound on the wait.
    pub(super) fn open_within(folder: &Path, wait: Duration) -> Result<Self, WriteError> {
        let location = Location::of(folder)?;
        let lock = Lock::take(&location, wait)?;
        recover(&location)?;
        let last = read_previous(&location)?;
        let stage = Stage::new(&location);
        let outputs = Shards::default();
        let (build, failed) = (Fingerprint::default(), AtomicBool::new(false));
        Ok(Self { location, last, stage, outputs, build, failed, commit_started: false, _lock: lock })
    }

    /// The id of the build whose files are in the output folder.
    pub fn installed_build(&self) -> Option<Fingerprint> {
        match &self.last {
            PreviousOutput::Files(last) => Some(last.build()),
            PreviousOutput::Nothing | PreviousOutput::Unknown => None,
        }
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

    /// Puts everything in its place and removes what the last build wrote and this one did not.
    ///
    /// # Errors
    ///
    /// When something is in the way or the disk refuses. The old site is then left as it was, unless the
    /// disk refused between two renames: then all files are whole, and the next [`DiskSink::open`] does the rest.
    pub fn commit(self) -> Result<WriteSummary, WriteError> {
        self.commit_until(None)
    }

    /// Commits, and stops dead after `limit` steps of the journal.
    pub(super) fn commit_until(mut self, limit: Option<usize>) -> Result<WriteSummary, WriteError> {
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
        let (stale, differs) = match &self.last {
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
                // Refused at the first step, the old site is untouched and the stage can go.
                self.commit_started = applied.as_ref().is_err_and(|stopped| stopped.commit_started);
                applied.map_err(|stopped| stopped.error)?;
            }
        }
        Ok(written)
    }

    /// Whether the output holds these bytes already. What the last build did not write is not looked at,
    /// and what it wrote with another size is not read.
    fn is_unchanged(&self, path: &OutputPath, content: Content<'_>) -> bool {
        let worth_a_look = match &self.last {
            PreviousOutput::Nothing => false,
            PreviousOutput::Files(last) => last.size_of(path.as_str()) == Some(content.size()),
            PreviousOutput::Unknown => true,
        };
        worth_a_look && holds(&self.location.folder.join(path.as_str()), content)
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

    /// Links on the way to the file are not looked for: nothing is written or removed there.
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
            // What cannot be removed now, the next build removes.
            let _ = discard(&self.location);
        }
    }
}

/// What the last build left, or that the folder is not ours.
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

/// Makes the stage the output, where there was none.
fn move_whole(location: &Location) -> Result<(), WriteError> {
    let folder = &location.folder;
    // Elsewhere than on Unix nothing is renamed over a folder, be it empty.
    if cfg!(not(unix)) && folder.is_dir() {
        fs::remove_dir(folder).map_err(io("replace", folder))?;
    }
    fs::rename(&location.new, folder).map_err(|error| match error.kind() {
        // Somebody else was there in the meantime.
        ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists => {
            WriteError::NotOurs { folder: location.given.clone() }
        }
        _ => io("write", folder)(error),
    })
}
