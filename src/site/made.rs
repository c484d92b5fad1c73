//! What is made when it is first wanted, and then once for all who want it: a value for each entry, and
//! the texts that formats have of such a value. How they are made is told from outside.

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use crate::digest::PaperIndex;
use crate::fingerprint::Fingerprinted;

/// A value for each entry, by [`PaperIndex`]; none are made if nothing shows one.
pub struct Made<T>(Vec<OnceLock<Fingerprinted<T>>>);

impl<T: Hash> Made<T> {
    /// A place for each of `count` entries.
    pub fn new(count: usize) -> Self {
        Self((0..count).map(|_| OnceLock::new()).collect())
    }

    /// The value of an entry, which `make` makes the first time.
    pub fn get(&self, index: PaperIndex, make: impl FnOnce() -> T) -> Fingerprinted<T> {
        self.0[index].get_or_init(|| Fingerprinted::new(make())).clone()
    }
}

/// The texts of a value in so many formats, each made for the first output that holds it. They follow from
/// the value, so they have no part in its hash.
#[derive(Debug)]
pub struct Written<const FORMATS: usize>([OnceLock<Box<str>>; FORMATS]);

impl<const FORMATS: usize> Default for Written<FORMATS> {
    fn default() -> Self {
        Self(std::array::from_fn(|_| OnceLock::new()))
    }
}

impl<const FORMATS: usize> Hash for Written<FORMATS> {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl<const FORMATS: usize> Written<FORMATS> {
    /// The text in a format, given by its number, which `write` makes the first time.
    pub fn get(&self, format: usize, write: impl FnOnce() -> String) -> &str {
        self.0[format].get_or_init(|| write().into_boxed_str())
    }
}
