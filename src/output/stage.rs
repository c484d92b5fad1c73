//! The stage: a folder next to the output for new and changed files while a build runs. It has the same paths as the
//! output. The journal and `DiskSink` decide what happens to it at the end.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::error::io;
use super::location::{Location, parent};
use super::shards::Shards;
use super::{Content, WriteError};
use crate::place::OutputPath;

/// The stage of one build. Its folders are created when the first file needs them.
#[derive(Debug)]
pub(super) struct Stage {
    new: PathBuf,
    /// Folders that exist.
    folders: Shards<HashSet<Box<str>>>,
}

impl Stage {
    /// An empty stage.
    pub fn new(location: &Location) -> Self {
        Self { new: location.new.clone(), folders: Shards::default() }
    }

    /// Writes a file and returns its size. On failure the file is removed.
    pub fn write(&self, path: &OutputPath, content: Content<'_>) -> Result<u64, WriteError> {
        let file = self.file(path.as_str())?;
        let written = write(&file, content, path);
        if written.is_err() {
            let _ = fs::remove_file(&file);
        }
        written
    }

    /// Creates the folder for a path, and returns the path in the stage.
    pub fn file(&self, path: &str) -> Result<PathBuf, WriteError> {
        let folder = parent(path);
        let known = self.folders.of(folder).contains(folder);
        if !known {
            // Added only after it exists, so that no thread relies on a folder that does not exist yet.
            let made = self.new.join(folder);
            fs::create_dir_all(&made).map_err(|error| failed("create", &made, path)(error))?;
            self.folders.of(folder).insert(folder.into());
        }
        Ok(self.new.join(path))
    }

    /// Removes a file that was written before.
    pub fn unstage(&self, path: &OutputPath) {
        let _ = fs::remove_file(self.new.join(path.as_str()));
    }
}

fn write(file: &Path, content: Content<'_>, path: &OutputPath) -> Result<u64, WriteError> {
    match content {
        Content::Bytes(bytes) => {
            let made = File::create(file).and_then(|mut file| file.write_all(bytes));
            made.map_err(failed("write", file, path.as_str()))?;
            Ok(bytes.len() as u64)
        }
        Content::File { path: source, .. } => {
            let mut from = File::open(source).map_err(io("read", source))?;
            if !from.metadata().map_err(io("read", source))?.is_file() {
                return Err(io("read", source)(io::Error::from(ErrorKind::InvalidInput)));
            }
            // Not `fs::copy`, which would also copy a read-only flag.
            let mut to = File::create(file).map_err(failed("write", file, path.as_str()))?;
            io::copy(&mut from, &mut to).map_err(io("write", file))
        }
    }
}

/// Converts an error. Distinguishes disk errors from two outputs of which one would have to be a folder.
fn failed<'a>(
    doing: &'static str,
    file: &'a Path,
    path: &'a str,
) -> impl FnOnce(io::Error) -> WriteError + 'a {
    move |error| match error.kind() {
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory | ErrorKind::IsADirectory => {
            WriteError::Clash { path: file.to_path_buf(), wanted: path.to_owned() }
        }
        _ => io(doing, file)(error),
    }
}

/// Removes a stage, the journal first: without a journal, the rest is ignored.
pub(super) fn discard(location: &Location) -> Result<(), WriteError> {
    let gone = |removed: io::Result<()>| match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    let stage = &location.stage;
    let journal = location.journal();
    gone(fs::remove_file(&journal)).map_err(io("remove", &journal))?;
    gone(fs::remove_dir_all(stage)).map_err(io("remove", stage))
}
