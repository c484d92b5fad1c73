//! Content files, written whole: a draft beside them, then its name. What is in them is decided by the
//! caller, and no file that is there is ever replaced by a new one.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::WriteError;
use super::error::io;

/// Writes a file that is not there yet. False, and nothing is done, if there is one.
///
/// # Errors
///
/// When the disk refuses.
pub fn new_file(path: &Path, bytes: &[u8]) -> Result<bool, WriteError> {
    if fs::symlink_metadata(path).is_ok() {
        return Ok(false);
    }
    let draft = write_draft(path, bytes)?;
    // A link is made only where nothing is, even if another program is just as quick.
    let linked = fs::hard_link(&draft, path);
    let moved = match linked {
        Ok(()) => fs::remove_file(&draft).map(|()| true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => fs::remove_file(&draft).map(|()| false),
        // Some file systems have no links.
        Err(_) => fs::rename(&draft, path).map(|()| true),
    };
    moved.map_err(io("write", path))
}

/// Writes a file whole, or leaves the old one.
///
/// # Errors
///
/// When the disk refuses.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let draft = write_draft(path, bytes)?;
    fs::rename(&draft, path).map_err(|error| {
        let _ = fs::remove_file(&draft);
        io("write", path)(error)
    })
}

/// Writes the bytes beside their place. The name begins with a dot, so that no build takes it for
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
