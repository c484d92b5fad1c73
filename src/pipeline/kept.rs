//! What a build keeps in `.digestgen/` for the next one: the state of the last build, and where its
//! documents lie. It is worth nothing unless it is whole and of this very program.

use std::io;

use serde::{Deserialize, Serialize};

use super::archive::{Archive, Packed};
use super::memo::{Last, Memo, PageKey};
use crate::fingerprint::Fingerprint;
use crate::output::Store;
use crate::place::{OutputPath, SourcePath};
use crate::source::{FileStat, KnownFiles};

const STATE: &str = "state";

/// What a build keeps, read back.
pub struct Kept {
    state: State,
}

#[derive(Default, Serialize, Deserialize)]
struct State {
    sources: Vec<(SourcePath, FileStat)>,
    pages: Vec<(OutputPath, PageKey)>,
    last: Option<Last>,
    documents: Vec<Packed>,
    /// How long the file of documents is.
    end: u64,
}

impl Kept {
    /// Reads what the last build by this program kept.
    pub fn read(store: &Store, program: Fingerprint) -> Self {
        let state = store.read(STATE).and_then(|bytes| unseal(&bytes, program)).unwrap_or_default();
        Self { state }
    }

    /// Whether nothing was kept, so that all will be read.
    pub fn is_empty(&self) -> bool {
        self.state.sources.is_empty()
    }

    /// The text files that need not be read again if they look the same.
    pub fn sources(&self) -> KnownFiles {
        self.state.sources.iter().cloned().collect()
    }

    /// A memo that knows what was kept, and keeps documents as they are read. `build_there` is what the
    /// output holds; pages of another build are forgotten.
    pub fn into_memo(self, store: &Store, build_there: Option<Fingerprint>) -> Memo {
        let State { pages, last, documents, end, .. } = self.state;
        let archive = Some(Archive::new(store.clone(), documents, end));
        let memo = Memo { pages, last, archive, ..Memo::default() };
        if build_there == Some(memo.build()) {
            return memo;
        }
        Memo { archive: memo.archive, ..Memo::default() }
    }
}

/// The state of a build, ready to be written when its outputs are in their place.
pub struct Sealed(Vec<u8>);

impl Memo {
    /// Seals this memo for the next run of this program.
    ///
    /// # Errors
    ///
    /// When the disk has refused a document. That costs the next run time, and nothing else.
    pub fn seal(&self, program: Fingerprint, sources: &KnownFiles) -> io::Result<Sealed> {
        let mut sources: Vec<_> = sources.iter().map(|(path, stat)| (path.clone(), *stat)).collect();
        sources.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let (documents, end) = self.archive.as_ref().map(Archive::state).transpose()?.unwrap_or_default();
        let (pages, documents) = (self.pages.clone(), documents.to_vec());
        Ok(Sealed(seal(&State { sources, pages, last: self.last.clone(), documents, end }, program)))
    }
}

impl Sealed {
    /// Keeps the memo for the next run. The outputs must be in their place.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn keep(&self, store: &Store) -> io::Result<()> {
        store.replace(STATE, &self.0)
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
