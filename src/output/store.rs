//! Cache files that make the next build faster and may be deleted at any time: a folder in `.digestgen/` for each output
//! folder. Handles their names; callers decide what they contain.

#![expect(clippy::disallowed_methods, reason = "writes what is kept between builds")]

use std::fs::{self, OpenOptions};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use crate::fingerprint::Fingerprint;

/// The cache files of one output folder of a site, or of one purpose.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The files for the site in `root` when it is written to `output`.
    pub fn new(root: &Path, output: &Path) -> Self {
        let output = std::path::absolute(output).unwrap_or_else(|_| output.to_path_buf());
        let name = Fingerprint::of_bytes(output.as_os_str().as_encoded_bytes()).to_string();
        Self { folder: root.join(".digestgen").join(&name[..16]) }
    }

    /// The files of a site that do not belong to an output: `cache` for responses of services, `import` for the history
    /// of imports.
    pub fn of_site(root: &Path, name: &str) -> Self {
        Self { folder: root.join(".digestgen").join(name) }
    }

    /// The bytes of a file, if it exists and can be read.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(name)).ok()
    }

    /// Replaces a file. On failure the old one is unchanged.
    ///
    /// # Errors
    ///
    /// If a disk operation fails.
    pub fn replace(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let draft = self.folder.join(format!("{name}.draft"));
        fs::write(&draft, bytes)?;
        fs::rename(draft, self.folder.join(name))
    }

    /// Writes bytes after the first `end` bytes of a file, and removes what was there.
    ///
    /// # Errors
    ///
    /// If a disk operation fails, or the file is shorter than `end`.
    pub fn append(&self, name: &str, end: u64, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(false).open(self.folder.join(name))?;
        if file.metadata()?.len() < end {
            return Err(io::Error::other("the cache file is shorter than it was"));
        }
        file.set_len(end)?;
        file.seek(SeekFrom::Start(end))?;
        file.write_all(bytes)
    }
}
