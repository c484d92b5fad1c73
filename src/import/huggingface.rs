//! Hugging Face's daily papers (`/api/daily_papers`, and `/api/papers/ID`) → [`ImportedPaper`]. The fields
//! `ai_summary` and `ai_keywords` are left out, because the service generates them and they are not from the
//! authors or the curator.

use serde::Deserialize;

use super::dates::published;
use super::imported_paper::ImportedPaper;
use super::tex::{self, TexMode};
use super::{ImportedRecords, display_names, json};
use crate::diagnostic::WithDiagnostics;
use crate::diagnostic::codes::import as codes;
use crate::paper::ArxivId;
use crate::place::SourcePath;

/// An item in the list of a day, or a single paper. A single paper has the same fields one level higher.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    paper: Option<Box<Row>>,
    id: Option<String>,
    title: Option<String>,
    summary: Option<String>,
    #[serde(default)]
    authors: Vec<HfAuthor>,
    published_at: Option<String>,
    submitted_on_daily_at: Option<String>,
    upvotes: Option<i64>,
    github_repo: Option<String>,
    project_page: Option<String>,
    withdrawn_at: Option<String>,
}

#[derive(Deserialize)]
struct HfAuthor {
    name: Option<String>,
    #[serde(default)]
    hidden: bool,
}

/// Reads a file.
pub fn read(path: &SourcePath, text: &str) -> WithDiagnostics<ImportedRecords> {
    json::read(path, text, |mut row: Row, span, diagnostics| {
        // The outer `publishedAt` is the time when the paper was added to the site. The inner one is the date
        // of the paper itself.
        let paper = row.paper.take().map_or_else(|| None, |paper| Some(*paper));
        let outer = paper.is_some().then_some((row.title.take(), row.submitted_on_daily_at.take()));
        let paper = paper.unwrap_or(row);
        let (outer_title, outer_day) = outer.unwrap_or_default();
        let mut record = ImportedPaper { span, ..ImportedPaper::default() };
        record.title = tex::read(&paper.title.or(outer_title).unwrap_or_default(), TexMode::Embedded);
        if record.title.is_empty() {
            diagnostics.push(codes::untitled_record(path, span, &paper.id.unwrap_or_default()));
            return None;
        }
        let people = paper.authors.iter().filter(|person| !person.hidden);
        record.authors =
            people.filter_map(|person| display_names::parse_display_name(person.name.as_deref()?)).collect();
        record.arxiv = paper.id.as_deref().and_then(ArxivId::parse);
        record.abstract_text = tex::read(&paper.summary.unwrap_or_default(), TexMode::Embedded);
        record.published = paper.published_at.as_deref().and_then(published);
        let day = paper.submitted_on_daily_at.or(outer_day);
        record.day = day.and_then(|day| day.get(..10)?.parse().ok());
        record.votes = paper.upvotes.filter(|votes| *votes >= 0);
        record.withdrawn = paper.withdrawn_at.is_some();
        record.link("code", &paper.github_repo.unwrap_or_default());
        record.link("project", &paper.project_page.unwrap_or_default());
        Some(record)
    })
}
