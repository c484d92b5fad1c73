//! The output in memory, for `serve` and for tests. Accesses the disk only to read static files.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::error::io;
use super::large::LargeFile;
use super::location::check;
use super::{Content, Sink, WriteError};
use crate::place::OutputPath;

/// Static files above this size stay on the disk.
const LARGE: u64 = 1024 * 1024;

/// The content of one output.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OutputBytes {
    /// All of its bytes.
    Bytes(Arc<[u8]>),
    /// A large static file on the disk.
    Large(Arc<LargeFile>),
}

/// All files of a build, by path.
#[derive(PartialEq, Eq, Debug, Default)]
pub struct BuiltFiles(Vec<(OutputPath, OutputBytes)>);

impl BuiltFiles {
    /// One file.
    pub fn get(&self, path: &str) -> Option<&OutputBytes> {
        self.find(path).map(|at| &self.0[at].1)
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All files, by path.
    pub fn iter(&self) -> impl Iterator<Item = &(OutputPath, OutputBytes)> {
        self.0.iter()
    }

    fn find(&self, path: &str) -> Option<usize> {
        self.0.binary_search_by(|(other, _)| other.as_str().cmp(path)).ok()
    }
}

/// The files of one build while it runs. It shares the reused files with the last build.
#[derive(Debug, Default)]
pub struct MemorySink {
    last: Arc<BuiltFiles>,
    /// Which files of the last build are reused.
    reused: Vec<AtomicBool>,
    written: Mutex<BTreeMap<OutputPath, OutputBytes>>,
}

impl MemorySink {
    /// A sink without a previous build: nothing can be reused.
    pub fn new() -> Self {
        Self::default()
    }

    /// A sink for the build after `last`. Files of `last` that are neither reused nor written are dropped.
    pub fn after(last: &Arc<BuiltFiles>) -> Self {
        let reused = last.0.iter().map(|_| AtomicBool::new(false)).collect();
        Self { last: Arc::clone(last), reused, written: Mutex::default() }
    }

    /// Ends the build. Returns its files, and the paths of files that are new, changed or gone.
    pub fn finish(self) -> (Arc<BuiltFiles>, Vec<OutputPath>) {
        let written = self.written.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut files = Vec::with_capacity(self.last.len() + written.len());
        let mut changed = Vec::new();
        let mut new = written.into_iter().peekable();
        for ((path, held), reused) in self.last.iter().zip(self.reused) {
            while let Some((before, held)) = new.next_if(|(other, _)| other < path) {
                changed.push(before.clone());
                files.push((before, held));
            }
            if let Some((path, other)) = new.next_if(|(other, _)| other == path) {
                changed.extend((other != *held).then(|| path.clone()));
                files.push((path, other));
            } else if reused.into_inner() {
                files.push((path.clone(), held.clone()));
            } else {
                changed.push(path.clone());
            }
        }
        for (path, held) in new {
            changed.push(path.clone());
            files.push((path, held));
        }
        (Arc::new(BuiltFiles(files)), changed)
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<OutputPath, OutputBytes>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for MemorySink {
    /// Reads static files unless they are large, so that all served files belong to one build.
    fn write_output(&self, path: &OutputPath, content: Content<'_>) -> Result<(), WriteError> {
        check(path.as_str()).map_err(|why| WriteError::BadPath { path: path.as_str().to_owned(), why })?;
        let held = match content {
            Content::File { path, size } if size > LARGE => {
                OutputBytes::Large(Arc::new(LargeFile::look(path).map_err(io("read", path))?))
            }
            content => OutputBytes::Bytes(Arc::from(content.read()?)),
        };
        self.lock().insert(path.clone(), held);
        Ok(())
    }

    fn reuse_output(&self, path: &OutputPath) -> bool {
        let Some(at) = self.last.find(path.as_str()) else { return false };
        self.reused[at].store(true, Ordering::Relaxed);
        true
    }
}
