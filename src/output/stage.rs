//! The folder beside the output that takes what differs while a build runs.
//! Mirrors the paths of the output; what happens to it in the end, the journal and `DiskSink` decide.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::error::io;
use super::location::{Location, parent};
use super::shards::Shards;
use super::{Content, WriteError};
use crate::place::OutputPath;

/// The stage of one build. Its folders are made when the first file needs them.
#[derive(Debug)]
pub(super) struct Stage {
    new: PathBuf,
    /// Folders known to be there.
    folders: Shards<HashSet<Box<str>>>,
}

impl Stage {
    /// A stage in which nothing lies yet.
    pub fn new(location: &Location) -> Self {
        Self { new: location.new.clone(), folders: Shards::default() }
    }

    /// Writes a file and returns its size. On failure nothing of it is left.
    pub fn write(&self, path: &OutputPath, content: Content<'_>) -> Result<u64, WriteError> {
        let file = self.file(path.as_str())?;
        let written = write(&file, content, path);
        if written.is_err() {
            let _ = fs::remove_file(&file);
        }
        written
    }

    /// Makes the folder a path needs and returns where its file goes.
    pub fn file(&self, path: &str) -> Result<PathBuf, WriteError> {
        let folder = parent(path);
        let known = self.folders.of(folder).contains(folder);
        if !known {
            // Only told of once it is there, so that no thread relies on a folder still to come.
            let made = self.new.join(folder);
            fs::create_dir_all(&made).map_err(|error| failed("create", &made, path)(error))?;
            self.folders.of(folder).insert(folder.into());
        }
        Ok(self.new.join(path))
    }

    /// Takes a file back that was written before.
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
            // Not `fs::copy`: that would carry a read-only bit into the output.
            let mut to = File::create(file).map_err(failed("write", file, path.as_str()))?;
            io::copy(&mut from, &mut to).map_err(io("write", file))
        }
    }
}

/// Two outputs of which one would have to be a folder are told apart from trouble with the disk.
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

/// Removes a stage, the journal first: without it the rest counts as never made.
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
