//! The program, run and watched: how it ended, how long it took and how much memory it had at most.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What came of a run.
pub struct Run {
    /// The exit code; `None` if a signal ended it.
    pub code: Option<i32>,
    /// What it said.
    pub err: String,
    /// How long it took.
    pub time: Duration,
    /// The most memory it had, in MiB; 0 where the system does not tell.
    pub peak: usize,
}

/// A build in `root`, with these words behind it.
pub fn build(root: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_digestgen"));
    command.arg("build").arg("--root").arg(root).args(["--today", crate::site::TODAY]).args(words);
    command.env_remove("DIGESTGEN_BASE_URL").stdin(Stdio::null());
    command
}

/// Runs to the end, or for `limit` at most.
pub fn run(mut command: Command, limit: Duration) -> Run {
    // A file, since a pipe that nobody reads would hold the program up.
    let log = tempfile::NamedTempFile::new().unwrap();
    let start = Instant::now();
    let said = File::options().append(true).open(log.path()).unwrap();
    let mut child = command.stdout(said.try_clone().unwrap()).stderr(said).spawn().unwrap();
    let mut peak = 0;
    let status = loop {
        peak = peak.max(high_water(&child));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > limit {
            child.kill().unwrap();
            break child.wait().unwrap();
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let time = start.elapsed();
    Run { code: status.code(), err: fs::read_to_string(log.path()).unwrap(), time, peak }
}

fn high_water(child: &Child) -> usize {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|kib| kib.parse::<usize>().ok());
    kib.unwrap_or(0) / 1024
}

/// Every file below a folder but digestgen's own list, by path.
pub fn files(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut files = std::collections::BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name != ".digestgen-manifest") {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}
