//! Finds papers that the digest already contains, by identity and file name, and keeps a record of the facts
//! that earlier imports wrote. It reads and writes no files.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::imported_paper::ImportedPaper;
use super::rich::Piece;
use crate::content::{Document, Markdown, PaperDocument};
use crate::edit::Value;
use crate::paper::PaperId;
use crate::place::SourcePath;
use crate::slug::{MAX_SLUG_BYTES, Slug};
use crate::source::Sources;

/// The title, the family name of the first author, and the year.
type TitleKey = (Slug, String, Option<i16>);

/// The papers of a digest, and those added in the current run.
pub struct ExistingPapers<'m> {
    markdown: &'m Markdown,
    identities: BTreeMap<PaperId, SourcePath>,
    /// The citation keys and paths of entries, by title, first author and year.
    by_title: BTreeMap<TitleKey, Vec<(Option<String>, SourcePath)>>,
    slugs: BTreeSet<String>,
}

impl<'m> ExistingPapers<'m> {
    /// Collects the entries of a digest from its documents. For an entry that cannot be read, only the name of
    /// its file is known.
    pub fn new<'d>(
        sources: &Sources,
        documents: impl Iterator<Item = &'d Document>,
        markdown: &'m Markdown,
    ) -> Self {
        let mut known = ExistingPapers {
            markdown,
            identities: BTreeMap::new(),
            by_title: BTreeMap::new(),
            slugs: BTreeSet::new(),
        };
        for (path, _) in sources.below("content/papers/").filter(|(_, source)| source.is_text()) {
            let name = if path.file_name() == "index.md" { path.folder().rsplit('/').next() } else { None };
            known.slugs.insert(Slug::of(name.unwrap_or_else(|| path.stem())).to_string());
        }
        for document in documents {
            if let Document::Paper(paper) = document {
                known.add_entry(paper);
            }
        }
        known
    }

    fn add_entry(&mut self, paper: &PaperDocument) {
        self.slugs.insert(paper.slug.to_string());
        for id in &paper.identities {
            self.identities.entry(id.value.clone()).or_insert_with(|| paper.path.clone());
        }
        let first = paper.authors.first().map(|author| author.name.family.to_lowercase()).unwrap_or_default();
        let key =
            (Slug::of(&paper.title.value.plain), first, paper.published.map(|published| published.year));
        let cited = paper.publication.text("citation-key").map(str::to_owned);
        self.by_title.entry(key).or_default().push((cited, paper.path.clone()));
    }

    /// Finds the entry for the same paper. Records without an id are compared by title, first author and year.
    /// If both have a citation key, that is also compared.
    pub fn find(&self, record: &ImportedPaper) -> Option<&SourcePath> {
        let ids = record.identities();
        if !ids.is_empty() {
            return ids.iter().find_map(|id| self.identities.get(id));
        }
        let cited = record.variable("citation-key");
        let alike = self.by_title.get(&title_key(&self.slug(record), record))?;
        let same = |key: &Option<String>| key.as_deref().zip(cited).is_none_or(|(one, other)| one == other);
        alike.iter().find(|(key, _)| same(key)).map(|(_, path)| path)
    }

    /// The entry with the given id.
    pub fn entry_of(&self, id: &PaperId) -> Option<&SourcePath> {
        self.identities.get(id)
    }

    /// Chooses an unused file name for a new entry and adds the entry to the index.
    pub fn add(&mut self, record: &ImportedPaper) -> SourcePath {
        let title = self.slug(record);
        let key = title_key(&title, record);
        let base = title.to_string();
        // The name of `index.md` would be taken from its folder.
        let base = if base == "index" { format!("{base}-paper") } else { base };
        let mut slug = base.clone();
        let mut number = 2;
        while !self.slugs.insert(slug.clone()) {
            // A name that is too long is cut when the entry is read, and could then equal another name.
            let end = format!("-{number}");
            let most = base.floor_char_boundary(MAX_SLUG_BYTES - end.len());
            slug = format!("{}{end}", base[..most].trim_end_matches('-'));
            number += 1;
        }
        let path = SourcePath::new(format!("content/papers/{slug}.md"));
        for id in record.identities() {
            self.identities.entry(id).or_insert_with(|| path.clone());
        }
        let cited = record.variable("citation-key").map(str::to_owned);
        self.by_title.entry(key).or_default().push((cited, path.clone()));
        path
    }

    fn slug(&self, record: &ImportedPaper) -> Slug {
        // A title that is only words contains no Markdown.
        if let [Piece::Text(text)] = record.title.0.as_slice()
            && !text.contains(is_markdown)
        {
            return Slug::of(text);
        }
        let title = record.title.markdown();
        let nowhere = SourcePath::new("");
        let read = self.markdown.inline(&nowhere, &title, &|_| crate::place::Span::default());
        Slug::of(&read.value.plain)
    }
}

/// Whether a character can have a special meaning in a line of Markdown, or be changed by smart punctuation.
fn is_markdown(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, ',' | '?' | '/') || c.is_control()
}

fn title_key(title: &Slug, record: &ImportedPaper) -> TitleKey {
    let first = record.authors.first().map(|author| author.name.family.to_lowercase()).unwrap_or_default();
    (title.clone(), first, record.published.map(|published| published.year))
}

/// The facts that earlier imports wrote. They show which facts the curator has changed since. The history is
/// kept between runs. Without it, every fact counts as changed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ImportHistory(BTreeMap<String, BTreeMap<String, String>>);

impl ImportHistory {
    /// Reads a stored history. Data that cannot be read gives an empty history.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap_or_default()
    }

    /// Returns the history as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Records all facts of a new entry.
    pub fn note_all(&mut self, record: &ImportedPaper, facts: &[(String, Value)]) {
        let marks: BTreeMap<String, String> =
            facts.iter().map(|(key, value)| (key.clone(), value.mark())).collect();
        for name in names_of(record) {
            self.0
                .entry(name)
                .or_default()
                .extend(marks.iter().map(|(key, mark)| (key.clone(), mark.clone())));
        }
    }

    /// Records that a value was written, or that the file already contains it.
    pub fn note(&mut self, record: &ImportedPaper, key: &str, value: &Value) {
        for name in names_of(record) {
            self.0.entry(name).or_default().insert(key.to_owned(), value.mark());
        }
    }

    /// The mark of the value that was last written, as returned by [`Value::mark`].
    pub fn mark(&self, record: &ImportedPaper, key: &str) -> Option<&str> {
        names_of(record).iter().find_map(|name| self.0.get(name)?.get(key)).map(String::as_str)
    }
}

/// The names under which the facts of a record are stored.
fn names_of(record: &ImportedPaper) -> Vec<String> {
    let names: Vec<String> = record
        .identities()
        .into_iter()
        .map(|id| match id {
            PaperId::Arxiv(id) => format!("arxiv:{id}"),
            PaperId::Doi(doi) => format!("doi:{doi}"),
            PaperId::Address(address) => format!("url:{address}"),
        })
        .collect();
    if !names.is_empty() {
        return names;
    }
    let year = record.published.map(|published| published.year).unwrap_or_default();
    let cited = record.variable("citation-key").unwrap_or_default();
    vec![format!("title:{}:{year}:{cited}", Slug::of(&record.title.plain()))]
}
