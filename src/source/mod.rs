//! Stage 0: a folder → [`Sources`], an immutable snapshot of a site.
//! Reads; judges nothing: what a file means is told by where the later stages find it.
//!
//! # Example
//!
//! ```
//! use digestgen::place::SourcePath;
//!
//! let sources = digestgen::source::scan("starter/digest".as_ref())?;
//! let config = sources.text(&SourcePath::new("config.toml")).expect("a digest has a configuration");
//! assert!(config.contains("base_url"));
//! assert_eq!(sources.below("content/pages").count(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod builtin;
mod known;
mod scan;
mod text;
mod update;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use crate::place::SourcePath;

pub use builtin::{builtin_themes, theme_files as builtin_theme_files};
pub use known::{FileStat, KnownFiles};
pub use scan::{FOLDERS, ReadError, is_of_site, relative, scan, scan_again, theme_folders};
pub use text::Text;
pub use update::{Changes, update};

/// Every file of a site.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The site's folder, as an absolute path.
    pub root: PathBuf,
    /// The files by path, the built-in themes' among them.
    pub files: BTreeMap<SourcePath, Source>,
    /// What could not be read for a reason that lies in the site.
    pub diagnostics: Vec<Diagnostic>,
    /// Where symbolic links of the site lead, as absolute paths within it.
    pub links: Vec<PathBuf>,
}

/// One file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Changes when the content changes; of a large asset, when its size or time does.
    pub fingerprint: Fingerprint,
    /// What is in it.
    pub content: Content,
    /// Its size and time, if they are enough to know it by.
    pub stat: Option<FileStat>,
}

/// What is in a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// A text file, without a byte order mark.
    Text(Text),
    /// A file that is copied as it is, `size` bytes long.
    Asset {
        /// Bytes.
        size: u64,
    },
    /// A file inside the binary that is copied as it is.
    Embedded(&'static [u8]),
}

impl Source {
    /// Whether it is a text file.
    pub fn is_text(&self) -> bool {
        matches!(self.content, Content::Text(_))
    }

    /// The text, if it is a text file.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text.get()),
            Content::Asset { .. } | Content::Embedded(_) => None,
        }
    }
}

impl Sources {
    /// The text of a file, if there is such a text file.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.files.get(path)?.text()
    }

    /// What a later build needs to know these files again without reading them.
    pub fn known_files(&self) -> KnownFiles {
        self.files.iter().filter_map(|(path, source)| Some((path.clone(), source.stat?))).collect()
    }

    /// The files in a folder and the folders below it. `folder` ends with a slash.
    pub fn below<'s>(&'s self, folder: &'s str) -> impl Iterator<Item = (&'s SourcePath, &'s Source)> {
        self.files
            .range(SourcePath::new(folder)..)
            .take_while(move |(path, _)| path.as_str().starts_with(folder))
    }
}
