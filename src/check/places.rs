//! Where in the sources an address is written that was found on a page. Judges no address.

use std::collections::HashMap;

use rayon::prelude::*;

use super::Subject;
use super::address::Target;
use crate::content::{Document, WrittenLink, front_matter, written_links};
use crate::place::{OutputPath, SourcePath, Span};
use crate::site::{output_path, paper_path, section_path};

/// A place in a file.
pub type Place<'a> = (&'a SourcePath, Option<Span>);

/// What documents link to and show, as it is written.
pub struct Written<'a> {
    /// The notes of all documents that are shown, each with what is in it.
    pub notes: Vec<(&'a SourcePath, Vec<WrittenLink>)>,
    by_target: HashMap<Target, Vec<Place<'a>>>,
    by_href: HashMap<String, Vec<Place<'a>>>,
    /// The document that a page is made of.
    of_page: HashMap<OutputPath, &'a SourcePath>,
}

impl<'a> Written<'a> {
    /// Reads the notes again.
    pub fn read(subject: &Subject<'a>) -> Self {
        let documents = subject.shown_documents();
        let read = |document: &&'a Document| {
            let path = document.path();
            let text = subject.sources.text(path).unwrap_or_default();
            let start = front_matter(path, text).map_or(text.len(), |parts| parts.body);
            (path, written_links(text, start))
        };
        let notes: Vec<_> = documents.par_iter().with_min_len(64).map(read).collect();
        let mut written = Self {
            notes: Vec::new(),
            by_target: HashMap::new(),
            by_href: HashMap::new(),
            of_page: HashMap::new(),
        };
        for (document, (path, links)) in documents.iter().zip(&notes) {
            let address = match document {
                Document::Paper(paper) => paper_path(&paper.slug),
                Document::Section(section) => section_path(&section.kind),
            };
            let page = output_path(&address);
            for link in links {
                let Some(href) = link.href(&subject.addresses.mount, &address) else { continue };
                let place = (*path, Some(link.span));
                let target = subject.addresses.target(&page, &href);
                target
                    .into_iter()
                    .for_each(|target| written.by_target.entry(target).or_default().push(place));
                written.by_href.entry(href).or_default().push(place);
            }
            written.of_page.insert(page, path);
        }
        written.notes = notes;
        written
    }

    /// The document that a page is made of.
    pub fn source(&self, page: &OutputPath) -> Option<&'a SourcePath> {
        self.of_page.get(page).copied()
    }

    /// All links to a target that notes hold.
    pub fn in_notes(&self, target: &Target) -> &[Place<'a>] {
        self.by_target.get(target).map_or(&[], Vec::as_slice)
    }

    /// Where an address is written that stands on a page: in notes, or else in front matter, the
    /// configuration or a template. Nowhere, if it was put together.
    pub fn places(
        &self,
        subject: &Subject<'a>,
        target: &Target,
        href: &str,
        page: &OutputPath,
    ) -> Vec<Place<'a>> {
        let in_notes = self.in_notes(target);
        if !in_notes.is_empty() {
            return in_notes.to_vec();
        }
        // The words of an edition stand on other pages too, where what is relative leads elsewhere.
        if let Some(places) = self.by_href.get(href) {
            return places.clone();
        }
        let rooted = href.strip_prefix(subject.addresses.mount.as_str()).filter(|rest| rest.starts_with('/'));
        // Machines get whole addresses where a path was written.
        let path = match target {
            Target::Inside { path, .. } => Some(format!("/{path}")),
            Target::Web(_) => None,
        };
        let names: Vec<&str> = [Some(href), rooted, path.as_deref()].into_iter().flatten().collect();
        let files = self.source(page).into_iter().chain(subject.own_texts());
        let find = |path: &'a SourcePath| {
            let text = subject.sources.text(path)?;
            names.iter().find_map(|name| literal(text, name)).map(|span| (path, Some(span)))
        };
        files.filter_map(find).take(1).collect()
    }
}

/// Where a text stands as a whole value: between quotation marks, in a link of Markdown, or as a word.
pub fn literal(text: &str, value: &str) -> Option<Span> {
    if value.is_empty() {
        return None;
    }
    let is_end = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "\"'()<>,;`[]{}".contains(c));
    let mut whole = text.match_indices(value).filter(|(at, _)| {
        // A full stop or comma behind an address ends a sentence.
        let behind = &text[at + value.len()..];
        let rest = behind.trim_start_matches(['.', ',', ':', ';', '!', '?']);
        is_end(text[..*at].chars().next_back()) && is_end(rest.chars().next())
    });
    whole.next().map(|(at, _)| Span::new(at, at + value.len()))
}
