//! Runs the `digestgen` binary as a user does, with an environment that says nothing. Knows no
//! command in particular.

use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// Variables that would change what the program does.
const VARIABLES: [&str; 8] = [
    "DIGESTGEN_BASE_URL",
    "EDITOR",
    "VISUAL",
    "http_proxy",
    "HTTP_PROXY",
    "https_proxy",
    "HTTPS_PROXY",
    "ALL_PROXY",
];

/// What a run of the program printed, and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The program in the site at `root`: `digestgen --root ROOT WORDS…`.
pub fn digestgen(root: &Path, words: &[&str]) -> Command {
    let mut command = program();
    command.arg("--root").arg(root).args(words);
    command
}

/// The program without a word.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_digestgen"));
    for variable in VARIABLES {
        command.env_remove(variable);
    }
    command.stdin(Stdio::null());
    command
}

/// Runs the program in the site at `root`.
#[track_caller]
pub fn run(root: &Path, words: &[&str]) -> Ran {
    ran(digestgen(root, words).output().unwrap())
}

/// Runs a command with this text on its standard input.
#[track_caller]
pub fn run_with_input(command: &mut Command, input: &str) -> Ran {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // A program that does not read its input closes the pipe, which is no fault.
        scope.spawn(move || drop(stdin.write_all(input.as_bytes())));
        ran(child.wait_with_output().unwrap())
    })
}

/// The output of a command, which no signal has ended.
#[track_caller]
pub fn ran(output: Output) -> Ran {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    let Some(code) = output.status.code() else { panic!("{}: {err}", output.status) };
    Ran { code, out, err }
}

/// What came of a run that was watched.
pub struct Watched {
    /// The exit code; `None` if a signal ended it.
    pub code: Option<i32>,
    /// What it printed to stdout and stderr.
    pub said: String,
    /// The most memory it used, in MiB; 0 where the system does not say.
    pub peak: usize,
}

/// How often a watched program is looked at, and how many times before it is stopped: after ten
/// minutes it is taken to run for ever.
const PAUSE: Duration = Duration::from_millis(2);
const LOOKS: u32 = 300_000;

/// A build in `root` on the day of the tests, with these words behind it.
pub fn build(root: &Path, words: &[&str]) -> Command {
    let mut command = digestgen(root, &["build", "--today", crate::site::TODAY]);
    command.args(words);
    command
}

/// Runs to the end and watches how much memory is used. Stops a program that does not end.
#[track_caller]
pub fn watched(mut command: Command) -> Watched {
    // A file, since a pipe that nobody reads would hold the program up.
    let log = tempfile::NamedTempFile::new().unwrap();
    let said = std::fs::File::options().append(true).open(log.path()).unwrap();
    let mut child = command.stdout(said.try_clone().unwrap()).stderr(said).spawn().unwrap();
    let (mut peak, mut looks) = (0, 0);
    let status = loop {
        peak = peak.max(high_water(&child));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        looks += 1;
        if looks > LOOKS {
            child.kill().unwrap();
            break child.wait().unwrap();
        }
        std::thread::sleep(PAUSE);
    };
    Watched { code: status.code(), said: std::fs::read_to_string(log.path()).unwrap(), peak }
}

fn high_water(child: &Child) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|kib| kib.parse::<usize>().ok());
    kib.unwrap_or(0) / 1024
}
