//! An entry as lists show it. Rendered once and joined into every list that shows it.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;

use super::date::DateView;
use crate::describe::described;
use crate::fields::Extra;
use crate::html::Html;
use crate::paper::{ArxivId, AuthorField, Curator, LinkKind, Publication, csl};

described! {
    /// An entry as lists show it. Holds no word of the note beyond the summary, so that an edit of a
    /// note renders no list.
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
        /// All of them, in order.
        pub authors: Vec<TermLink>,
        /// The first is the one it is grouped under.
        pub topics: Vec<TermLink>,
        /// Its tags.
        pub tags: Vec<TermLink>,
        /// The paper in a sentence or a paragraph; may be empty.
        pub summary: Html,
        /// The arXiv id, with version if it is pinned.
        pub arxiv: Option<String>,
        /// The DOI.
        pub doi: Option<String>,
        /// arXiv, PDF, DOI, code and so on.
        pub links: Vec<LinkView>,
        /// Where it appeared.
        pub venue: Option<String>,
        /// The primary arXiv category.
        pub category: Option<String>,
        /// The paper's own date, as precise as it is known: `2023-06`.
        pub published: Option<String>,
        /// The same as people write it: `June 2023`.
        pub published_long: Option<String>,
        /// Popularity.
        pub votes: Option<i64>,
        /// First in its edition.
        pub featured: bool,
        /// Whether its authors withdrew it.
        pub withdrawn: bool,
        /// Who chose it, if not the digest's curator.
        pub curator: Option<Curator>,
        /// The path of a picture that stands for it.
        pub image: Option<String>,
        /// `[extra]` of the entry.
        pub extra: Extra,
        /// The authors as the entry gives them, for what machines read of a row.
        #[serde(skip)]
        pub names: Arc<[AuthorField]>,
        /// Variables of CSL 1.0.2, for the same.
        #[serde(skip)]
        pub publication: Publication,
        /// The paper's address, if it is at neither arXiv nor a DOI.
        #[serde(skip)]
        pub url: Option<String>,
    }
}

impl Card {
    /// The type of work as CSL 1.0.2 calls it: what `[publication]` says, else a guess.
    pub fn work(&self) -> &'static str {
        let said = self.publication.kind.as_deref().and_then(csl::type_of);
        said.map_or_else(|| self.guessed_work(), |kind| kind.csl)
    }

    /// The type of work that the facts allow to be said.
    pub fn guessed_work(&self) -> &'static str {
        let has_doi = self.publisher_doi().is_some();
        match () {
            () if self.publication.text("container-title").is_some() => "article-journal",
            () if has_doi && self.venue.is_some() => "article-journal",
            () if has_doi || self.arxiv.is_some() || self.url.is_none() => "article",
            () => "webpage",
        }
    }

    /// The DOI that a publisher gave. arXiv gives its papers DOIs too; those say nothing of a journal.
    pub fn publisher_doi(&self) -> Option<&str> {
        let is_arxiv = |doi: &str| doi.get(..9).is_some_and(|lead| lead.eq_ignore_ascii_case("10.48550/"));
        self.doi.as_deref().filter(|doi| !is_arxiv(doi))
    }

    /// The DOI that the paper can be looked up by: its own, else the one that every paper at arXiv has, without
    /// version.
    pub fn registered_doi(&self) -> Option<Cow<'_, str>> {
        let own = self.doi.as_deref().map(Cow::Borrowed);
        own.or_else(|| Some(ArxivId::parse(self.arxiv.as_deref()?)?.doi().into()))
    }

    /// Where the paper is to be read.
    pub fn pdf(&self) -> Option<&str> {
        self.link(LinkKind::Pdf)
    }

    /// Where the paper is: at arXiv, else at its DOI, else at `url`, else its PDF.
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
        /// As it is shown.
        pub name: Arc<str>,
        /// The path of its page, if its kind has pages.
        pub permalink: Option<Arc<str>>,
    }
}

described! {
    /// A link to somewhere else.
    #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
    pub struct LinkView {
        /// The words shown.
        pub name: String,
        /// The address.
        pub url: String,
        /// `arxiv`, `pdf`, `doi`, `code`, `project`, `video`, `slides`, `data` or `other`.
        pub kind: LinkKind,
    }
}

described! {
    /// A page of the same kind before or behind this one.
    #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
    pub struct Neighbour {
        /// Its title, as plain text.
        pub title: String,
        /// Its path.
        pub permalink: Arc<str>,
    }
}
