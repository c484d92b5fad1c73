//! `digestgen import`: reads records from files and writes or updates their entries.

use std::collections::BTreeSet;
use std::io::{Read as _, stdin};
use std::path::Path;

use jiff::civil::Date;

use super::args::{ImportArgs, ImportFormat, MessageFormat};
use super::entries::{DigestFolder, EntryWriter, Texts};
use super::progress::Bar;
use super::report::{plural, problems, report_error};
use super::values::EntryDate;
use super::{EXIT_IO_ERROR, EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE};
use crate::diagnostic::{self, Diagnostic, codes};
use crate::import::{self, Format, ImportedPaper, NewEntryOptions, Updated};
use crate::output::{WriteError, replace_file};
use crate::place::SourcePath;

/// New entries that are written together.
const BATCH: usize = 1_000;

/// More new records than this without a date are a library, not an edition.
const MAX_WITHOUT_DATE: usize = 50;

/// Number of records by result.
#[derive(Default)]
struct ImportSummary {
    written: usize,
    updated: usize,
    /// Entries that already have the values of the source, or the curator's own.
    unchanged: usize,
    /// Records whose entries exist: title and path.
    existing: Vec<(String, SourcePath)>,
    skipped: Vec<(String, String)>,
    unreadable: usize,
}

/// Imports files.
pub fn run(root: &Path, args: &ImportArgs) -> u8 {
    let (mut summary, mut diagnostics) = (ImportSummary::default(), Vec::new());
    let texts = match read_files(args, &mut diagnostics) {
        Ok(texts) => texts,
        Err(code) => return code,
    };
    let digest = match DigestFolder::open(root) {
        Ok(digest) => digest,
        Err(code) => return code,
    };
    let records = records(args, &texts, &mut summary, &mut diagnostics);
    let mut entries = EntryWriter::of(&digest);
    if let Some(count) = count_without_date(args, &records, &entries) {
        eprintln!(
            "error: {count} new records have no date of their own and would all be listed in today's edition\n  \
             = help: choose an edition with `--date YYYY-MM-DD`, or use `--date added` if the file says when each was added"
        );
        return EXIT_USAGE;
    }
    let bar = Bar::new(!args.quiet);
    bar.begin(records.len(), "{bar:40} {pos}/{len} papers");
    let stopped = import_records(args, records, &mut entries, &mut summary, &mut diagnostics, &bar);
    bar.clear();
    if !args.dry_run && summary.written + summary.updated > 0 {
        entries.save_history();
    }
    diagnostic::sort(&mut diagnostics);
    let text_of =
        |path: &SourcePath| texts.get(path).map(String::as_str).or_else(|| digest.sources.text(path));
    problems(&diagnostics, &text_of, MessageFormat::Human);
    summary.unreadable = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    if !args.quiet {
        print_summary(&summary, args);
    }
    match stopped {
        Some(error) => report_error(&error),
        None if summary.unreadable > 0 => EXIT_PROBLEMS,
        None => EXIT_OK,
    }
}

/// The texts of all files. Returns an exit code if one cannot be read, so that a mistyped name does not lead to
/// a partial import.
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
                let text = import::decode(&path, bytes).take_value(diagnostics);
                texts.insert(path, text);
            }
            Err(error) => {
                eprintln!("error: cannot read `{name}`: {error}");
                return Err(EXIT_IO_ERROR);
            }
        }
    }
    Ok(texts)
}

/// Reads the records of all files in order.
fn records(
    args: &ImportArgs,
    texts: &Texts,
    summary: &mut ImportSummary,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<ImportedPaper> {
    let format = format(args.format);
    let mut records = Vec::new();
    for (path, text) in texts {
        let found = import::read(format, path, text).take_value(diagnostics);
        summary.skipped.extend(found.skipped.into_iter().map(|skipped| (skipped.name, skipped.reason)));
        // Only daily lists have a date.
        let file_date = (format == Format::HuggingFace).then(|| path.stem().parse::<Date>().ok()).flatten();
        for mut record in found.records {
            record.day = record.day.or(file_date);
            if args.new_entry.date == Some(EntryDate::Added) {
                record.day = record.day.or(record.added);
            }
            if record.day.is_none() && args.new_entry.date.is_none() && format == Format::HuggingFace {
                diagnostics.push(codes::import::missing_list_date(path, record.span));
                continue;
            }
            records.push(record);
        }
    }
    records
}

/// The number of new records without a date, if there are too many for one edition and no flag says that this is
/// intended.
fn count_without_date(
    args: &ImportArgs,
    records: &[ImportedPaper],
    entries: &EntryWriter<'_>,
) -> Option<usize> {
    if matches!(args.new_entry.date, Some(EntryDate::Day(_))) {
        return None;
    }
    let without_date: Vec<_> = records.iter().filter(|record| record.day.is_none()).collect();
    if without_date.len() <= MAX_WITHOUT_DATE {
        return None;
    }
    let count = without_date.into_iter().filter(|record| entries.known.find(record).is_none()).count();
    (count > MAX_WITHOUT_DATE).then_some(count)
}

/// Writes new entries and, with `--update`, updates existing ones. Stops at the first I/O error.
fn import_records(
    args: &ImportArgs,
    records: Vec<ImportedPaper>,
    entries: &mut EntryWriter<'_>,
    summary: &mut ImportSummary,
    diagnostics: &mut Vec<Diagnostic>,
    bar: &Bar,
) -> Option<WriteError> {
    let options = NewEntryOptions {
        keep_keywords: !args.no_tags,
        keep_notes: args.keep_notes,
        ..entries.digest.entry_options(&args.new_entry)
    };
    let (mut seen, mut new) = (BTreeSet::new(), Vec::new());
    for record in records {
        bar.step();
        let existing = entries.known.find(&record).cloned();
        let done = match existing {
            // Updates each entry once, and not those that this run has written.
            Some(path)
                if args.update
                    && entries.digest.sources.text(&path).is_some()
                    && seen.insert(path.clone()) =>
            {
                update(args, &record, &path, entries, diagnostics).map(|changed| {
                    *(if changed { &mut summary.updated } else { &mut summary.unchanged }) += 1;
                })
            }
            Some(path) => {
                summary.existing.push((record.title.plain(), path));
                Ok(())
            }
            None if args.dry_run => {
                println!("{}", entries.known.add(&record));
                summary.written += 1;
                Ok(())
            }
            None => {
                new.push((entries.known.add(&record), record));
                summary.written += 1;
                if new.len() < BATCH { Ok(()) } else { entries.write_all(std::mem::take(&mut new), &options) }
            }
        };
        if let Err(error) = done {
            return Some(error);
        }
    }
    entries.write_all(new, &options).err()
}

/// Updates an entry and prints the changes. Returns whether there were any.
fn update(
    args: &ImportArgs,
    record: &ImportedPaper,
    path: &SourcePath,
    entries: &mut EntryWriter<'_>,
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
    if updated.changes.is_empty() && updated.kept.is_empty() && updated.unwritable.is_empty() {
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
        println!("  {key}: kept your value");
    }
    for key in &updated.unwritable {
        println!("  {key}: not changed, since other parts of the file would change too; edit it by hand");
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

fn print_summary(summary: &ImportSummary, args: &ImportArgs) {
    for (title, path) in &summary.existing {
        eprintln!("already exists: `{title}`, in {path}");
    }
    for (name, reason) in &summary.skipped {
        eprintln!("skipped: `{name}`: {reason}");
    }
    let (written, updated) = if args.dry_run { ("to write", "to update") } else { ("written", "updated") };
    let mut parts = vec![format!("{} {written}", plural(summary.written, "entry", "entries"))];
    if args.update {
        parts.push(format!("{} {updated}, {} unchanged", summary.updated, summary.unchanged));
    }
    parts.push(format!("{} already exist", summary.existing.len()));
    parts.push(format!("{} skipped", summary.skipped.len()));
    if summary.unreadable > 0 {
        parts.push(plural(summary.unreadable, "error", "errors"));
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
