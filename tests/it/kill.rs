//! The program, killed at any moment over a running sequence of edits: every file in the output is whole,
//! and the next build makes what a clean one makes. And two builds at once.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Child;
use std::time::{Duration, Instant};

use crate::hostile::program::{build, files, run};
use crate::rebuild::Random;
use crate::site::{Site, entry, site};

const ENTRIES: usize = 40;
const KILLS: usize = 60;
const LIMIT: Duration = Duration::from_secs(60);

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
    let begun = Instant::now();
    assert_eq!(run(build(site.root(), &[]), LIMIT).code, Some(0));
    let whole = begun.elapsed();
    let mut standing = site.clean().files;
    assert!(files(&output) == standing);

    let (mut killed, mut ended, mut staged, mut journals) = (0, 0, 0, 0);
    while killed < KILLS {
        // Some are killed several times on their way, with edits in between.
        let mut versions: Vec<BTreeMap<String, Vec<u8>>> = vec![standing];
        for _ in 0..=random.below(3) {
            edit(&mut site, &mut random);
            versions.push(site.clean().files);
            let mut child = build(site.root(), &["--quiet"]).spawn().unwrap();
            let moment = match random.below(2) {
                0 => random.below(whole.as_micros() as usize * 2 / 3),
                // The files are being moved.
                _ => {
                    wait_for(&stage.join("journal"), &mut child);
                    random.below(2_000)
                }
            };
            std::thread::sleep(Duration::from_micros(moment as u64));
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
        let next = run(build(site.root(), &["--quiet"]), LIMIT);
        assert_eq!((next.code, next.err.as_str()), (Some(0), ""));
        standing = versions.pop().unwrap();
        assert!(files(&output) == standing, "after {killed} kills the next build differs from a clean one");
        let left = std::fs::read_dir(site.root()).unwrap().map(|entry| entry.unwrap().file_name());
        let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with(".public")).collect();
        assert!(left.is_empty(), "{left:?}");
    }
    eprintln!("killed {killed} times, {staged} with a stage, {journals} with a journal; {ended} were faster");
    assert!(staged > 0 && journals > 0);
}

/// Waits until there is such a file, or the program has ended.
fn wait_for(file: &std::path::Path, child: &mut Child) {
    while !file.exists() && child.try_wait().unwrap().is_none() {
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
    let second = run(build(site.root(), &[]), LIMIT);
    assert_eq!(second.code, Some(3));
    assert!(second.err.contains("another") && second.err.contains("10 s"), "{}", second.err);
    assert!(!site.root().join("public").exists());
}
