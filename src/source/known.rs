//! Files known from the last build by size and time, as `make` and git know theirs.

use std::collections::HashMap;
use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::place::SourcePath;

/// The files of the last build that can be known again.
pub type KnownFiles = HashMap<SourcePath, FileStat>;

/// What a file is known by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FileStat {
    size: u64,
    modified: Duration,
    /// The fingerprint of its content.
    pub fingerprint: Fingerprint,
}

/// A file changed this shortly before it was read may change again within the same tick of the file
/// system's clock, so its time says nothing.
const SETTLED: Duration = Duration::from_secs(1);

impl FileStat {
    /// What a file of that content is known by; nothing if it has only just changed.
    pub fn of(meta: &Metadata, fingerprint: Fingerprint, now: SystemTime) -> Option<Self> {
        let time = meta.modified().ok()?;
        let is_settled = now.duration_since(time).is_ok_and(|age| age >= SETTLED);
        let modified = time.duration_since(UNIX_EPOCH).ok()?;
        is_settled.then_some(Self { size: meta.len(), modified, fingerprint })
    }

    /// Whether the file looks as it did.
    pub fn is(&self, meta: &Metadata) -> bool {
        let modified = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        meta.len() == self.size && modified == Some(self.modified)
    }
}
