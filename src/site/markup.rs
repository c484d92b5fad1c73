//! Replaces the placeholders of markup: paths, prefixes of ids, links to other entries.

use super::route;
use crate::content::{Markup, MarkupPart, Reference};
use crate::digest::{Digest, ResolvedReference};
use crate::html::{Html, all_tags, escape};

/// The values for the placeholders.
pub struct MarkupContext<'a> {
    /// The digest, for links between entries.
    pub digest: &'a Digest<'a>,
    /// The path of `base_url` on pages, its whole address in feeds.
    pub base: &'a str,
    /// The path of the document's own folder, with a slash at the end, without `base`.
    pub folder: &'a str,
    /// The prefix that keeps ids unique where several documents share a page; empty on a page of its own.
    pub id_prefix: &'a str,
}

impl MarkupContext<'_> {
    /// The HTML of a markup.
    pub fn resolve(&self, markup: &Markup) -> Html {
        let mut html = String::new();
        for piece in markup.parts() {
            match piece {
                MarkupPart::Html(text) => html.push_str(text),
                MarkupPart::Base => html.push_str(self.base),
                MarkupPart::Folder => {
                    html.push_str(self.base);
                    html.push_str(self.folder);
                }
                MarkupPart::IdPrefix => html.push_str(self.id_prefix),
                MarkupPart::Reference(reference) => self.reference(reference, &mut html),
            }
        }
        Html::new(html)
    }

    fn reference(&self, reference: &Reference, html: &mut String) {
        let text = |or: &str| reference.text.clone().unwrap_or_else(|| escape(or));
        let ResolvedReference::Paper(index) = self.digest.find(&reference.target) else {
            html.push_str(&text(reference.target.name()));
            return;
        };
        let paper = self.digest.papers[index].document;
        html.push_str("<a class=\"reference\" href=\"");
        html.push_str(self.base);
        html.push_str(&route::paper(&paper.slug));
        html.push_str("\">");
        html.push_str(&text(&paper.title.value.plain));
        html.push_str("</a>");
    }
}

/// The same HTML without links, for text that is inside of a link.
pub fn without_links(html: &Html) -> Html {
    let text = html.as_str();
    if !text.contains("<a ") {
        return html.clone();
    }
    let mut plain = String::with_capacity(text.len());
    let mut kept = 0;
    for tag in all_tags(text).filter(|tag| tag.is("a")) {
        plain.push_str(&text[kept..tag.range.start]);
        kept = tag.range.end;
    }
    plain.push_str(&text[kept..]);
    Html::new(plain)
}
