//! Checks that an output folder does not overlap with the digest it is built from. Writes nothing.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::WriteError;

/// The folders of a digest that hold its sources, or what is kept between builds.
const SOURCE_FOLDERS: [&str; 5] = ["content", "static", "templates", "themes", ".digestgen"];

/// Checks an output folder, which need not exist, for the digest in `root`.
///
/// # Errors
///
/// If the folder is the digest's own or one above it, or is in one of the digest's folders of sources.
pub fn check_placement(root: &Path, output: &Path) -> Result<(), WriteError> {
    // A root that does not exist is reported when its files are read.
    let (Ok(root), Some(folder)) = (fs::canonicalize(root), resolve(output)) else { return Ok(()) };
    if root.starts_with(&folder) {
        return Err(WriteError::ContainsSources { folder: output.to_path_buf() });
    }
    for name in SOURCE_FOLDERS {
        // The folder itself can be a symbolic link.
        let linked = fs::canonicalize(root.join(name));
        if folder.starts_with(root.join(name)) || linked.is_ok_and(|linked| folder.starts_with(linked)) {
            return Err(WriteError::AmongSources { folder: output.to_path_buf(), name });
        }
    }
    Ok(())
}

/// The absolute path of a folder without links. Its last parts need not exist.
fn resolve(folder: &Path) -> Option<PathBuf> {
    let mut path = PathBuf::new();
    for part in std::path::absolute(folder).ok()?.components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            part => {
                path.push(part);
                path = fs::canonicalize(&path).unwrap_or(path);
            }
        }
    }
    Some(path)
}
