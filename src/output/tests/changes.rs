//! The list of changed files is complete, after a killed build too.

use std::collections::BTreeSet;

use tempfile::TempDir;

use super::*;
use crate::fingerprint::Fingerprint;
use crate::output::{ChangeKind, Changes};

/// Opens, puts all, commits, and returns the changes.
fn build_listing(folder: &Path, site: &Site) -> Changes {
    let disk = DiskSink::open_within(folder, Duration::from_secs(600)).unwrap();
    for (path, text) in site {
        put(&disk, path, text).unwrap();
    }
    disk.commit_with_changes(Fingerprint::default()).unwrap().1
}

#[test]
fn a_list_has_every_file_that_is_different() {
    let root = TempDir::new().unwrap();
    let folder = root.path().join("public");
    let (old, new) =
        (site(&[("a", "1"), ("b/c", "1"), ("d", "1")]), site(&[("a", "2"), ("b/e", "1"), ("d", "1")]));
    let list =
        |changes: &Changes| changes.iter().map(|(path, kind)| format!("{kind} {path}")).collect::<Vec<_>>();
    assert_eq!(list(&build_listing(&folder, &old)), ["added a", "added b/c", "added d"]);
    assert_eq!(list(&build_listing(&folder, &new)), ["changed a", "removed b/c", "added b/e"]);
    assert_eq!(list(&build_listing(&folder, &new)), [""; 0]);
    // A file that takes the place of a folder, and the other way round.
    assert_eq!(
        list(&build_listing(&folder, &site(&[("b", "1")]))),
        ["removed a", "added b", "removed b/e", "removed d"]
    );
    assert_eq!(list(&build_listing(&folder, &site(&[("b/x", "1")]))), ["removed b", "added b/x"]);
}

#[test]
fn what_a_killed_build_did_is_in_the_list_of_the_next() {
    let old = site(&[("a", "1"), ("b/c", "1"), ("d", "1"), ("f", "1")]);
    let new = site(&[("a", "2"), ("b/e", "1"), ("d", "1"), ("g", "1")]);
    // Three files are moved, two removed, and the manifest is moved.
    for limit in 0..6 {
        let root = TempDir::new().unwrap();
        let folder = root.path().join("public");
        build(&folder, &old).unwrap();
        let before = tree(&folder);
        let disk = DiskSink::open_within(&folder, Duration::from_secs(600)).unwrap();
        for (path, text) in &new {
            put(&disk, path, text).unwrap();
        }
        disk.commit_until(Some(limit)).unwrap();
        let changes = build_listing(&folder, &new);
        let after = tree(&folder);
        let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let different: Vec<&String> =
            paths.into_iter().filter(|path| before.get(*path) != after.get(*path)).collect();
        assert_eq!(changes.keys().collect::<Vec<_>>(), different, "killed after {limit} steps");
        for (path, kind) in &changes {
            assert_eq!(*kind == ChangeKind::Removed, !after.contains_key(path), "{path} after {limit} steps");
        }
    }
}
