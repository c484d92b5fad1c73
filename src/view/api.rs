//! The index of the static API. `docs/guide/api.md` describes it.

use serde::Serialize;

/// The version of the API. It grows when the meaning of a field changes.
pub const API_VERSION: u32 = 1;

/// The index of the API.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct ApiIndex {
    /// [`API_VERSION`].
    pub version: u32,
    /// The digest's name.
    pub title: String,
    /// One or two sentences about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// The URL of the home page.
    pub page: String,
    /// The numbers of things in the digest.
    pub counts: ApiCounts,
    /// The days, newest first.
    pub days: Vec<ApiDay>,
    /// The files with all entries, newest first.
    pub papers: Vec<ApiShard>,
    /// The topics, in the curator's order.
    pub topics: Vec<ApiTopic>,
}

/// The numbers of things in the digest.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct ApiCounts {
    /// Entries.
    pub papers: usize,
    /// Days with entries.
    pub days: usize,
    /// Topics.
    pub topics: usize,
    /// Tags.
    pub tags: usize,
    /// Authors.
    pub authors: usize,
}

/// A day and its files.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct ApiDay {
    /// `2025-03-12`.
    pub date: String,
    /// The number of entries.
    pub count: usize,
    /// The URLs of the files with its entries.
    pub files: Vec<String>,
}

/// A file with entries of one month.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct ApiShard {
    /// The year.
    pub year: i16,
    /// From 1.
    pub month: i8,
    /// The number of entries in the file.
    pub count: usize,
    /// The URL of the file.
    pub file: String,
}

/// A topic.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct ApiTopic {
    /// Its name.
    pub name: String,
    /// The URL of its page.
    pub page: String,
    /// The number of entries.
    pub count: usize,
}
