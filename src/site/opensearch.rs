//! Plans the description of the digest's search, for browsers and feed readers (OpenSearch 1.1).

use super::context::Context;
use super::outputs::Outputs;
use super::route;
use crate::view::{OpenSearchView, View};

/// Plans `opensearch.xml`, if the configuration has a search URL. The digest has no search page of its own, and the
/// curator decides which search engine is used.
pub fn plan(context: &Context<'_>, outputs: &mut Outputs<'_>) {
    let config = context.config;
    let Some(search) = &config.search else { return };
    let view = OpenSearchView {
        title: config.title.clone(),
        description: config.description.clone(),
        language: config.language.clone(),
        address: if route::is_path(search) { config.base_url.address(search) } else { search.clone() },
    };
    outputs.add_if_absent("/opensearch.xml", View::OpenSearch(Box::new(view)));
}
