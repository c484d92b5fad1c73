//! Gathers the external links in notes, front matter, the configuration and templates.
//! Links that digestgen generates from arXiv ids are not included: arXiv does not want robots on its pages, and
//! `add` has already queried its API.

use std::collections::BTreeSet;

use super::super::CheckContext;
use super::super::pages::ScanResult;
use super::super::places::{SourceLinks, literal};
use super::WebLink;
use crate::content::Document;
use crate::place::{SourcePath, Span};

const SCHEMES: [&str; 2] = ["https://", "http://"];

/// Gathers the links, in the order of files.
pub fn gather(context: &CheckContext<'_>, scan: &ScanResult, source_links: &SourceLinks<'_>) -> Vec<WebLink> {
    let mut links = BTreeSet::new();
    let of_notes =
        source_links.notes.iter().flat_map(|(path, links)| links.iter().map(move |link| (*path, link)));
    for (path, link) in of_notes {
        let address = link.address.trim();
        links.insert(WebLink { path: path.clone(), span: Some(link.span), address: address.to_owned() });
    }
    for document in context.shown_documents() {
        of_front_matter(context, document, &mut links);
    }
    for path in context.own_texts() {
        let addresses = addresses(context.sources.text(path).unwrap_or_default());
        // A URL that is on no page is in a comment, or only the beginning of a URL.
        let shown = addresses.filter(|(_, address)| scan.web.contains(*address));
        links.extend(shown.map(|(span, address)| WebLink {
            path: path.clone(),
            span: Some(span),
            address: address.to_owned(),
        }));
    }
    links.retain(|link| SCHEMES.iter().any(|scheme| link.address.starts_with(scheme)));
    links.into_iter().collect()
}

/// The URLs in quotation marks in a text.
fn addresses(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let starts = SCHEMES.iter().flat_map(|scheme| text.match_indices(scheme).map(|(at, _)| at));
    starts.filter_map(|at| {
        let quote = text[..at].chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
        let address = text[at..].split(quote).next()?;
        Some((Span::new(at, at + address.len()), address))
    })
}

fn of_front_matter(context: &CheckContext<'_>, document: &Document, links: &mut BTreeSet<WebLink>) {
    let path = document.path();
    let text = context.sources.text(path).unwrap_or_default();
    let mut add = |address: &str| {
        links.insert(WebLink {
            path: path.clone(),
            span: literal(text, address),
            address: address.to_owned(),
        });
    };
    match document {
        Document::Paper(paper) => {
            if let Some(url) = &paper.url {
                add(&url.value);
            }
            for link in &paper.links {
                add(&link.url);
            }
            paper.authors.iter().filter_map(|author| author.url.as_deref()).for_each(&mut add);
            if let Some(url) = paper.curator.as_ref().and_then(|curator| curator.url.as_deref()) {
                add(url);
            }
            if let Some(doi) = &paper.doi {
                links.insert(WebLink {
                    path: SourcePath::clone(path),
                    span: Some(doi.span),
                    address: doi.value.address(),
                });
            }
        }
        Document::Section(section) => {
            for link in &section.links {
                add(&link.url);
            }
            if let Some(url) = section.curator.as_ref().and_then(|curator| curator.url.as_deref()) {
                add(url);
            }
        }
    }
}
