//! `digestgen build`: reads the site, builds it, writes the output and prints a summary.

use std::io::{Write as _, stdout};
use std::path::Path;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;

use super::args::{BuildArgs, MessageFormat};
use super::progress::Bar;
use super::report::{and_warnings, counts, plural, problems, report_error};
use super::{EXIT_OK, EXIT_PROBLEMS};
use crate::check;
use crate::content;
use crate::fingerprint::Fingerprint;
use crate::output::{Changes, DiskSink, Store, WriteError, WriteSummary, check_placement, replace_file};
use crate::pipeline::{self, Build, BuildCache, Inputs, Today};
use crate::place::SourcePath;
use crate::source::{self, Sources};

/// Builds the site in `root`.
pub fn run(root: &Path, args: &BuildArgs) -> u8 {
    let start = Instant::now();
    let output = args.output.clone().unwrap_or_else(|| root.join("public"));
    if let Err(error) = check_placement(root, &output) {
        return report_error(&error);
    }
    let (store, program) = (Store::new(root, &output), program());
    let cache = BuildCache::read(&store, program);
    if cache.is_empty() {
        // Other threads are idle while the folders are walked.
        rayon::spawn(content::warm_up);
    }
    let sources = match source::scan_again(root, &cache.sources(), SystemTime::now()) {
        Ok(sources) => sources,
        Err(error) => return report_error(&error),
    };
    let disk = match DiskSink::open(&output) {
        Ok(disk) => disk,
        Err(error) => return report_error(&error),
    };
    let memo = cache.into_memo(&store, disk.installed_build());
    let overrides = args.visibility.overrides(args.base_url.as_ref(), args.base_url_source);
    let bar = Bar::new(!args.quiet);
    let today = args.visibility.today.map_or_else(|| Today::Now(Timestamp::now()), Today::Day);
    let progress = |step| bar.update(step);
    let inputs =
        Inputs { sources: &sources, overrides: &overrides, today, strict: args.strict, progress: &progress };
    let (mut build, memo) = pipeline::build(&inputs, memo, &disk);
    bar.clear();
    if build.is_complete() {
        let (_, found) = check::limits(&inputs, || disk.sizes());
        let found = found.into_iter().map(|found| if args.strict { found.into_error() } else { found });
        build.diagnostics.extend(found);
    }
    problems(&build.diagnostics, &|path| build.text(&sources, path), args.message_format);
    if let Some(refused) = build.write_error.take() {
        return report_error(&refused);
    }
    if !build.is_complete() {
        if args.message_format == MessageFormat::Human {
            eprintln!("{}; nothing was written", counts(&build.diagnostics));
        }
        return EXIT_PROBLEMS;
    }
    let encode = || memo.encode(program, &sources.known_files());
    let commit = || match &args.changed {
        Some(list) => {
            let (written, changes) = disk.commit_with_changes(memo.build_id())?;
            write_list(list, &changes).map(|()| written)
        }
        None => disk.commit_with_id(memo.build_id()),
    };
    let (written, encoded) = rayon::join(commit, encode);
    let code = match written {
        Ok(written) => {
            let saved = encoded.and_then(|encoded| encoded.save(&store));
            if let Err(error) = saved
                && !args.quiet
            {
                eprintln!("note: cannot write the build cache, so the next build will be slower: {error}");
            }
            if !args.quiet {
                eprintln!("{}", closing_line(&sources, &build, written, start));
            }
            EXIT_OK
        }
        Err(error) => report_error(&error),
    };
    // The program ends here. Freeing all texts of a large digest would take as long as writing some pages.
    std::mem::forget((memo, build, sources));
    code
}

/// Writes one changed file per line: `added`, `changed` or `removed`, a space, and its path in the output.
fn write_list(file: &Path, changes: &Changes) -> Result<(), WriteError> {
    let list: String = changes.iter().map(|(path, kind)| format!("{kind} {path}\n")).collect();
    if file == Path::new("-") {
        // If the reader of the output has closed it, that is not an error.
        let _ = stdout().lock().write_all(list.as_bytes());
        return Ok(());
    }
    replace_file(file, list.as_bytes())
}

/// Identifies this program file. Another version may compute different fingerprints.
fn program() -> Fingerprint {
    let meta = std::env::current_exe().and_then(std::fs::metadata).ok();
    let file = meta.and_then(|meta| {
        let time = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some((meta.len(), time))
    });
    // Without size and time of its file, the program shares no cache with other runs.
    let run = file.is_none().then(std::process::id);
    Fingerprint::of(&(env!("CARGO_PKG_VERSION"), file, run))
}

/// Whether a file is an entry.
pub fn is_entry(path: &SourcePath) -> bool {
    path.as_str().starts_with("content/papers/") && path.extension() == "md"
}

fn closing_line(sources: &Sources, build: &Build, written: WriteSummary, start: Instant) -> String {
    let entries = sources.files.keys().filter(|path| is_entry(path)).count();
    format!(
        "{}: {} written, {} unchanged, {} removed in {:.2} s{}",
        plural(entries, "entry", "entries"),
        plural(written.written, "file", "files"),
        written.unchanged,
        written.removed,
        start.elapsed().as_secs_f64(),
        and_warnings(&build.diagnostics),
    )
}
