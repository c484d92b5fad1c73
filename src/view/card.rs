//! An entry as lists show it. Rendered once and used in every list that has it.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;

use super::date::DateView;
use crate::describe::described;
use crate::fields::Extra;
use crate::html::Html;
use crate::paper::{ArxivId, AuthorField, Curator, LinkKind, Publication, csl};

described! {
    /// An entry as lists show it. It has the summary but not the note.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct Card {
        /// Its slug.
        pub slug: String,
        /// Its path.
        pub permalink: Arc<str>,
        /// The title, without links.
        pub title: Html,
        /// The title as plain text.
        pub title_plain: String,
        /// The day of its edition.
        pub date: DateView,
        /// The path of that day's page, if days have pages.
        pub edition: Option<String>,
        /// All authors, in order.
        pub authors: Vec<TermLink>,
        /// Its topics. The first one decides in which group it is listed.
        pub topics: Vec<TermLink>,
        /// Its tags.
        pub tags: Vec<TermLink>,
        /// The paper in a sentence or a paragraph; may be empty.
        pub summary: Html,
        /// The arXiv id, with version if it is pinned.
        pub arxiv: Option<String>,
        /// The DOI.
        pub doi: Option<String>,
        /// Its links: arXiv, PDF, DOI, code and so on.
        pub links: Vec<LinkView>,
        /// Where it was published.
        pub venue: Option<String>,
        /// The primary arXiv category.
        pub category: Option<String>,
        /// The paper's own date, as precise as it is known: `2023-06`.
        pub published: Option<String>,
        /// The same date in words: `June 2023`.
        pub published_long: Option<String>,
        /// The number of votes.
        pub votes: Option<i64>,
        /// Whether it is listed first in its edition.
        pub featured: bool,
        /// Whether its authors withdrew it.
        pub withdrawn: bool,
        /// Who chose it, if not the digest's curator.
        pub curator: Option<Curator>,
        /// The path of a image for it.
        pub image: Option<String>,
        /// `[extra]` of the entry.
        pub extra: Extra,
        /// The authors as the entry gives them, for COinS.
        #[serde(skip)]
        pub names: Arc<[AuthorField]>,
        /// Variables of CSL 1.0.2, for COinS.
        #[serde(skip)]
        pub publication: Publication,
        /// The URL of the paper, if it has neither an arXiv id nor a DOI.
        #[serde(skip)]
        pub url: Option<String>,
    }
}

impl Card {
    /// The type of work in CSL 1.0.2: that of `[publication]`, or a guess.
    pub fn work(&self) -> &'static str {
        let given = self.publication.kind.as_deref().and_then(csl::type_of);
        given.map_or_else(|| self.guessed_work(), |kind| kind.csl)
    }

    /// The type of work that the other fields suggest.
    pub fn guessed_work(&self) -> &'static str {
        let has_doi = self.publisher_doi().is_some();
        if self.publication.text("container-title").is_some() || (has_doi && self.venue.is_some()) {
            "article-journal"
        } else if has_doi || self.arxiv.is_some() || self.url.is_none() {
            "article"
        } else {
            "webpage"
        }
    }

    /// The DOI of a publisher. arXiv also registers DOIs, but those do not mean that there is a journal.
    pub fn publisher_doi(&self) -> Option<&str> {
        let is_arxiv = |doi: &str| doi.get(..9).is_some_and(|lead| lead.eq_ignore_ascii_case("10.48550/"));
        self.doi.as_deref().filter(|doi| !is_arxiv(doi))
    }

    /// The DOI for looking up the paper: its own, else the one that arXiv registers for every paper, without version.
    pub fn registered_doi(&self) -> Option<Cow<'_, str>> {
        let own = self.doi.as_deref().map(Cow::Borrowed);
        own.or_else(|| Some(ArxivId::parse(self.arxiv.as_deref()?)?.doi().into()))
    }

    /// The URL of the PDF.
    pub fn pdf(&self) -> Option<&str> {
        self.link(LinkKind::Pdf)
    }

    /// The URL of the paper: at arXiv, else of its DOI, else `url`, else its PDF.
    pub fn address_of_paper(&self) -> Option<&str> {
        let known = self.link(LinkKind::Arxiv).or_else(|| self.link(LinkKind::Doi));
        known.or(self.url.as_deref()).or_else(|| self.pdf())
    }

    /// The first link of a kind.
    pub fn link(&self, kind: LinkKind) -> Option<&str> {
        self.links.iter().find(|link| link.kind == kind).map(|link| link.url.as_str())
    }
}

described! {
    /// A topic, tag or author, and its page.
    #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
    pub struct TermLink {
        /// The name shown.
        pub name: Arc<str>,
        /// The path of its page, or the URL of a search for it.
        pub permalink: Option<Arc<str>>,
    }
}

described! {
    /// A link.
    #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
    pub struct LinkView {
        /// The text of the link.
        pub name: String,
        /// The URL.
        pub url: String,
        /// `arxiv`, `pdf`, `doi`, `code`, `project`, `video`, `slides`, `data` or `other`.
        pub kind: LinkKind,
    }
}

described! {
    /// The next or previous page of the same kind.
    #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
    pub struct Neighbour {
        /// Its title, as plain text.
        pub title: String,
        /// Its path.
        pub permalink: Arc<str>,
    }
}
