//! `digestgen serve`: starts the server, prints its URL and the result of each rebuild, and stops on Ctrl-C.

use std::io::{Write as _, stdout};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use super::EXIT_OK;
use super::args::{MessageFormat, ServeArgs};
use super::build::is_entry;
use super::report::{and_warnings, counts, plural, problems, report_error};
use crate::diagnostic::Diagnostic;
use crate::pipeline::Build;
use crate::place::SourcePath;
use crate::serve::{self, Now, ServeEvent, Server, Settings};
use crate::source::{ReadError, Sources};

/// Serves the site in `root` until it is interrupted.
pub fn run(root: &Path, args: &ServeArgs) -> u8 {
    let root = match root.canonicalize() {
        Ok(root) => root,
        Err(source) => return report_error(&ReadError::Io { path: root.to_path_buf(), source }),
    };
    let settings = Settings {
        root,
        overrides: args.visibility.overrides(args.base_url.as_ref(), args.base_url_source),
        day: args.visibility.today,
        address: args.bind,
        port: args.port,
        poll: args.poll,
    };
    let now: Now = Arc::new(Timestamp::now);
    let clock = Arc::clone(&now);
    let reported = Mutex::default();
    let server = match Server::start(settings, now, move |event| print_event(&event, clock(), &reported)) {
        Ok(server) => server,
        Err(error) => return report_error(&error),
    };
    // Only the URL goes to stdout, for scripts. Terminals show it as a link.
    let _ = writeln!(stdout(), "{}", server.home());
    eprintln!("press Ctrl-C to stop");
    if args.open {
        open(&server.home());
    }
    match serve::interrupted() {
        Ok(()) => {
            // A running build need not finish: its output is in memory.
            std::mem::forget(server);
            EXIT_OK
        }
        Err(error) => report_error(&error),
    }
}

/// Prints an event of the server. Warnings of the previous build are not repeated.
fn print_event(event: &ServeEvent<'_>, now: Timestamp, reported: &Mutex<Vec<Diagnostic>>) {
    match event {
        ServeEvent::Built { changed, sources, build, since } => {
            let mut reported = reported.lock().unwrap_or_else(PoisonError::into_inner);
            let is_new = |problem: &&Diagnostic| problem.is_error() || !reported.contains(problem);
            let new = build.diagnostics.iter().filter(is_new);
            problems(new, &|path| build.text(sources, path), MessageFormat::Human);
            reported.clone_from(&build.diagnostics);
            let time = now.duration_since(*since).as_millis_f64();
            eprintln!("{}", build_summary(changed, sources, build, time));
        }
        ServeEvent::Unreadable(error) => drop(report_error(*error)),
        ServeEvent::WatchFailed(why) => {
            eprintln!("warning: changes may be missed, because watching files failed: {why}; see `--poll`");
        }
    }
}

/// One line on a build: what changed, the result, and the time.
fn build_summary(changed: &[SourcePath], sources: &Sources, build: &Build, milliseconds: f64) -> String {
    let is_first = changed.len() == sources.files.len();
    let what = match changed {
        _ if is_first => {
            plural(sources.files.keys().filter(|path| is_entry(path)).count(), "entry", "entries")
        }
        [] => "date changed".to_owned(),
        [one] => one.to_string(),
        [one, ..] => format!("{one} and {}", plural(changed.len() - 1, "other file", "other files")),
    };
    if !build.is_complete() {
        let rest = if is_first { "" } else { "; still serving the last successful build" };
        return format!("{what}: {}{rest}", counts(&build.diagnostics));
    }
    let pages = plural(build.report.rendered.len(), "page", "pages");
    let warnings = and_warnings(&build.diagnostics);
    format!("{what}: {pages} in {milliseconds:.0} ms{warnings}")
}

/// Opens a URL in the user's browser. Without a browser, the server still runs.
fn open(url: &str) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let mut command = Command::new(program);
    let command = command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if command.spawn().is_err() {
        eprintln!("note: `{program}` could not be run, so no browser was opened");
    }
}
