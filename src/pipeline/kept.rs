//! What a build keeps in `.digestgen/` for the next one: the state of the last build, and its
//! documents. Both are worth nothing unless they are whole and of this very program.
//!
//! `state` is written anew each time. `documents` grows: the state says where in it each document
//! lies, so what a killed build left at its end is never looked at.

use std::collections::{HashMap, HashSet};
use std::io;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::memo::{Last, Memo, PageKey, Parsed};
use crate::diagnostic::Checked;
use crate::fingerprint::Fingerprint;
use crate::output::Store;
use crate::place::{OutputPath, SourcePath};
use crate::source::{Known, Stat};

const STATE: &str = "state";
const DOCUMENTS: &str = "documents";

/// What a build keeps, read back.
pub struct Kept {
    state: State,
}

#[derive(Default, Serialize, Deserialize)]
struct State {
    sources: Vec<(SourcePath, Stat)>,
    pages: Vec<(OutputPath, PageKey)>,
    last: Option<Last>,
    documents: Vec<Packed>,
    /// How long the file of documents is.
    end: u64,
}

/// Where a document lies.
#[derive(Clone, Serialize, Deserialize)]
struct Packed {
    path: SourcePath,
    key: Fingerprint,
    start: u64,
    length: u64,
    check: Fingerprint,
}

/// The documents of an earlier run, packed.
pub struct Archive {
    store: Store,
    documents: Vec<Packed>,
    end: u64,
    is_packed: bool,
}

impl Kept {
    /// Reads what the last build by this program kept.
    pub fn read(store: &Store, program: Fingerprint) -> Self {
        let state = store.read(STATE).and_then(|bytes| unseal(&bytes, program)).unwrap_or_default();
        Self { state }
    }

    /// The text files that need not be read again if they look the same.
    pub fn sources(&self) -> Known {
        self.state.sources.iter().cloned().collect()
    }

    /// A memo that knows what was kept. `build_there` is what the output holds; pages of another build
    /// are forgotten.
    pub fn into_memo(self, store: &Store, build_there: Option<Fingerprint>) -> Memo {
        let State { pages, last, documents, end, .. } = self.state;
        let archive = Some(Archive { store: store.clone(), documents, end, is_packed: true });
        let memo = Memo { pages, last, archive, ..Memo::default() };
        if build_there == Some(memo.build()) {
            return memo;
        }
        Memo { archive: memo.archive, ..Memo::default() }
    }
}

impl Archive {
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
}

impl Packed {
    fn unpack(&self, file: &[u8]) -> Option<Parsed> {
        let start = usize::try_from(self.start).ok()?;
        let blob = file.get(start..start.checked_add(usize::try_from(self.length).ok()?)?)?;
        let is_whole = Fingerprint::of_bytes(blob) == self.check;
        let (document, diagnostics) = is_whole.then(|| postcard::from_bytes(blob).ok()).flatten()?;
        Some(Parsed::new(Checked::new(document, diagnostics)))
    }
}

/// The documents of a memo, packed and on the disk, where no run looks for them yet.
pub struct Stored {
    documents: Vec<Packed>,
    end: u64,
}

impl Memo {
    /// Packs the documents. Until [`Memo::keep`], it is as if they had not been.
    ///
    /// # Errors
    ///
    /// When the disk refuses. That costs the next run time, and nothing else.
    pub fn store(&self, store: &Store) -> io::Result<Stored> {
        match &self.archive {
            Some(archive) if archive.is_packed => {
                Ok(Stored { documents: archive.documents.clone(), end: archive.end })
            }
            _ => self.pack(store),
        }
    }

    /// Keeps this memo for the next run of this program. The outputs must be in their place.
    ///
    /// # Errors
    ///
    /// As [`Memo::store`].
    pub fn keep(
        &self,
        store: &Store,
        program: Fingerprint,
        sources: &Known,
        stored: Stored,
    ) -> io::Result<()> {
        let Stored { documents, end } = stored;
        let mut sources: Vec<_> = sources.iter().map(|(path, stat)| (path.clone(), *stat)).collect();
        sources.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let pages = self.pages.clone();
        let state = State { sources, pages, last: self.last.clone(), documents, end };
        store.replace(STATE, &seal(&state, program))
    }

    /// Adds the documents that are not kept yet to those that are; writes all anew when less than half
    /// of what is kept is still of use.
    fn pack(&self, store: &Store) -> io::Result<Stored> {
        let mut documents: Vec<_> = self.documents.iter().collect();
        documents.sort_unstable_by(|a, b| a.0.cmp(b.0));
        let (mut packed, mut end) = match &self.archive {
            Some(archive) => (archive.documents.clone(), archive.end),
            None => (Vec::new(), 0),
        };
        packed.retain(|packed| self.documents.get(&packed.path).is_some_and(|(key, _)| *key == packed.key));
        if packed.iter().map(|packed| packed.length).sum::<u64>() < end / 2 {
            (packed, end) = (Vec::new(), 0);
        }
        let kept: HashSet<&SourcePath> = packed.iter().map(|packed| &packed.path).collect();
        let new: Vec<_> = documents.into_iter().filter(|(path, _)| !kept.contains(path)).collect();
        let blob = |(_, (_, parsed)): &(&SourcePath, &(Fingerprint, Parsed))| {
            let blob = postcard::to_allocvec(&(&parsed.value, &parsed.diagnostics)).unwrap_or_default();
            (Fingerprint::of_bytes(&blob), blob)
        };
        let blobs: Vec<(Fingerprint, Vec<u8>)> = new.par_iter().with_min_len(64).map(blob).collect();
        let start_of_new = end;
        let mut parts = Vec::with_capacity(blobs.len());
        let mut added = Vec::with_capacity(blobs.len());
        for ((path, (key, _)), (check, blob)) in new.into_iter().zip(blobs) {
            let length = blob.len() as u64;
            added.push(Packed { path: path.clone(), key: *key, start: end, length, check });
            end += length;
            parts.push(blob);
        }
        packed.extend(added);
        if !parts.is_empty() || start_of_new == 0 {
            store.append(DOCUMENTS, start_of_new, &parts)?;
        }
        Ok(Stored { documents: packed, end })
    }
}

/// Bytes that only this program takes for whole.
fn seal(state: &State, program: Fingerprint) -> Vec<u8> {
    let payload = postcard::to_allocvec(state).unwrap_or_default();
    let check = Fingerprint::of_bytes(&payload).with(program);
    let mut bytes = check.0.to_le_bytes().to_vec();
    bytes.extend(payload);
    bytes
}

fn unseal(bytes: &[u8], program: Fingerprint) -> Option<State> {
    let (check, payload) = bytes.split_first_chunk::<16>()?;
    let is_whole = Fingerprint::of_bytes(payload).with(program).0 == u128::from_le_bytes(*check);
    is_whole.then(|| postcard::from_bytes(payload).ok()).flatten()
}

/// Reads kept bytes as a run would that finds them, and says whether they were taken for whole. What
/// stands in `.digestgen/` may be anything.
pub fn accepts_kept(state: &[u8], documents: &[u8], program: Fingerprint) -> bool {
    let plain: Option<State> = postcard::from_bytes(state).ok();
    let packed = plain.iter().flat_map(|state| &state.documents);
    packed.for_each(|packed| drop(packed.unpack(documents)));
    unseal(state, program).is_some()
}
