//! The cache of results for external links: one file in `.digestgen/cache/`, which can be deleted at any time.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::ask::Outcome;
use crate::output::Store;

const FILE: &str = "links.json";
/// Number of results after which the file is written, so that an interrupted run is not lost.
const WRITE_AFTER: usize = 50;

/// Results by URL.
pub struct AnswerCache(Mutex<CachedAnswers>);

#[derive(Default)]
struct CachedAnswers {
    answers: BTreeMap<String, Answer>,
    new: usize,
}

#[derive(Serialize, Deserialize)]
struct Answer {
    /// Since 1970.
    seconds: u64,
    outcome: Outcome,
}

impl AnswerCache {
    /// Reads the cache; empty if it cannot be read.
    pub fn read(cache: &Store) -> Self {
        let answers = cache.read(FILE).and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self(Mutex::new(CachedAnswers { answers: answers.unwrap_or_default(), new: 0 }))
    }

    /// A result that is not older than `max_age`, with its age.
    pub fn get(&self, address: &str, now: Duration, max_age: Duration) -> Option<(Outcome, Duration)> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = known.answers.get(address)?;
        // A time in the future is from another clock.
        let age = now.checked_sub(Duration::from_secs(answer.seconds))?;
        (age < max_age).then(|| (answer.outcome.clone(), age))
    }

    /// Replaces the result for a URL, or removes it if the new one cannot be cached.
    pub fn insert(&self, address: &str, outcome: &Outcome, now: Duration, cache: &Store) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.answers.remove(address);
        if outcome.is_cacheable() {
            let answer = Answer { seconds: now.as_secs(), outcome: outcome.clone() };
            known.answers.insert(address.to_owned(), answer);
        }
        known.new += 1;
        if known.new >= WRITE_AFTER {
            known.write(cache);
        }
    }

    /// Writes the file.
    pub fn write(&self, cache: &Store) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(cache);
    }
}

impl CachedAnswers {
    fn write(&mut self, cache: &Store) {
        self.new = 0;
        // If writing fails, the URLs are requested again next time.
        let _ = cache.replace(FILE, &serde_json::to_vec_pretty(&self.answers).unwrap_or_default());
    }
}
