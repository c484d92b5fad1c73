//! Writes the description of a search (OpenSearch 1.1), which browsers read.

use super::xml::{attribute, element};
use crate::view::OpenSearchView;

/// The longest `ShortName`, in characters.
const MAX_SHORT_NAME: usize = 16;
/// The longest `LongName`.
const MAX_LONG_NAME: usize = 48;
/// The longest `Description`.
const MAX_DESCRIPTION: usize = 1024;

/// The description of the search.
pub fn opensearch(view: &OpenSearchView) -> Vec<u8> {
    let cut = |text: &str, longest: usize| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        text.chars().take(longest).collect::<String>().trim_end().to_string()
    };
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n",
    );
    let description = view.description.as_deref().unwrap_or(&view.title);
    let lines = [
        ("ShortName", cut(&view.title, MAX_SHORT_NAME)),
        ("LongName", cut(&view.title, MAX_LONG_NAME)),
        ("Description", cut(description, MAX_DESCRIPTION)),
        ("Language", view.language.clone()),
        ("InputEncoding", "UTF-8".to_string()),
    ];
    for (name, content) in lines {
        element(name, &content, &mut xml);
        xml.push('\n');
    }
    xml.push_str("<Url type=\"text/html\"");
    attribute("template", &view.address, &mut xml);
    xml.push_str("/>\n</OpenSearchDescription>\n");
    xml.into_bytes()
}
