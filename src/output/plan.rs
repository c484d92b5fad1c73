//! Plans the steps from the current output to the new one, and checks that they are possible. Changes nothing: files that
//! are in the way are reported while the old site is still complete.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::Path;

use super::WriteError;
use super::error::io;
use super::location::{MANIFEST, folders, parent};
use super::step::JournalStep;

/// The steps for the files that a build staged (`staged`, sorted), and for those that the last build wrote and this one
/// did not (`stale`, sorted). Stale files are removed last, so that a page exists while others still link to it, except
/// for those in the way of a new file, which are removed first.
pub(super) fn plan(
    folder: &Path,
    staged: &[&str],
    stale: &[&str],
    manifest_differs: bool,
) -> Result<Vec<JournalStep>, WriteError> {
    let mut checker = PathChecker {
        folder,
        stale,
        checked: HashSet::new(),
        missing: HashSet::new(),
        first: BTreeSet::new(),
    };
    for path in staged {
        checker.check_path(path)?;
    }
    let mut first = checker.first;
    if !stale.is_empty() {
        // On file systems that ignore case, removing the old `A.html` last would remove the new `a.html`.
        let folded: HashSet<String> = staged.iter().map(|path| path.to_lowercase()).collect();
        first.extend(stale.iter().filter(|path| folded.contains(&path.to_lowercase())));
    }
    let remove = |path: &str| JournalStep::Remove(path.to_owned());
    let mut steps: Vec<JournalStep> = first.iter().map(|path| remove(path)).collect();
    steps.extend(staged.iter().map(|path| JournalStep::Move((*path).to_owned())));
    steps.extend(stale.iter().filter(|path| !first.contains(*path)).map(|path| remove(path)));
    if manifest_differs {
        steps.push(JournalStep::Move(MANIFEST.to_owned()));
    }
    Ok(steps)
}

struct PathChecker<'a> {
    folder: &'a Path,
    stale: &'a [&'a str],
    /// Folders that were checked.
    checked: HashSet<&'a str>,
    /// Those that do not exist yet, so that nothing in them can be in the way.
    missing: HashSet<&'a str>,
    /// Stale files that must be removed before the new files are moved.
    first: BTreeSet<&'a str>,
}

impl<'a> PathChecker<'a> {
    /// Checks the folders of a path, and the path itself.
    fn check_path(&mut self, path: &'a str) -> Result<(), WriteError> {
        for part in folders(path) {
            if !self.checked.insert(part) {
                continue;
            }
            if self.missing.contains(parent(part)) {
                self.missing.insert(part);
                continue;
            }
            let place = self.folder.join(part);
            match fs::symlink_metadata(&place) {
                Ok(found) if found.is_dir() => {}
                Ok(found) => match self.stale.binary_search(&part) {
                    Ok(_) => {
                        self.first.insert(part);
                        self.missing.insert(part);
                    }
                    Err(_) if found.is_symlink() => return Err(WriteError::Link { path: place }),
                    Err(_) => return Err(WriteError::Clash { path: place, wanted: path.to_owned() }),
                },
                Err(_) => {
                    self.missing.insert(part);
                }
            }
        }
        if self.missing.contains(parent(path)) {
            return Ok(());
        }
        let place = self.folder.join(path);
        match fs::symlink_metadata(&place) {
            Ok(found) if found.is_dir() => self.remove_first(&place, path, path),
            _ => Ok(()),
        }
    }

    /// A folder is in the way of the file `wanted`. All files in it must be stale, and are removed first.
    fn remove_first(&mut self, place: &Path, path: &str, wanted: &str) -> Result<(), WriteError> {
        let clash = |path: &Path| WriteError::Clash { path: path.to_path_buf(), wanted: wanted.to_owned() };
        let mut empty = true;
        for entry in fs::read_dir(place).map_err(io("read", place))? {
            let entry = entry.map_err(io("read", place))?;
            let is_folder = entry.file_type().map_err(io("read", &entry.path()))?.is_dir();
            let name = entry.file_name();
            let inner =
                name.to_str().map(|name| format!("{path}/{name}")).ok_or_else(|| clash(&entry.path()))?;
            empty = false;
            if is_folder {
                self.remove_first(&entry.path(), &inner, wanted)?;
            } else {
                let found = self.stale.binary_search(&inner.as_str()).map_err(|_| clash(&entry.path()))?;
                self.first.extend(self.stale.get(found));
            }
        }
        // An empty folder is removed only together with a file in it, and there is none.
        if empty { Err(clash(place)) } else { Ok(()) }
    }
}
