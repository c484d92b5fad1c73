//! `digestgen import`: reads the records of files and writes their entries, or refreshes them.

use std::collections::BTreeSet;
use std::io::{Read as _, stdin};
use std::path::Path;

use jiff::civil::Date;

use super::args::{EntryDate, ImportArgs, ImportFormat, MessageFormat};
use super::entries::{Digest, Entries, Texts};
use super::progress::Bar;
use super::tell::{complain, plural, problems};
use super::{FINE, PROBLEMS, USAGE, WORLD};
use crate::diagnostic::{self, Diagnostic, codes};
use crate::import::{self, Format, ImportedPaper, NewEntryOptions, Updated};
use crate::output::{WriteError, replace_file};
use crate::place::SourcePath;

/// More records than this without a date are a library, not an edition.
const MOST_WITHOUT_DATE: usize = 50;

/// What happened to the records.
#[derive(Default)]
struct Tally {
    written: usize,
    updated: usize,
    /// Entries whose facts are as the source says them, or as the curator does.
    unchanged: usize,
    /// Records that are in the digest, and where.
    there: Vec<(String, SourcePath)>,
    skipped: Vec<(String, String)>,
    unreadable: usize,
}

/// Imports files.
pub fn run(root: &Path, args: &ImportArgs) -> u8 {
    let (mut tally, mut diagnostics) = (Tally::default(), Vec::new());
    let texts = match read_files(args, &mut diagnostics) {
        Ok(texts) => texts,
        Err(code) => return code,
    };
    let digest = match Digest::open(root) {
        Ok(digest) => digest,
        Err(code) => return code,
    };
    let records = records(args, &texts, &mut tally, &mut diagnostics);
    let mut entries = Entries::of(&digest);
    if let Some(count) = without_date(args, &records, &entries) {
        eprintln!(
            "error: {count} new records have no date of their own, and would all land in today's edition\n  \
             = help: say in which with `--date YYYY-MM-DD`, or use `--date added` if the file says when each was added"
        );
        return USAGE;
    }
    let bar = Bar::new(!args.quiet);
    bar.begin(records.len(), "{bar:40} {pos}/{len} papers");
    let stopped = take_in(args, &records, &mut entries, &mut tally, &mut diagnostics, &bar);
    bar.clear();
    if !args.dry_run && tally.written + tally.updated > 0 {
        entries.keep();
    }
    diagnostic::sort(&mut diagnostics);
    let text_of =
        |path: &SourcePath| texts.get(path).map(String::as_str).or_else(|| digest.sources.text(path));
    problems(&diagnostics, &text_of, MessageFormat::Human);
    tally.unreadable = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    if !args.quiet {
        sum_up(&tally, args);
    }
    match stopped {
        Some(error) => complain(&error),
        None if tally.unreadable > 0 => PROBLEMS,
        None => FINE,
    }
}

/// The texts of all files, or the code to end with: half a list is not imported because of one name
/// that was mistyped.
fn read_files(args: &ImportArgs, diagnostics: &mut Vec<Diagnostic>) -> Result<Texts, u8> {
    let mut texts = Texts::new();
    for file in &args.files {
        let is_stdin = file.as_os_str() == "-";
        let bytes = if is_stdin {
            let mut bytes = Vec::new();
            stdin().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            std::fs::read(file)
        };
        let name = if is_stdin { "standard input".to_owned() } else { file.to_string_lossy().into_owned() };
        match bytes {
            Ok(bytes) => {
                let path = SourcePath::new(name);
                let text = import::decode(&path, &bytes).take_value(diagnostics);
                texts.insert(path, text);
            }
            Err(error) => {
                eprintln!("error: cannot read `{name}`: {error}");
                return Err(WORLD);
            }
        }
    }
    Ok(texts)
}

/// Reads the records of all files in order.
fn records(
    args: &ImportArgs,
    texts: &Texts,
    tally: &mut Tally,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<ImportedPaper> {
    let format = format(args.format);
    let mut records = Vec::new();
    for (path, text) in texts {
        let found = import::read(format, path, text).take_value(diagnostics);
        tally.skipped.extend(found.skipped.into_iter().map(|skipped| (skipped.name, skipped.reason)));
        // Lists are of a day; nothing else is.
        let of_file = (format == Format::HuggingFace).then(|| path.stem().parse::<Date>().ok()).flatten();
        for mut record in found.records {
            record.day = record.day.or(of_file);
            if args.choice.date == Some(EntryDate::Added) {
                record.day = record.day.or(record.added);
            }
            if record.day.is_none() && args.choice.date.is_none() && format == Format::HuggingFace {
                diagnostics.push(codes::import::missing_list_date(path, record.span));
                continue;
            }
            records.push(record);
        }
    }
    records
}

/// How many new records have no date, if they are too many for one edition and no flag says that it is meant.
fn without_date(args: &ImportArgs, records: &[ImportedPaper], entries: &Entries<'_>) -> Option<usize> {
    if matches!(args.choice.date, Some(EntryDate::Day(_))) {
        return None;
    }
    let dateless = records.iter().filter(|record| record.day.is_none());
    let count = dateless.filter(|record| entries.known.find(record).is_none()).count();
    (count > MOST_WITHOUT_DATE).then_some(count)
}

/// Writes what is new, and refreshes what is there if that is wanted. Stops when the disk refuses.
fn take_in(
    args: &ImportArgs,
    records: &[ImportedPaper],
    entries: &mut Entries<'_>,
    tally: &mut Tally,
    diagnostics: &mut Vec<Diagnostic>,
    bar: &Bar,
) -> Option<WriteError> {
    let choice = NewEntryOptions {
        keep_keywords: !args.no_tags,
        keep_notes: args.keep_notes,
        ..entries.digest.choice(&args.choice)
    };
    let mut seen = BTreeSet::new();
    for record in records {
        bar.step();
        let there = entries.known.find(record).cloned();
        let done = match there {
            // Each entry once, and none that this run has written.
            Some(path)
                if args.update
                    && entries.digest.sources.text(&path).is_some()
                    && seen.insert(path.clone()) =>
            {
                refresh(args, record, &path, entries, diagnostics).map(|changed| {
                    *(if changed { &mut tally.updated } else { &mut tally.unchanged }) += 1;
                })
            }
            Some(path) => {
                tally.there.push((record.title.plain(), path));
                Ok(())
            }
            None if args.dry_run => {
                println!("{}", entries.known.add(record));
                tally.written += 1;
                Ok(())
            }
            None => entries.write(record, &choice).map(|_| tally.written += 1),
        };
        if let Err(error) = done {
            return Some(error);
        }
    }
    None
}

/// Refreshes an entry and says what is different.
fn refresh(
    args: &ImportArgs,
    record: &ImportedPaper,
    path: &SourcePath,
    entries: &mut Entries<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<bool, WriteError> {
    let Some(text) = entries.digest.sources.text(path) else { return Ok(false) };
    let updated = match import::update(path, text, record, &mut entries.written) {
        Ok(updated) => updated,
        Err(problem) => {
            diagnostics.push(problem);
            return Ok(false);
        }
    };
    if !args.quiet || args.dry_run {
        show(path, &updated);
    }
    if updated.changes.is_empty() {
        return Ok(false);
    }
    if !args.dry_run {
        replace_file(&entries.digest.sources.root.join(path.as_str()), updated.text.as_bytes())?;
    }
    Ok(true)
}

fn show(path: &SourcePath, updated: &Updated) {
    if updated.changes.is_empty() && updated.kept.is_empty() {
        return;
    }
    println!("{path}");
    for change in &updated.changes {
        match &change.from {
            Some(from) => println!("  {}: {} → {}", change.key, short(from), short(&change.to)),
            None => println!("  {}: + {}", change.key, short(&change.to)),
        }
    }
    for key in &updated.kept {
        println!("  {key}: yours stays");
    }
}

/// A value on one line.
fn short(value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

fn sum_up(tally: &Tally, args: &ImportArgs) {
    for (title, path) in &tally.there {
        eprintln!("already there: `{title}`, in {path}");
    }
    for (name, reason) in &tally.skipped {
        eprintln!("skipped: `{name}`: {reason}");
    }
    let (written, updated) = if args.dry_run { ("to write", "to update") } else { ("written", "updated") };
    let mut parts = vec![format!("{} {written}", plural(tally.written, "entry", "entries"))];
    if args.update {
        parts.push(format!("{} {updated}, {} unchanged", tally.updated, tally.unchanged));
    }
    parts.push(format!("{} already there", tally.there.len()));
    parts.push(format!("{} skipped", tally.skipped.len()));
    if tally.unreadable > 0 {
        parts.push(plural(tally.unreadable, "error", "errors"));
    }
    eprintln!("{}", parts.join(", "));
}

fn format(format: ImportFormat) -> Format {
    match format {
        ImportFormat::Bibtex => Format::Bibtex,
        ImportFormat::Csl => Format::Csl,
        ImportFormat::Ris => Format::Ris,
        ImportFormat::Hf => Format::HuggingFace,
        ImportFormat::Arxiv => Format::Arxiv,
        ImportFormat::Jsonl => Format::JsonLines,
    }
}
