//! What a record of any format says of a paper, in the terms of an entry. Knows no format and no file. How
//! the arXiv id and addresses are found in other fields is in `preprint`.

use jiff::civil::Date;

use super::rich::{RichText, folded};
use crate::paper::{ArxivId, Doi, Name, PaperId, Published, addresses};
use crate::place::Span;

/// One paper as a source describes it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ImportedPaper {
    /// Its place in the file it was read from.
    pub span: Span,
    /// The paper's title.
    pub title: RichText,
    /// In the order of the source.
    pub authors: Vec<Author>,
    /// The arXiv id, pinned to a version only if the source means that version.
    pub arxiv: Option<ArxivId>,
    /// The DOI.
    pub doi: Option<Doi>,
    /// Its address, when it is not the one that `arxiv` or `doi` stands for.
    pub url: Option<String>,
    /// The paper's own date, as far as an entry's `published` holds it.
    pub published: Option<Published>,
    /// Where it appeared.
    pub venue: Option<String>,
    /// The primary arXiv category.
    pub category: Option<String>,
    /// `pdf`, `code`, `project` and the like, and the address.
    pub links: Vec<(&'static str, String)>,
    /// Other links: name and address.
    pub named_links: Vec<(String, String)>,
    /// Words that the source files it under; they become tags of a new entry.
    pub keywords: Vec<String>,
    /// Private notes, as Markdown. No entry holds them unless that is asked for.
    pub notes: Vec<String>,
    /// The day on which it came into the library that the source is.
    pub added: Option<Date>,
    /// Fields that could not be read, and what they hold. They are reported when the file has been read.
    pub unread: Vec<(&'static str, String)>,
    /// The authors' words.
    pub abstract_text: RichText,
    /// Popularity.
    pub votes: Option<i64>,
    /// Whether its authors withdrew it.
    pub withdrawn: bool,
    /// The day of the list that the source took it from.
    pub day: Option<Date>,
    /// Variables of CSL 1.0.2 that an entry has no key for, in the order in which they are written.
    pub publication: Vec<(String, Variable)>,
}

/// An author, and what sources know of them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Author {
    /// The name in its parts.
    pub name: Name,
    /// The ORCID iD, without address.
    pub orcid: Option<String>,
    /// Where they work.
    pub affiliation: Option<String>,
}

/// The value of a CSL variable.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Variable {
    /// Text, a number or a date.
    Text(String),
    /// People and groups.
    Names(Vec<Name>),
}

impl From<Name> for Author {
    fn from(name: Name) -> Self {
        Self { name, ..Self::default() }
    }
}

impl ImportedPaper {
    /// What identifies it, strongest first.
    pub fn identities(&self) -> Vec<PaperId> {
        let arxiv = self.arxiv.iter().map(PaperId::of_arxiv);
        let doi = self.doi.iter().map(PaperId::of_doi);
        let url = self.url.iter().map(|url| PaperId::of_address(url));
        let mut all: Vec<PaperId> = Vec::new();
        for id in arxiv.chain(doi).chain(url) {
            if !all.contains(&id) {
                all.push(id);
            }
        }
        all
    }

    /// The text of a CSL variable.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.publication.iter().find_map(|(key, value)| match value {
            Variable::Text(text) if key == name => Some(text.as_str()),
            _ => None,
        })
    }

    /// Sets a CSL variable to a text that says something.
    pub fn set(&mut self, name: &str, text: &str) {
        let text = folded(text);
        if !text.is_empty() && !is_local_path(&text) && self.variable(name).is_none() {
            self.publication.push((name.to_owned(), Variable::Text(text)));
        }
    }

    /// Takes a CSL variable out.
    pub fn remove(&mut self, name: &str) {
        self.publication.retain(|(key, _)| key != name);
    }

    /// Sets a CSL variable to names.
    pub fn set_names(&mut self, name: &str, names: Vec<Name>) {
        if !names.is_empty() && !self.publication.iter().any(|(key, _)| key == name) {
            self.publication.push((name.to_owned(), Variable::Names(names)));
        }
    }

    /// Sets its venue to what it appeared in, or to who published it.
    pub fn name_venue(&mut self) {
        let venue =
            ["container-title", "event-title", "publisher"].iter().find_map(|name| self.variable(name));
        self.venue = venue.map(str::to_owned);
    }

    /// Takes a keyword, unless its leading underscore marks it as private.
    pub fn take_keyword(&mut self, text: &str) {
        let word = folded(text);
        if !word.is_empty() && !word.starts_with('_') && !self.keywords.contains(&word) {
            self.keywords.push(word);
        }
    }

    /// Takes an address as `pdf`, `code`, `project` and the like. Paths on the disk of whoever wrote the file
    /// are left out.
    pub fn link(&mut self, key: &'static str, address: &str) {
        let Some(address) = web_address(address) else { return };
        if !self.links.iter().any(|(known, _)| *known == key) {
            self.links.push((key, address));
        } else if !self.links.iter().any(|(_, known)| *known == address) {
            self.named_link(key, &address);
        }
    }

    /// Takes an address under a name.
    pub fn named_link(&mut self, name: &str, address: &str) {
        let Some(address) = web_address(address) else { return };
        if !self.named_links.iter().any(|(_, known)| *known == address) {
            self.named_links.push((name.to_owned(), address));
        }
    }
}

/// A text that is one address of the web.
fn web_address(text: &str) -> Option<String> {
    addresses(text).into_iter().next().filter(|address| crate::fields::is_address(address))
}

/// Whether a text is a path on a disk.
fn is_local_path(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    let drive = lower.as_bytes().get(1..3).is_some_and(|bytes| bytes == b":\\" || bytes == b":/");
    let is_one = lower.starts_with("file:") || lower.starts_with("/home/") || lower.starts_with("/users/");
    // What begins like a path may be a sentence.
    let is_file =
        [".pdf", ".html", ".htm", ".ps", ".djvu", ".epub", ".docx"].iter().any(|end| lower.ends_with(end));
    (is_one || drive || lower.starts_with("~/")) && (is_file || !lower.contains(char::is_whitespace))
}
