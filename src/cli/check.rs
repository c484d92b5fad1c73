//! `digestgen check`: prints what the checks of the site and of its external links found, and with `--fix`
//! applies the safe fixes.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;

use super::args::{CheckArgs, MessageFormat};
use super::build::is_entry;
use super::entries::WallClock;
use super::progress::Bar;
use super::report::{counts, plural, problems, report_error};
use super::{EXIT_OK, EXIT_PROBLEMS};
use crate::check::{
    self, CheckProgress, CheckReport, Edit, Fix, NoNetwork, SpecialHosts, WebLink, WebSettings,
};
use crate::config::BaseUrlSource;
use crate::diagnostic::{self, Diagnostic};
use crate::output::{Store, WriteError, replace_file};
use crate::pipeline::{Inputs, Today};
use crate::place::SourcePath;
use crate::source::{self, Sources};

/// Checks the site in `root`.
pub fn run(root: &Path, args: &CheckArgs) -> u8 {
    let mut sources = match source::scan(root) {
        Ok(sources) => sources,
        Err(error) => return report_error(&error),
    };
    let mut report = run_checks(&sources, args);
    if args.fix && !report.fixes.is_empty() {
        let changed = match apply_fixes(&sources, &report.fixes) {
            Ok(changed) => changed,
            Err(error) => return report_error(&error),
        };
        if !args.quiet {
            eprintln!("{} changed", plural(changed, "entry", "entries"));
        }
        sources = match source::scan(root) {
            Ok(sources) => sources,
            Err(error) => return report_error(&error),
        };
        report = run_checks(&sources, args);
    }
    let CheckReport { mut diagnostics, web, mut build, limits, .. } = report;
    let mut code = EXIT_OK;
    if args.external {
        match check_web_links(&sources, &web, args) {
            Ok(found) => diagnostics.extend(found),
            Err(error) => code = report_error(&error),
        }
        diagnostic::sort(&mut diagnostics);
    }
    // Errors that stop a build cannot be allowed.
    let is_allowed =
        |found: &Diagnostic| !found.is_error() && args.allow.iter().any(|code| *code == found.code);
    let allow = |found: Diagnostic| if is_allowed(&found) { found.into_note() } else { found };
    let diagnostics: Vec<_> = diagnostics.into_iter().map(allow).collect();
    problems(&diagnostics, &|path| build.text(&sources, path), args.message_format);
    if let Some(refused) = build.write_error.take() {
        return report_error(&refused);
    }
    let is_ok = diagnostics.iter().all(Diagnostic::is_note);
    if !args.quiet && args.message_format == MessageFormat::Human {
        let entries = sources.files.keys().filter(|path| is_entry(path)).count();
        let found = if is_ok { "no problems found".to_owned() } else { counts(&diagnostics) };
        print_summary(&diagnostics);
        limits.iter().for_each(|limit| eprintln!("{limit}"));
        eprintln!("{}: {found}", plural(entries, "entry", "entries"));
    }
    if is_ok { code } else { code.max(EXIT_PROBLEMS) }
}

/// Prints the number of problems per code, if there are too many for one screen.
fn print_summary(diagnostics: &[Diagnostic]) {
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for found in diagnostics.iter().filter(|found| !found.is_note()) {
        *codes.entry(&found.code).or_default() += 1;
    }
    if codes.values().sum::<usize>() > SUMMARY_THRESHOLD {
        for (code, count) in &codes {
            eprintln!("{count:>6} {code}");
        }
    }
}

/// More problems than this do not fit on a screen.
const SUMMARY_THRESHOLD: usize = 20;

fn run_checks(sources: &Sources, args: &CheckArgs) -> CheckReport {
    let overrides = args.visibility.overrides(None, BaseUrlSource::default());
    let today = args.visibility.today.map_or_else(|| Today::Now(Timestamp::now()), Today::Day);
    let bar = Bar::new(!args.quiet);
    let progress = |step| bar.update(step);
    let inputs = Inputs { sources, overrides: &overrides, today, strict: false, progress: &progress };
    let report = check::check(&inputs);
    bar.clear();
    report
}

/// Requests the linked web pages.
fn check_web_links(
    sources: &Sources,
    links: &[WebLink],
    args: &CheckArgs,
) -> Result<Vec<Diagnostic>, NoNetwork> {
    let bar = Bar::new(!args.quiet);
    let progress = |step| match step {
        CheckProgress::Begin(count) => bar.begin(count, "{bar:40} {pos}/{len} links"),
        CheckProgress::One => bar.step(),
    };
    let settings = WebSettings {
        cache: Store::of_site(&sources.root, "cache"),
        max_age: args.max_age.0,
        allow_private: args.allow_private,
        special: SpecialHosts::default(),
        clock: &WallClock,
        progress: &progress,
    };
    let found = check::check_web(links, &settings);
    bar.clear();
    found
}

/// Applies the fixes and prints them. Returns the number of changed entries.
fn apply_fixes(sources: &Sources, fixes: &[Fix]) -> Result<usize, WriteError> {
    let mut by_path: BTreeMap<&SourcePath, Vec<&Edit>> = BTreeMap::new();
    for fix in fixes {
        by_path.entry(&fix.path).or_default().push(&fix.edit);
    }
    let mut changed = 0;
    for (path, edits) in by_path {
        let Some(text) = sources.text(path) else { continue };
        eprintln!("{path}");
        let mut applied = Vec::new();
        if let Some((new, made)) = check::fix(path, text, &edits) {
            replace_file(&sources.root.join(path.as_str()), new.as_bytes())?;
            changed += 1;
            applied = made;
        }
        for edit in edits {
            let note = if applied.contains(&edit) { "" } else { ": not changed, edit it by hand" };
            eprintln!("  {edit}{note}");
        }
    }
    Ok(changed)
}
