//! The sink in memory: it holds what one build kept and put, and nothing else.
//! The rules for paths are those of the disk and are tested there.

use super::*;
use crate::output::{BuiltFiles, MemorySink, OutputBytes};

fn bytes(files: &BuiltFiles, path: &str) -> Option<Vec<u8>> {
    match files.get(path)? {
        OutputBytes::Bytes(bytes) => Some(bytes.to_vec()),
        OutputBytes::Large(_) => None,
    }
}

#[test]
fn memory_holds_one_build() {
    let first = MemorySink::new();
    assert!(!first.reuse_output(&path("a")));
    put(&first, "b", "b").unwrap();
    put(&first, "a", "a").unwrap();
    put(&first, "c", "c").unwrap();
    put(&first, "e", "e").unwrap();
    assert!(matches!(put(&first, "../c", "c"), Err(WriteError::BadPath { .. })));
    let (first, changed) = first.finish();
    assert_eq!(changed, ["a", "b", "c", "e"].map(path));
    let second = MemorySink::after(&first);
    assert!(second.reuse_output(&path("a")) && !second.reuse_output(&path("x")));
    put(&second, "b", "new").unwrap();
    put(&second, "d", "d").unwrap();
    put(&second, "e", "e").unwrap();
    put(&second, "f", "f").unwrap();
    let (second, changed) = second.finish();
    assert_eq!(changed, ["b", "c", "d", "f"].map(path), "`e` has the bytes it had");
    let paths: Vec<_> = second.iter().map(|(path, _)| path.clone()).collect();
    assert_eq!(paths, ["a", "b", "d", "e", "f"].map(path));
    assert_eq!(bytes(&second, "b").as_deref(), Some(&b"new"[..]));
    assert_eq!(second.get("c"), None);
    assert_eq!(first.len(), 4);
}

#[test]
fn memory_reads_static_files() {
    let at = tempfile::tempdir().unwrap();
    let source = at.path().join("s");
    std::fs::write(&source, "static").unwrap();
    let memory = MemorySink::new();
    memory.write_output(&path("s"), Content::File { path: &source, size: 6 }).unwrap();
    let missing = at.path().join("missing");
    let error = memory.write_output(&path("t"), Content::File { path: &missing, size: 6 }).unwrap_err();
    assert!(matches!(error, WriteError::Io { .. }), "{error}");
    assert_eq!(bytes(&memory.finish().0, "s").as_deref(), Some(&b"static"[..]));
}

#[test]
fn large_files_stay_on_the_disk_and_are_read_as_they_were() {
    let at = tempfile::tempdir().unwrap();
    let source = at.path().join("s");
    std::fs::write(&source, vec![b'x'; 2_000_000]).unwrap();
    let memory = MemorySink::new();
    memory.write_output(&path("s"), Content::File { path: &source, size: 2_000_000 }).unwrap();
    let (files, _) = memory.finish();
    let Some(OutputBytes::Large(file)) = files.get("s") else { panic!("it is held in memory") };
    let mut open = file.open_at(1_999_990).unwrap();
    assert_eq!(open.read(10).unwrap(), b"xxxxxxxxxx");
    std::fs::write(&source, vec![b'y'; 2_000_001]).unwrap();
    assert!(open.read(0).is_err() && file.open_at(0).is_err(), "it is another file now");
    std::fs::remove_file(&source).unwrap();
    assert!(file.open_at(0).is_err());
}
