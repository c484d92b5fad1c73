//! Text of a file, read lazily if the file is unchanged since the last build.

#![expect(clippy::disallowed_methods, reason = "reads files of the site")]

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use crate::place::SourcePath;

/// The text of a file, without a byte order mark.
#[derive(Clone, Debug)]
pub struct Text {
    cell: OnceLock<Arc<str>>,
    file: PathBuf,
}

impl Text {
    /// A text in memory.
    pub fn new(text: Arc<str>) -> Self {
        Self { cell: OnceLock::from(text), file: PathBuf::new() }
    }

    /// A text that is read on first use.
    pub fn lazy(file: PathBuf) -> Self {
        Self { cell: OnceLock::new(), file }
    }

    /// The text. It is empty if the file can no longer be read: then it has changed since the scan, and the next
    /// build reads it again.
    pub fn get(&self) -> &Arc<str> {
        self.cell.get_or_init(|| {
            let bytes = fs::read(&self.file).unwrap_or_default();
            decode(bytes).unwrap_or_default()
        })
    }
}

/// Bytes as text, or the line, counted from 1, that is not UTF-8.
pub fn decode(bytes: Vec<u8>) -> Result<Arc<str>, usize> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map_or_else(|| Arc::from(text.as_str()), Arc::from)),
        Err(error) => {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            Err(good.iter().filter(|byte| **byte == b'\n').count() + 1)
        }
    }
}

/// Whether a file is read as text: what is parsed, not what is copied.
pub fn is_text(path: &SourcePath) -> bool {
    let mut parts = path.as_str().split('/');
    match parts.next() {
        Some("config.toml") | Some("templates") => true,
        Some("content") => path.extension() == "md",
        Some("themes") => parts.nth(1).is_some_and(|part| part == "templates" || part == "theme.toml"),
        _ => false,
    }
}
