//! A value for each entry, built when an output first needs it and then shared by all.

use std::hash::Hash;
use std::sync::OnceLock;

use crate::digest::PaperIndex;
use crate::fingerprint::Fingerprinted;

/// A value for each entry, by [`PaperIndex`]. Values that no output shows are never built.
pub struct PerPaper<T>(Vec<OnceLock<Fingerprinted<T>>>);

impl<T: Hash> PerPaper<T> {
    /// No values yet, for `count` entries.
    pub fn new(count: usize) -> Self {
        Self((0..count).map(|_| OnceLock::new()).collect())
    }

    /// The value of an entry, which `build` returns the first time.
    pub fn get(&self, index: PaperIndex, build: impl FnOnce() -> T) -> Fingerprinted<T> {
        self.0[index].get_or_init(|| Fingerprinted::new(build())).clone()
    }
}
