//! What the digest holds already: its papers by identity and its names of files; and which facts were
//! written by earlier imports. Reads and writes no files.

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

/// Title, first author's family name, and year.
type TitleKey = (Slug, String, Option<i16>);

/// The papers of a digest, and of the run so far.
pub struct ExistingPapers<'m> {
    markdown: &'m Markdown,
    identities: BTreeMap<PaperId, SourcePath>,
    /// By title, first author and year, with the keys they are cited by.
    by_title: BTreeMap<TitleKey, Vec<(Option<String>, SourcePath)>>,
    slugs: BTreeSet<String>,
}

impl<'m> ExistingPapers<'m> {
    /// Takes the entries of a digest, from its documents. Entries that cannot be read have at least a name, that
    /// of their file.
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

    /// The entry that is about the same paper. Records that nothing identifies are compared by title,
    /// first author, year and, if both have one, the key they are cited by.
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

    /// The entry of a paper.
    pub fn entry_of(&self, id: &PaperId) -> Option<&SourcePath> {
        self.identities.get(id)
    }

    /// The name of the file for a new entry, which nothing else has. From now on the entry is known.
    pub fn add(&mut self, record: &ImportedPaper) -> SourcePath {
        let title = self.slug(record);
        let key = title_key(&title, record);
        let base = title.to_string();
        // `index.md` would be named after its folder.
        let base = if base == "index" { format!("{base}-paper") } else { base };
        let mut slug = base.clone();
        let mut number = 2;
        while !self.slugs.insert(slug.clone()) {
            // A name that is too long would be cut when the entry is read, and meet another one.
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
        // Words alone are no Markdown.
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

/// Whether a character may be more than itself in a line of Markdown, or be changed by smart punctuation.
fn is_markdown(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, ',' | '?' | '/') || c.is_control()
}

fn title_key(title: &Slug, record: &ImportedPaper) -> TitleKey {
    let first = record.authors.first().map(|author| author.name.family.to_lowercase()).unwrap_or_default();
    (title.clone(), first, record.published.map(|published| published.year))
}

/// The facts that imports wrote, to find those that the curator has changed since.
/// Kept between runs; without it nothing is taken for unchanged.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ImportHistory(BTreeMap<String, BTreeMap<String, String>>);

impl ImportHistory {
    /// Reads what was kept. What cannot be read is as good as nothing.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap_or_default()
    }

    /// It as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Notes that the facts of a new entry were written.
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

    /// Notes that a value was written, or stands as it would be written.
    pub fn note(&mut self, record: &ImportedPaper, key: &str, value: &Value) {
        for name in names_of(record) {
            self.0.entry(name).or_default().insert(key.to_owned(), value.mark());
        }
    }

    /// What was written last, as [`Value::mark`] has it.
    pub fn mark(&self, record: &ImportedPaper, key: &str) -> Option<&str> {
        names_of(record).iter().find_map(|name| self.0.get(name)?.get(key)).map(String::as_str)
    }
}

/// What a record is kept under.
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
