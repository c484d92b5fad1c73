//! A disk that refuses: it is said, nothing is half done, and the old site stands.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::conditions::skip;
use crate::folder::output as files;
use crate::program::{Watched, build, watched};
use crate::site::{Site, entry, site};

/// A small file system of its own, taken away at the end.
struct Tmpfs(tempfile::TempDir);

impl Tmpfs {
    /// Only root may mount; says aloud when this cannot be done.
    fn new(options: &str, test: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let done = mount(&["-t", "tmpfs", "-o", options, "tmpfs"], folder.path());
        if !done {
            skip(test, "no file system can be mounted here");
        }
        done.then_some(Self(folder))
    }

    fn path(&self) -> PathBuf {
        self.0.path().to_owned()
    }
}

impl Drop for Tmpfs {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

fn mount(words: &[&str], folder: &Path) -> bool {
    cfg!(target_os = "linux")
        && Command::new("mount").args(words).arg(folder).output().is_ok_and(|output| output.status.success())
}

fn digest() -> Site {
    site(&(0..40).map(|n| entry(&format!("e-{n}"), "2025-05-01", "tags = [\"g\"]")).collect::<String>())
}

fn edit(site: &mut Site) {
    for n in 0..40 {
        site.replace(&format!("content/papers/e-{n}.md"), "Note on", &"A long note. ".repeat(800));
    }
}

fn into(site: &Site, output: &Path) -> Watched {
    watched(build(site.root(), &["--output", output.to_str().unwrap()]))
}

#[track_caller]
fn refused(run: &Watched, why: &str) {
    assert_eq!(run.code, Some(3), "{}", run.said);
    assert!(
        run.said.starts_with("error: cannot ") && run.said.contains(why) && run.said.lines().count() == 1,
        "{}",
        run.said
    );
    eprintln!("{}", run.said.trim_end());
}

#[test]
fn a_full_disk() {
    let Some(disk) = Tmpfs::new("size=4m", "a_full_disk") else { return };
    let (mut site, output) = (digest(), disk.path().join("public"));
    assert_eq!(into(&site, &output).code, Some(0));
    let old = files(&output);
    edit(&mut site);
    // The less room there is, the earlier it fails: at the journal, the manifest, a page, the lock.
    for room in [400, 100, 30, 10, 4, 0] {
        let ballast = disk.path().join("ballast");
        let free = free_kib(&disk.path());
        fs::write(&ballast, vec![0; (free - room.min(free)) * 1024]).unwrap();
        refused(&into(&site, &output), "No space left");
        assert!(files(&output) == old, "{room} KiB left");
        fs::remove_file(ballast).unwrap();
        let left: Vec<_> =
            fs::read_dir(disk.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["public"], "{room} KiB left");
    }
    assert_eq!(into(&site, &output).code, Some(0));
    assert!(files(&output) == site.clean().files);
}

fn free_kib(folder: &Path) -> usize {
    let output = Command::new("df").args(["-k", "--output=avail"]).arg(folder).output().unwrap();
    String::from_utf8(output.stdout).unwrap().split_whitespace().last().unwrap().parse().unwrap()
}

#[test]
fn a_disk_without_a_place_for_another_file() {
    let Some(disk) = Tmpfs::new("size=64m,nr_inodes=400", "a_disk_without_a_place_for_another_file") else {
        return;
    };
    let (mut site, output) = (digest(), disk.path().join("public"));
    assert_eq!(into(&site, &output).code, Some(0));
    let old = files(&output);
    for n in 0..400 {
        let _ = fs::write(disk.path().join(format!("ballast-{n}")), "");
    }
    edit(&mut site);
    refused(&into(&site, &output), "No space left");
    assert!(files(&output) == old);
}

#[test]
fn an_output_that_cannot_be_written() {
    let Some(disk) = Tmpfs::new("size=64m", "an_output_that_cannot_be_written") else { return };
    let (mut site, output) = (digest(), disk.path().join("public"));
    assert_eq!(into(&site, &output).code, Some(0));
    let old = files(&output);
    edit(&mut site);
    assert!(mount(&["-o", "remount,ro"], &disk.path()));
    refused(&into(&site, &output), "Read-only file system");
    refused(&into(&site, &disk.path().join("other")), "Read-only file system");
    assert!(mount(&["-o", "remount,rw"], &disk.path()));
    assert!(files(&output) == old);
    assert_eq!(into(&site, &output).code, Some(0));
    assert!(files(&output) == site.clean().files);
}

/// Needs no rights: the system refuses to let any file grow beyond a bound.
#[cfg(unix)]
#[test]
fn files_that_may_not_grow() {
    let mut site = digest();
    let output = site.root().join("public");
    assert_eq!(into(&site, &output).code, Some(0));
    let old = files(&output);
    edit(&mut site);
    let mut command = Command::new("sh");
    command.args([
        "-c",
        "trap '' XFSZ; ulimit -f 1; exec \"$@\"",
        "sh",
        env!("CARGO_BIN_EXE_digestgen"),
        "build",
    ]);
    command.arg("--root").arg(site.root()).args(["--today", crate::site::TODAY]);
    // The bound holds for what it says as well, so it is not read from a file.
    let said = command.output().unwrap();
    assert_eq!(said.status.code(), Some(3), "{said:?}");
    assert!(String::from_utf8_lossy(&said.stderr).contains("File too large"), "{said:?}");
    assert!(files(&output) == old);
    assert_eq!(into(&site, &output).code, Some(0));
    assert!(files(&output) == site.clean().files);
}

/// Without the folder for what is kept a build is slower and nothing else.
#[test]
fn a_site_that_cannot_be_written() {
    let Some(disk) = Tmpfs::new("size=64m", "a_site_that_cannot_be_written") else { return };
    let (mut site, root) = (digest(), disk.path().join("site"));
    assert!(Command::new("cp").arg("-r").arg(site.root()).arg(&root).status().unwrap().success());
    assert!(mount(&["-o", "remount,ro"], &disk.path()));
    let output = tempfile::tempdir().unwrap();
    let output = output.path().join("public");
    let ran = watched(build(&root, &["--output", output.to_str().unwrap()]));
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    eprintln!("{}", ran.said.trim_end());
    assert!(files(&output) == site.clean().files);
}
