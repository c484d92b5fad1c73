//! Reads the changes of a site: only the given files if that is enough, otherwise all of it.
//! Returns the files whose content differs. Does not watch the disk.

#![expect(clippy::disallowed_methods, reason = "reads files of the site")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use super::scan::{ReadError, is_of_site, read, relative, scan_again};
use super::{KnownFiles, Source, Sources};
use crate::place::SourcePath;

/// The files that may have changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Changes {
    /// Anything.
    Any,
    /// These files and folders, by their absolute paths.
    Of(BTreeSet<PathBuf>),
}

impl Changes {
    /// Nothing.
    pub fn none() -> Self {
        Self::Of(BTreeSet::new())
    }
}

/// Reads a site again. Returns it, with the files that are new, removed or changed since `last`.
///
/// # Errors
/// Same as [`scan_again`].
pub fn update(
    last: &Sources,
    changes: &Changes,
    now: SystemTime,
) -> Result<(Sources, Vec<SourcePath>), ReadError> {
    let updated = match changes {
        Changes::Of(paths) => update_files(last, paths, now)?,
        Changes::Any => None,
    };
    if let Some((sources, changed)) = updated {
        return Ok((sources, changed));
    }
    let sources = scan_again(&last.root, &last.known_files(), now)?;
    let changed = differences(last, &sources);
    Ok((sources, changed))
}

/// Reads only the given files. `None` if a folder, a link, a theme or an earlier problem is involved, because that
/// can affect other files: then everything must be read.
fn update_files(
    last: &Sources,
    paths: &BTreeSet<PathBuf>,
    now: SystemTime,
) -> Result<Option<(Sources, Vec<SourcePath>)>, ReadError> {
    if !last.links.is_empty() || !last.diagnostics.is_empty() {
        return Ok(None);
    }
    let mut changed = Vec::new();
    for file in paths {
        let path = relative(&last.root, file);
        let old = last.files.get(&path);
        let meta = fs::symlink_metadata(file);
        let is_plain = meta.as_ref().map_or(old.is_some(), fs::Metadata::is_file);
        let is_theme =
            path.as_str().starts_with("themes/") || path.as_str() == "config.toml" && meta.is_err();
        if !is_plain || is_theme || file.to_str().is_none() {
            return Ok(None);
        }
        if !is_of_site(&path) {
            continue;
        }
        let new = match meta {
            Ok(_) => match read(file.clone(), path.clone(), &KnownFiles::default(), now) {
                Ok(Ok((_, source))) => Some(source),
                // Not UTF-8, or removed in the meantime.
                Ok(Err(_)) | Err(_) => return Ok(None),
            },
            Err(_) => None,
        };
        if old.map(fingerprint) != new.as_ref().map(fingerprint) {
            changed.push((path, new));
        }
    }
    let mut sources = last.clone();
    for (path, source) in &changed {
        match source {
            Some(source) => drop(sources.files.insert(path.clone(), source.clone())),
            None => drop(sources.files.remove(path)),
        }
    }
    Ok(Some((sources, changed.into_iter().map(|(path, _)| path).collect())))
}

fn fingerprint(source: &Source) -> crate::fingerprint::Fingerprint {
    source.fingerprint
}

/// Files that are in only one of two snapshots, or differ.
fn differences(old: &Sources, new: &Sources) -> Vec<SourcePath> {
    let differs = |path: &SourcePath, source: &Source, other: &Sources| {
        other.files.get(path).is_none_or(|other| other.fingerprint != source.fingerprint)
    };
    let new_or_other = new.files.iter().filter(|(path, source)| differs(path, source, old));
    let gone = old.files.keys().filter(|path| !new.files.contains_key(*path));
    let changed: BTreeSet<_> = new_or_other.map(|(path, _)| path).chain(gone).cloned().collect();
    changed.into_iter().collect()
}
