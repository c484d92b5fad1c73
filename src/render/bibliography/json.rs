//! Writes the digest's own JSON, which the API also uses. `docs/guide/api.md` describes it. The `Serialize`
//! implementation of a record is in `view`, because the API splits its files by the length of this JSON.

use serde::Serialize;

use crate::view::{API_VERSION, ApiIndex, BibRecord, BibliographyView};

#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    title: &'a str,
    page: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

/// Writes a record on one line.
pub fn record(record: &BibRecord) -> String {
    serde_json::to_string(record).unwrap_or_default()
}

/// Writes a list of records, each on a separate line.
pub fn list(view: &BibliographyView, records: &[&str]) -> String {
    let description = view.description.as_deref();
    let head = Head { version: API_VERSION, title: &view.title, page: &view.address, description };
    let head = serde_json::to_string(&head).unwrap_or_default();
    let head = head.trim_end_matches('}');
    let records = records.join(",\n");
    format!("{head},\"papers\":[\n{records}\n]}}\n")
}

/// Writes the index of the API.
pub fn index(view: &ApiIndex) -> Vec<u8> {
    let mut json = serde_json::to_vec_pretty(view).unwrap_or_default();
    json.push(b'\n');
    json
}
