//! Writes content files atomically: first a temporary file in the same folder, then its final name. The caller decides
//! what they contain.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::WriteError;
use super::error::io;

/// Writes a new file. If the file already exists, does nothing and returns false.
///
/// # Errors
///
/// If a disk operation fails.
pub fn new_file(path: &Path, bytes: &[u8]) -> Result<bool, WriteError> {
    if fs::symlink_metadata(path).is_ok() {
        return Ok(false);
    }
    let draft = write_draft(path, bytes)?;
    // A hard link never replaces a file, even if another program creates it at the same time.
    let linked = fs::hard_link(&draft, path);
    let moved = match linked {
        Ok(()) => fs::remove_file(&draft).map(|()| true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => fs::remove_file(&draft).map(|()| false),
        // Some file systems have no hard links.
        Err(_) => fs::rename(&draft, path).map(|()| true),
    };
    moved.map_err(io("write", path))
}

/// Replaces a file. On failure the old one is unchanged.
///
/// # Errors
///
/// If a disk operation fails.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let draft = write_draft(path, bytes)?;
    fs::rename(&draft, path).map_err(|error| {
        let _ = fs::remove_file(&draft);
        io("write", path)(error)
    })
}

/// Writes the bytes to a temporary file in the same folder. Its name begins with a dot, so that no build reads it as
/// content.
fn write_draft(path: &Path, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = folder.join(format!(".{name}.digestgen-draft"));
    let written = fs::write(&draft, bytes).or_else(|error| {
        // The folder is looked for only when it is missing: most entries go where others are.
        if error.kind() != ErrorKind::NotFound {
            return Err(error);
        }
        fs::create_dir_all(folder)?;
        fs::write(&draft, bytes)
    });
    written.map_err(|error| {
        let _ = fs::remove_file(&draft);
        io("write", path)(error)
    })?;
    Ok(draft)
}
