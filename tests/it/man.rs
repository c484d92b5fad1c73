//! Man pages: one for each command, with its flags, the same in every run.

use std::fs;

use crate::program::program;
use tempfile::TempDir;

fn digestgen(words: &[&str]) -> std::process::Output {
    program().args(words).output().unwrap()
}

#[test]
fn every_command_has_a_page() {
    let folder = TempDir::new().unwrap();
    let man = folder.path().join("share/man/man1");
    for _ in 0..2 {
        let output = digestgen(&["man", man.to_str().unwrap()]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stdout.is_empty(), "nothing else is written");
    }
    let help = String::from_utf8(digestgen(&["--help"]).stdout).unwrap();
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let commands = commands.lines().map(|line| line.split_whitespace().next().unwrap());
    let commands: Vec<&str> = commands.filter(|command| *command != "help").collect();
    assert!(commands.len() >= 10, "{commands:?}");
    for command in &commands {
        let page = fs::read_to_string(man.join(format!("digestgen-{command}.1"))).unwrap();
        assert!(page.contains(".SH OPTIONS") && page.contains(".SH SYNOPSIS"), "{command}");
    }
    let main = fs::read_to_string(man.join("digestgen.1")).unwrap();
    assert!(commands.iter().all(|command| main.contains(&format!("digestgen\\-{command}(1)"))), "{main}");
    let build = fs::read_to_string(man.join("digestgen-build.1")).unwrap();
    assert!(build.contains("\\-\\-strict") && build.contains("DIGESTGEN_BASE_URL"), "{build}");
    assert!(man.join("digestgen-theme-eject.1").is_file());
    let written = fs::read_dir(&man).unwrap().count();
    assert_eq!(written, 1 + commands.len() + 2, "the program, its commands, and two of `theme`");
}

#[test]
fn a_folder_that_is_a_file_is_an_error() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    let output = digestgen(&["man", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("file"), "the path is named");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}
