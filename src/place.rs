//! Paths in the site's folder, paths in the output, and byte ranges in files. Does not access the disk.

use serde::{Deserialize, Serialize};

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A file of the site, relative to its root, with `/` between the parts (`content/papers/a.md`).
///
/// ```
/// use digestgen::place::SourcePath;
///
/// let path = SourcePath::new("content/papers/2025/attention.md");
/// assert_eq!((path.folder(), path.stem(), path.extension()), ("content/papers/2025", "attention", "md"));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Takes a path that is already relative and `/`-separated.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part, with its extension.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The file name without its last extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        match name.rfind('.') {
            Some(0) | None => name,
            Some(dot) => &name[..dot],
        }
    }

    /// The extension in the case it was written in, without the dot; empty if there is none.
    pub fn extension(&self) -> &str {
        let name = self.file_name();
        match name.rfind('.') {
            Some(0) | None => "",
            Some(dot) => &name[dot + 1..],
        }
    }

    /// The folder, without a slash at its end; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |slash| &self.0[..slash])
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file of the output, relative to the output folder, with `/` between the parts
/// (`papers/a/index.html`).
///
/// ```
/// use digestgen::place::OutputPath;
///
/// assert_eq!(OutputPath::new("papers/a/index.html").address(), "papers/a/");
/// assert_eq!(OutputPath::new("feed.xml").address(), "feed.xml");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct OutputPath(Arc<str>);

impl OutputPath {
    /// Takes a path that is already relative, `/`-separated and free of `.` and `..`.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As addresses have it: of the page of a folder, the folder.
    pub fn address(&self) -> &str {
        self.0.strip_suffix("index.html").unwrap_or(&self.0)
    }

    /// The same, percent-encoded.
    pub fn in_url(&self) -> impl fmt::Display + '_ {
        crate::url_path::encode(self.address())
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A byte range in a source file.
///
/// ```
/// use digestgen::place::Span;
///
/// let toml = "title = 1";
/// let value = Span::new(8, 9);
/// assert_eq!(&toml[value.range()], "1");
/// // In a file, the TOML comes after the line `+++`.
/// assert_eq!(value.shifted(4), Span::new(12, 13));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
}

impl Span {
    /// The range from `start` up to, and without, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The same range in a text that starts `by` bytes into the file.
    pub fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// The range as the standard library has it.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}
