//! The output in memory, for `serve` and for tests.
//! Holds what one build made; never touches a disk but to read static files.

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::error::io;
use super::location::check;
use super::{Content, Sink, WriteError};
use crate::place::OutputPath;

/// All files of a build, by path.
type Files = BTreeMap<OutputPath, Arc<[u8]>>;

/// The files of one build. The next one starts from it with [`Memory::after`] and shares what it keeps.
#[derive(Debug, Default)]
pub struct Memory {
    last: Files,
    files: Mutex<Files>,
}

impl Memory {
    /// An empty one: nothing can be kept.
    pub fn new() -> Self {
        Self::default()
    }

    /// One for the build after `last`. It holds only what is kept or put; the rest is stale and gone.
    pub fn after(last: &Memory) -> Self {
        Self { last: last.files(), files: Mutex::default() }
    }

    /// All files of this build so far. Their bytes are shared, not copied.
    pub fn files(&self) -> BTreeMap<OutputPath, Arc<[u8]>> {
        self.lock().clone()
    }

    /// One file of this build.
    pub fn get(&self, path: &OutputPath) -> Option<Arc<[u8]>> {
        self.lock().get(path).cloned()
    }

    /// Ends the build and hands its files out.
    pub fn into_files(self) -> BTreeMap<OutputPath, Arc<[u8]>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, Files> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Memory {
    /// Static files are read in, so that what is served belongs to one build throughout.
    fn put(&self, path: &OutputPath, content: Content<'_>) -> Result<(), WriteError> {
        check(path.as_str()).map_err(|why| WriteError::BadPath { path: path.as_str().to_owned(), why })?;
        let bytes = match content {
            Content::Bytes(bytes) => Arc::from(bytes),
            Content::File { path, .. } => Arc::from(fs::read(path).map_err(io("read", path))?),
        };
        self.lock().insert(path.clone(), bytes);
        Ok(())
    }

    fn keep(&self, path: &OutputPath) -> bool {
        let Some(bytes) = self.last.get(path) else { return false };
        self.lock().entry(path.clone()).or_insert_with(|| Arc::clone(bytes));
        true
    }
}
