//! Builds that do not end: dropped, stopped after any step, refused by the disk.
//! After each, every file is whole, and the next build equals a clean one.

use std::fs;

use super::*;
use crate::output::journal::{format, parse, pending};
use crate::output::location::Location;
use crate::output::manifest::read;
use crate::output::step::JournalStep;

#[test]
fn a_build_that_is_dropped_leaves_the_old_site() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    let disk = DiskSink::open(&folder).unwrap();
    put(&disk, "a/b", "b").unwrap();
    assert!(stage(&folder).exists());
    drop(disk);
    assert!(!stage(&folder).exists() && !folder.exists());
    let old = site(&[("a", "a"), ("b", "b")]);
    build(&folder, &old).unwrap();
    let before = whole_tree(&folder);
    put(&DiskSink::open(&folder).unwrap(), "a", "new").unwrap();
    assert_eq!(whole_tree(&folder), before);
    assert!(!stage(&folder).exists());
}

/// Nobody looks at the place of the manifest before the first move, so a folder there stops the second.
#[test]
fn a_build_that_is_refused_between_two_moves_is_completed_by_the_next() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    build(&folder, &site(&[("a", "old"), ("b", "old")])).unwrap();
    let (manifest, aside) = (folder.join(MANIFEST), at.path().join("manifest"));
    let disk = DiskSink::open(&folder).unwrap();
    put(&disk, "a", "new a").unwrap();
    put(&disk, "b", "new b").unwrap();
    fs::rename(&manifest, &aside).unwrap();
    fs::create_dir(&manifest).unwrap();
    fs::write(manifest.join("x"), "x").unwrap();
    assert!(matches!(disk.commit().unwrap_err(), WriteError::Clash { .. }));
    assert!(stage(&folder).join("journal").exists(), "what is left to do is kept");
    fs::remove_dir_all(&manifest).unwrap();
    fs::rename(&aside, &manifest).unwrap();
    drop(DiskSink::open(&folder).unwrap());
    assert_eq!(tree(&folder), site(&[("a", "new a"), ("b", "new b")]));
    assert!(fs::read_to_string(&manifest).unwrap().contains("5 a"), "the new manifest is in place");
    assert!(!stage(&folder).exists());
}

/// Refused at the first move, nothing has changed and nothing is kept.
#[test]
fn a_build_that_is_refused_at_its_first_move_leaves_no_stage() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    build(&folder, &site(&[("a", "a")])).unwrap();
    let manifest = folder.join(MANIFEST);
    let disk = DiskSink::open(&folder).unwrap();
    assert!(disk.reuse_output(&path("a")));
    fs::remove_file(&manifest).unwrap();
    fs::create_dir(&manifest).unwrap();
    fs::write(manifest.join("x"), "x").unwrap();
    // Nothing but the manifest differs, so that its move is the first step.
    disk.commit_with_id(crate::fingerprint::Fingerprint::of_bytes(b"other")).unwrap_err();
    assert!(!stage(&folder).exists());
}

/// Old and new with every kind of change: written, equal, stale, file to folder, folder to file, case.
fn sites() -> (Site, Site, Site) {
    let old = site(&[
        ("Case", "old"),
        ("a", "old a"),
        ("d/e/f", "old f"),
        ("d/g", "old g"),
        ("gone/deep/x", "old x"),
        ("gone/y", "old y"),
        ("index.html", "old"),
        ("same/same", "same"),
        ("shrinks", "old, long"),
    ]);
    let new = site(&[
        ("a/index.html", "new a"),
        ("case", "new"),
        ("d", "new d"),
        ("index.html", "new"),
        ("new/1/2/3", "new"),
        ("same/new", "new"),
        ("same/same", "same"),
        ("shrinks", "new"),
    ]);
    let other = site(&[("a", "third"), ("d/e/f", "third"), ("index.html", "third"), ("new/1", "third")]);
    (old, new, other)
}

#[test]
fn stopped_after_any_step_it_is_completed_by_the_next() {
    let (old, new, other) = sites();
    let clean = |site: &Site| {
        let at = tempfile::tempdir().unwrap();
        build(&at.path().join("public"), site).unwrap();
        whole_tree(&at.path().join("public"))
    };
    let clean = [clean(&old), clean(&new), clean(&other)];
    let mut steps = 0;
    for limit in 0.. {
        for next in [Some((&new, &clean[1])), Some((&other, &clean[2])), None] {
            let at = tempfile::tempdir().unwrap();
            let folder = at.path().join("public");
            build(&folder, &old).unwrap();
            let disk = DiskSink::open(&folder).unwrap();
            for (path, text) in &new {
                put(&disk, path, text).unwrap();
            }
            disk.commit_until(Some(limit)).unwrap();
            let journal = fs::read_to_string(stage(&folder).join("journal")).ok();
            steps = journal.as_deref().map_or(steps, |text| parse(text).unwrap().len());
            for (path, text) in tree(&folder) {
                let whole = [&old, &new].iter().any(|site| site.get(&path) == Some(&text));
                assert!(whole || path.ends_with('/'), "after {limit}: {path} is {text:?}");
            }
            match next {
                Some((site, clean)) => {
                    build(&folder, site).unwrap();
                    assert_eq!(whole_tree(&folder), *clean, "after {limit}");
                }
                // Opening alone completes it, whatever that build then does.
                None => {
                    drop(DiskSink::open(&folder).unwrap());
                    assert_eq!(whole_tree(&folder), clean[1], "after {limit}");
                }
            }
            assert!(!stage(&folder).exists());
        }
        if limit > steps {
            break;
        }
    }
    // 4 in the way, 7 moves, 2 stale, the manifest: counted here so that a case that is lost from the sites is noticed.
    assert_eq!(steps, 14);
}

#[test]
fn a_stage_without_a_whole_journal_is_dropped() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    let old = site(&[("a", "a"), ("b", "b")]);
    build(&folder, &old).unwrap();
    fs::write(at.path().join("precious"), "outside").unwrap();
    let whole = format(&[JournalStep::Remove("a".into()), JournalStep::Move("b".into())]);
    let mut journals: Vec<String> = (0..whole.len()).map(|end| whole[..end].to_owned()).collect();
    journals.push(whole.replace(" a", " ../precious"));
    journals.push(whole.replace(" b", " /etc/b"));
    journals.push(whole.replace("remove a", "remove .digestgen-manifest"));
    for (i, journal) in journals.iter().enumerate() {
        fs::create_dir_all(stage(&folder).join("new")).unwrap();
        fs::write(stage(&folder).join("new/b"), "half").unwrap();
        let name = if i == 0 { "journal.draft" } else { "journal" };
        fs::write(stage(&folder).join(name), journal).unwrap();
        assert_eq!(build(&folder, &old).unwrap(), counts(0, 2, 0), "{journal:?}");
        assert_eq!(tree(&folder), old);
        assert!(!stage(&folder).exists());
    }
    assert!(at.path().join("precious").exists());
}

#[test]
fn a_journal_touches_only_what_is_ours() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    let plant = |steps: &[JournalStep]| {
        fs::create_dir_all(stage(&folder).join("new")).unwrap();
        fs::write(stage(&folder).join("new/b"), "planted").unwrap();
        fs::write(stage(&folder).join("journal"), format(steps)).unwrap();
    };
    let steps = [JournalStep::Remove("mine".into()), JournalStep::Move("b".into())];
    // No output any more: half a site would come of it.
    plant(&steps);
    drop(DiskSink::open(&folder).unwrap());
    assert!(!folder.exists() && !stage(&folder).exists());
    // A folder of another program.
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("mine"), "mine").unwrap();
    plant(&steps);
    assert!(matches!(DiskSink::open(&folder).unwrap_err(), WriteError::NotOurs { .. }));
    assert_eq!(tree(&folder), site(&[("mine", "mine")]));
    // Ours, with a file the manifest does not list.
    fs::write(folder.join(MANIFEST), "digestgen manifest 2\nbuild 00000000000000000000000000000000\n")
        .unwrap();
    plant(&steps);
    drop(DiskSink::open(&folder).unwrap());
    assert_eq!(tree(&folder), site(&[("b", "planted"), ("mine", "mine")]));
}

/// Where case does not tell names apart, doing the removal again would remove the page that was moved.
#[test]
fn what_stands_before_a_finished_move_is_not_done_again() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    build(&folder, &site(&[("A", "old"), ("z", "old")])).unwrap();
    let location = Location::of(&folder).unwrap();
    let last = read(&folder).unwrap().unwrap();
    let steps = [
        JournalStep::Remove("A".into()),
        JournalStep::Move("a".into()),
        JournalStep::Move("b".into()),
        JournalStep::Remove("z".into()),
    ];
    fs::create_dir_all(&location.new).unwrap();
    fs::write(location.new.join("a"), "").unwrap();
    fs::write(location.new.join("b"), "").unwrap();
    for (moved, left) in [("none", 0), ("a", 2), ("b", 3)] {
        let _ = fs::remove_file(location.new.join(moved));
        assert_eq!(pending(&location, steps.to_vec(), &last), steps[left..]);
    }
}

#[test]
fn a_missing_static_file_loses_the_build_only() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    let old = site(&[("a", "a")]);
    build(&folder, &old).unwrap();
    for source in [at.path().join("nowhere"), at.path().to_path_buf()] {
        let disk = DiskSink::open(&folder).unwrap();
        put(&disk, "a", "new").unwrap();
        let error = disk.write_output(&path("s"), Content::File { path: &source, size: 3 }).unwrap_err();
        assert!(matches!(&error, WriteError::Io { path, .. } if *path == source), "{error}");
        assert!(matches!(disk.commit().unwrap_err(), WriteError::Incomplete));
        assert_eq!(tree(&folder), old);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_the_old_site() {
    use std::error::Error as _;
    use std::process::Command;
    struct Mount(PathBuf);
    impl Drop for Mount {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg(&self.0).status();
        }
    }
    let at = tempfile::tempdir().unwrap();
    let mount =
        Command::new("mount").args(["-t", "tmpfs", "-o", "size=512k", "none"]).arg(at.path()).output();
    if !mount.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: a small file system cannot be mounted here");
        return;
    }
    let _mount = Mount(at.path().to_path_buf());
    let folder = at.path().join("public");
    let pages =
        |n: usize, text: &str| (0..n).map(|i| (format!("p/{i}"), text.repeat(2_000))).collect::<Site>();
    // The first build: no output, and nothing left.
    let error = build(&folder, &pages(300, "x")).unwrap_err();
    assert!(error.to_string().ends_with("free some space and build again"), "{error}");
    assert!(error.source().is_some());
    assert!(!folder.exists() && beside(&folder).is_empty());
    // The second: the old one stays.
    build(&folder, &pages(50, "x")).unwrap();
    let before = whole_tree(&folder);
    assert!(matches!(build(&folder, &pages(300, "y")).unwrap_err(), WriteError::Io { .. }));
    assert_eq!(whole_tree(&folder), before);
    assert!(beside(&folder).is_empty());
    build(&folder, &pages(50, "y")).unwrap();
    assert_eq!(tree(&folder), pages(50, "y"));
    // A mount point can be nobody's output.
    let error = DiskSink::open(at.path()).unwrap_err();
    assert!(matches!(error, WriteError::OtherFileSystem { .. }), "{error}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_read_only_output_is_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    let old = site(&[("a", "a"), ("b", "b"), ("c", "c")]);
    build(&folder, &old).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(folder.join("probe"), "").is_ok() {
        fs::remove_file(folder.join("probe")).unwrap();
        eprintln!("skipped: this user may write to read-only folders");
        return;
    }
    let error = build(&folder, &site(&[("a", "new"), ("d", "new")])).unwrap_err();
    assert!(error.to_string().contains("allow digestgen access"), "{error}");
    assert_eq!(tree(&folder), old);
    assert!(beside(&folder).is_empty());
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
}
