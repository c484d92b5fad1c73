//! Stage 2: one [`Source`](crate::source::Source) → [`Document`].
//! Each document is read alone and contains nothing of other files. References are resolved later.
//!
//! # Example
//!
//! Read one entry. Its reference to another entry is not resolved yet:
//!
//! ```
//! use digestgen::config::{self, Overrides};
//! use digestgen::content::{self, Document};
//! use digestgen::place::SourcePath;
//!
//! let sources = digestgen::source::scan("starter/digest".as_ref())?;
//! let config = config::parse(&sources, &Overrides::default()).value;
//! let markdown = content::markdown_of(&config).value;
//! let path = SourcePath::new("content/papers/attention.md");
//! let text = "+++\ntitle = \"Attention\"\ndate = 2025-03-12\n+++\nSee [[other-paper]].\n";
//! let Some(Document::Paper(paper)) = content::parse(&path, text, &markdown).value else {
//!     panic!("the path is that of an entry");
//! };
//! assert_eq!(paper.slug.as_str(), "attention");
//! assert_eq!(paper.date.value.to_string(), "2025-03-12");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod address;
mod anchors;
mod classify;
mod document;
mod entry;
mod front_matter;
mod highlight;
mod links;
mod markdown;
mod markup;
mod math;
mod mathml;
mod people;
mod placeholders;
mod plain;
mod publication;
mod sanitize;
mod section;
mod settings;
mod source;

use crate::diagnostic::codes::content as codes;
use crate::diagnostic::{WithDiagnostics, cap_per_code};
use crate::fields::{File, KeyRecorder, TableReader};
use crate::paper::EditionId;
use crate::place::SourcePath;

pub use classify::{ContentKind, classify};
pub use document::{Document, PaperDocument, SectionDocument, TermField};
pub use front_matter::{Split, split as front_matter};
pub use links::{WrittenLink, written_links};
pub use markdown::{Body, Inline, Markdown};
pub use markup::{Markup, MarkupPart, Reference, Target};
pub use plain::{formula_as_text, in_small_characters};
pub use settings::{content_css, markdown_of};
pub use source::SourcePart;

/// Maximum size of a content file, in bytes. Reading one takes a hundred times its size in memory, and its text is
/// part of pages and feeds.
const MAX_FILE_BYTES: usize = 5_000_000;

/// All keys of front matter: of entries, editions, topics, authors and pages.
pub fn recorded_keys() -> [KeyRecorder; 5] {
    let markdown = settings::plain_markdown();
    let section =
        |kind: ContentKind| KeyRecorder::of(|fields| drop(section::read(fields, kind, 0, &markdown)));
    [
        KeyRecorder::of(|fields| drop(entry::read(fields, String::new(), 0, &markdown))),
        section(ContentKind::Edition(EditionId::Month(2025, 3))),
        section(ContentKind::Topic(String::new())),
        section(ContentKind::Author(String::new())),
        section(ContentKind::Page(String::new())),
    ]
}

/// Loads the grammars for highlighting, which takes as long as reading dozens of documents. Threads that need them
/// wait until they are loaded.
pub fn warm_up() {
    highlight::warm_up();
}

/// Reads the front matter of a file in `content/`, as if nothing followed it.
pub fn parse_front_matter(
    path: &SourcePath,
    text: &str,
    markdown: &Markdown,
) -> WithDiagnostics<Option<Document>> {
    let front = front_matter::split(path, text).map_or(text, |parts| &text[..parts.body]);
    parse(path, front, markdown)
}

/// Reads one Markdown file in `content/`. `None` if a required key is missing or the file cannot be read.
pub fn parse(path: &SourcePath, text: &str, markdown: &Markdown) -> WithDiagnostics<Option<Document>> {
    let (kind, parts) = match classify(path).and_then(|kind| Ok((kind, front_matter::split(path, text)?))) {
        Ok(found) => found,
        Err(diagnostic) => return WithDiagnostics::new(None, vec![diagnostic]),
    };
    if text.len() > MAX_FILE_BYTES {
        return WithDiagnostics::new(None, vec![codes::file_too_large(path, text.len(), MAX_FILE_BYTES)]);
    }
    let file = File { path, text, data: parts.data, syntax: parts.syntax };
    let mut diagnostics = Vec::new();
    let fields = TableReader::parse(&file).take_value(&mut diagnostics);
    let document = match kind {
        ContentKind::Paper(name) => entry::read(fields, name, parts.body, markdown)
            .take_value(&mut diagnostics)
            .map(|paper| Document::Paper(Box::new(paper))),
        kind => {
            let section = section::read(fields, kind, parts.body, markdown).take_value(&mut diagnostics);
            Some(Document::Section(Box::new(section)))
        }
    };
    WithDiagnostics::new(document, cap_per_code(diagnostics))
}
