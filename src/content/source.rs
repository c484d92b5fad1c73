//! The source text of a document, for exports in Markdown. It is split at the links to entries, because their
//! targets are not known here.

use serde::{Deserialize, Serialize};

use super::markup::{Markup, Target};

/// A part of a text in Markdown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SourcePart {
    /// Unchanged Markdown.
    Text(String),
    /// A link to an entry.
    Reference {
        /// The entry that it refers to.
        target: Target,
        /// The text of the link; `None` to use the entry's title.
        words: Option<String>,
    },
}

/// Splits the text that begins at byte `start` of a file at the references of its markup.
pub fn parts(file: &str, start: usize, markup: &Markup) -> Vec<SourcePart> {
    let mut references: Vec<_> = markup.references().collect();
    references.sort_unstable_by_key(|reference| reference.span.start);
    let mut parts = Vec::new();
    let mut from = start;
    for reference in references {
        let span = reference.span;
        // If a footnote is used twice, its references occur twice in the markup but once in the source.
        let (Some(text), Some(link)) = (file.get(from..span.start), file.get(span.range())) else { continue };
        parts.push(SourcePart::Text(text.to_owned()));
        parts.push(SourcePart::Reference { target: reference.target.clone(), words: words(link) });
        from = span.end;
    }
    parts.extend(file.get(from..).map(|rest| SourcePart::Text(rest.trim_end().to_owned())));
    parts.retain(|part| !matches!(part, SourcePart::Text(text) if text.trim().is_empty() && text.len() > 1));
    parts
}

/// The text of `[[slug|text]]` and `[text][@id]`.
fn words(link: &str) -> Option<String> {
    let wiki = link.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    let words = match wiki {
        Some(inside) => inside.split_once('|').map(|(_, words)| words),
        None => link.strip_prefix('[').and_then(|rest| rest.rsplit_once("][")).map(|(words, _)| words),
    };
    words.map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned)
}
