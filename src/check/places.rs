//! Finds where a URL on a page is written in the sources.

use std::collections::HashMap;

use rayon::prelude::*;

use super::CheckContext;
use super::address::Target;
use crate::content::{Document, WrittenLink, front_matter, written_links};
use crate::place::{OutputPath, SourcePath, Span};
use crate::site::{output_path, paper_path, section_path};

use crate::diagnostic::codes::check::FileLocation;

/// Links and images in the sources.
pub struct SourceLinks<'a> {
    /// All visible documents with the links and images in their notes.
    pub notes: Vec<(&'a SourcePath, Vec<WrittenLink>)>,
    by_target: HashMap<Target, Vec<FileLocation<'a>>>,
    by_href: HashMap<String, Vec<FileLocation<'a>>>,
    /// The document of a page.
    of_page: HashMap<OutputPath, &'a SourcePath>,
}

impl<'a> SourceLinks<'a> {
    /// Reads the notes of all visible documents.
    pub fn read(context: &CheckContext<'a>) -> Self {
        let documents = context.shown_documents();
        let read = |document: &&'a Document| {
            let path = document.path();
            let text = context.sources.text(path).unwrap_or_default();
            let start = front_matter(path, text).map_or(text.len(), |split| split.body);
            (path, written_links(text, start))
        };
        let notes: Vec<_> = documents.par_iter().with_min_len(64).map(read).collect();
        let mut source_links = Self {
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
                let Some(href) = link.href(&context.resolver.base_path, &address) else { continue };
                let location = (*path, Some(link.span));
                let target = context.resolver.target(&page, &href);
                if let Some(target) = target {
                    source_links.by_target.entry(target).or_default().push(location);
                }
                source_links.by_href.entry(href).or_default().push(location);
            }
            source_links.of_page.insert(page, path);
        }
        source_links.notes = notes;
        source_links
    }

    /// The document of a page.
    pub fn source(&self, page: &OutputPath) -> Option<&'a SourcePath> {
        self.of_page.get(page).copied()
    }

    /// All links to a target in notes.
    pub fn in_notes(&self, target: &Target) -> &[FileLocation<'a>] {
        self.by_target.get(target).map_or(&[], Vec::as_slice)
    }

    /// The locations of a URL that was found on a page: in notes, otherwise in front matter, the configuration or
    /// a template. Empty if the URL was composed by a template.
    pub fn locations(
        &self,
        context: &CheckContext<'a>,
        target: &Target,
        href: &str,
        page: &OutputPath,
    ) -> Vec<FileLocation<'a>> {
        let in_notes = self.in_notes(target);
        if !in_notes.is_empty() {
            return in_notes.to_vec();
        }
        // The introduction of an edition is shown on other pages too, where relative links have other targets.
        if let Some(locations) = self.by_href.get(href) {
            return locations.clone();
        }
        let rooted =
            href.strip_prefix(context.resolver.base_path.as_str()).filter(|rest| rest.starts_with('/'));
        // Metadata contains absolute URLs where the source has a path.
        let path = match target {
            Target::Inside { path, .. } => Some(format!("/{path}")),
            Target::Web(_) => None,
        };
        let names: Vec<&str> = [Some(href), rooted, path.as_deref()].into_iter().flatten().collect();
        let files = self.source(page).into_iter().chain(context.own_texts());
        let find = |path: &'a SourcePath| {
            let text = context.sources.text(path)?;
            names.iter().find_map(|name| literal(text, name)).map(|span| (path, Some(span)))
        };
        files.filter_map(find).take(1).collect()
    }
}

/// The first occurrence of a value as a complete token: in quotation marks, in a Markdown link, or as a word.
pub fn literal(text: &str, value: &str) -> Option<Span> {
    if value.is_empty() {
        return None;
    }
    let is_end = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "\"'()<>,;`[]{}".contains(c));
    let mut tokens = text.match_indices(value).filter(|(at, _)| {
        // A full stop or comma after a URL belongs to the sentence.
        let after = &text[at + value.len()..];
        let rest = after.trim_start_matches(['.', ',', ':', ';', '!', '?']);
        is_end(text[..*at].chars().next_back()) && is_end(rest.chars().next())
    });
    tokens.next().map(|(at, _)| Span::new(at, at + value.len()))
}
