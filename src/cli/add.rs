//! `digestgen add`: looks papers up and writes their entries.

use std::path::Path;
use std::process::Command;

use super::args::{AddArgs, EntryDate};
use super::entries::{Digest, Entries, WallClock};
use super::tell::complain;
use super::{FINE, PROBLEMS, USAGE, WORLD};
use crate::import::{FetchError, Fetcher, ImportedPaper, PaperRef};
use crate::output::Store;
use crate::paper::ArxivId;

/// Writes entries for the papers that were named.
pub fn run(root: &Path, args: &AddArgs) -> u8 {
    let mut pasted: Vec<PaperRef> = Vec::new();
    for text in &args.ids {
        let Some(id) = PaperRef::parse(text) else {
            eprintln!("error: `{text}` is neither an arXiv id, nor a DOI, nor the address of one");
            return USAGE;
        };
        if !pasted.iter().any(|known| known.identity() == id.identity()) {
            pasted.push(id);
        }
    }
    if args.choice.date == Some(EntryDate::Added) {
        eprintln!("error: `--date added` is for `digestgen import`: say a day");
        return USAGE;
    }
    let digest = match Digest::open(root) {
        Ok(digest) => digest,
        Err(code) => return code,
    };
    let mut entries = Entries::of(&digest);
    pasted.retain(|id| {
        let there = entries.known.entry_of(&id.identity());
        there.iter().for_each(|path| eprintln!("`{id}` is there already, in {path}"));
        there.is_none()
    });
    let (records, mut code) = ask(&pasted, &digest);
    let choice = digest.choice(&args.choice);
    let mut paths = Vec::new();
    for record in &records {
        if let Some(path) = entries.known.find(record) {
            eprintln!("`{}` is there already, in {path}", record.title.plain());
        } else if args.dry_run {
            let path = entries.known.add(record);
            println!("# {path}\n{}", digest.entry(&path, record, &choice));
        } else {
            match entries.write(record, &choice) {
                Ok(path) => {
                    println!("{}", root.join(path.as_str()).display());
                    paths.push(path);
                }
                Err(error) => {
                    code = complain(&error);
                    break;
                }
            }
        }
    }
    if !paths.is_empty() {
        entries.keep();
    }
    if args.edit && !paths.is_empty() {
        let files: Vec<_> = paths.iter().map(|path| root.join(path.as_str())).collect();
        return edit(&files).max(code);
    }
    code
}

/// Asks for the facts on each paper. What is known of none is told, and the others are there.
fn ask(pasted: &[PaperRef], digest: &Digest) -> (Vec<ImportedPaper>, u8) {
    let cache = Store::of_site(&digest.sources.root, "cache");
    let mut fetcher = Fetcher::new(&digest.config.import, cache, &WallClock);
    let ids: Vec<ArxivId> = pasted
        .iter()
        .filter_map(|id| match id {
            PaperRef::Arxiv(id) => Some(id.clone()),
            PaperRef::Doi(_) => None,
        })
        .collect();
    let mut code = FINE;
    let mut fail = |error: FetchError| {
        code = code.max(if error.is_about_paper() { PROBLEMS } else { WORLD });
        complain(&error);
    };
    let arxiv = match ids.is_empty() {
        true => Vec::new(),
        false => fetcher.arxiv(&ids).unwrap_or_else(|error| {
            fail(error);
            Vec::new()
        }),
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

/// Opens files in the editor that the environment names, and waits until it is closed.
fn edit(files: &[std::path::PathBuf]) -> u8 {
    let editor = ["VISUAL", "EDITOR"].into_iter().find_map(|name| std::env::var(name).ok());
    let Some(editor) = editor.filter(|editor| !editor.trim().is_empty()) else {
        eprintln!("error: `--edit` needs `$EDITOR`; it is not set");
        return USAGE;
    };
    // Editors are named with their flags: `code --wait`.
    let mut words = editor.split_whitespace();
    let status = Command::new(words.next().unwrap_or_default()).args(words).args(files).status();
    match status {
        Ok(status) if status.success() => FINE,
        Ok(status) => {
            eprintln!("error: the editor `{editor}` ended with {status}");
            WORLD
        }
        Err(error) => {
            eprintln!("error: cannot run the editor `{editor}`: {error}");
            WORLD
        }
    }
}
