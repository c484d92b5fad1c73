//! The output in memory, for `serve` and for tests.
//! Holds what one build made; never touches a disk but to read static files.

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

/// What is held of one output.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OutputBytes {
    /// All of its bytes.
    Bytes(Arc<[u8]>),
    /// Where a large static file lies, and how it looked.
    Large(Arc<LargeFile>),
}

/// The files of a whole build, by path.
#[derive(PartialEq, Eq, Debug, Default)]
pub struct BuiltFiles(Vec<(OutputPath, OutputBytes)>);

impl BuiltFiles {
    /// One file.
    pub fn get(&self, path: &str) -> Option<&OutputBytes> {
        self.find(path).map(|at| &self.0[at].1)
    }

    /// How many there are.
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

/// The files of one build while it runs. It shares what it keeps of the last one.
#[derive(Debug, Default)]
pub struct MemorySink {
    last: Arc<BuiltFiles>,
    /// Which files of the last build stand.
    kept: Vec<AtomicBool>,
    put: Mutex<BTreeMap<OutputPath, OutputBytes>>,
}

impl MemorySink {
    /// An empty one: nothing can be kept.
    pub fn new() -> Self {
        Self::default()
    }

    /// One for the build after `last`. It holds only what is kept or put; the rest is stale and gone.
    pub fn after(last: &Arc<BuiltFiles>) -> Self {
        let kept = last.0.iter().map(|_| AtomicBool::new(false)).collect();
        Self { last: Arc::clone(last), kept, put: Mutex::default() }
    }

    /// Ends the build: its files, and the paths of those that are new, gone, or of other bytes than before.
    pub fn finish(self) -> (Arc<BuiltFiles>, Vec<OutputPath>) {
        let put = self.put.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut files = Vec::with_capacity(self.last.len() + put.len());
        let mut changed = Vec::new();
        let mut new = put.into_iter().peekable();
        for ((path, held), kept) in self.last.iter().zip(self.kept) {
            while let Some((before, held)) = new.next_if(|(other, _)| other < path) {
                changed.push(before.clone());
                files.push((before, held));
            }
            if let Some((path, other)) = new.next_if(|(other, _)| other == path) {
                changed.extend((other != *held).then(|| path.clone()));
                files.push((path, other));
            } else if kept.into_inner() {
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
        self.put.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for MemorySink {
    /// Static files are read in, unless they are large, so that what is served belongs to one build.
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
        self.kept[at].store(true, Ordering::Relaxed);
        true
    }
}
