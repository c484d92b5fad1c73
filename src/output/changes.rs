//! Which files of an output a build adds, changes and removes, for programs that copy them elsewhere.
//! Compares paths with what is on disk before anything is moved; changes nothing.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use super::location::MANIFEST;
use super::step::JournalStep;

/// What happened to a file of the output.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChangeKind {
    /// There was no file before.
    Added,
    /// There was one with other content.
    Changed,
    /// There is no file any more.
    Removed,
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        })
    }
}

/// The changed files by path, in the order of their paths. The manifest is not among them.
pub type Changes = BTreeMap<String, ChangeKind>;

/// The changes that a build is going to make: it moves `staged` into `folder` and removes `stale`.
pub(super) fn of(folder: &Path, staged: &[&str], stale: &[&str]) -> Changes {
    let exists = |path: &str| fs::symlink_metadata(folder.join(path)).is_ok_and(|found| !found.is_dir());
    let moved = |path: &str| if exists(path) { ChangeKind::Changed } else { ChangeKind::Added };
    let moved = staged.iter().map(|path| ((*path).to_owned(), moved(path)));
    let removed = stale.iter().filter(|path| exists(path));
    moved.chain(removed.map(|path| ((*path).to_owned(), ChangeKind::Removed))).collect()
}

/// The changes of an earlier build that was killed while it moved files, and is completed now. Which of these
/// files were there before it began is not known any more: those that exist count as changed.
pub(super) fn of_steps(steps: &[JournalStep]) -> Changes {
    let change = |step: &JournalStep| match step {
        JournalStep::Move(path) => (path.clone(), ChangeKind::Changed),
        JournalStep::Remove(path) => (path.clone(), ChangeKind::Removed),
    };
    steps.iter().map(change).filter(|(path, _)| path != MANIFEST).collect()
}

/// The changes of two builds as one. A file that the first removed and the second wrote again has changed.
pub(super) fn join(earlier: Changes, later: Changes) -> Changes {
    let mut all = earlier;
    for (path, kind) in later {
        let kind = match (all.get(&path), kind) {
            (Some(ChangeKind::Removed), ChangeKind::Added) => ChangeKind::Changed,
            (_, kind) => kind,
        };
        all.insert(path, kind);
    }
    all
}
