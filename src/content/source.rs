//! The text of a document as it was written, for copies in Markdown. Cut at the links to entries, since
//! where they lead is not known here.

use serde::{Deserialize, Serialize};

use super::markup::{Markup, Target};

/// A part of a text in Markdown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SourcePart {
    /// As it was written.
    Text(String),
    /// A link to an entry.
    Reference {
        /// The entry meant.
        target: Target,
        /// The words of the link; `None` leaves them to the entry's title.
        words: Option<String>,
    },
}

/// Cuts the text that begins at byte `start` of a file at the references of its markup.
pub fn parts(file: &str, start: usize, markup: &Markup) -> Vec<SourcePart> {
    let mut references: Vec<_> = markup.references().collect();
    references.sort_unstable_by_key(|reference| reference.span.start);
    let mut parts = Vec::new();
    let mut from = start;
    for reference in references {
        let span = reference.span;
        // What stands in a footnote that is named twice is here once.
        let (Some(text), Some(link)) = (file.get(from..span.start), file.get(span.range())) else { continue };
        parts.push(SourcePart::Text(text.to_owned()));
        parts.push(SourcePart::Reference { target: reference.target.clone(), words: words(link) });
        from = span.end;
    }
    parts.extend(file.get(from..).map(|rest| SourcePart::Text(rest.trim_end().to_owned())));
    parts.retain(|part| !matches!(part, SourcePart::Text(text) if text.trim().is_empty() && text.len() > 1));
    parts
}

/// The words of `[[slug|words]]` and `[words][@id]`.
fn words(link: &str) -> Option<String> {
    let wiki = link.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    let words = match wiki {
        Some(inside) => inside.split_once('|').map(|(_, words)| words),
        None => link.strip_prefix('[').and_then(|rest| rest.rsplit_once("][")).map(|(words, _)| words),
    };
    words.map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned)
}
