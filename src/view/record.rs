//! An entry as bibliographies and the API have it, without HTML. Built once and used in every list that has
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
use crate::paper::{ArxivId, AuthorField, Curator, Edtf, Publication, Published, RichText, Run};

/// An entry as bibliographies and the API have it.
#[derive(Hash, Debug)]
pub struct BibRecord {
    /// Its citation key, unique in the digest.
    pub key: String,
    /// Its permanent id, as in feeds.
    pub id: String,
    /// Its slug.
    pub slug: String,
    /// The URL of its page.
    pub address: String,
    /// The type of work in CSL 1.0.2.
    pub kind: &'static str,
    /// The title.
    pub title: RichLine,
    /// The authors as the entry gives them, in order.
    pub authors: Arc<[AuthorField]>,
    /// Whether there are more authors than those.
    pub has_more_authors: bool,
    /// When the work was published.
    pub issued: Option<Edtf>,
    /// The paper's own date, as the entry gives it.
    pub published: Option<Published>,
    /// The arXiv id.
    pub arxiv: Option<ArxivId>,
    /// The DOI, without the address of a resolver.
    pub doi: Option<String>,
    /// Its URL at another site.
    pub url: Option<String>,
    /// Where it was published, in the curator's words.
    pub venue: Option<String>,
    /// The primary arXiv category.
    pub category: Option<String>,
    /// Where it was published, in variables of CSL 1.0.2.
    pub publication: Publication,
    /// The abstract.
    pub abstract_text: Option<RichLine>,
    /// The paper in a sentence or a paragraph; may be empty.
    pub summary: RichLine,
    /// The day of its edition.
    pub date: String,
    /// The day it was revised.
    pub updated: Option<String>,
    /// The names of its topics. The first one decides in which group it is listed.
    pub topics: Vec<Arc<str>>,
    /// The names of its tags.
    pub tags: Vec<Arc<str>>,
    /// Its links: arXiv, PDF, DOI, code and so on.
    pub links: Vec<LinkView>,
    /// Who chose it, if not the digest's curator.
    pub curator: Option<Curator>,
    /// The number of votes.
    pub votes: Option<i64>,
    /// Whether it is listed first in its edition.
    pub featured: bool,
    /// Whether its authors withdrew it. Bibliographies leave it out then.
    pub withdrawn: bool,
    /// Its text in each format.
    pub texts: FormatCache<BIBLIOGRAPHY_FORMATS>,
}

impl BibRecord {
    /// The journal, book or proceedings, if works of its type have one.
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

    /// The venue, if no CSL variable has the same text.
    pub fn extra_venue(&self) -> Option<&str> {
        let is_said = |venue: &str| self.publication.texts.iter().any(|(_, text)| text == venue);
        self.venue.as_deref().filter(|venue| self.container() != Some(venue) && !is_said(venue))
    }

    /// The venue, if there is no container.
    pub fn venue_fallback(&self) -> Option<&str> {
        self.extra_venue().filter(|_| self.container().is_none())
    }

    /// When it was first available, if that is not when it was issued.
    pub fn first_available(&self) -> Option<Published> {
        let issued = self.issued.and_then(|issued| issued.first()).map(|first| first.at);
        self.published.filter(|published| Some(*published) != issued)
    }

    /// The URL of the work at another site than its DOI.
    pub fn external_url(&self) -> Option<String> {
        self.url.clone().or_else(|| self.arxiv.as_ref().map(ArxivId::address))
    }

    /// The URL for a reference: that of the DOI, else another one.
    pub fn address_of_work(&self) -> Option<String> {
        let doi = self.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"));
        doi.or_else(|| self.external_url())
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
        /// The citation key.
        pub key: String,
        /// The reference in APA style.
        pub apa: Html,
        /// The reference as one line of plain text.
        pub text: String,
        /// The BibTeX entry.
        pub bibtex: String,
        /// The RIS record.
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

/// Text with its formulas and styles.
#[derive(Hash, Debug, Default)]
pub struct RichLine {
    /// As plain text.
    pub plain: String,
    /// In parts; empty if it has neither formulas nor styles.
    pub rich: RichText,
}

impl RichLine {
    /// Plain text with formulas as TeX between dollar signs. Other dollar signs follow a backslash, as in the
    /// abstract of an entry.
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

    /// Whether it contains a formula.
    pub fn has_formula(&self) -> bool {
        self.rich.runs().iter().any(|run| matches!(run, Run::Formula { .. }))
    }
}
