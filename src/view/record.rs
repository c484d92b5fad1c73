//! An entry as bibliographies and the API have it: facts, no HTML. Built once and used in every list that has
//! it. Only its JSON is written here, because the API is split into files by the length of that.

mod json;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use serde::Serialize;

use super::card::LinkView;
use super::format_cache::FormatCache;
use crate::describe::{Described, FieldType, described};
use crate::format::{BIBLIOGRAPHY_FORMATS, Format};
use crate::html::Html;
use crate::paper::{ArxivId, AuthorField, Curator, Edtf, Publication, Published, Rich, Run};

/// An entry as bibliographies and the API have it.
#[derive(Hash, Debug)]
pub struct BibRecord {
    /// What BibTeX cites it by; no other entry of the digest has the same.
    pub key: String,
    /// What identifies it for ever, as feeds say it.
    pub id: String,
    /// Its slug.
    pub slug: String,
    /// The whole address of its page.
    pub address: String,
    /// The type of work, as CSL 1.0.2 calls it.
    pub kind: &'static str,
    /// The title.
    pub title: RichLine,
    /// As the entry gives them, in order.
    pub authors: Arc<[AuthorField]>,
    /// When the work appeared.
    pub issued: Option<Edtf>,
    /// The paper's own date, as the entry gives it.
    pub published: Option<Published>,
    /// The arXiv id.
    pub arxiv: Option<ArxivId>,
    /// The DOI, without resolver.
    pub doi: Option<String>,
    /// Its address elsewhere.
    pub url: Option<String>,
    /// Where it appeared, as people say it.
    pub venue: Option<String>,
    /// The primary arXiv category.
    pub category: Option<String>,
    /// Where it appeared, in variables of CSL 1.0.2.
    pub publication: Publication,
    /// The authors' words.
    pub abstract_text: Option<RichLine>,
    /// The paper in a sentence or a paragraph; may be empty.
    pub summary: RichLine,
    /// The day of its edition.
    pub date: String,
    /// The day it was revised.
    pub updated: Option<String>,
    /// Names; the first is the one it is grouped under.
    pub topics: Vec<Arc<str>>,
    /// Names.
    pub tags: Vec<Arc<str>>,
    /// arXiv, PDF, DOI, code and so on.
    pub links: Vec<LinkView>,
    /// Who chose it, if not the digest's curator.
    pub curator: Option<Curator>,
    /// Popularity.
    pub votes: Option<i64>,
    /// First in its edition.
    pub featured: bool,
    /// Whether its authors withdrew it: no bibliography holds it then.
    pub withdrawn: bool,
    /// Its text in each format.
    pub texts: FormatCache<BIBLIOGRAPHY_FORMATS>,
}

impl BibRecord {
    /// What it appeared in, if works of its type appear in something.
    pub fn container(&self) -> Option<&str> {
        const CONTAINED: [&str; 6] = [
            "article-journal",
            "article-magazine",
            "article-newspaper",
            "chapter",
            "paper-conference",
            "review",
        ];
        let venue = || self.venue.as_deref().filter(|_| CONTAINED.contains(&self.kind));
        self.publication.text("container-title").or_else(venue)
    }

    /// Where it appeared, if no variable says it in these words.
    pub fn own_venue(&self) -> Option<&str> {
        let is_said = |venue: &str| self.publication.texts.iter().any(|(_, text)| text == venue);
        self.venue.as_deref().filter(|venue| self.container() != Some(venue) && !is_said(venue))
    }

    /// Where it appeared, if no other field says so.
    pub fn loose_venue(&self) -> Option<&str> {
        self.own_venue().filter(|_| self.container().is_none())
    }

    /// When it was first there, if that is not when it was issued.
    pub fn first_available(&self) -> Option<Published> {
        let issued = self.issued.and_then(|issued| issued.first()).map(|first| first.at);
        self.published.filter(|published| Some(*published) != issued)
    }

    /// Where the work itself is found, besides its DOI.
    pub fn address_elsewhere(&self) -> Option<String> {
        self.url.clone().or_else(|| self.arxiv.as_ref().map(ArxivId::address))
    }

    /// Where a reference leads: the DOI's address, else one elsewhere.
    pub fn address_of_work(&self) -> Option<String> {
        let doi = self.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"));
        doi.or_else(|| self.address_elsewhere())
    }

    /// The digest's own JSON, on one line.
    pub fn json(&self) -> &str {
        self.texts.get(Format::Json, || serde_json::to_string(self).unwrap_or_default())
    }
}

impl Described for BibRecord {
    /// Templates see the citation in its place.
    fn field_type() -> FieldType {
        Citation::field_type()
    }
}

described! {
    /// How to cite an entry.
    #[derive(Debug, Serialize)]
    pub struct Citation {
        /// What BibTeX cites it by.
        pub key: String,
        /// As APA has it.
        pub apa: Html,
        /// In a line of plain text.
        pub text: String,
        /// As BibTeX.
        pub bibtex: String,
        /// As RIS.
        pub ris: String,
    }
}

/// `[publication]` as templates see it.
#[derive(Clone, Hash, Debug)]
pub struct PublicationView(pub Publication);

impl Described for PublicationView {
    fn field_type() -> FieldType {
        FieldType::Table
    }
}

/// A line or more of text, with its formulas and styles where there are any.
#[derive(Hash, Debug, Default)]
pub struct RichLine {
    /// As plain text.
    pub plain: String,
    /// In parts; empty if plain text says it in full.
    pub rich: Rich,
}

impl RichLine {
    /// Plain text in which formulas stand as TeX between dollar signs, and other dollar signs behind
    /// a backslash: as an entry writes its abstract.
    pub fn with_tex(&self) -> Cow<'_, str> {
        if self.rich.runs().is_empty() {
            let plain = self.plain.as_str();
            return if plain.contains('$') { plain.replace('$', "\\$").into() } else { plain.into() };
        }
        let mut text = String::with_capacity(self.plain.len() + 16);
        for run in self.rich.runs() {
            let _ = match run {
                Run::Text(words) => write!(text, "{}", words.replace('$', "\\$")),
                Run::Formula { tex, .. } => write!(text, "${tex}$"),
                Run::Open(_) | Run::Close(_) => Ok(()),
            };
        }
        text.into()
    }

    /// Whether it holds a formula.
    pub fn has_formula(&self) -> bool {
        self.rich.runs().iter().any(|run| matches!(run, Run::Formula { .. }))
    }
}
