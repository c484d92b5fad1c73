//! A collection split into shards with a lock each, so that threads rarely wait for one another.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// More than the usual number of threads, and few enough to be merged quickly.
const COUNT: usize = 32;

/// The shards.
#[derive(Debug)]
pub(super) struct Shards<T>([Mutex<T>; COUNT]);

impl<T: Default> Default for Shards<T> {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Mutex::default()))
    }
}

impl<T: Default> Shards<T> {
    /// The shard of a key, locked. It is valid even after a panic, because each change is a single call.
    pub fn of(&self, key: &str) -> MutexGuard<'_, T> {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let shard = &self.0[(hasher.finish() % COUNT as u64) as usize];
        shard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All parts, locked one after the other.
    pub fn iter(&self) -> impl Iterator<Item = MutexGuard<'_, T>> {
        self.0.iter().map(|part| part.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes all parts out.
    pub fn take(&mut self) -> impl Iterator<Item = T> {
        self.0.iter_mut().map(|shard| std::mem::take(shard.get_mut().unwrap_or_else(PoisonError::into_inner)))
    }
}
