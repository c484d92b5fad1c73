//! Tests of the output stage and what they share: sites as maps, folders as maps.
//! Each rule of the stage has a test in one of the files below.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed, as it should")]

mod broken;
mod build;
mod changes;
mod folder;
mod kill;
mod memory;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::location::MANIFEST;
use super::{Content, DiskSink, Sink, WriteError, WriteSummary};
use crate::place::OutputPath;

/// Path to content.
type Site = BTreeMap<String, String>;

fn site(files: &[(&str, &str)]) -> Site {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn path(path: &str) -> OutputPath {
    OutputPath::new(path)
}

fn put(sink: &impl Sink, at: &str, text: &str) -> Result<(), WriteError> {
    sink.write_output(&path(at), Content::Bytes(text.as_bytes()))
}

/// Opens, puts all, commits.
fn build(folder: &Path, site: &Site) -> Result<WriteSummary, WriteError> {
    // However slow the machine is, a build that waits for others gets its turn.
    let disk = DiskSink::open_within(folder, Duration::from_secs(600))?;
    for (path, text) in site {
        put(&disk, path, text)?;
    }
    disk.commit()
}

fn counts(written: usize, unchanged: usize, removed: usize) -> WriteSummary {
    WriteSummary { written, unchanged, removed }
}

/// All files of a folder but the manifest; empty folders are listed too, with a slash.
fn tree(folder: &Path) -> Site {
    let mut found = whole_tree(folder);
    found.remove(MANIFEST);
    found
}

fn whole_tree(folder: &Path) -> Site {
    fn walk(folder: &Path, at: &str, found: &mut Site) {
        let entries: Vec<_> = fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
        if entries.is_empty() && !at.is_empty() {
            found.insert(at.to_owned(), String::new());
        }
        for entry in entries {
            let name = format!("{at}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                walk(&entry.path(), &format!("{name}/"), found);
            } else {
                found.insert(name, fs::read_to_string(entry.path()).unwrap_or_default());
            }
        }
    }
    let mut found = Site::new();
    walk(folder, "", &mut found);
    found
}

/// The files next to the output folder.
fn beside(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.parent().unwrap()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name.contains(".digestgen-")).collect();
    names.sort();
    names
}

fn stage(folder: &Path) -> PathBuf {
    folder.with_file_name(".public.digestgen-stage")
}

fn times(folder: &Path, site: &Site) -> Vec<SystemTime> {
    let files = site.keys().map(String::as_str).chain([MANIFEST]);
    files.map(|path| fs::metadata(folder.join(path)).unwrap().modified().unwrap()).collect()
}

/// Takes all time stamps back, so that a test sees a later write without waiting for the clock.
fn age(folder: &Path, site: &Site) {
    for path in site.keys().map(String::as_str).chain([MANIFEST]) {
        let file = fs::File::options().write(true).open(folder.join(path)).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    }
}
