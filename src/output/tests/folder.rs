//! Whose folder it is: folders of others, damaged manifests, links, bad paths, and two builds at once.
//! Every refusal is checked to leave all files as they were.

use std::fs;
use std::time::Duration;

use super::*;
#[cfg(unix)]
use crate::output::lock::{Lock, is_at};
use crate::output::manifest::Manifest;

#[test]
fn a_folder_of_others_is_refused_and_untouched() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    fs::create_dir(&folder).unwrap();
    for (name, text) in [("thesis.tex", "work"), (MANIFEST, ""), (MANIFEST, "another program's\n")] {
        fs::write(folder.join(name), text).unwrap();
        let before = whole_tree(&folder);
        let error = DiskSink::open(&folder).unwrap_err();
        assert!(matches!(error, WriteError::NotOurs { .. }), "{error}");
        assert!(error.to_string().contains("choose another folder, or empty it by hand"), "{error}");
        assert_eq!(whole_tree(&folder), before);
    }
    for bad in [folder.join("thesis.tex"), folder.join("thesis.tex/x"), "/".into(), at.path().join("no/..")] {
        let error = DiskSink::open(&bad).unwrap_err();
        assert!(matches!(error, WriteError::NotAFolder { .. }), "{bad:?}: {error}");
    }
}

#[test]
fn a_folder_filled_during_the_build_is_left_alone() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    let disk = DiskSink::open(&folder).unwrap();
    put(&disk, "a", "a").unwrap();
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("mine"), "mine").unwrap();
    assert!(matches!(disk.commit().unwrap_err(), WriteError::NotOurs { .. }));
    assert_eq!(whole_tree(&folder), site(&[("mine", "mine")]));
}

#[test]
fn a_damaged_manifest_removes_nothing() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    fs::write(at.path().join("precious"), "outside").unwrap();
    let old = site(&[("a", "a"), ("b", "b")]);
    let absolute = format!("8 {}\n", at.path().join("precious").display());
    for lines in [
        "7 ../precious\n",
        &absolute,
        "1 a\n1 ../../x\n",
        "1 b\n1 a\n",
        "1 a\n1 a\n",
        "1 a",
        "a\n",
        "x a\n",
        "-1 a\n",
        "1 a//b\n",
        "1 .digestgen-manifest\n",
        "\n",
    ] {
        let _ = fs::remove_dir_all(&folder);
        build(&folder, &old).unwrap();
        age(&folder, &old);
        fs::write(
            folder.join(MANIFEST),
            format!("digestgen manifest 2\nbuild 00000000000000000000000000000000\n{lines}"),
        )
        .unwrap();
        // Equal bytes are found without the manifest's help; `b` is stale, but nobody can know.
        assert_eq!(build(&folder, &site(&[("a", "a")])).unwrap(), counts(0, 1, 0), "{lines:?}");
        assert_eq!(tree(&folder), old, "{lines:?}");
        assert_eq!(fs::read_to_string(at.path().join("precious")).unwrap(), "outside");
        assert!(Manifest::parse(fs::read_to_string(folder.join(MANIFEST)).unwrap()).is_some());
    }
    fs::write(
        folder.join(MANIFEST),
        b"digestgen manifest 2\nbuild 00000000000000000000000000000000\n1 \xff\n",
    )
    .unwrap();
    assert_eq!(build(&folder, &old).unwrap(), counts(0, 2, 0));
    fs::write(folder.join(MANIFEST), "digestgen manifest 2\nfrom the future\n").unwrap();
    assert_eq!(build(&folder, &old).unwrap(), counts(0, 2, 0));
}

#[test]
fn bad_paths_are_refused() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    for bad in [
        "",
        "/a",
        "a/",
        "a//b",
        ".",
        "a/./b",
        "..",
        "../a",
        "a/..",
        "a\0",
        "a\nb",
        MANIFEST,
        ".Digestgen-MANIFEST/x",
    ] {
        let disk = DiskSink::open(&folder).unwrap();
        let error = put(&disk, bad, "x").unwrap_err();
        assert!(matches!(error, WriteError::BadPath { .. }), "{bad:?}: {error}");
        assert!(!error.to_string().contains(['\n', '\0']), "{error}");
        assert!(matches!(disk.commit().unwrap_err(), WriteError::Incomplete));
        assert!(!folder.exists());
    }
    build(&folder, &site(&[("…/ü b/.nojekyll", "fine"), ("...", "fine"), ("a b.c", "fine")])).unwrap();
}

#[test]
fn what_is_in_the_way_is_named_and_stays() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    build(&folder, &site(&[("x", "x"), ("d/e", "e")])).unwrap();
    fs::write(folder.join("hand"), "file").unwrap();
    fs::create_dir_all(folder.join("made/sub")).unwrap();
    fs::write(folder.join("d/by-hand"), "file").unwrap();
    let before = whole_tree(&folder);
    for (wanted, way) in [("hand/index.html", "hand"), ("made", "made/sub"), ("d", "d/by-hand")] {
        let error = build(&folder, &site(&[("new", "n"), (wanted, "w"), ("x", "y")])).unwrap_err();
        let WriteError::Clash { path, wanted: reported } = &error else { panic!("{error}") };
        assert_eq!((path, reported.as_str()), (&folder.canonicalize().unwrap().join(way), wanted));
        assert_eq!(whole_tree(&folder), before);
    }
    // Two outputs of one build.
    let error = build(&folder, &site(&[("two", "n"), ("two/three", "w")])).unwrap_err();
    assert!(matches!(error, WriteError::Clash { .. }), "{error}");
    let disk = DiskSink::open(&folder).unwrap();
    assert!(disk.reuse_output(&path("x")) && disk.reuse_output(&path("d/e")));
    put(&disk, "x/y", "w").unwrap();
    assert!(matches!(disk.commit().unwrap_err(), WriteError::Clash { .. }));
    assert_eq!(whole_tree(&folder), before);
    assert!(beside(&folder).is_empty() || cfg!(not(unix)));
}

#[test]
#[cfg(unix)]
fn links_inside_the_output_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let at = tempfile::tempdir().unwrap();
    let (folder, outside) = (at.path().join("public"), at.path().join("outside"));
    let old = site(&[("d/a", "a"), ("d/b", "b"), ("l", "l")]);
    build(&folder, &old).unwrap();
    fs::rename(folder.join("d"), &outside).unwrap();
    symlink(&outside, folder.join("d")).unwrap();
    let error = build(&folder, &site(&[("d/a", "new"), ("l", "new")])).unwrap_err();
    assert!(matches!(&error, WriteError::Link { path } if path.ends_with("d")), "{error}");
    assert_eq!(fs::read_to_string(folder.join("l")).unwrap(), "l");
    // Stale files behind the link belong to another program now.
    assert_eq!(build(&folder, &site(&[("l", "l")])).unwrap(), counts(0, 1, 2));
    assert_eq!(tree(&outside), site(&[("a", "a"), ("b", "b")]));
    // A link at the file itself is replaced, never written through.
    fs::remove_file(folder.join("l")).unwrap();
    fs::write(at.path().join("target"), "l").unwrap();
    symlink(at.path().join("target"), folder.join("l")).unwrap();
    assert!(!DiskSink::open(&folder).unwrap().reuse_output(&path("l")));
    assert_eq!(build(&folder, &site(&[("l", "l")])).unwrap(), counts(1, 0, 0));
    assert!(fs::symlink_metadata(folder.join("l")).unwrap().is_file());
    // The output itself may be a link: the user named it.
    symlink(&folder, at.path().join("www")).unwrap();
    assert_eq!(build(&at.path().join("www"), &site(&[("l", "m")])).unwrap(), counts(1, 0, 0));
    assert!(fs::symlink_metadata(at.path().join("www")).unwrap().is_symlink());
    symlink(at.path().join("nowhere"), at.path().join("dangling")).unwrap();
    let error = DiskSink::open(&at.path().join("dangling")).unwrap_err();
    assert!(matches!(error, WriteError::NotAFolder { .. }), "{error}");
}

#[test]
fn the_second_build_waits_or_says_so() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    let first = DiskSink::open(&folder).unwrap();
    put(&first, "a", "first").unwrap();
    let error = DiskSink::open_within(&folder, Duration::from_millis(40)).unwrap_err();
    assert!(matches!(error, WriteError::Busy { .. }), "{error}");
    std::thread::scope(|scope| {
        let second = scope.spawn(|| build(&folder, &site(&[("a", "second")])));
        first.commit().unwrap();
        assert_eq!(second.join().unwrap().unwrap(), counts(1, 0, 0));
    });
    assert_eq!(tree(&folder), site(&[("a", "second")]));
}

/// A lock of a file that was removed meanwhile would keep nobody out. The moment is too short to be met in
/// a test with threads, so the question itself is asked.
#[test]
#[cfg(unix)]
fn a_lock_on_a_removed_file_does_not_count() {
    let at = tempfile::tempdir().unwrap();
    let named = at.path().join("lock");
    let open = fs::File::create(&named).unwrap();
    assert!(is_at(&open, &named));
    fs::remove_file(&named).unwrap();
    assert!(!is_at(&open, &named));
    fs::write(&named, "").unwrap();
    assert!(!is_at(&open, &named));
}

#[test]
fn many_builds_at_once_end_as_one_of_them() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    let one = |n: usize| (0..20).map(|i| (format!("{i}"), format!("build {n}"))).collect::<Site>();
    std::thread::scope(|scope| {
        for n in 0..8 {
            let folder = &folder;
            scope.spawn(move || (0..5).for_each(|_| assert!(build(folder, &one(n)).is_ok())));
        }
    });
    assert!((0..8).any(|n| tree(&folder) == one(n)), "{:?}", tree(&folder));
}

/// A build that waited may lock a file that the last holder has removed, while a third build has made
/// and locked a new one: two builds would write at once.
#[test]
#[cfg(unix)]
fn a_lock_on_a_removed_file_is_none() {
    let at = tempfile::tempdir().unwrap();
    let path = at.path().join("lock");
    let waiting = fs::File::create(&path).unwrap();
    fs::remove_file(&path).unwrap();
    let third = Lock::of(fs::File::create(&path).unwrap(), &path).unwrap();
    assert!(third.is_some());
    assert!(Lock::of(waiting, &path).unwrap().is_none(), "the path names another file");
    assert!(Lock::of(fs::File::open(&path).unwrap(), &path).unwrap().is_none(), "another build holds it");
    drop(third);
    assert!(!path.exists());
}
