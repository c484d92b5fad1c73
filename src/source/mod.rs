//! Stage 0: a folder → [`Sources`], an immutable snapshot of a site.
//! Does not interpret files: later stages decide by their paths what they mean.
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
    /// The files by path, including those of built-in themes.
    pub files: BTreeMap<SourcePath, Source>,
    /// Problems of the site's files, such as broken symbolic links.
    pub diagnostics: Vec<Diagnostic>,
    /// Targets of the site's symbolic links, as absolute paths inside the site.
    pub links: Vec<PathBuf>,
}

/// One file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Changes when the content changes; for a large asset, when its size or modification time does.
    pub fingerprint: Fingerprint,
    /// The content.
    pub content: Content,
    /// Size and modification time, if they are reliable.
    pub stat: Option<FileStat>,
}

/// The content of a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// A text file, without a byte order mark.
    Text(Text),
    /// A file that is copied unchanged, `size` bytes long.
    Asset {
        /// Bytes.
        size: u64,
    },
    /// A file inside the binary that is copied unchanged.
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
    /// The text of a file, if it exists and is a text file.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.files.get(path)?.text()
    }

    /// The data that a later build needs to detect unchanged files without reading them.
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
