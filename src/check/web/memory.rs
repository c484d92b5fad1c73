//! What the web answered, and when: one file in `.digestgen/cache/`, which can be lost at any time.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::ask::Outcome;
use crate::output::Store;

const FILE: &str = "links.json";
/// It is written after so many answers, so that an interrupted run has not asked for nothing.
const SOME: usize = 50;

/// Answers by address.
pub struct Memory(Mutex<Known>);

#[derive(Default)]
struct Known {
    answers: BTreeMap<String, Answer>,
    new: usize,
}

#[derive(Serialize, Deserialize)]
struct Answer {
    /// Since 1970.
    seconds: u64,
    outcome: Outcome,
}

impl Memory {
    /// What is remembered, if it can be read.
    pub fn read(cache: &Store) -> Self {
        let answers = cache.read(FILE).and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self(Mutex::new(Known { answers: answers.unwrap_or_default(), new: 0 }))
    }

    /// An answer that is no older than `max_age`, and its age.
    pub fn get(&self, address: &str, now: Duration, max_age: Duration) -> Option<(Outcome, Duration)> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = known.answers.get(address)?;
        // An answer of the future is of another clock.
        let age = now.checked_sub(Duration::from_secs(answer.seconds))?;
        (age < max_age).then(|| (answer.outcome.clone(), age))
    }

    /// Remembers an answer, if it can be expected to last; forgets the one before.
    pub fn keep(&self, address: &str, outcome: &Outcome, now: Duration, cache: &Store) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.answers.remove(address);
        if outcome.lasts() {
            let answer = Answer { seconds: now.as_secs(), outcome: outcome.clone() };
            known.answers.insert(address.to_owned(), answer);
        }
        known.new += 1;
        if known.new >= SOME {
            known.write(cache);
        }
    }

    /// Writes it.
    pub fn write(&self, cache: &Store) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(cache);
    }
}

impl Known {
    fn write(&mut self, cache: &Store) {
        self.new = 0;
        // What cannot be kept is asked for again.
        let _ = cache.replace(FILE, &serde_json::to_vec_pretty(&self.answers).unwrap_or_default());
    }
}
