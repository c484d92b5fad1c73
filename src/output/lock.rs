//! Allows one build at a time for an output folder. The operating system releases the lock when its process ends, so
//! stale locks cannot occur.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::WriteError;
use super::error::io;
use super::location::Location;

/// How long to wait before trying a lock again.
const PAUSE: Duration = Duration::from_millis(20);

/// A lock held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    /// Stays open while the lock is held.
    _file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock, and waits up to `wait` for another build. On file systems without locks the build continues
    /// without one: otherwise the site could not be built there.
    pub fn take(location: &Location, wait: Duration) -> Result<Self, WriteError> {
        let path = &location.lock;
        let mut waited = Duration::ZERO;
        loop {
            let file = OpenOptions::new().write(true).create(true).truncate(false).open(path);
            let file = file.map_err(io("create", path))?;
            if let Some(lock) = Self::of(file, path)? {
                return Ok(lock);
            }
            if waited >= wait {
                let folder = location.given.clone();
                return Err(WriteError::Busy { folder, seconds: wait.as_secs() });
            }
            thread::sleep(PAUSE);
            waited += PAUSE;
        }
    }

    /// Locks an open file. `None` when another build holds it, or when `path` names another file by now.
    pub(super) fn of(file: File, path: &Path) -> Result<Option<Self>, WriteError> {
        match file.try_lock() {
            // The last holder may have removed the file while this one waited for it.
            Ok(()) if is_at(&file, path) => {}
            Ok(()) | Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(io("lock", path)(error)),
        }
        Ok(Some(Self { _file: file, path: path.to_path_buf() }))
    }
}

impl Drop for Lock {
    /// Removes the file on Unix. On other systems it stays, because a process cannot check there whether the file that it
    /// has locked is still the one at the path.
    fn drop(&mut self) {
        if cfg!(unix) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Whether the open file is the one at the path.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(open), Ok(named)) => open.dev() == named.dev() && open.ino() == named.ino(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
