//! `digestgen serve`: starts the server, says where it is and what each change came to, and ends with
//! Ctrl-C.

use std::io::{Write as _, stdout};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use super::FINE;
use super::args::{MessageFormat, ServeArgs};
use super::build::is_entry;
use super::tell::{and_warnings, complain, counts, plural, problems};
use crate::diagnostic::Diagnostic;
use crate::pipeline::Build;
use crate::place::SourcePath;
use crate::serve::{self, News, Now, Server, Settings};
use crate::source::{ReadError, Sources};

/// Serves the site in `root` until it is interrupted.
pub fn run(root: &Path, args: &ServeArgs) -> u8 {
    let root = match root.canonicalize() {
        Ok(root) => root,
        Err(source) => return complain(&ReadError::Io { path: root.to_path_buf(), source }),
    };
    let settings = Settings {
        root,
        overrides: args.shown.overrides(args.base_url.as_ref()),
        day: args.shown.today,
        address: args.bind,
        port: args.port,
        poll: args.poll,
    };
    let now: Now = Arc::new(Timestamp::now);
    let clock = Arc::clone(&now);
    let told = Mutex::default();
    let server = match Server::start(settings, now, move |news| say(&news, clock(), &told)) {
        Ok(server) => server,
        Err(error) => return complain(&error),
    };
    // The address alone goes to stdout: it is what a script asks for. Terminals make a link of it.
    let _ = writeln!(stdout(), "{}", server.home());
    eprintln!("press Ctrl-C to stop");
    if args.open {
        open(&server.home());
    }
    match serve::interrupted() {
        Ok(()) => {
            // A build that runs is not waited for: all it makes is in memory.
            std::mem::forget(server);
            FINE
        }
        Err(error) => complain(&error),
    }
}

/// Says what came of a build. Warnings that were told of the last one are not told again.
fn say(news: &News<'_>, now: Timestamp, told: &Mutex<Vec<Diagnostic>>) {
    match news {
        News::Built { changed, sources, build, since } => {
            let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
            let is_new = |problem: &&Diagnostic| problem.is_error() || !told.contains(problem);
            let new = build.diagnostics.iter().filter(is_new);
            problems(new, &|path| build.text(sources, path), MessageFormat::Human);
            told.clone_from(&build.diagnostics);
            let time = now.duration_since(*since).as_millis_f64();
            eprintln!("{}", line(changed, sources, build, time));
        }
        News::Unreadable(error) => drop(complain(*error)),
        News::Blind(why) => {
            eprintln!("warning: changes may be missed, since the system cannot watch: {why}; see `--poll`");
        }
    }
}

/// What changed, what came of it, and how long it took.
fn line(changed: &[SourcePath], sources: &Sources, build: &Build, milliseconds: f64) -> String {
    let is_first = changed.len() == sources.files.len();
    let what = match changed {
        _ if is_first => {
            plural(sources.files.keys().filter(|path| is_entry(path)).count(), "entry", "entries")
        }
        [] => "a new day".to_owned(),
        [one] => one.to_string(),
        [one, ..] => format!("{one} and {}", plural(changed.len() - 1, "other file", "other files")),
    };
    if !build.is_complete() {
        let stays = if is_first { "" } else { "; the last good site stays up" };
        return format!("{what}: {}{stays}", counts(&build.diagnostics));
    }
    let pages = plural(build.report.rendered.len(), "page", "pages");
    let warnings = and_warnings(&build.diagnostics);
    format!("{what}: {pages} in {milliseconds:.0} ms{warnings}")
}

/// Shows an address in the user's browser. That there is none is no reason not to serve.
fn open(address: &str) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let mut command = Command::new(program);
    let command = command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if command.spawn().is_err() {
        eprintln!("note: `{program}` could not be run, so no browser was opened");
    }
}
