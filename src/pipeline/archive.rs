//! The documents of earlier runs, packed, in a file that grows. Each is added as soon as it is read, beside
//! the reading of others. Where it lies in the file the state tells, once the build is whole: what a killed
//! or failed one left at the end is never looked at.

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

/// Where a document lies.
#[derive(Clone, Serialize, Deserialize)]
pub struct Packed {
    path: SourcePath,
    key: Fingerprint,
    start: u64,
    length: u64,
    check: Fingerprint,
}

/// The file of packed documents, and what of it is of use.
pub struct Archive {
    store: Store,
    documents: Vec<Packed>,
    /// How long the file is, as far as it is of use.
    end: u64,
    is_packed: bool,
    failed: Option<io::Error>,
}

/// A file and the fingerprint of its text and of how Markdown is read.
pub type Keyed<'a> = (&'a SourcePath, Fingerprint);

impl Archive {
    /// The documents of an earlier run, as its state tells of them.
    pub fn new(store: Store, documents: Vec<Packed>, end: u64) -> Self {
        Self { store, documents, end, is_packed: true, failed: None }
    }

    /// Where the documents lie, and how long the file of them is.
    ///
    /// # Errors
    ///
    /// When the disk refused one. That costs the next run time, and nothing else.
    pub fn state(&self) -> io::Result<(&[Packed], u64)> {
        match &self.failed {
            Some(error) => Err(io::Error::new(error.kind(), error.to_string())),
            None => Ok((&self.documents, self.end)),
        }
    }

    /// The documents that can be read, the first time. Damaged ones are left out, and forgotten.
    pub fn unpack(&mut self) -> HashMap<SourcePath, (Fingerprint, Parsed)> {
        if !std::mem::take(&mut self.is_packed) {
            return HashMap::new();
        }
        let bytes = self.store.read(DOCUMENTS).unwrap_or_default();
        let documents: HashMap<_, _> = self
            .documents
            .par_iter()
            .with_min_len(64)
            .filter_map(|packed| Some((packed.path.clone(), (packed.key, packed.unpack(&bytes)?))))
            .collect();
        self.documents.retain(|packed| documents.contains_key(&packed.path));
        if (bytes.len() as u64) < self.end {
            // Nothing can be added behind an end that is gone, so all is written anew.
            (self.documents, self.end) = (Vec::new(), 0);
        }
        documents
    }

    /// Begins to take the documents of a run: forgets those that are not among `files`, and all when less
    /// than half of the file is still of use.
    pub fn packing<'a>(&'a mut self, files: impl Iterator<Item = Keyed<'a>>) -> Packing<'a> {
        let files: HashMap<&SourcePath, Fingerprint> = files.collect();
        self.documents.retain(|packed| files.get(&packed.path) == Some(&packed.key));
        if self.documents.iter().map(|packed| packed.length).sum::<u64>() < self.end / 2 {
            (self.documents, self.end) = (Vec::new(), 0);
        }
        let packed = self.documents.iter().map(|packed| packed.path.clone()).collect();
        Packing { packed, archive: Mutex::new(self) }
    }
}

/// Takes the documents of a run that are not packed yet.
pub struct Packing<'a> {
    packed: HashSet<SourcePath>,
    archive: Mutex<&'a mut Archive>,
}

impl Packing<'_> {
    /// Adds some documents.
    pub fn add(&self, documents: &[(Keyed<'_>, Parsed)]) {
        let mut bytes = Vec::new();
        let mut added = Vec::new();
        for ((path, key), parsed) in documents.iter().filter(|((path, _), _)| !self.packed.contains(*path)) {
            let start = bytes.len();
            bytes = postcard::to_extend(&(&parsed.value, &parsed.diagnostics), bytes).unwrap_or_default();
            let blob = bytes.get(start..).unwrap_or_default();
            let (start, length, check) = (start as u64, blob.len() as u64, Fingerprint::of_bytes(blob));
            added.push(Packed { path: (*path).clone(), key: *key, start, length, check });
        }
        if added.is_empty() {
            return;
        }
        let mut archive = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        let start = archive.end;
        if let Err(error) = archive.store.append(DOCUMENTS, start, &bytes) {
            archive.failed = Some(error);
            return;
        }
        archive.end += bytes.len() as u64;
        archive
            .documents
            .extend(added.into_iter().map(|packed| Packed { start: start + packed.start, ..packed }));
    }
}

impl Packed {
    /// The document, if it lies in the file whole.
    pub fn unpack(&self, file: &[u8]) -> Option<Parsed> {
        let start = usize::try_from(self.start).ok()?;
        let blob = file.get(start..start.checked_add(usize::try_from(self.length).ok()?)?)?;
        let is_whole = Fingerprint::of_bytes(blob) == self.check;
        let (document, diagnostics) = is_whole.then(|| postcard::from_bytes(blob).ok()).flatten()?;
        Some(Parsed::new(WithDiagnostics::new(document, diagnostics)))
    }
}
