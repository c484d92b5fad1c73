//! Files beside a site that make its next build faster, and that can be lost at any time: a folder in
//! `.digestgen/` for each output folder. Knows their names; what is in them is its caller's business.

#![expect(clippy::disallowed_methods, reason = "writes what is kept between builds")]

use std::fs::{self, OpenOptions};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use crate::fingerprint::Fingerprint;

/// The kept files of one site and output folder, or of one purpose.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The files of the site in `root` that is written to `output`.
    pub fn new(root: &Path, output: &Path) -> Self {
        let output = std::path::absolute(output).unwrap_or_else(|_| output.to_path_buf());
        let name = Fingerprint::of_bytes(output.as_os_str().as_encoded_bytes()).to_string();
        Self { folder: root.join(".digestgen").join(&name[..16]) }
    }

    /// The files of a site that no output is of: `cache` for answers of services, `import` for what
    /// imports wrote.
    pub fn of_site(root: &Path, name: &str) -> Self {
        Self { folder: root.join(".digestgen").join(name) }
    }

    /// A file in full, if it is there and can be read.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(name)).ok()
    }

    /// Writes a file whole, or leaves the old one.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn replace(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let draft = self.folder.join(format!("{name}.draft"));
        fs::write(&draft, bytes)?;
        fs::rename(draft, self.folder.join(name))
    }

    /// Writes bytes behind the first `end` bytes of a file, and drops what stood there.
    ///
    /// # Errors
    ///
    /// When the disk refuses, or the file is shorter than that.
    pub fn append(&self, name: &str, end: u64, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(false).open(self.folder.join(name))?;
        if file.metadata()?.len() < end {
            return Err(io::Error::other("the kept file is shorter than it was"));
        }
        file.set_len(end)?;
        file.seek(SeekFrom::Start(end))?;
        file.write_all(bytes)
    }
}
