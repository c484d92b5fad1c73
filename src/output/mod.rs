//! Stage 6: writes the bytes of a build to the disk or to memory. Handles only bytes and paths; earlier stages decide
//! what is built again.
//!
//! # Example
//!
//! Keep the outputs of a build in memory and read one of them:
//!
//! ```
//! use digestgen::config::Overrides;
//! use digestgen::output::MemorySink;
//! use digestgen::pipeline::{self, Inputs, Memo, Today};
//!
//! let sources = digestgen::source::scan("starter/digest".as_ref())?;
//! let (overrides, today) = (Overrides::default(), Today::Day("2026-02-03".parse()?));
//! let inputs = Inputs { sources: &sources, overrides: &overrides, today, strict: true, progress: &|_| {} };
//! let memory = MemorySink::new();
//! pipeline::build(&inputs, Memo::default(), &memory);
//! let (files, changed) = memory.finish();
//! // The first build changes every file.
//! assert_eq!(files.len(), changed.len());
//! assert!(files.get("feed.xml").is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![expect(clippy::disallowed_methods, reason = "the one stage that writes to the disk")]

mod apply;
mod changes;
mod compare;
mod disk;
mod eject;
mod entry;
mod error;
mod journal;
mod large;
mod location;
mod lock;
mod manifest;
mod memory;
mod placement;
mod plan;
mod shards;
mod stage;
mod step;
mod store;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::path::Path;

use crate::place::OutputPath;

pub use changes::{ChangeKind, Changes};
pub use disk::{DiskSink, WriteSummary};
pub use eject::new_folder;
pub use entry::{new_file, replace_file};
pub use error::WriteError;
pub use large::{LargeFile, OpenFile};
pub use memory::{BuiltFiles, MemorySink, OutputBytes};
pub use placement::check_placement;
pub use store::Store;

/// The destination of a build's outputs. Called from several threads at once.
pub trait Sink: Sync {
    /// Writes an output. If a path is written twice, the last write wins.
    ///
    /// # Errors
    ///
    /// If the path is not allowed, or the bytes cannot be read or written. The build has failed then: its outputs are
    /// not installed.
    fn write_output(&self, path: &OutputPath, content: Content<'_>) -> Result<(), WriteError>;

    /// Reuses an output of the last build. False if the sink no longer has it (deleted, or edited to another size): the
    /// caller must render and write it.
    fn reuse_output(&self, path: &OutputPath) -> bool;
}

/// The bytes of one output.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// Rendered bytes.
    Bytes(&'a [u8]),
    /// A static file, to be copied from disk.
    File {
        /// The path of the file.
        path: &'a Path,
        /// The size when the site was read.
        size: u64,
    },
}

impl Content<'_> {
    /// The number of bytes, as far as it is known without reading them.
    pub fn size(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File { size, .. } => *size,
        }
    }

    /// The bytes themselves.
    ///
    /// # Errors
    ///
    /// If a static file cannot be read.
    pub fn read(&self) -> Result<Cow<'_, [u8]>, WriteError> {
        match self {
            Self::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::File { path, .. } => std::fs::read(path).map(Cow::Owned).map_err(error::io("read", path)),
        }
    }
}
