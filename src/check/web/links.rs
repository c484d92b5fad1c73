//! The links to the web that somebody wrote: in notes, front matter, the configuration and templates.
//! What digestgen makes of an arXiv id is not among them: arXiv wishes no robots on its pages, and `add`
//! has asked its API.

use std::collections::BTreeSet;

use super::super::Subject;
use super::super::pages::Read;
use super::super::places::{Written, literal};
use super::WebLink;
use crate::content::Document;
use crate::place::{SourcePath, Span};

const SCHEMES: [&str; 2] = ["https://", "http://"];

/// Gathers the links, in the order of files.
pub fn gather(subject: &Subject<'_>, read: &Read, written: &Written<'_>) -> Vec<WebLink> {
    let mut links = BTreeSet::new();
    let of_notes = written.notes.iter().flat_map(|(path, links)| links.iter().map(move |link| (*path, link)));
    for (path, link) in of_notes {
        let address = link.address.trim();
        links.insert(WebLink { path: path.clone(), span: Some(link.span), address: address.to_owned() });
    }
    for document in subject.shown_documents() {
        of_front_matter(subject, document, &mut links);
    }
    for path in subject.own_texts() {
        let addresses = addresses(subject.sources.text(path).unwrap_or_default());
        // What stands on no page is a comment, or only the beginning of an address.
        let shown = addresses.filter(|(_, address)| read.web.contains(*address));
        links.extend(shown.map(|(span, address)| WebLink {
            path: path.clone(),
            span: Some(span),
            address: address.to_owned(),
        }));
    }
    links.retain(|link| SCHEMES.iter().any(|scheme| link.address.starts_with(scheme)));
    links.into_iter().collect()
}

/// The addresses that stand in quotation marks in a text.
fn addresses(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let starts = SCHEMES.iter().flat_map(|scheme| text.match_indices(scheme).map(|(at, _)| at));
    starts.filter_map(|at| {
        let quote = text[..at].chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
        let address = text[at..].split(quote).next()?;
        Some((Span::new(at, at + address.len()), address))
    })
}

fn of_front_matter(subject: &Subject<'_>, document: &Document, links: &mut BTreeSet<WebLink>) {
    let path = document.path();
    let text = subject.sources.text(path).unwrap_or_default();
    let mut add = |address: &str| {
        links.insert(WebLink {
            path: path.clone(),
            span: literal(text, address),
            address: address.to_owned(),
        });
    };
    match document {
        Document::Paper(paper) => {
            paper.url.iter().for_each(|url| add(&url.value));
            paper.links.iter().for_each(|link| add(&link.url));
            paper.authors.iter().filter_map(|author| author.url.as_deref()).for_each(&mut add);
            paper.curator.iter().filter_map(|curator| curator.url.as_deref()).for_each(&mut add);
            if let Some(doi) = &paper.doi {
                links.insert(WebLink {
                    path: SourcePath::clone(path),
                    span: Some(doi.span),
                    address: doi.value.address(),
                });
            }
        }
        Document::Section(section) => {
            section.links.iter().for_each(|link| add(&link.url));
            section.curator.iter().filter_map(|curator| curator.url.as_deref()).for_each(&mut add);
        }
    }
}
