//! Markup with open places: HTML in which what only later stages know is not filled in yet.
//! Knows nothing of Markdown, and does not fill the places.

use serde::{Deserialize, Serialize};

use crate::place::Span;

/// HTML cut at its open places.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Markup(Vec<MarkupPart>);

/// A part of a [`Markup`].
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum MarkupPart {
    /// Finished HTML.
    Html(String),
    /// Here goes the path (or address) of `base_url`; a root-relative address follows.
    Base,
    /// Here goes the address of the entry's folder, with a slash at its end; the name of a file in
    /// it follows.
    Folder,
    /// Here goes a prefix that keeps ids apart where several entries share a page.
    IdPrefix,
    /// A link to another entry.
    Reference(Reference),
}

/// A link to another entry, as the curator wrote it.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Reference {
    /// The entry meant.
    pub target: Target,
    /// HTML of the text to show; `None` leaves it to the entry's title.
    pub text: Option<String>,
    /// Where it stands in the file.
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
    /// Markup without open places.
    pub fn html(html: impl Into<String>) -> Self {
        let mut markup = Self::default();
        markup.push(MarkupPart::Html(html.into()));
        markup
    }

    /// The parts in their order; HTML never follows HTML, and is never empty.
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

    /// Gives back the memory it grew into: there are tens of thousands of these.
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
    fn html_is_joined() {
        let mut markup = Markup::html("a");
        markup.push(MarkupPart::Html(String::new()));
        markup.push(MarkupPart::Html("b".to_owned()));
        assert_eq!(markup, Markup::html("ab"));
        assert!(Markup::html("").is_empty());
    }
}
