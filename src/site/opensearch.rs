//! Where a search of the digest goes, for browsers and feed readers (OpenSearch 1.1).

use super::outputs::Outputs;
use super::parts::Parts;
use super::view::View;

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

/// Plans `opensearch.xml`, if the configuration says where searches go: the digest has no page of its own that
/// answers one, and whose search engine is asked is for the curator to say.
pub fn plan(parts: &Parts<'_>, outputs: &mut Outputs<'_>) {
    let config = parts.config;
    let Some(search) = &config.search else { return };
    let is_path = search.starts_with('/') && !search.starts_with("//");
    let view = OpenSearchView {
        title: config.title.clone(),
        description: config.description.clone(),
        language: config.language.clone(),
        address: if is_path { config.base_url.address(search) } else { search.clone() },
    };
    outputs.add_unless_there("/opensearch.xml", View::OpenSearch(Box::new(view)));
}
