//! `digestgen add`: fetches the metadata of papers and writes their entries.

use std::path::Path;
use std::process::Command;

use super::args::AddArgs;
use super::entries::{DigestFolder, EntryWriter, WallClock};
use super::report::report_error;
use super::values::EntryDate;
use super::{EXIT_IO_ERROR, EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE};
use crate::import::{FetchError, Fetcher, ImportedPaper};
use crate::output::Store;
use crate::paper::{ArxivId, PaperRef};

/// Writes entries for the given papers.
pub fn run(root: &Path, args: &AddArgs) -> u8 {
    let mut pasted: Vec<PaperRef> = Vec::new();
    for text in &args.ids {
        let Some(id) = PaperRef::parse(text) else {
            eprintln!("error: `{text}` is not an arXiv id, a DOI or the URL of one");
            return EXIT_USAGE;
        };
        if !pasted.iter().any(|known| known.identity() == id.identity()) {
            pasted.push(id);
        }
    }
    if args.new_entry.date == Some(EntryDate::Added) {
        eprintln!("error: `--date added` is for `digestgen import`: give a day");
        return EXIT_USAGE;
    }
    let digest = match DigestFolder::open(root) {
        Ok(digest) => digest,
        Err(code) => return code,
    };
    let mut entries = EntryWriter::of(&digest);
    pasted.retain(|id| {
        let existing = entries.known.entry_of(&id.identity());
        if let Some(path) = existing {
            eprintln!("`{id}` already exists: {path}");
        }
        existing.is_none()
    });
    let (records, mut code) = fetch(&pasted, &digest);
    let options = digest.entry_options(&args.new_entry);
    let mut paths = Vec::new();
    for record in &records {
        if let Some(path) = entries.known.find(record) {
            eprintln!("`{}` already exists: {path}", record.title.plain());
        } else if args.dry_run {
            let path = entries.known.add(record);
            println!("# {path}\n{}", digest.entry(&path, record, &options));
        } else {
            match entries.write(record, &options) {
                Ok(path) => {
                    println!("{}", root.join(path.as_str()).display());
                    paths.push(path);
                }
                Err(error) => {
                    code = report_error(&error);
                    break;
                }
            }
        }
    }
    if !paths.is_empty() {
        entries.save_history();
    }
    if args.edit && !paths.is_empty() {
        let files: Vec<_> = paths.iter().map(|path| root.join(path.as_str())).collect();
        return edit(&files).max(code);
    }
    code
}

/// Fetches the metadata of each paper. Papers that fail are reported; the others are returned.
fn fetch(pasted: &[PaperRef], digest: &DigestFolder) -> (Vec<ImportedPaper>, u8) {
    let cache = Store::of_site(&digest.sources.root, "cache");
    let mut fetcher = Fetcher::new(&digest.config.import, cache, &WallClock);
    let ids: Vec<ArxivId> = pasted
        .iter()
        .filter_map(|id| match id {
            PaperRef::Arxiv(id) => Some(id.clone()),
            PaperRef::Doi(_) => None,
        })
        .collect();
    let mut code = EXIT_OK;
    let mut fail = |error: FetchError| {
        code = code.max(if error.is_about_paper() { EXIT_PROBLEMS } else { EXIT_IO_ERROR });
        report_error(&error);
    };
    let arxiv = if ids.is_empty() {
        Vec::new()
    } else {
        fetcher.arxiv(&ids).unwrap_or_else(|error| {
            fail(error);
            Vec::new()
        })
    };
    let mut arxiv = arxiv.into_iter();
    let mut records = Vec::new();
    for id in pasted {
        let record = match id {
            PaperRef::Arxiv(_) => arxiv.next(),
            PaperRef::Doi(doi) => Some(fetcher.doi(doi)),
        };
        match record {
            Some(Ok(record)) => records.push(record),
            Some(Err(error)) => fail(error),
            None => {}
        }
    }
    (records, code)
}

/// Opens files in the user's editor (`$VISUAL` or `$EDITOR`), and waits until it is closed.
fn edit(files: &[std::path::PathBuf]) -> u8 {
    let editor = ["VISUAL", "EDITOR"].into_iter().find_map(|name| std::env::var(name).ok());
    let Some(editor) = editor.filter(|editor| !editor.trim().is_empty()) else {
        eprintln!("error: `--edit` needs `$EDITOR`; it is not set");
        return EXIT_USAGE;
    };
    // The value may contain flags: `code --wait`.
    let mut words = editor.split_whitespace();
    let status = Command::new(words.next().unwrap_or_default()).args(words).args(files).status();
    match status {
        Ok(status) if status.success() => EXIT_OK,
        Ok(status) => {
            eprintln!("error: the editor `{editor}` ended with {status}");
            EXIT_IO_ERROR
        }
        Err(error) => {
            eprintln!("error: cannot run the editor `{editor}`: {error}");
            EXIT_IO_ERROR
        }
    }
}
