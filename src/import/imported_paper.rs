//! What a record of any format says of a paper, in the terms of an entry. Knows no format and no file.

use jiff::civil::Date;

use super::rich::{RichText, folded};
use crate::paper::{ArxivId, Doi, Name, PaperId, Published};
use crate::place::Span;

/// One paper as a source tells of it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ImportedPaper {
    /// Where it stands in the file it was read from.
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
    /// `pdf`, `code` or `project`, and the address.
    pub links: Vec<(&'static str, String)>,
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
    /// What it is told apart by, strongest first.
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
        if !text.is_empty() && self.variable(name).is_none() {
            self.publication.push((name.to_owned(), Variable::Text(text)));
        }
    }

    /// Sets a CSL variable to names.
    pub fn set_names(&mut self, name: &str, names: Vec<Name>) {
        if !names.is_empty() && !self.publication.iter().any(|(key, _)| key == name) {
            self.publication.push((name.to_owned(), Variable::Names(names)));
        }
    }

    /// Makes what it appeared in, or who published it, its venue.
    pub fn name_venue(&mut self) {
        let venue =
            ["container-title", "event-title", "publisher"].iter().find_map(|name| self.variable(name));
        self.venue = venue.map(str::to_owned);
    }

    /// Takes the DOI a text holds; one that arXiv gives to its papers is an arXiv id.
    pub fn take_doi(&mut self, text: &str) {
        let Some(doi) = Doi::parse(text.trim().trim_end_matches('/')) else { return };
        match PaperId::of_doi(&doi) {
            PaperId::Arxiv(id) => {
                if self.arxiv.is_none() {
                    self.arxiv = ArxivId::parse(&id);
                }
            }
            _ => self.doi = Some(doi),
        }
    }

    /// Takes an address, unless the arXiv id or the DOI says the same. An address at arXiv or at a
    /// resolver is taken for the id in it.
    pub fn take_url(&mut self, text: &str) {
        let text = text.trim();
        let is_web = text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"));
        if !is_web || !crate::fields::is_address(text) {
            return;
        }
        match PaperId::of_address(text) {
            PaperId::Arxiv(id) => {
                if self.arxiv.is_none() {
                    self.arxiv = ArxivId::parse(&id);
                }
            }
            PaperId::Doi(_) => {
                if self.doi.is_none() {
                    self.take_doi(text);
                }
            }
            PaperId::Address(_) => {
                if self.url.is_none() {
                    self.url = Some(text.to_owned());
                }
            }
        }
    }

    /// Takes an address as `pdf`, `code` or `project`.
    pub fn link(&mut self, key: &'static str, address: &str) {
        let address = address.trim();
        if address.starts_with("http") && crate::fields::is_address(address) {
            self.links.push((key, address.to_owned()));
        }
    }
}
