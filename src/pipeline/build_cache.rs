//! What a build saves in `.digestgen/` for the next one: the state of the last build, and the positions of its
//! documents. It is used only if it is undamaged and was written by the same build of the program.

use std::io;

use serde::{Deserialize, Serialize};

use super::document_cache::{CacheEntry, DocumentCache};
use super::memo::{Memo, OutputMemo, PageKey, PreviousBuild};
use crate::fingerprint::Fingerprint;
use crate::output::Store;
use crate::place::{OutputPath, SourcePath};
use crate::source::{FileStat, KnownFiles};

const STATE: &str = "state";

/// What the last build saved.
pub struct BuildCache {
    state: State,
}

#[derive(Default, Serialize, Deserialize)]
struct State {
    sources: Vec<(SourcePath, FileStat)>,
    pages: Vec<(OutputPath, PageKey)>,
    last: Option<PreviousBuild>,
    documents: Vec<CacheEntry>,
    /// The length of the file of documents.
    end: u64,
}

impl BuildCache {
    /// Reads what the last build by this program saved.
    pub fn read(store: &Store, program: Fingerprint) -> Self {
        let state = store.read(STATE).and_then(|bytes| decode(&bytes, program)).unwrap_or_default();
        Self { state }
    }

    /// Whether nothing was saved, so that every file will be read.
    pub fn is_empty(&self) -> bool {
        self.state.sources.is_empty()
    }

    /// The files that need not be read again if their size and time are the same.
    pub fn sources(&self) -> KnownFiles {
        self.state.sources.iter().cloned().collect()
    }

    /// A memo with what was saved, which saves documents as they are read. `installed_build` identifies the
    /// files in the output folder; pages of another build are dropped.
    pub fn into_memo(self, store: &Store, installed_build: Option<Fingerprint>) -> Memo {
        let State { pages, last, documents, end, .. } = self.state;
        let document_cache = Some(DocumentCache::new(store.clone(), documents, end));
        let outputs = OutputMemo { pages, last, ..OutputMemo::default() };
        let memo = Memo { document_cache, outputs, ..Memo::default() };
        if installed_build == Some(memo.build_id()) {
            return memo;
        }
        Memo { outputs: OutputMemo::default(), ..memo }
    }
}

/// The state of a build, encoded, to be written once its outputs are in place.
pub struct EncodedCache(Vec<u8>);

impl Memo {
    /// Encodes this memo for the next run of this program.
    ///
    /// # Errors
    ///
    /// When a document could not be written. The next run is slower then, nothing else.
    pub fn encode(&self, program: Fingerprint, sources: &KnownFiles) -> io::Result<EncodedCache> {
        let mut sources: Vec<_> = sources.iter().map(|(path, stat)| (path.clone(), *stat)).collect();
        sources.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let (documents, end) =
            self.document_cache.as_ref().map(DocumentCache::state).transpose()?.unwrap_or_default();
        let OutputMemo { pages, last, .. } = &self.outputs;
        let (pages, last, documents) = (pages.clone(), last.clone(), documents.to_vec());
        Ok(EncodedCache(encode(&State { sources, pages, last, documents, end }, program)))
    }
}

impl EncodedCache {
    /// Saves the memo for the next run. The outputs must be in place.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn save(&self, store: &Store) -> io::Result<()> {
        store.replace(STATE, &self.0)
    }
}

/// The state after a checksum that contains the identity of this program.
fn encode(state: &State, program: Fingerprint) -> Vec<u8> {
    let payload = postcard::to_allocvec(state).unwrap_or_default();
    let checksum = Fingerprint::of_bytes(&payload).with(program);
    let mut bytes = checksum.0.to_le_bytes().to_vec();
    bytes.extend(payload);
    bytes
}

fn decode(bytes: &[u8], program: Fingerprint) -> Option<State> {
    let (checksum, payload) = bytes.split_first_chunk::<16>()?;
    let is_valid = Fingerprint::of_bytes(payload).with(program).0 == u128::from_le_bytes(*checksum);
    is_valid.then(|| postcard::from_bytes(payload).ok()).flatten()
}

/// Reads saved bytes as the next run would, and returns whether it would use them. The files in `.digestgen/`
/// may contain anything; fuzzing calls this.
pub fn accepts_cache(state: &[u8], documents: &[u8], program: Fingerprint) -> bool {
    let plain: Option<State> = postcard::from_bytes(state).ok();
    for entry in plain.iter().flat_map(|state| &state.documents) {
        drop(entry.decode(documents));
    }
    decode(state, program).is_some()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_state_with_any_other_byte_is_not_used() {
        let program = Fingerprint::of_bytes(b"this program");
        let view = Fingerprint::of_bytes(b"a view");
        let page = (OutputPath::new("index.html"), PageKey { inputs: view, view, theme: view });
        let state = State { pages: vec![page], end: 0x0102_0304, ..State::default() };
        let bytes = encode(&state, program);
        assert!(decode(&bytes, program).is_some_and(|state| state.pages.len() == 1));
        assert!(decode(&bytes, Fingerprint::of_bytes(b"another program")).is_none());
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(decode(&damaged, program).is_none(), "byte {at} of {}", bytes.len());
        }
        for end in 0..bytes.len() {
            assert!(decode(&bytes[..end], program).is_none(), "the first {end} bytes");
        }
    }
}
