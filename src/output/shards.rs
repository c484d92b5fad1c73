//! A collection cut into parts with a lock each, so that many threads seldom wait for one another.
//! Knows nothing of what it holds.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// More than the threads of usual machines, few enough to be merged at no cost.
const COUNT: usize = 32;

/// The parts.
#[derive(Debug)]
pub(super) struct Shards<T>([Mutex<T>; COUNT]);

impl<T: Default> Default for Shards<T> {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Mutex::default()))
    }
}

impl<T: Default> Shards<T> {
    /// The part a key belongs to, locked. A thread that panicked while it held one has left it whole:
    /// all changes are single calls.
    pub fn of(&self, key: &str) -> MutexGuard<'_, T> {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let part = &self.0[(hasher.finish() % COUNT as u64) as usize];
        part.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All parts, locked one after the other.
    pub fn iter(&self) -> impl Iterator<Item = MutexGuard<'_, T>> {
        self.0.iter().map(|part| part.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes all parts out.
    pub fn take(&mut self) -> impl Iterator<Item = T> {
        self.0.iter_mut().map(|part| std::mem::take(part.get_mut().unwrap_or_else(PoisonError::into_inner)))
    }
}
