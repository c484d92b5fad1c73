//! `digestgen build`: reads the site, builds it, writes the output and prints a summary.

use std::path::Path;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;

use super::args::{BuildArgs, MessageFormat};
use super::progress::Bar;
use super::report::{and_warnings, counts, plural, problems, report_error};
use super::{EXIT_OK, EXIT_PROBLEMS};
use crate::content;
use crate::fingerprint::Fingerprint;
use crate::output::{DiskSink, Store, WriteSummary};
use crate::pipeline::{self, Build, BuildCache, Inputs, Today};
use crate::place::SourcePath;
use crate::source::{self, Sources};

/// Builds the site in `root`.
pub fn run(root: &Path, args: &BuildArgs) -> u8 {
    let start = Instant::now();
    let output = args.output.clone().unwrap_or_else(|| root.join("public"));
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
    let overrides = args.visibility.overrides(args.base_url.as_ref());
    let bar = Bar::new(!args.quiet);
    let today = args.visibility.today.map_or_else(|| Today::Now(Timestamp::now()), Today::Day);
    let progress = |step| bar.update(step);
    let inputs =
        Inputs { sources: &sources, overrides: &overrides, today, strict: args.strict, progress: &progress };
    let (mut build, memo) = pipeline::build(&inputs, memo, &disk);
    bar.clear();
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
    let (written, encoded) = rayon::join(|| disk.commit_with_id(memo.build_id()), encode);
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
