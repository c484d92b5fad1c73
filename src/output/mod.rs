//! Stage 6: takes the bytes of a build to where they are wanted, the disk or memory.
//! Knows bytes and paths only; what is made again, and what the bytes mean, is decided before.
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

pub use disk::{DiskSink, WriteSummary};
pub use eject::new_folder;
pub use entry::{new_file, replace_file};
pub use error::WriteError;
pub use large::{LargeFile, OpenFile};
pub use memory::{BuiltFiles, MemorySink, OutputBytes};
pub use store::Store;

/// Where a build's bytes go while it runs. Called from many threads at once.
pub trait Sink: Sync {
    /// Takes the new bytes of an output. A path is put once a build; when it is put again, one after
    /// the other, the last one counts.
    ///
    /// # Errors
    ///
    /// When the path cannot be one of an output, or the bytes cannot be read or written. The build is
    /// then lost: a sink that has failed once takes no more of it as whole.
    fn write_output(&self, path: &OutputPath, content: Content<'_>) -> Result<(), WriteError>;

    /// Says that an output of the last build stands as it is. False when the sink does not hold it any
    /// more (deleted, or changed by hand to another size): then the caller makes it and puts it.
    fn reuse_output(&self, path: &OutputPath) -> bool;
}

/// The bytes of one output.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// Bytes that were made.
    Bytes(&'a [u8]),
    /// A static file, to be copied from disk.
    File {
        /// Where it lies.
        path: &'a Path,
        /// Its size when the site was read.
        size: u64,
    },
}

impl Content<'_> {
    /// How many bytes there are, as far as is known without reading them.
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
    /// When a static file cannot be read.
    pub fn read(&self) -> Result<Cow<'_, [u8]>, WriteError> {
        match self {
            Self::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::File { path, .. } => std::fs::read(path).map(Cow::Owned).map_err(error::io("read", path)),
        }
    }
}
