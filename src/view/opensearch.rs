//! The description of the digest's search.

/// Where a search of the digest goes.
#[derive(Clone, Hash, Debug)]
pub struct OpenSearchView {
    /// The digest's name.
    pub title: String,
    /// One or two sentences on it.
    pub description: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// The whole address, in which `{searchTerms}` stands for the words.
    pub address: String,
}
