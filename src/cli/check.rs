//! `digestgen check`: looks at the site and at the web it links to, says what it found, and mends what is
//! safe if that is wanted.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;

use super::args::{CheckArgs, MessageFormat};
use super::build::is_entry;
use super::entries::WallClock;
use super::progress::Bar;
use super::tell::{complain, counts, plural, problems};
use super::{FINE, PROBLEMS};
use crate::check::{self, Edit, Fix, NoNetwork, Report, Step, WebLink, WebSettings};
use crate::diagnostic::{self, Diagnostic};
use crate::output::{Store, WriteError, replace_file};
use crate::pipeline::{Inputs, Today};
use crate::place::SourcePath;
use crate::source::{self, Sources};

/// Checks the site in `root`.
pub fn run(root: &Path, args: &CheckArgs) -> u8 {
    let mut sources = match source::scan(root) {
        Ok(sources) => sources,
        Err(error) => return complain(&error),
    };
    let mut report = look(&sources, args);
    if args.fix && !report.fixes.is_empty() {
        let mended = match mend(&sources, &report.fixes) {
            Ok(mended) => mended,
            Err(error) => return complain(&error),
        };
        if !args.quiet {
            eprintln!("{} changed", plural(mended, "entry", "entries"));
        }
        sources = match source::scan(root) {
            Ok(sources) => sources,
            Err(error) => return complain(&error),
        };
        report = look(&sources, args);
    }
    let Report { mut diagnostics, web, mut build, .. } = report;
    let mut code = FINE;
    if args.external {
        match ask(&sources, &web, args) {
            Ok(found) => diagnostics.extend(found),
            Err(error) => code = complain(&error),
        }
        diagnostic::sort(&mut diagnostics);
    }
    // What keeps a site from being built is never fine.
    let is_allowed =
        |found: &Diagnostic| !found.is_error() && args.allow.iter().any(|code| *code == found.code);
    let allow = |found: Diagnostic| if is_allowed(&found) { found.into_note() } else { found };
    let diagnostics: Vec<_> = diagnostics.into_iter().map(allow).collect();
    problems(&diagnostics, &|path| build.text(&sources, path), args.message_format);
    if let Some(refused) = build.refused.take() {
        return complain(&refused);
    }
    let is_fine = diagnostics.iter().all(Diagnostic::is_note);
    if !args.quiet && args.message_format == MessageFormat::Human {
        let entries = sources.files.keys().filter(|path| is_entry(path)).count();
        let found = if is_fine { "nothing is wrong".to_owned() } else { counts(&diagnostics) };
        sum_up(&diagnostics);
        eprintln!("{}: {found}", plural(entries, "entry", "entries"));
    }
    if is_fine { code } else { code.max(PROBLEMS) }
}

/// Says how much was found of each kind, if that is more than one can see at once.
fn sum_up(diagnostics: &[Diagnostic]) {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for found in diagnostics.iter().filter(|found| !found.is_note()) {
        *kinds.entry(&found.code).or_default() += 1;
    }
    if kinds.values().sum::<usize>() > MANY {
        kinds.iter().for_each(|(code, count)| eprintln!("{count:>6} {code}"));
    }
}

/// More findings fill a terminal.
const MANY: usize = 20;

fn look(sources: &Sources, args: &CheckArgs) -> Report {
    let overrides = args.shown.overrides(None);
    let today = args.shown.today.map_or_else(|| Today::Now(Timestamp::now()), Today::Day);
    let bar = Bar::new(!args.quiet);
    let progress = |step| bar.tell(step);
    let inputs = Inputs { sources, overrides: &overrides, today, strict: false, progress: &progress };
    let report = check::check(&inputs);
    bar.clear();
    report
}

/// Asks the web outside.
fn ask(sources: &Sources, links: &[WebLink], args: &CheckArgs) -> Result<Vec<Diagnostic>, NoNetwork> {
    let bar = Bar::new(!args.quiet);
    let progress = |step| match step {
        Step::Begin(count) => bar.begin(count, "{bar:40} {pos}/{len} links"),
        Step::One => bar.step(),
    };
    let settings = WebSettings {
        cache: Store::of_site(&sources.root, "cache"),
        max_age: args.max_age.0,
        allow_private: args.allow_private,
        clock: &WallClock,
        progress: &progress,
    };
    let found = check::ask_web(links, &settings);
    bar.clear();
    found
}

/// Makes the changes and says which. Gives the number of entries that are different now.
fn mend(sources: &Sources, fixes: &[Fix]) -> Result<usize, WriteError> {
    let mut by_path: BTreeMap<&SourcePath, Vec<&Edit>> = BTreeMap::new();
    for fix in fixes {
        by_path.entry(&fix.path).or_default().push(&fix.edit);
    }
    let mut mended = 0;
    for (path, edits) in by_path {
        let Some(text) = sources.text(path) else { continue };
        let Some((new, made)) = check::fix(path, text, &edits) else { continue };
        replace_file(&sources.root.join(path.as_str()), new.as_bytes())?;
        mended += 1;
        eprintln!("{path}");
        made.iter().for_each(|edit| eprintln!("  {edit}"));
    }
    Ok(mended)
}
