//! A static file that is too large for memory: where it lies and how it looked when the site was built.
//! What is read of it later is of that very file as it was then, or nothing.

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

/// What tells a file that is unchanged.
#[derive(PartialEq, Eq, Debug)]
struct FileIdentity {
    size: u64,
    modified: Option<SystemTime>,
    /// Device and number: another file at the same path, such as one a link leads to, is not this one.
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

    /// Bytes.
    pub fn size(&self) -> u64 {
        self.identity.size
    }

    /// When it was changed.
    pub fn modified(&self) -> Option<SystemTime> {
        self.identity.modified
    }

    /// Opens it at a place.
    ///
    /// # Errors
    ///
    /// When it is not there any more, or is not the file it was.
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
    /// When the file was changed meanwhile: a reader gets nothing rather than half of each.
    pub fn read(&mut self, size: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; size];
        self.file.read_exact(&mut bytes)?;
        self.of.check(&self.file)?;
        Ok(bytes)
    }
}
