//! The paths of an output folder, its stage and its lock, and the rules for paths inside it. Accesses the disk to resolve
//! the folder, and creates its parent folders.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::WriteError;
use super::error::io;

/// The file that marks a folder as written by digestgen.
pub(super) const MANIFEST: &str = ".digestgen-manifest";

/// An output folder, and its stage and lock next to it. They are not inside it, because an incomplete stage must never
/// be served; and they must be on the same file system, so that files can be renamed.
#[derive(Clone, Debug)]
pub(super) struct Location {
    /// The folder as it was given, for messages.
    pub given: PathBuf,
    /// The folder, absolute and free of links.
    pub folder: PathBuf,
    /// The stage folder, which holds the journal and `new`.
    pub stage: PathBuf,
    /// The folder in the stage with the new files, at the same paths as in the output.
    pub new: PathBuf,
    /// The file that a running build locks.
    pub lock: PathBuf,
}

impl Location {
    /// Resolves the folder, which need not exist. If the folder is itself a symbolic link, it is followed, because the
    /// user chose it.
    pub fn of(given: &Path) -> Result<Self, WriteError> {
        let refused = || WriteError::NotAFolder { folder: given.to_path_buf() };
        let absolute = std::path::absolute(given).map_err(io("find", given))?;
        let folder = match fs::canonicalize(&absolute) {
            Ok(folder) if folder.is_dir() => folder,
            Ok(_) => return Err(refused()),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
                    return Err(refused());
                };
                fs::create_dir_all(parent).map_err(io("create", parent))?;
                let folder = fs::canonicalize(parent).map_err(io("find", parent))?.join(name);
                // A path that exists but cannot be resolved is a broken symbolic link.
                if fs::symlink_metadata(&folder).is_ok() {
                    return Err(refused());
                }
                folder
            }
            Err(error) if error.kind() == ErrorKind::NotADirectory => return Err(refused()),
            Err(error) => return Err(io("find", given)(error)),
        };
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(refused());
        };
        if !one_file_system(parent, &folder) {
            return Err(WriteError::OtherFileSystem { folder: given.to_path_buf() });
        }
        let beside = |end: &str| {
            let mut file = OsString::from(".");
            file.push(name);
            file.push(end);
            parent.join(file)
        };
        let stage = beside(".digestgen-stage");
        let new = stage.join("new");
        let lock = beside(".digestgen-lock");
        Ok(Self { given: given.to_path_buf(), stage, new, lock, folder })
    }

    /// The journal inside the stage.
    pub fn journal(&self) -> PathBuf {
        self.stage.join("journal")
    }
}

/// Whether a file next to the folder can be renamed into it. True if that is not known.
#[cfg(unix)]
fn one_file_system(parent: &Path, folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(parent), fs::metadata(folder)) {
        (Ok(parent), Ok(folder)) => parent.dev() == folder.dev(),
        _ => true,
    }
}

#[cfg(not(unix))]
fn one_file_system(_: &Path, _: &Path) -> bool {
    true
}

/// Checks that a path stays inside the output folder, fits on one line of the manifest, and is not the manifest itself.
/// The error is the end of a sentence that begins with "the output path …".
pub(super) fn check(path: &str) -> Result<(), &'static str> {
    let own = |part: &str| part.eq_ignore_ascii_case(MANIFEST);
    if path.bytes().any(|byte| byte.is_ascii_control()) {
        return Err("holds a control character");
    }
    if cfg!(windows) && path.contains(['\\', ':']) {
        return Err("holds `\\` or `:`, which Windows does not take in a name");
    }
    for part in path.split('/') {
        match part {
            "" => return Err("is absolute or has an empty part"),
            "." | ".." => return Err("has a part that is `.` or `..`"),
            _ => {}
        }
    }
    if path.split('/').next().is_some_and(own) {
        return Err("is the name digestgen keeps for its list of files");
    }
    Ok(())
}

/// The folder of a path, without a slash at its end; empty at the root.
pub(super) fn parent(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..slash])
}

/// The folders of a path from the outermost to the innermost: `a`, `a/b` for `a/b/c`.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(slash, _)| &path[..slash])
}
