//! What the program keeps in `.digestgen/`: a warm build in a new process is a clean one, and nothing
//! that stands there is trusted blindly.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::conditions::rounds;
use crate::folder::files;
use crate::program::run;
use crate::rebuild::{Random, edit, three, undo};
use crate::site::{Site, entry, site};

/// Builds in a process of its own: the exit code, and what it said.
#[track_caller]
fn build(site: &Site, output: &Path) -> (i32, String) {
    let ran =
        run(site.root(), &["build", "-o", output.to_str().unwrap(), "--quiet", "--today", "2025-06-01"]);
    (ran.code, ran.err)
}

/// The files in `.digestgen/`, which hold one site and one output.
fn kept(site: &Site) -> Vec<PathBuf> {
    let folder = site.root().join(".digestgen");
    files(&folder).into_keys().map(|name| folder.join(name)).collect()
}

/// Makes a file look as if it had been written a while ago.
fn age(path: &Path) {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
}

#[test]
fn after_any_edits_each_warm_build_is_a_clean_one() {
    let mut random = Random::seeded();
    let mut site = three();
    let folder = tempfile::TempDir::new().unwrap();
    let (warm, clean) = (folder.path().join("warm"), folder.path().join("clean"));
    let (mut broken, mut whole) = (Vec::new(), 0);
    let steps = rounds(500);
    for step in 0..steps {
        let mended = if random.below(4) > 0 { broken.pop() } else { None };
        match mended {
            Some(done) => undo(&mut site, &done),
            None => broken.push(edit(&mut site, &mut random)),
        }
        let before = files(&clean);
        let _ = fs::remove_dir_all(&clean);
        let (after_warm, after_clean) = (build(&site, &warm), build(&site, &clean));
        assert_eq!(after_warm, after_clean, "step {step}: {broken:?}");
        if after_clean.0 == 0 {
            assert!(files(&warm) == files(&clean), "step {step}: {broken:?}");
            (broken, whole) = (Vec::new(), whole + 1);
        } else if !before.is_empty() {
            assert!(files(&warm) == before, "step {step}: errors replace nothing");
            // The last whole site is what the next broken build is held against.
            fs::create_dir_all(&clean).unwrap();
            for (path, bytes) in before {
                fs::create_dir_all(clean.join(&path).parent().unwrap()).unwrap();
                fs::write(clean.join(path), bytes).unwrap();
            }
        }
        // What the clean build kept must not make the next one warm.
        for file in kept(&site) {
            let is_of_warm = files(&warm).contains_key(".digestgen-manifest") && is_of(&file, &warm);
            if !is_of_warm {
                let _ = fs::remove_file(file);
            }
        }
    }
    println!("{whole} of {steps} builds were complete");
    assert!(whole > steps / 5 && whole < steps, "{whole} of {steps}");
}

/// Whether a kept file belongs to that output: the folders are told apart by the output's path.
fn is_of(file: &Path, output: &Path) -> bool {
    let name =
        digestgen::fingerprint::Fingerprint::of_bytes(output.as_os_str().as_encoded_bytes()).to_string();
    file.parent().unwrap().file_name().unwrap().to_str() == Some(&name[..16])
}

#[test]
fn a_file_that_looks_as_it_did_is_not_read() {
    let mut site = three();
    let output = site.root().join("public");
    let path = site.root().join("content/papers/a.md");
    age(&path);
    let time = path.metadata().unwrap().modified().unwrap();
    assert_eq!(build(&site, &output).0, 0);
    // The same length and time, other words: only a build that reads the file can tell.
    site.replace("content/papers/a.md", "title = \"a\"", "title = \"z\"");
    File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    let before = files(&output);
    assert_eq!(build(&site, &output).0, 0);
    assert!(files(&output) == before);
    // Touched, it is read, and its content counts.
    File::options().write(true).open(&path).unwrap().set_modified(time + Duration::from_secs(1)).unwrap();
    assert_eq!(build(&site, &output).0, 0);
    assert!(files(&output) != before);
}

#[test]
fn a_file_that_is_touched_writes_nothing() {
    let site = three();
    let output = site.root().join("public");
    assert_eq!(build(&site, &output).0, 0);
    let times = || -> Vec<_> {
        files(&output)
            .into_keys()
            .map(|path| output.join(path).metadata().unwrap().modified().unwrap())
            .collect()
    };
    let before = times();
    age(&site.root().join("content/papers/a.md"));
    assert_eq!(build(&site, &output).0, 0);
    assert!(times() == before);
}

#[test]
fn damaged_or_missing_files_are_ignored() {
    let site = three();
    let output = site.root().join("public");
    assert_eq!(build(&site, &output).0, 0);
    let whole = files(&output);
    let mut random = Random::seeded();
    for round in 0..rounds(120) {
        let kept = kept(&site);
        let file = &kept[random.below(kept.len())];
        let mut bytes = fs::read(file).unwrap();
        match random.below(4) {
            0 => fs::remove_file(file).unwrap(),
            1 => {
                bytes.truncate(random.below(bytes.len()));
                fs::write(file, bytes).unwrap();
            }
            2 => fs::write(file, b"something else").unwrap(),
            _ => {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
                fs::write(file, bytes).unwrap();
            }
        }
        // Now and then the output has to be made again too.
        if round % 3 == 0 {
            fs::remove_file(output.join("papers/a/index.html")).unwrap();
        }
        assert_eq!(build(&site, &output), (0, String::new()), "round {round}");
        assert!(files(&output) == whole, "round {round}");
    }
}

#[test]
fn another_site_in_the_same_output_is_noticed() {
    let here = three();
    let there = site(&entry("a", "2025-05-01", ""));
    let folder = tempfile::TempDir::new().unwrap();
    let output = folder.path().join("out");
    let mut seen = Vec::new();
    for site in [&here, &there, &here, &there] {
        assert_eq!(build(site, &output).0, 0);
        seen.push(files(&output));
    }
    assert!(seen[0] == seen[2] && seen[1] == seen[3] && seen[0] != seen[1]);
}

/// The file of documents of a site's only output.
fn documents(site: &Site) -> PathBuf {
    kept(site).into_iter().find(|file| file.ends_with("documents")).expect("documents are kept")
}

/// Writes an entry whose document is always as long.
fn write_entry(site: &mut Site, n: usize, round: usize) {
    let text = format!("{round:04} ").repeat(400);
    site.write(
        &format!("content/papers/e-{n}.md"),
        format!("+++\ntitle = \"E {n}\"\ndate = 2025-05-01\n+++\n{text}\n"),
    );
}

#[test]
fn documents_are_added_and_packed_again_when_half_is_of_no_use() {
    let mut site = site("");
    (0..10).for_each(|n| write_entry(&mut site, n, 0));
    let output = site.root().join("public");
    assert_eq!(build(&site, &output).0, 0);
    let length = |site: &Site| documents(site).metadata().unwrap().len();
    let first = length(&site);
    let mut lengths = Vec::new();
    for round in 1..=30 {
        write_entry(&mut site, round % 10, round);
        assert_eq!(build(&site, &output), (0, String::new()));
        lengths.push(length(&site));
    }
    let one = first / 10;
    assert!(
        lengths[0] > first && lengths[0] < first + 2 * one,
        "one document was added: {first}, {lengths:?}"
    );
    let (longest, shortest) = (lengths.iter().max().unwrap(), lengths.iter().min().unwrap());
    assert!(*longest <= 2 * first + 2 * one, "half is of use: {first}, {lengths:?}");
    assert!(*longest > first * 3 / 2, "it is not packed for each document: {first}, {lengths:?}");
    assert!(*shortest <= first + one, "it was packed: {first}, {lengths:?}");
}

#[test]
fn documents_that_were_cut_are_written_anew() {
    let mut site = site("");
    (0..10).for_each(|n| write_entry(&mut site, n, 0));
    let output = site.root().join("public");
    assert_eq!(build(&site, &output).0, 0);
    let file = documents(&site);
    let whole = file.metadata().unwrap().len();
    File::options().write(true).open(&file).unwrap().set_len(whole / 2).unwrap();
    write_entry(&mut site, 0, 1);
    assert_eq!(build(&site, &output), (0, String::new()));
    let after = file.metadata().unwrap().len();
    assert!(after.abs_diff(whole) < whole / 100, "{after} of {whole} bytes");
}
