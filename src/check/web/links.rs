//! The links to the web that somebody wrote: in notes, front matter, the configuration and templates.
//! What digestgen makes of an arXiv id is not among them: arXiv wishes no robots on its pages, and `add`
//! has asked its API.

use std::collections::BTreeSet;

use super::super::Subject;
use super::super::address::Target;
use super::super::pages::Read;
use super::super::places::{Written, literal};
use super::WebLink;
use crate::content::Document;
use crate::place::SourcePath;

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
    for (target, _) in read.links.keys() {
        let Target::Web(address) = target else { continue };
        let names = [address.as_str(), address.trim_end_matches('/')];
        let place = subject.own_texts().find_map(|path| {
            let text = subject.sources.text(path)?;
            Some((path, names.iter().find_map(|name| literal(text, name))?))
        });
        // What stands nowhere was put together by a template, or is of an entry.
        links.extend(place.map(|(path, span)| WebLink {
            path: path.clone(),
            span: Some(span),
            address: address.clone(),
        }));
    }
    links.retain(|link| ["http://", "https://"].iter().any(|scheme| link.address.starts_with(scheme)));
    links.into_iter().collect()
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
