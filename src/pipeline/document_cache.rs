//! The parsed documents of earlier runs, in a file that grows at its end.
//!
//! Why one file, and why it is only appended to: parsing is most of a clean build, and most runs change a few
//! documents of many thousand. One file per document would cost more to open than to parse, and writing all
//! documents again would cost every run the time of the largest one. So each document is encoded and appended
//! as soon as it is parsed, while other threads still parse. The positions of documents are not in this file
//! but in the state, which is written last and only after a complete build: bytes that a killed or failed
//! build appended have no position and are never read. The file is written from the start when less than half
//! of it is still in use.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::content::Document;
use crate::diagnostic::WithDiagnostics;
use crate::fingerprint::Fingerprint;
use crate::output::Store;
use crate::place::SourcePath;

const DOCUMENTS: &str = "documents";

/// A document and its problems. None when the file holds too little to be shown.
pub type Parsed = Arc<WithDiagnostics<Option<Document>>>;

/// The position of a document in the file.
#[derive(Clone, Serialize, Deserialize)]
pub struct CacheEntry {
    path: SourcePath,
    key: Fingerprint,
    start: u64,
    length: u64,
    checksum: Fingerprint,
}

/// The file of documents, and which parts of it are in use.
pub struct DocumentCache {
    store: Store,
    entries: Vec<CacheEntry>,
    /// The length of the part of the file that may be in use.
    end: u64,
    /// Whether there are documents that have not been read.
    is_unread: bool,
    /// The first error while appending.
    failed: Option<io::Error>,
}

/// A file and the fingerprint of its text and of how Markdown is read.
pub type DocumentKey<'a> = (&'a SourcePath, Fingerprint);

impl DocumentCache {
    /// The documents of an earlier run, at the positions that its state lists.
    pub fn new(store: Store, entries: Vec<CacheEntry>, end: u64) -> Self {
        Self { store, entries, end, is_unread: true, failed: None }
    }

    /// The positions of the documents, and the length of their file.
    ///
    /// # Errors
    ///
    /// When a document could not be written. The next run is slower then, nothing else.
    pub fn state(&self) -> io::Result<(&[CacheEntry], u64)> {
        match &self.failed {
            Some(error) => Err(io::Error::new(error.kind(), error.to_string())),
            None => Ok((&self.entries, self.end)),
        }
    }

    /// The documents of the file, the first time it is called. Damaged ones are left out, and their positions
    /// removed.
    pub fn read(&mut self) -> HashMap<SourcePath, (Fingerprint, Parsed)> {
        if !std::mem::take(&mut self.is_unread) {
            return HashMap::new();
        }
        let bytes = self.store.read(DOCUMENTS).unwrap_or_default();
        let documents: HashMap<_, _> = self
            .entries
            .par_iter()
            .with_min_len(64)
            .filter_map(|entry| Some((entry.path.clone(), (entry.key, entry.decode(&bytes)?))))
            .collect();
        self.entries.retain(|entry| documents.contains_key(&entry.path));
        if (bytes.len() as u64) < self.end {
            // The file is shorter than it was, so nothing can be appended at its end: start again.
            (self.entries, self.end) = (Vec::new(), 0);
        }
        documents
    }

    /// Begins to take the documents of a run. Drops those that are not among `files`, and all of them when less
    /// than half of the file is still in use.
    pub fn writer<'a>(&'a mut self, files: impl Iterator<Item = DocumentKey<'a>>) -> DocumentCacheWriter<'a> {
        let files: HashMap<&SourcePath, Fingerprint> = files.collect();
        self.entries.retain(|entry| files.get(&entry.path) == Some(&entry.key));
        if self.entries.iter().map(|entry| entry.length).sum::<u64>() < self.end / 2 {
            (self.entries, self.end) = (Vec::new(), 0);
        }
        let cached = self.entries.iter().map(|entry| entry.path.clone()).collect();
        DocumentCacheWriter { cached, cache: Mutex::new(self) }
    }
}

/// Appends the documents of a run that are not in the file yet.
pub struct DocumentCacheWriter<'a> {
    cached: HashSet<SourcePath>,
    cache: Mutex<&'a mut DocumentCache>,
}

impl DocumentCacheWriter<'_> {
    /// Adds some documents.
    pub fn add(&self, documents: &[(DocumentKey<'_>, Parsed)]) {
        let mut bytes = Vec::new();
        let mut added = Vec::new();
        for ((path, key), parsed) in documents.iter().filter(|((path, _), _)| !self.cached.contains(*path)) {
            let start = bytes.len();
            bytes = postcard::to_extend(&(&parsed.value, &parsed.diagnostics), bytes).unwrap_or_default();
            let encoded = bytes.get(start..).unwrap_or_default();
            let (length, checksum) = (encoded.len() as u64, Fingerprint::of_bytes(encoded));
            added.push(CacheEntry {
                path: (*path).clone(),
                key: *key,
                start: start as u64,
                length,
                checksum,
            });
        }
        if added.is_empty() {
            return;
        }
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        let start = cache.end;
        if let Err(error) = cache.store.append(DOCUMENTS, start, &bytes) {
            cache.failed = Some(error);
            return;
        }
        cache.end += bytes.len() as u64;
        cache
            .entries
            .extend(added.into_iter().map(|entry| CacheEntry { start: start + entry.start, ..entry }));
    }
}

impl CacheEntry {
    /// The document, if all its bytes are in the file and undamaged.
    pub fn decode(&self, file: &[u8]) -> Option<Parsed> {
        let start = usize::try_from(self.start).ok()?;
        let encoded = file.get(start..start.checked_add(usize::try_from(self.length).ok()?)?)?;
        let is_undamaged = Fingerprint::of_bytes(encoded) == self.checksum;
        let (document, diagnostics) = is_undamaged.then(|| postcard::from_bytes(encoded).ok()).flatten()?;
        Some(Parsed::new(WithDiagnostics::new(document, diagnostics)))
    }
}
