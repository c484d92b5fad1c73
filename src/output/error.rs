//! Errors while outputs are written, with messages that say what to do. Problems of the site are diagnostics, not
//! errors.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why an output could not be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The folder contains files but no manifest of digestgen.
    #[error(
        "the output folder `{}` holds files that digestgen did not write: choose another folder, or empty \
         it by hand", .folder.display()
    )]
    NotOurs {
        /// The folder as it was given.
        folder: PathBuf,
    },
    /// A folder that should be new already exists.
    #[error("the folder `{}` already exists and is not empty: choose another one", .folder.display())]
    Exists {
        /// The folder as it was given.
        folder: PathBuf,
    },
    /// The digest's own folder, or one above it.
    #[error(
        "the output folder `{}` contains the digest itself: choose another folder, such as `public`",
        .folder.display()
    )]
    ContainsSources {
        /// The folder as it was given.
        folder: PathBuf,
    },
    /// In a folder that a build reads.
    #[error(
        "the output folder `{}` is inside `{name}/` of the digest, whose files a build reads: choose another \
         folder, such as `public`", .folder.display()
    )]
    AmongSources {
        /// The folder as it was given.
        folder: PathBuf,
        /// The digest's folder that it is in.
        name: &'static str,
    },
    /// A file, a dangling link, or a root.
    #[error(
        "`{}` cannot be the output folder: name a folder that does not exist yet, is empty, or was written \
         by digestgen", .folder.display()
    )]
    NotAFolder {
        /// The folder as it was given.
        folder: PathBuf,
    },
    /// A mount point: files next to it cannot be renamed into it.
    #[error(
        "the output folder `{}` is on another file system than its parent folder, so files cannot be \
         moved into it in one step: choose a folder inside it", .folder.display()
    )]
    OtherFileSystem {
        /// The folder as it was given.
        folder: PathBuf,
    },
    /// Another process writes to the same folder.
    #[error(
        "another build is writing to `{}` and did not end within {seconds} seconds: wait for it, or choose \
         another folder", .folder.display()
    )]
    Busy {
        /// The folder as it was given.
        folder: PathBuf,
        /// How long this build waited.
        seconds: u64,
    },
    /// A path that is not allowed for outputs.
    #[error("the output path `{}` {why}: give the page or file another address", .path.escape_debug())]
    BadPath {
        /// The path.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A file where an output needs a folder, or a folder where it needs a file.
    #[error(
        "`{}` is in the way of the output `{wanted}`: move it away, or give one of them another address",
        .path.display()
    )]
    Clash {
        /// The file or folder that is in the way.
        path: PathBuf,
        /// The output that cannot be written because of it.
        wanted: String,
    },
    /// A symbolic link where the output needs a folder.
    #[error(
        "`{}` is a symbolic link inside the output folder, and digestgen does not write through symbolic links: remove it",
        .path.display()
    )]
    Link {
        /// The link.
        path: PathBuf,
    },
    /// `commit` was called after a write had failed.
    #[error("some outputs could not be written, so the site is unchanged: fix that error and build again")]
    Incomplete,
    /// An operation of the file system failed.
    #[error("cannot {doing} `{}`: {}", .path.display(), advice(.source))]
    Io {
        /// A verb.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
}

/// What to do about an error. The cause is the error's source, so it is not repeated here.
fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "free some space and build again",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "allow digestgen access to it and to its parent folder, or choose another folder"
        }
        ErrorKind::CrossesDevices | ErrorKind::ResourceBusy => {
            "if the output folder is a mount point, choose a folder inside it"
        }
        ErrorKind::NotFound => "make sure that no other program removes files there while digestgen runs",
        _ => "fix the cause and build again",
    }
}

/// For `map_err`: the operation that failed, and its file.
pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    move |source| WriteError::Io { doing, path: path.to_path_buf(), source }
}
