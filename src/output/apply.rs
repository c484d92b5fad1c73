//! Executes the steps of a journal, one file at a time. Each step can be repeated after an interruption, and none
//! leaves the output folder through a symbolic link.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;

use super::WriteError;
use super::error::io;
use super::location::{Location, folders, parent};
use super::step::JournalStep;

/// Why not all steps were done.
#[derive(Debug)]
pub(super) struct ApplyError {
    /// Whether the output was already changed.
    pub commit_started: bool,
    /// The error.
    pub error: WriteError,
}

/// Executes the steps, or only the first `limit` of them, which tests use to simulate a killed build.
pub(super) fn apply(
    location: &Location,
    steps: &[JournalStep],
    limit: Option<usize>,
) -> Result<(), ApplyError> {
    let mut folders = HashSet::new();
    for (done, step) in steps.iter().take(limit.unwrap_or(usize::MAX)).enumerate() {
        let result = match step {
            JournalStep::Move(path) => move_in(location, path, &mut folders),
            JournalStep::Remove(path) => remove(location, path),
        };
        result.map_err(|error| ApplyError { commit_started: done > 0, error })?;
    }
    Ok(())
}

/// Moves one file into the output and replaces an existing one. `known` contains the folders that were checked.
fn move_in<'a>(location: &Location, path: &'a str, known: &mut HashSet<&'a str>) -> Result<(), WriteError> {
    let clash = |path: &std::path::Path, wanted: &str| {
        Err(WriteError::Clash { path: path.to_path_buf(), wanted: wanted.to_owned() })
    };
    let innermost = parent(path);
    if !innermost.is_empty() && !known.contains(innermost) {
        for part in folders(path) {
            if !known.insert(part) {
                continue;
            }
            let folder = location.folder.join(part);
            match fs::symlink_metadata(&folder) {
                Ok(found) if found.is_dir() => {}
                Ok(found) if found.is_symlink() => return Err(WriteError::Link { path: folder }),
                Ok(_) => return clash(&folder, path),
                Err(_) => fs::create_dir(&folder).map_err(io("create", &folder))?,
            }
        }
    }
    let (from, to) = (location.new.join(path), location.folder.join(path));
    match fs::rename(&from, &to) {
        Ok(()) => Ok(()),
        Err(error) => match error.kind() {
            // The source is gone: an earlier run has moved it.
            ErrorKind::NotFound if fs::symlink_metadata(&from).is_err() => Ok(()),
            _ if to.is_dir() => clash(&to, path),
            _ => Err(io("write", &to)(error)),
        },
    }
}

/// Removes one file, and the folders that become empty. If the path is now a folder or is behind a symbolic link, it is
/// not what the last build wrote, and stays.
fn remove(location: &Location, path: &str) -> Result<(), WriteError> {
    for part in folders(path) {
        match fs::symlink_metadata(location.folder.join(part)) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Ok(()),
            // The folder is gone, but its parent folders may still exist and be empty.
            Err(_) => break,
        }
    }
    let file = location.folder.join(path);
    match fs::symlink_metadata(&file) {
        Ok(found) if found.is_dir() => return Ok(()),
        Ok(_) => fs::remove_file(&file).map_err(io("remove", &file))?,
        Err(_) => {}
    }
    let mut folder = parent(path);
    while !folder.is_empty() {
        match fs::remove_dir(location.folder.join(folder)) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            // Not empty: it contains other files.
            Err(_) => break,
        }
        folder = parent(folder);
    }
    Ok(())
}
