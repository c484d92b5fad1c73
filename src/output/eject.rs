//! Writes files into a folder that is not there yet. Changes nothing that is.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::WriteError;
use super::error::io;

/// Writes files, by their paths below `folder`, and returns how many there were.
///
/// # Errors
///
/// When the folder is there already and holds something, or the disk refuses.
pub fn new_folder<'f>(
    folder: &Path,
    files: impl Iterator<Item = (String, &'f [u8])>,
) -> Result<usize, WriteError> {
    let is_empty = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == ErrorKind::NotFound => true,
        Err(error) => return Err(io("read", folder)(error)),
    };
    if !is_empty {
        return Err(WriteError::Exists { folder: folder.to_path_buf() });
    }
    let mut count = 0;
    for (path, bytes) in files {
        let file = folder.join(path);
        let parent = file.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(io("create", parent))?;
        fs::write(&file, bytes).map_err(io("write", &file))?;
        count += 1;
    }
    Ok(count)
}
