//! Defines the content of a record in the terms of an entry, whatever the source format. It does not read
//! formats or files. `preprint` finds arXiv ids and addresses in other fields.

use jiff::civil::Date;

use super::rich::{RichText, folded};
use crate::paper::{ArxivId, Doi, Name, PaperId, Published, addresses};
use crate::place::Span;

/// One paper as a source describes it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ImportedPaper {
    /// The position in the source file.
    pub span: Span,
    /// The title.
    pub title: RichText,
    /// The authors, in the order of the source.
    pub authors: Vec<Author>,
    /// The arXiv id. It contains a version only if the source refers to that version.
    pub arxiv: Option<ArxivId>,
    /// The DOI.
    pub doi: Option<Doi>,
    /// The address, if it is different from the address for `arxiv` or `doi`.
    pub url: Option<String>,
    /// The date of the paper, as precise as an entry's `published` allows.
    pub published: Option<Published>,
    /// The venue where the paper was published.
    pub venue: Option<String>,
    /// The primary arXiv category.
    pub category: Option<String>,
    /// Links with a key such as `pdf`, `code` or `project`, and their addresses.
    pub links: Vec<(&'static str, String)>,
    /// Other links, as name and address.
    pub named_links: Vec<(String, String)>,
    /// Keywords of the source. They become tags of a new entry.
    pub keywords: Vec<String>,
    /// Private notes, as Markdown. They are written into an entry only on request.
    pub notes: Vec<String>,
    /// The day on which the paper was added to the source library.
    pub added: Option<Date>,
    /// Names and values of fields that could not be read. They are reported after the whole file is read.
    pub unread: Vec<(&'static str, String)>,
    /// The abstract.
    pub abstract_text: RichText,
    /// The number of votes.
    pub votes: Option<i64>,
    /// Whether the authors withdrew the paper.
    pub withdrawn: bool,
    /// The day of the list from which the source took the paper.
    pub day: Option<Date>,
    /// CSL 1.0.2 variables without a key in an entry, in the order in which they are written.
    pub publication: Vec<(String, Variable)>,
}

/// An author, and the details that sources give.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Author {
    /// The name, split into its parts.
    pub name: Name,
    /// The ORCID iD, without the address.
    pub orcid: Option<String>,
    /// The institution.
    pub affiliation: Option<String>,
}

/// The value of a CSL variable.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Variable {
    /// A text, a number or a date.
    Text(String),
    /// Names of people and groups.
    Names(Vec<Name>),
}

impl From<Name> for Author {
    fn from(name: Name) -> Self {
        Self { name, ..Self::default() }
    }
}

impl ImportedPaper {
    /// The ids of the paper, with the strongest first.
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

    /// Sets a CSL variable to a text, unless the text is empty.
    pub fn set(&mut self, name: &str, text: &str) {
        let text = folded(text);
        if !text.is_empty() && !is_local_path(&text) && self.variable(name).is_none() {
            self.publication.push((name.to_owned(), Variable::Text(text)));
        }
    }

    /// Removes a CSL variable.
    pub fn remove(&mut self, name: &str) {
        self.publication.retain(|(key, _)| key != name);
    }

    /// Sets a CSL variable to a list of names.
    pub fn set_names(&mut self, name: &str, names: Vec<Name>) {
        if !names.is_empty() && !self.publication.iter().any(|(key, _)| key == name) {
            self.publication.push((name.to_owned(), Variable::Names(names)));
        }
    }

    /// Sets the venue to the container of the paper or to its publisher.
    pub fn name_venue(&mut self) {
        let venue =
            ["container-title", "event-title", "publisher"].iter().find_map(|name| self.variable(name));
        self.venue = venue.map(str::to_owned);
    }

    /// Adds a keyword. A leading underscore marks a private keyword, which is left out.
    pub fn take_keyword(&mut self, text: &str) {
        let word = folded(text);
        if !word.is_empty() && !word.starts_with('_') && !self.keywords.contains(&word) {
            self.keywords.push(word);
        }
    }

    /// Adds an address under a key such as `pdf`, `code` or `project`. Local file paths are left out.
    pub fn link(&mut self, key: &'static str, address: &str) {
        let Some(address) = web_address(address) else { return };
        if !self.links.iter().any(|(known, _)| *known == key) {
            self.links.push((key, address));
        } else if !self.links.iter().any(|(_, known)| *known == address) {
            self.named_link(key, &address);
        }
    }

    /// Adds an address under a name.
    pub fn named_link(&mut self, name: &str, address: &str) {
        let Some(address) = web_address(address) else { return };
        if !self.named_links.iter().any(|(_, known)| *known == address) {
            self.named_links.push((name.to_owned(), address));
        }
    }
}

/// The first web address in a text, if it is valid.
fn web_address(text: &str) -> Option<String> {
    addresses(text).into_iter().next().filter(|address| crate::fields::is_address(address))
}

/// Whether a text is a local file path.
fn is_local_path(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    let drive = lower.as_bytes().get(1..3).is_some_and(|bytes| bytes == b":\\" || bytes == b":/");
    let is_one = lower.starts_with("file:") || lower.starts_with("/home/") || lower.starts_with("/users/");
    // A sentence can also begin like a path.
    let is_file =
        [".pdf", ".html", ".htm", ".ps", ".djvu", ".epub", ".docx"].iter().any(|end| lower.ends_with(end));
    (is_one || drive || lower.starts_with("~/")) && (is_file || !lower.contains(char::is_whitespace))
}
