//! Converts the Atom format of arXiv's API (RFC 4287 and arXiv's own elements) to [`ImportedPaper`]. It sends
//! no requests. It recognizes the error responses of the API.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::dates::published;
use super::imported_paper::{Author, ImportedPaper};
use super::tex::{self, TexMode};
use super::{ImportedRecords, display_names};
use crate::diagnostic::WithDiagnostics;
use crate::diagnostic::codes::import as codes;
use crate::paper::ArxivId;
use crate::place::{SourcePath, Span};

/// The content of a response of the API.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The papers. Each has the version that the response describes.
    pub records: Vec<ImportedPaper>,
    /// The errors that the API reports about the request.
    pub errors: Vec<(Span, String)>,
    /// The position where the response can no longer be read, and the reason.
    pub broken: Option<(usize, String)>,
}

/// Reads a file.
pub fn read(path: &SourcePath, text: &str) -> WithDiagnostics<ImportedRecords> {
    let answer = Answer::read(text);
    let mut diagnostics = Vec::new();
    for (span, message) in &answer.errors {
        diagnostics.push(codes::bad_record(path, *span, &format!("arXiv answered: {message}")));
    }
    if let Some((at, problem)) = &answer.broken {
        diagnostics.push(codes::bad_record(path, Span::new(*at, *at), problem));
    }
    let mut records = Vec::new();
    for mut record in answer.records {
        if record.title.is_empty() {
            let name = record.arxiv.map(|id| id.to_string()).unwrap_or_default();
            diagnostics.push(codes::untitled_record(path, record.span, &name));
            continue;
        }
        // Every response names a version, but the entry is about the paper in general.
        if let Some(arxiv) = &mut record.arxiv {
            arxiv.version = None;
        }
        records.push(record);
    }
    WithDiagnostics::new(ImportedRecords { records, skipped: Vec::new() }, diagnostics)
}

impl Answer {
    /// Reads a response.
    pub fn read(text: &str) -> Self {
        let mut answer = Answer::default();
        let mut reader = Reader::from_str(text);
        let mut open: Vec<String> = Vec::new();
        let mut entry: Option<Entry> = None;
        let mut words = String::new();
        loop {
            let before = reader.buffer_position() as usize;
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    let name = local_name(&tag);
                    if name == "entry" {
                        entry = Some(Entry { start: before, ..Entry::default() });
                    }
                    if let Some(entry) = &mut entry {
                        entry.attributes(&name, &tag);
                    }
                    open.push(name);
                    words.clear();
                }
                Ok(Event::Empty(tag)) => {
                    if let Some(entry) = &mut entry {
                        entry.attributes(&local_name(&tag), &tag);
                    }
                }
                Ok(Event::Text(text)) => words.push_str(&text.decode().unwrap_or_default()),
                Ok(Event::CData(text)) => words.push_str(&text.decode().unwrap_or_default()),
                Ok(Event::GeneralRef(name)) => {
                    let name = name.decode().unwrap_or_default();
                    let reference = format!("&{name};");
                    let text = quick_xml::escape::unescape(&reference);
                    words.push_str(&text.unwrap_or_else(|_| reference.as_str().into()));
                }
                Ok(Event::End(_)) => {
                    let name = open.pop().unwrap_or_default();
                    let parent = open.last().map(String::as_str).unwrap_or_default();
                    if name == "entry" {
                        let end = reader.buffer_position() as usize;
                        if let Some(entry) = entry.take() {
                            entry.finish(end, &mut answer);
                        }
                    } else if let Some(entry) = &mut entry {
                        entry.element(parent, &name, &words);
                    }
                    words.clear();
                }
                Ok(Event::Eof) => {
                    if !open.is_empty() {
                        answer.broken = Some((text.len(), "the response is truncated".to_owned()));
                    } else if !text.contains("<feed") {
                        answer.broken = Some((0, "this is not an Atom feed".to_owned()));
                    }
                    return answer;
                }
                Ok(_) => {}
                Err(error) => {
                    let at = (reader.error_position() as usize).min(text.len());
                    answer.broken = Some((text.floor_char_boundary(at), format!("this is not XML: {error}")));
                    return answer;
                }
            }
        }
    }
}

fn local_name(tag: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(tag.local_name().as_ref()).into_owned()
}

#[derive(Default)]
struct Entry {
    start: usize,
    id: String,
    title: String,
    summary: String,
    published: String,
    journal: String,
    doi: String,
    comment: String,
    category: String,
    names: Vec<(String, Option<String>)>,
}

impl Entry {
    fn attributes(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "primary_category" => {
                let term = tag.try_get_attribute("term").ok().flatten();
                self.category =
                    term.map(|term| String::from_utf8_lossy(&term.value).into_owned()).unwrap_or_default();
            }
            "author" => self.names.push((String::new(), None)),
            _ => {}
        }
    }

    fn element(&mut self, parent: &str, name: &str, words: &str) {
        let slot = match (parent, name) {
            ("entry", "id") => &mut self.id,
            ("entry", "title") => &mut self.title,
            ("entry", "summary") => &mut self.summary,
            ("entry", "published") => &mut self.published,
            // arXiv's API and its feeds use different names.
            ("entry", "journal_ref" | "journal_reference") => &mut self.journal,
            ("entry", "doi" | "DOI") => &mut self.doi,
            ("entry", "comment") => &mut self.comment,
            ("author", "name" | "affiliation") => {
                if let Some((person, affiliation)) = self.names.last_mut() {
                    match name {
                        "name" => words.clone_into(person),
                        _ => *affiliation = affiliation.take().or(Some(words.trim().to_owned())),
                    }
                }
                return;
            }
            _ => return,
        };
        words.clone_into(slot);
    }

    fn finish(self, end: usize, answer: &mut Answer) {
        let span = Span::new(self.start, end);
        if self.id.contains("/api/errors") {
            answer.errors.push((span, self.summary.trim().to_owned()));
            return;
        }
        let mut record = ImportedPaper { span, ..ImportedPaper::default() };
        record.title = tex::read(&self.title, TexMode::Embedded);
        record.abstract_text = tex::read(self.summary.trim(), TexMode::Embedded);
        record.arxiv = self.id.split_once("/abs/").and_then(|(_, id)| ArxivId::parse(id));
        record.published = published(&self.published);
        record.category = Some(self.category).filter(|category| !category.is_empty());
        // The DOI of the journal. Some fields hold several DOIs, separated by spaces.
        record.take_doi(self.doi.split_whitespace().next().unwrap_or_default());
        let journal = tex::read(&self.journal, TexMode::Embedded).plain();
        record.venue = Some(journal).filter(|journal| !journal.is_empty());
        record.withdrawn = self.comment.to_lowercase().contains("been withdrawn");
        record.authors = self
            .names
            .into_iter()
            .filter_map(|(name, affiliation)| {
                Some(Author {
                    affiliation: affiliation.filter(|text| !text.is_empty()),
                    ..display_names::parse_display_name(&name)?
                })
            })
            .collect();
        answer.records.push(record);
    }
}
