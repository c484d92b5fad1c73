//! JSON lines → [`ImportedPaper`]. Each line is an object with `id`, `title`, `authors`, `abstract` and `date`.
//! The optional fields are `published`, `doi`, `url`, `pdf`, `code`, `project`, `venue`, `category` and
//! `votes`.

use serde::Deserialize;

use super::dates::published;
use super::imported_paper::ImportedPaper;
use super::tex::{self, TexMode};
use super::{ImportedRecords, display_names, json};
use crate::diagnostic::WithDiagnostics;
use crate::diagnostic::codes::import as codes;
use crate::place::SourcePath;

#[derive(Deserialize)]
#[serde(untagged)]
enum JsonlAuthor {
    Text(String),
    Parts { name: String },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum JsonlAuthors {
    List(Vec<JsonlAuthor>),
    Text(String),
}

#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    title: Option<String>,
    authors: Option<JsonlAuthors>,
    #[serde(rename = "abstract", alias = "summary")]
    abstract_text: Option<String>,
    date: Option<String>,
    published: Option<String>,
    arxiv: Option<String>,
    doi: Option<String>,
    url: Option<String>,
    pdf: Option<String>,
    #[serde(alias = "github")]
    code: Option<String>,
    project: Option<String>,
    venue: Option<String>,
    category: Option<String>,
    #[serde(alias = "upvotes")]
    votes: Option<i64>,
}

/// Reads a file.
pub fn read(path: &SourcePath, text: &str) -> WithDiagnostics<ImportedRecords> {
    json::read(path, text, |line: Line, span, diagnostics| {
        let mut record = ImportedPaper { span, ..ImportedPaper::default() };
        record.title = tex::read(&line.title.unwrap_or_default(), TexMode::Embedded);
        if record.title.is_empty() {
            diagnostics.push(codes::untitled_record(path, span, &line.id.unwrap_or_default()));
            return None;
        }
        let people = match line.authors {
            Some(JsonlAuthors::List(people)) => people
                .into_iter()
                .map(|person| match person {
                    JsonlAuthor::Text(name) | JsonlAuthor::Parts { name } => name,
                })
                .collect(),
            Some(JsonlAuthors::Text(text)) => text.split(';').map(str::to_owned).collect(),
            None => Vec::new(),
        };
        record.authors = people.iter().filter_map(|name| display_names::parse_display_name(name)).collect();
        record.abstract_text = tex::read(&line.abstract_text.unwrap_or_default(), TexMode::Embedded);
        let ids = [line.arxiv, line.id];
        for id in ids.iter().flatten() {
            record.take_mention(id, true);
            record.take_doi(id);
            record.take_addresses(id);
        }
        record.take_doi(&line.doi.unwrap_or_default());
        record.take_addresses(&line.url.unwrap_or_default());
        record.published = line.published.as_deref().and_then(published);
        record.day = line.date.and_then(|date| date.get(..10)?.parse().ok());
        record.venue = line.venue.filter(|venue| !venue.trim().is_empty());
        record.category = line.category.filter(|category| !category.trim().is_empty());
        record.votes = line.votes.filter(|votes| *votes >= 0);
        for (key, address) in [("pdf", line.pdf), ("code", line.code), ("project", line.project)] {
            record.link(key, &address.unwrap_or_default());
        }
        Some(record)
    })
}
