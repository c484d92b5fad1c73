//! What `add` and `import` share: the digest as it stands, the day it is, and entries on their way to
//! the disk.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::civil::Date;

use super::PROBLEMS;
use super::args::{ChoiceArgs, EntryDate, MessageFormat};
use super::tell::{complain, problems};
use crate::config::{self, Config, Overrides};
use crate::content::{Markdown, markdown_of};
use crate::diagnostic::Diagnostic;
use crate::import::{self, Clock, ExistingPapers, ImportHistory, ImportedPaper, NewEntryOptions, Value};
use crate::output::{Store, WriteError, new_file};
use crate::place::SourcePath;
use crate::schema::{FRONT_MATTER_FILE, with_directive};
use crate::source::{self, Sources};

/// The digest that entries are written for.
pub struct Digest {
    pub sources: Sources,
    pub config: Config,
    pub markdown: Markdown,
    /// The day it is there.
    pub today: Date,
    /// Whether it keeps a schema of front matter, which new entries then name to editors.
    has_schema: bool,
}

impl Digest {
    /// Reads the digest in a folder. With problems in its configuration there is none; they are told.
    pub fn open(root: &Path) -> Result<Self, u8> {
        let sources = source::scan(root).map_err(|error| complain(&error))?;
        let config = config::parse(&sources, &Overrides::default());
        let markdown = markdown_of(&config.value);
        let found: Vec<_> = config.diagnostics.into_iter().chain(markdown.diagnostics).collect();
        if found.iter().any(Diagnostic::is_error) {
            problems(&found, &|path| sources.text(path), MessageFormat::Human);
            return Err(PROBLEMS);
        }
        let (config, markdown) = (config.value, markdown.value);
        let today = Timestamp::now().to_zoned(config.timezone.clone()).date();
        let has_schema = sources.root.join(FRONT_MATTER_FILE).is_file();
        Ok(Self { sources, config, markdown, today, has_schema })
    }

    /// The text of a new entry, to be written to `path`.
    pub fn entry(&self, path: &SourcePath, record: &ImportedPaper, choice: &NewEntryOptions) -> String {
        let text = import::entry(record, choice);
        if self.has_schema { with_directive(path, &text) } else { text }
    }

    /// What flags say of new entries.
    pub fn choice(&self, args: &ChoiceArgs) -> NewEntryOptions {
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

/// Entries on their way to the disk.
pub struct Entries<'d> {
    pub digest: &'d Digest,
    pub known: ExistingPapers<'d>,
    pub written: ImportHistory,
    store: Store,
}

const WRITTEN: &str = "written.json";

impl<'d> Entries<'d> {
    /// Reads what is in the digest.
    pub fn of(digest: &'d Digest) -> Self {
        let store = Store::of_site(&digest.sources.root, "import");
        let written = store.read(WRITTEN).map(|bytes| ImportHistory::from_bytes(&bytes)).unwrap_or_default();
        Self { digest, known: ExistingPapers::read(&digest.sources, &digest.markdown), written, store }
    }

    /// Writes a new entry, and returns where.
    pub fn write(
        &mut self,
        record: &ImportedPaper,
        choice: &NewEntryOptions,
    ) -> Result<SourcePath, WriteError> {
        loop {
            let path = self.known.add(record);
            let text = self.digest.entry(&path, record, choice);
            // A file that no build reads, such as one on a system that takes `A.md` for `a.md`, has its
            // name all the same.
            if new_file(&self.digest.sources.root.join(path.as_str()), text.as_bytes())? {
                self.note(record);
                return Ok(path);
            }
        }
    }

    fn note(&mut self, record: &ImportedPaper) {
        for (key, value) in import::facts(record) {
            let value: &Value = &value;
            self.written.note(record, &key, value);
        }
    }

    /// Keeps what was written, for `--update`.
    pub fn keep(&self) {
        if let Err(error) = self.store.replace(WRITTEN, &self.written.to_bytes()) {
            eprintln!(
                "note: a later `--update` will take these facts for yours, since nothing could be kept: {error}"
            );
        }
    }
}

/// The texts of files that were read, by the names they are told under.
pub type Texts = BTreeMap<SourcePath, String>;

/// The clock on the wall.
pub struct WallClock;

impl Clock for WallClock {
    fn now(&self) -> Duration {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}
