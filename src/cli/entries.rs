//! Shared by `add`, `import` and `list`: opening a digest, and writing entries.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;

use super::EXIT_PROBLEMS;
use super::args::{MessageFormat, NewEntryArgs};
use super::report::{problems, report_error};
use super::values::EntryDate;
use crate::config::{Config, Overrides};
use crate::content::Markdown;
use crate::diagnostic::Diagnostic;
use crate::edit::Value;
use crate::import::{self, ExistingPapers, ImportHistory, ImportedPaper, NewEntryOptions};
use crate::network::Clock;
use crate::output::{Store, WriteError, new_file};
use crate::pipeline::{self, FrontMatter, Inputs, Memo, Today};
use crate::place::SourcePath;
use crate::schema::{FRONT_MATTER_FILE, with_directive};
use crate::source::{self, Sources};

/// The folder of a digest, with its configuration.
pub struct DigestFolder {
    pub sources: Sources,
    pub config: Config,
    pub markdown: Arc<Markdown>,
    /// Today's date in the digest's time zone.
    pub today: Date,
    /// Whether the digest contains a schema of front matter. If so, new entries refer to it, for editors.
    has_schema: bool,
    /// The front matter of its documents.
    memo: Memo,
}

impl DigestFolder {
    /// Reads the digest in a folder. Errors in its configuration are printed; then only an exit code is returned.
    pub fn open(root: &Path) -> Result<Self, u8> {
        let sources = source::scan(root).map_err(|error| report_error(&error))?;
        let mut memo = Memo::default();
        let FrontMatter { config, markdown, .. } = front_matter(&sources, &mut memo)?;
        let today = Timestamp::now().to_zoned(config.timezone.clone()).date();
        let has_schema = sources.root.join(FRONT_MATTER_FILE).is_file();
        Ok(Self { sources, config, markdown, today, has_schema, memo })
    }

    /// Writes a new entry; false if there is such a file.
    fn write(
        &self,
        path: &SourcePath,
        record: &ImportedPaper,
        facts: &[(String, Value)],
        options: &NewEntryOptions,
    ) -> Result<bool, WriteError> {
        let text = self.with_schema(path, import::entry_of(record, facts, options, self.config.front_matter));
        new_file(&self.sources.root.join(path.as_str()), text.as_bytes())
    }

    fn with_schema(&self, path: &SourcePath, text: String) -> String {
        if self.has_schema { with_directive(path, &text) } else { text }
    }

    /// The text of a new entry, to be written to `path`.
    pub fn entry(&self, path: &SourcePath, record: &ImportedPaper, choice: &NewEntryOptions) -> String {
        self.with_schema(path, import::entry(record, choice, self.config.front_matter))
    }

    /// The options for new entries, from flags.
    pub fn entry_options(&self, args: &NewEntryArgs) -> NewEntryOptions {
        let date = match args.date {
            Some(EntryDate::Day(date)) => date,
            Some(EntryDate::Added) | None => self.today,
        };
        NewEntryOptions {
            topics: args.topics.clone(),
            tags: args.tags.clone(),
            ..NewEntryOptions::of_day(date)
        }
    }
}

/// Reads the configuration and the front matter of all entries, hidden ones too. Problems in the configuration
/// are reported, and errors in it end the command.
pub fn front_matter<'m>(sources: &Sources, memo: &'m mut Memo) -> Result<FrontMatter<'m>, u8> {
    let overrides = Overrides { drafts: true, future: true, ..Overrides::default() };
    // Before all days nothing has expired, so every entry is in its place.
    let today = Today::Day(Date::MIN);
    let inputs = Inputs { sources, overrides: &overrides, today, strict: false, progress: &|_| {} };
    let read = pipeline::load_front_matter(&inputs, memo);
    if read.config_diagnostics.iter().any(Diagnostic::is_error) {
        problems(&read.config_diagnostics, &|path| sources.text(path), MessageFormat::Human);
        return Err(EXIT_PROBLEMS);
    }
    Ok(read)
}

/// Writes entries, and records what it has written.
pub struct EntryWriter<'d> {
    pub digest: &'d DigestFolder,
    pub known: ExistingPapers<'d>,
    pub written: ImportHistory,
    store: Store,
}

const WRITTEN: &str = "written.json";

impl<'d> EntryWriter<'d> {
    /// Reads the existing entries of a digest.
    pub fn of(digest: &'d DigestFolder) -> Self {
        let store = Store::of_site(&digest.sources.root, "import");
        let written = store.read(WRITTEN).map(|bytes| ImportHistory::from_bytes(&bytes)).unwrap_or_default();
        let known = ExistingPapers::new(&digest.sources, digest.memo.documents(), &digest.markdown);
        Self { digest, known, written, store }
    }

    /// Writes a new entry and returns its path.
    pub fn write(
        &mut self,
        record: &ImportedPaper,
        options: &NewEntryOptions,
    ) -> Result<SourcePath, WriteError> {
        let facts = import::facts(record);
        loop {
            let path = self.known.add(record);
            // The name can be taken by a file that is not an entry, or, on systems that ignore case, by `A.md`.
            if self.digest.write(&path, record, &facts, options)? {
                self.written.note_all(record, &facts);
                return Ok(path);
            }
        }
    }

    /// Writes new entries whose names are known, in parallel.
    pub fn write_all(
        &mut self,
        new: Vec<(SourcePath, ImportedPaper)>,
        options: &NewEntryOptions,
    ) -> Result<(), WriteError> {
        let digest = self.digest;
        let written: Vec<_> = new
            .par_iter()
            .map(|(path, record)| {
                let facts = import::facts(record);
                digest.write(path, record, &facts, options).map(|is_written| (is_written, facts))
            })
            .collect();
        for ((_, record), written) in new.iter().zip(written) {
            match written? {
                (true, facts) => self.written.note_all(record, &facts),
                (false, _) => drop(self.write(record, options)?),
            }
        }
        Ok(())
    }

    /// Saves the import history, which `--update` needs later.
    pub fn save_history(&self) {
        if let Err(error) = self.store.replace(WRITTEN, &self.written.to_bytes()) {
            eprintln!(
                "note: cannot save the import history, so a later `--update` will treat these values as your edits: {error}"
            );
        }
    }
}

/// The texts of imported files, by the names used in messages.
pub type Texts = BTreeMap<SourcePath, String>;

/// The system clock.
pub struct WallClock;

impl Clock for WallClock {
    fn now(&self) -> Duration {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}
