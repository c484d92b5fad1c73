//! Detects unchanged files by size and modification time, like `make` and git.

use std::collections::HashMap;
use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::place::SourcePath;

/// The files of the last build, with the data to detect changes.
pub type KnownFiles = HashMap<SourcePath, FileStat>;

/// Size and modification time of a file, with the fingerprint of its content.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FileStat {
    size: u64,
    modified: Duration,
    /// The fingerprint of its content.
    pub fingerprint: Fingerprint,
}

/// A file that changed less than this before it was read may change again without a new modification time,
/// because of the resolution of the file system's clock.
const MTIME_RESOLUTION: Duration = Duration::from_secs(1);

impl FileStat {
    /// The data of a file; `None` if it changed so recently that its modification time is not reliable.
    pub fn of(meta: &Metadata, fingerprint: Fingerprint, now: SystemTime) -> Option<Self> {
        let time = meta.modified().ok()?;
        let is_settled = now.duration_since(time).is_ok_and(|age| age >= MTIME_RESOLUTION);
        let modified = time.duration_since(UNIX_EPOCH).ok()?;
        is_settled.then_some(Self { size: meta.len(), modified, fingerprint })
    }

    /// Whether size and modification time are unchanged.
    pub fn matches(&self, meta: &Metadata) -> bool {
        let modified = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        meta.len() == self.size && modified == Some(self.modified)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::disallowed_methods)]
    use super::*;

    #[test]
    fn a_file_younger_than_a_second_is_not_known() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let written = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        file.as_file().set_modified(written).unwrap();
        let meta = file.as_file().metadata().unwrap();
        let known = |now: SystemTime| FileStat::of(&meta, Fingerprint::default(), now);
        assert!(known(written).is_none());
        assert!(known(written + MTIME_RESOLUTION - Duration::from_millis(1)).is_none());
        assert!(known(written - MTIME_RESOLUTION).is_none(), "the clock was set back");
        let stat = known(written + MTIME_RESOLUTION).unwrap();
        assert!(stat.matches(&meta));
        file.as_file().set_modified(written + Duration::from_millis(1)).unwrap();
        assert!(!stat.matches(&file.as_file().metadata().unwrap()), "of another time");
        file.as_file().set_len(1).unwrap();
        file.as_file().set_modified(written).unwrap();
        assert!(!stat.matches(&file.as_file().metadata().unwrap()), "of another size");
    }
}
