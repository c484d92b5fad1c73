//! `digestgen build`: reads the site, builds it, puts it in its place, and says what happened.

use std::io::{IsTerminal, Write as _, stderr, stdout};
use std::path::Path;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;

use super::args::{BuildArgs, MessageFormat};
use super::progress::Bar;
use super::{FINE, PROBLEMS, complain};
use crate::config::Overrides;
use crate::diagnostic::{Colour, Diagnostic, draw, to_json};
use crate::fingerprint::Fingerprint;
use crate::output::{Disk, Store, Written};
use crate::pipeline::{self, Build, Inputs, Kept, Today};
use crate::place::SourcePath;
use crate::source::{self, Sources};

/// Builds the site in `root`.
pub fn run(root: &Path, args: &BuildArgs) -> u8 {
    let start = Instant::now();
    let output = args.output.clone().unwrap_or_else(|| root.join("public"));
    let (store, program) = (Store::new(root, &output), program());
    let kept = Kept::read(&store, program);
    let sources = match source::scan_again(root, &kept.sources(), SystemTime::now()) {
        Ok(sources) => sources,
        Err(error) => return complain(&error),
    };
    let disk = match Disk::open(&output) {
        Ok(disk) => disk,
        Err(error) => return complain(&error),
    };
    let memo = kept.into_memo(&store, disk.build_there());
    let overrides = Overrides { base_url: args.base_url.clone(), drafts: args.drafts, future: args.future };
    let bar = Bar::new(!args.quiet);
    let today = args.today.map_or_else(|| Today::Now(Timestamp::now()), Today::Day);
    let progress = |step| bar.tell(step);
    let inputs =
        Inputs { sources: &sources, overrides: &overrides, today, strict: args.strict, progress: &progress };
    let (mut build, memo) = pipeline::build(&inputs, memo, &disk);
    bar.clear();
    tell(&build.diagnostics.iter().collect::<Vec<_>>(), &build, &sources, args.message_format);
    if let Some(refused) = build.refused.take() {
        return complain(&refused);
    }
    if !build.is_whole() {
        if args.message_format == MessageFormat::Human {
            eprintln!("{}; nothing was written", counts(&build.diagnostics));
        }
        return PROBLEMS;
    }
    let (written, stored) = rayon::join(|| disk.commit_as(memo.build()), || memo.store(&store));
    let code = match written {
        Ok(written) => {
            let kept = stored.and_then(|stored| memo.keep(&store, program, &sources.known(), stored));
            if let Err(error) = kept
                && !args.quiet
            {
                eprintln!("note: the next build will be slower, since nothing could be kept for it: {error}");
            }
            if !args.quiet {
                eprintln!("{}", closing_line(&sources, &build, written, start));
            }
            FINE
        }
        Err(error) => complain(&error),
    };
    // The program ends here; to free each text of a large digest would take as long as to write some pages.
    std::mem::forget((memo, build, sources));
    code
}

/// What tells this very program from any other, whose fingerprints may differ.
fn program() -> Fingerprint {
    let meta = std::env::current_exe().and_then(std::fs::metadata).ok();
    let file = meta.and_then(|meta| {
        let time = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some((meta.len(), time))
    });
    // A program that cannot be told from others shares nothing with any other run.
    let run = file.is_none().then(std::process::id);
    Fingerprint::of(&(env!("CARGO_PKG_VERSION"), file, run))
}

/// Tells what is wrong with a site, or what of it is to be told.
pub fn tell(diagnostics: &[&Diagnostic], build: &Build, sources: &Sources, format: MessageFormat) {
    let text_of = |path: &SourcePath| build.text(sources, path);
    // A reader that went away is no reason to stop.
    match format {
        MessageFormat::Json => {
            let mut out = stdout().lock();
            for diagnostic in diagnostics {
                let _ = writeln!(out, "{}", to_json(diagnostic, &text_of));
            }
        }
        MessageFormat::Human => {
            let colour = if stderr().is_terminal() { Colour::Yes } else { Colour::No };
            let mut out = stderr().lock();
            for diagnostic in diagnostics {
                let _ = writeln!(out, "{}\n", draw(diagnostic, &text_of, colour));
            }
        }
    }
}

/// How many problems there are.
pub fn counts(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let notes = diagnostics.iter().filter(|diagnostic| diagnostic.is_note()).count();
    let warnings = diagnostics.len() - errors - notes;
    match (errors, warnings) {
        (errors, 0) => plural(errors, "error", "errors"),
        (0, warnings) => plural(warnings, "warning", "warnings"),
        (errors, warnings) => {
            format!("{} and {}", plural(errors, "error", "errors"), plural(warnings, "warning", "warnings"))
        }
    }
}

/// Whether a file is an entry.
pub fn is_entry(path: &SourcePath) -> bool {
    path.as_str().starts_with("content/papers/") && path.extension() == "md"
}

fn closing_line(sources: &Sources, build: &Build, written: Written, start: Instant) -> String {
    let entries = sources.files.keys().filter(|path| is_entry(path)).count();
    let warnings = match build.diagnostics.len() {
        0 => String::new(),
        count => format!(", {}", plural(count, "warning", "warnings")),
    };
    format!(
        "{}: {} written, {} unchanged, {} removed in {:.2} s{warnings}",
        plural(entries, "entry", "entries"),
        plural(written.written, "file", "files"),
        written.unchanged,
        written.removed,
        start.elapsed().as_secs_f64(),
    )
}

/// A number and the word for what is counted.
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
