//! The program, killed at any moment over a running sequence of edits: every file in the output is whole,
//! and the next build makes what a clean one makes. And two builds at once.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Child;

use crate::conditions::rounds;
use crate::folder::output as files;
use crate::program::{build, watched};
use crate::rebuild::Random;
use crate::site::{Site, entry, site};

const ENTRIES: usize = 40;

fn path(n: usize) -> String {
    format!("content/papers/e-{n}.md")
}

fn write(site: &mut Site, random: &mut Random, n: usize) {
    let more = format!(
        "topics = [\"T{}\"]\ntags = [\"g{}\"]\nauthors = [\"Ada N{}\"]",
        random.below(4),
        random.below(6),
        random.below(9)
    );
    let date = format!("2025-0{}-{:02}", 1 + random.below(4), 1 + random.below(28));
    let mut text = entry("x", &date, &more)
        .replace("title = \"x\"", &format!("title = \"E{n}, {}\"", random.below(1000)));
    // Long enough to be caught half written.
    (0..random.below(3_000)).for_each(|word| write!(text, "word-{word} ").unwrap());
    let (_, text) = text.split_once('\n').unwrap();
    site.write(&path(n), text);
}

fn edit(site: &mut Site, random: &mut Random) {
    for _ in 0..=random.below(5) {
        let n = random.below(ENTRIES);
        match random.below(10) {
            // Entries come and go, and their pages with them.
            0..3 if site.root().join(path(n)).exists() => drop(site.remove(&path(n))),
            0..9 => write(site, random, n),
            // What every page shows.
            _ => {
                let title = format!("title = \"Digest {}\"", random.below(100));
                let config = std::fs::read_to_string(site.root().join("config.toml")).unwrap();
                let (_, rest) = config.split_once('\n').unwrap();
                site.write("config.toml", format!("{title}\n{rest}"));
            }
        }
    }
}

#[test]
fn killed_at_any_moment() {
    let mut random = Random::seeded();
    let mut site = site("");
    (0..ENTRIES).for_each(|n| write(&mut site, &mut random, n));
    let (output, stage) = (site.root().join("public"), site.root().join(".public.digestgen-stage"));
    assert_eq!(watched(build(site.root(), &[])).code, Some(0));
    let mut standing = site.clean().files;
    assert!(files(&output) == standing);

    let (mut killed, mut ended, mut staged, mut journals) = (0, 0, 0, 0);
    let kills = rounds(60);
    // On a fast machine a build may end before it is killed: go on until some were killed in time.
    while killed < kills || (journals == 0 && ended < 1_000) {
        // Some are killed several times on their way, with edits in between.
        let mut versions: Vec<BTreeMap<String, Vec<u8>>> = vec![standing];
        for _ in 0..=random.below(3) {
            edit(&mut site, &mut random);
            versions.push(site.clean().files);
            let mut child = build(site.root(), &["--quiet"]).spawn().unwrap();
            // Moments are counted by what is on the disk, so that a slow machine sees the same ones.
            match random.below(4) {
                // While the site is read.
                0 => (0..random.below(400)).for_each(|_| std::thread::yield_now()),
                // While pages are written.
                1 => {
                    let count = random.below(40);
                    wait_until(&mut child, || std::fs::read_dir(&stage).is_ok_and(|all| all.count() > count));
                }
                // While the files are moved.
                _ => {
                    wait_until(&mut child, || stage.join("journal").exists());
                    (0..random.below(200)).for_each(|_| std::thread::yield_now());
                }
            }
            child.kill().unwrap();
            match child.wait().unwrap().code() {
                None => killed += 1,
                Some(code) => {
                    assert_eq!(code, 0);
                    ended += 1;
                }
            }
            staged += usize::from(stage.exists());
            journals += usize::from(stage.join("journal").exists());
            for (path, bytes) in files(&output) {
                let is_whole = versions.iter().any(|version| version.get(&path) == Some(&bytes));
                assert!(
                    is_whole,
                    "after {killed} kills `{path}` is of no version, {} bytes long",
                    bytes.len()
                );
            }
        }
        let next = watched(build(site.root(), &["--quiet"]));
        assert_eq!((next.code, next.said.as_str()), (Some(0), ""));
        standing = versions.pop().unwrap();
        assert!(files(&output) == standing, "after {killed} kills the next build differs from a clean one");
        let left = std::fs::read_dir(site.root()).unwrap().map(|entry| entry.unwrap().file_name());
        let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with(".public")).collect();
        assert!(left.is_empty(), "{left:?}");
    }
    eprintln!("killed {killed} times, {staged} with a stage, {journals} with a journal; {ended} were faster");
    assert!(
        staged > 0 && journals > 0,
        "some were killed while pages were written, some while they were moved"
    );
}

/// Waits until something holds, or the program has ended.
fn wait_until(child: &mut Child, holds: impl Fn() -> bool) {
    while !holds() && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
}

#[test]
fn two_builds_at_once() {
    let mut random = Random::seeded();
    let mut site = site("");
    (0..ENTRIES).for_each(|n| write(&mut site, &mut random, n));
    let output = site.root().join("public");
    for round in 0..8 {
        let both = [(); 2].map(|()| build(site.root(), &["--quiet"]).spawn().unwrap());
        for mut child in both {
            assert_eq!(child.wait().unwrap().code(), Some(0), "round {round}");
        }
        assert!(files(&output) == site.clean().files, "round {round}");
        edit(&mut site, &mut random);
    }
}

/// Another build holds the output for longer than one waits.
#[test]
fn a_second_build_says_that_it_cannot_wait_any_longer() {
    let site = site(&entry("a", "2025-05-01", ""));
    let lock = std::fs::File::create(site.root().join(".public.digestgen-lock")).unwrap();
    lock.lock().unwrap();
    let second = watched(build(site.root(), &[]));
    assert_eq!(second.code, Some(3));
    assert!(second.said.contains("another") && second.said.contains("10 s"), "{}", second.said);
    assert!(!site.root().join("public").exists());
}
