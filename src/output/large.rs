//! A static file that is too large for memory: its path, and its identity when the site was built. Reads succeed only
//! if the file is still the same.

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A file as it was when the site was built.
#[derive(PartialEq, Eq, Debug)]
pub struct LargeFile {
    path: PathBuf,
    identity: FileIdentity,
}

/// Identifies an unchanged file.
#[derive(PartialEq, Eq, Debug)]
struct FileIdentity {
    size: u64,
    modified: Option<SystemTime>,
    /// Device and inode, to recognize another file at the same path.
    id: Option<(u64, u64)>,
}

impl FileIdentity {
    fn of(meta: &Metadata) -> Self {
        #[cfg(unix)]
        let id = Some((std::os::unix::fs::MetadataExt::dev(meta), std::os::unix::fs::MetadataExt::ino(meta)));
        #[cfg(not(unix))]
        let id = None;
        Self { size: meta.len(), modified: meta.modified().ok(), id }
    }
}

impl LargeFile {
    pub(super) fn look(path: &Path) -> io::Result<Self> {
        Ok(Self { path: path.to_path_buf(), identity: FileIdentity::of(&fs::metadata(path)?) })
    }

    /// The size in bytes.
    pub fn size(&self) -> u64 {
        self.identity.size
    }

    /// The time of the last change.
    pub fn modified(&self) -> Option<SystemTime> {
        self.identity.modified
    }

    /// Opens the file at an offset.
    ///
    /// # Errors
    ///
    /// If the file no longer exists or has changed.
    pub fn open_at(&self, start: u64) -> io::Result<OpenFile<'_>> {
        let mut file = File::open(&self.path)?;
        self.check(&file)?;
        file.seek(SeekFrom::Start(start))?;
        Ok(OpenFile { of: self, file })
    }

    fn check(&self, file: &File) -> io::Result<()> {
        let is_same = FileIdentity::of(&file.metadata()?) == self.identity;
        is_same.then_some(()).ok_or_else(|| io::Error::other("the file has changed since the site was built"))
    }
}

/// A large file that is being read.
#[derive(Debug)]
pub struct OpenFile<'f> {
    of: &'f LargeFile,
    file: File,
}

impl OpenFile<'_> {
    /// The next `size` bytes.
    ///
    /// # Errors
    ///
    /// If the file has changed: a reader gets an error, never a mixture of old and new bytes.
    pub fn read(&mut self, size: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; size];
        self.file.read_exact(&mut bytes)?;
        self.of.check(&self.file)?;
        Ok(bytes)
    }
}
