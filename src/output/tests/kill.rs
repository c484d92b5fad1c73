//! Real processes, really killed: this test binary starts itself as the build that dies.
//! The steps one by one are tested in `broken`; this finds what they do not show.

use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::process::{Command, Stdio};

use super::*;

/// The site after `n` edits. Each page tells its edit and is long enough to be caught half written.
fn edited(n: usize) -> Site {
    let mut site = Site::new();
    for i in 0..120 {
        // Pages come and go, change or not, and some are now a file, now a folder.
        let edit = n - n % (1 + i % 4);
        match (i + edit) % 5 {
            0 => {}
            1 => drop(site.insert(format!("p/{i}"), page(i, edit))),
            _ => drop(site.insert(format!("p/{i}/index.html"), page(i, edit))),
        }
    }
    site
}

fn page(i: usize, edit: usize) -> String {
    format!("{i} {edit}\n{}", format!("{i}.{edit} ").repeat(400 + (i + edit) % 50))
}

/// Not a test by itself: builds edit after edit into the folder that it reads from standard input.
#[test]
#[ignore = "started by the test below"]
fn child() {
    let mut input = String::new();
    std::io::stdin().read_line(&mut input).unwrap();
    let Some((start, folder)) = input.trim_end().split_once(' ') else { return };
    for n in start.parse::<usize>().unwrap().. {
        build(Path::new(folder), &edited(n)).unwrap();
        println!("built {n}");
    }
}

#[test]
fn killed_at_any_moment_every_file_is_whole() {
    let at = tempfile::tempdir().unwrap();
    let folder = at.path().join("public");
    let (mut with_journal, mut with_stage, mut random) = (0, 0, 0x2545_f491_4f6c_dd1d_u64);
    let mut n = 0;
    let rounds = crate::conditions::rounds(60);
    for round in 0..rounds {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "output::tests::kill::child", "--ignored", "--nocapture"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        writeln!(child.stdin.take().unwrap(), "{n} {}", folder.display()).unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Every third is killed from its very start, the first build of all included; the others in between.
        if round % 3 > 0 {
            lines.by_ref().map(Result::unwrap).find(|line| line.contains("built"));
        }
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Moments are counted in turns, so that a slow machine sees the same ones.
        (0..(random >> 33) % 4_000).for_each(|_| std::thread::yield_now());
        child.kill().unwrap();
        child.wait().unwrap();
        with_journal += usize::from(stage(&folder).join("journal").exists());
        with_stage += usize::from(stage(&folder).exists());

        if folder.exists() {
            for (path, text) in tree(&folder).iter().filter(|(path, _)| !path.ends_with('/')) {
                let head: Vec<usize> =
                    text.lines().next().unwrap().split(' ').map(|part| part.parse().unwrap()).collect();
                assert_eq!(*text, page(head[0], head[1]), "round {round}: {path} is torn");
            }
        }
        n += 7;
        build(&folder, &edited(n)).unwrap();
        assert_eq!(tree(&folder), edited(n), "round {round}");
        if round % 10 == 9 {
            fs::remove_dir_all(&folder).unwrap();
        }
    }
    eprintln!("killed {rounds} times: {with_journal} with a journal, {with_stage} with a stage");
    assert!(with_stage > 0, "some builds were killed while they wrote");
}
