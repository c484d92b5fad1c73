//! Writes files into a new folder, each atomically. Does not change existing files.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::WriteError;
use super::entry::new_file;
use super::error::io;

/// Writes files by their paths below `folder`, and returns their number.
///
/// # Errors
///
/// If the folder exists and is not empty, or a disk operation fails. A new repository, which contains only `.git`,
/// counts as empty.
pub fn new_folder(
    folder: &Path,
    files: impl Iterator<Item = (String, impl AsRef<[u8]>)>,
) -> Result<usize, WriteError> {
    let exists = || WriteError::Exists { folder: folder.to_path_buf() };
    let is_empty = match fs::read_dir(folder) {
        Ok(mut entries) => entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == ".git")),
        Err(error) if error.kind() == ErrorKind::NotFound => true,
        Err(error) => return Err(io("read", folder)(error)),
    };
    if !is_empty {
        return Err(exists());
    }
    let mut count = 0;
    for (path, bytes) in files {
        if !new_file(&folder.join(path), bytes.as_ref())? {
            return Err(exists());
        }
        count += 1;
    }
    Ok(count)
}
