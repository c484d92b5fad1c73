//! The sink in memory: it holds what one build kept and put, and nothing else.
//! The rules for paths are those of the disk and are tested there.

use super::*;
use crate::output::Memory;

#[test]
fn memory_holds_one_build() {
    let first = Memory::new();
    assert!(!first.keep(&path("a")));
    put(&first, "a", "a").unwrap();
    put(&first, "b", "b").unwrap();
    put(&first, "c", "c").unwrap();
    assert!(matches!(put(&first, "../c", "c"), Err(WriteError::BadPath { .. })));
    let second = Memory::after(&first);
    assert!(second.keep(&path("a")) && !second.keep(&path("x")));
    put(&second, "b", "new").unwrap();
    assert_eq!(second.get(&path("b")).as_deref(), Some(&b"new"[..]));
    assert_eq!(second.get(&path("c")), None);
    assert_eq!(second.files().len(), 2);
    assert_eq!(second.into_files().into_keys().collect::<Vec<_>>(), [path("a"), path("b")]);
    assert_eq!(first.files().len(), 3);
}

#[test]
fn memory_reads_static_files() {
    let at = tempfile::tempdir().unwrap();
    let source = at.path().join("s");
    std::fs::write(&source, "static").unwrap();
    let memory = Memory::new();
    memory.put(&path("s"), Content::File { path: &source, size: 6 }).unwrap();
    assert_eq!(memory.get(&path("s")).as_deref(), Some(&b"static"[..]));
    let missing = at.path().join("missing");
    let error = memory.put(&path("t"), Content::File { path: &missing, size: 6 }).unwrap_err();
    assert!(matches!(error, WriteError::Io { .. }), "{error}");
}
