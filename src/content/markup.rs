//! HTML with placeholders for values that later stages know: base path, id prefix, links between entries. Does not
//! resolve them.

use serde::{Deserialize, Serialize};

use crate::place::Span;

/// HTML, split at its placeholders.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Markup(Vec<MarkupPart>);

/// A part of a [`Markup`].
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum MarkupPart {
    /// HTML without placeholders.
    Html(String),
    /// A placeholder for the path (in feeds, the URL) of `base_url`. A path from the root follows.
    Base,
    /// A placeholder for the path of the entry's folder, with a slash at its end. The name of a file in it follows.
    Folder,
    /// A placeholder for the prefix that keeps ids unique where several entries share a page.
    IdPrefix,
    /// A link to another entry.
    Reference(Reference),
}

/// A link to another entry, as the curator wrote it.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Reference {
    /// The entry that it refers to.
    pub target: Target,
    /// The HTML of the text; `None` to use the entry's title.
    pub text: Option<String>,
    /// Its span in the file.
    pub span: Span,
}

/// How a reference names its entry.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Target {
    /// `[[slug]]`
    Slug(String),
    /// `[@2306.06626]`
    Arxiv(String),
}

impl Target {
    /// The slug or id as it was written.
    pub fn name(&self) -> &String {
        match self {
            Target::Slug(name) | Target::Arxiv(name) => name,
        }
    }
}

impl Markup {
    /// Markup without placeholders.
    pub fn html(html: impl Into<String>) -> Self {
        let mut markup = Self::default();
        markup.push(MarkupPart::Html(html.into()));
        markup
    }

    /// The parts in order. Two HTML parts are never adjacent, and none is empty.
    pub fn parts(&self) -> &[MarkupPart] {
        &self.0
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The links to other entries.
    pub fn references(&self) -> impl Iterator<Item = &Reference> {
        self.0.iter().filter_map(|piece| match piece {
            MarkupPart::Reference(reference) => Some(reference),
            _ => None,
        })
    }

    /// Frees unused memory: there are tens of thousands of these.
    pub fn shrink(&mut self) {
        self.0.shrink_to_fit();
        for piece in &mut self.0 {
            if let MarkupPart::Html(html) = piece {
                html.shrink_to_fit();
            }
        }
    }

    /// Adds a part at the end.
    pub fn push(&mut self, piece: MarkupPart) {
        match (piece, self.0.last_mut()) {
            (MarkupPart::Html(html), _) if html.is_empty() => {}
            (MarkupPart::Html(html), Some(MarkupPart::Html(last))) => last.push_str(&html),
            (piece, _) => self.0.push(piece),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjacent_html_is_merged() {
        let mut markup = Markup::html("a");
        markup.push(MarkupPart::Html(String::new()));
        markup.push(MarkupPart::Html("b".to_owned()));
        assert_eq!(markup, Markup::html("ab"));
        assert!(Markup::html("").is_empty());
    }
}
