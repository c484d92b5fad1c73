//! Builds that go well: what is written, left and removed.
//! Says nothing of folders that are not ours or of builds that die.

use std::fs;
use std::time::SystemTime;

use super::*;

fn old() -> Site {
    site(&[
        ("index.html", "home"),
        ("papers/a/index.html", "a"),
        ("papers/b/index.html", "b"),
        ("x.css", "x"),
    ])
}

#[test]
fn first_build_makes_the_folder_and_those_above_it() {
    let at = tempfile::tempdir().unwrap();
    for name in ["public", "deep/er/public", "empty/public"] {
        if name.starts_with("empty") {
            fs::create_dir_all(at.path().join(name)).unwrap();
        }
        let folder = at.path().join(name);
        assert_eq!(build(&folder, &old()).unwrap(), counts(4, 0, 0));
        assert_eq!(tree(&folder), old());
        assert!(cfg!(not(unix)) || beside(&folder).is_empty(), "{:?}", beside(&folder));
    }
    let manifest = fs::read_to_string(at.path().join("public").join(MANIFEST)).unwrap();
    let lines = "4 index.html\n1 papers/a/index.html\n1 papers/b/index.html\n1 x.css\n";
    assert_eq!(manifest, format!("digestgen manifest 2\nbuild 00000000000000000000000000000000\n{lines}"));
}

#[test]
fn an_empty_site_is_a_site() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    assert_eq!(build(&folder, &Site::new()).unwrap(), counts(0, 0, 0));
    assert_eq!(build(&folder, &old()).unwrap(), counts(4, 0, 0));
    assert_eq!(build(&folder, &Site::new()).unwrap(), counts(0, 0, 4));
    assert_eq!(tree(&folder), Site::new());
}

#[test]
fn nothing_changed_writes_nothing() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    build(&folder, &old()).unwrap();
    age(&folder, &old());
    assert_eq!(build(&folder, &old()).unwrap(), counts(0, 4, 0));
    let disk = DiskSink::open(&folder).unwrap();
    assert!(old().keys().all(|at| disk.reuse_output(&path(at))));
    assert!(!stage(&folder).exists(), "nothing differs, so nothing is staged");
    assert_eq!(disk.commit().unwrap(), counts(0, 4, 0));
    assert!(times(&folder, &old()).iter().all(|time| *time == SystemTime::UNIX_EPOCH));
}

#[test]
fn only_what_differs_is_written() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    build(&folder, &old()).unwrap();
    age(&folder, &old());
    let mut new = old();
    new.insert("papers/a/index.html".into(), "A".into());
    assert_eq!(build(&folder, &new).unwrap(), counts(1, 3, 0));
    assert_eq!(tree(&folder), new);
    let touched: Vec<bool> =
        times(&folder, &new).iter().map(|time| *time != SystemTime::UNIX_EPOCH).collect();
    assert_eq!(touched, [false, true, false, false, false], "the manifest says the same, so it stays too");
}

#[test]
fn stale_files_and_folders_go_and_others_stay() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    build(&folder, &old()).unwrap();
    fs::write(folder.join("CNAME"), "by hand").unwrap();
    fs::write(folder.join("papers/note"), "by hand").unwrap();
    let new = site(&[("index.html", "home")]);
    assert_eq!(build(&folder, &new).unwrap(), counts(0, 1, 3));
    let left = site(&[("CNAME", "by hand"), ("index.html", "home"), ("papers/note", "by hand")]);
    assert_eq!(tree(&folder), left);
}

#[test]
fn a_file_becomes_a_folder_and_back() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    let file = site(&[("a", "file"), ("z", "")]);
    let deep = site(&[("a/b/c", "deep"), ("a/d", "deep"), ("z", "")]);
    for (new, expected) in [(&file, (2, 0, 0)), (&deep, (2, 1, 1)), (&file, (1, 1, 2)), (&deep, (2, 1, 1))] {
        let (written, unchanged, removed) = expected;
        assert_eq!(build(&folder, new).unwrap(), counts(written, unchanged, removed));
        assert_eq!(tree(&folder), *new);
    }
}

#[test]
fn a_changed_case_loses_no_page() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    build(&folder, &site(&[("A.html", "a")])).unwrap();
    assert_eq!(build(&folder, &site(&[("a.html", "a")])).unwrap(), counts(1, 0, 1));
    assert_eq!(tree(&folder).len(), 1);
    assert_eq!(fs::read_to_string(folder.join("a.html")).unwrap(), "a");
}

#[test]
fn keep_notices_what_was_changed_by_hand() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    build(&folder, &old()).unwrap();
    fs::write(folder.join("index.html"), "longer").unwrap();
    fs::remove_file(folder.join("x.css")).unwrap();
    let disk = DiskSink::open(&folder).unwrap();
    let keeps: Vec<bool> = old().keys().map(|at| disk.reuse_output(&path(at))).collect();
    assert_eq!(keeps, [false, true, true, false]);
    assert!(!disk.reuse_output(&path("never/was")) && !disk.reuse_output(&path("../public/x.css")));
    put(&disk, "index.html", "home").unwrap();
    put(&disk, "x.css", "x").unwrap();
    assert_eq!(disk.commit().unwrap(), counts(2, 2, 0));
    assert_eq!(tree(&folder), old());
}

#[test]
fn the_last_put_counts() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    build(&folder, &old()).unwrap();
    age(&folder, &old());
    let disk = DiskSink::open(&folder).unwrap();
    for (at, text) in old() {
        put(&disk, &at, "something else").unwrap();
        put(&disk, &at, &text).unwrap();
        assert!(disk.reuse_output(&path(&at)));
    }
    assert_eq!(disk.commit().unwrap(), counts(0, 4, 0));
    assert_eq!(tree(&folder), old());
    assert!(times(&folder, &old()).iter().all(|time| *time == SystemTime::UNIX_EPOCH));
}

#[test]
fn static_files_are_copied_and_stay_writable() {
    let at = tempfile::tempdir().unwrap();
    let (folder, source) = (at.path().join("public"), at.path().join("big.bin"));
    // Over the size of a piece, and not a multiple of it.
    let bytes: Vec<u8> = (0..50_001_u32).map(|i| i as u8).collect();
    fs::write(&source, &bytes).unwrap();
    let mut rights = fs::metadata(&source).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&source, rights).unwrap();
    let run = |size: u64| {
        let disk = DiskSink::open(&folder).unwrap();
        disk.write_output(&path("s/big.bin"), Content::File { path: &source, size }).unwrap();
        disk.commit().unwrap()
    };
    assert_eq!(run(50_001), counts(1, 0, 0));
    assert!(!fs::metadata(folder.join("s/big.bin")).unwrap().permissions().readonly());
    assert_eq!(run(50_001), counts(0, 1, 0));
    // A file that grew since it was scanned is copied whole, and listed with the size it has.
    assert_eq!(run(7), counts(1, 0, 0));
    assert_eq!(run(50_001), counts(0, 1, 0));
    let mut changed = bytes.clone();
    *changed.last_mut().unwrap() ^= 1;
    fs::remove_file(&source).unwrap();
    fs::write(&source, &changed).unwrap();
    assert_eq!(run(50_001), counts(1, 0, 0));
    assert_eq!(fs::read(folder.join("s/big.bin")).unwrap(), changed);
}

#[test]
fn large_pages_are_compared_to_their_end() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    for len in [0, 1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, 40_000] {
        let text = "y".repeat(len);
        build(&folder, &site(&[("big", &text)])).unwrap();
        assert_eq!(build(&folder, &site(&[("big", &text)])).unwrap(), counts(0, 1, 0), "{len}");
        if len > 0 {
            let other = format!("{}z", &text[1..]);
            assert_eq!(build(&folder, &site(&[("big", &other)])).unwrap(), counts(1, 0, 0), "{len}");
        }
    }
}

#[test]
fn many_threads_put_at_once() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    let all: Site =
        (0..2_000).map(|i| (format!("p/{}/{i}/index.html", i % 7), format!("page {i}"))).collect();
    for expected in [counts(2_000, 0, 0), counts(0, 2_000, 0)] {
        let disk = DiskSink::open(&folder).unwrap();
        let files: Vec<_> = all.iter().collect();
        std::thread::scope(|scope| {
            for part in files.chunks(250) {
                let disk = &disk;
                scope.spawn(move || part.iter().for_each(|(at, text)| put(disk, at, text).unwrap()));
            }
        });
        assert_eq!(disk.commit().unwrap(), expected);
        assert_eq!(tree(&folder), all);
    }
}
