//! The digest's own JSON, which is the API's: `docs/guide/api.md` describes it. A record's is its own, since
//! the API is planned by its length.

use serde::Serialize;

use crate::site::{API_VERSION, ApiIndex, BibliographyView};

#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    title: &'a str,
    page: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

/// A list of the records in `papers`, each on its line.
pub fn list(view: &BibliographyView, papers: &str) -> String {
    let description = view.description.as_deref();
    let head = Head { version: API_VERSION, title: &view.title, page: &view.address, description };
    let head = serde_json::to_string(&head).unwrap_or_default();
    let head = head.trim_end_matches('}');
    format!("{head},\"papers\":[\n{papers}\n]}}\n")
}

/// The index of the API.
pub fn index(view: &ApiIndex) -> Vec<u8> {
    let mut json = serde_json::to_vec_pretty(view).unwrap_or_default();
    json.push(b'\n');
    json
}
