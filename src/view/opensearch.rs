//! The description of the digest's search.

/// The description of the digest's search.
#[derive(Clone, Hash, Debug)]
pub struct OpenSearchView {
    /// The digest's name.
    pub title: String,
    /// One or two sentences about it.
    pub description: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// The search URL, with `{searchTerms}` in place of the search words.
    pub address: String,
}
