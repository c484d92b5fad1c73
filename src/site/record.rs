//! An entry as bibliographies and the API have it: facts, no HTML. Made once and joined into every
//! list that holds it; how the formats write it is not known here.

mod key;
mod shape;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use super::card::LinkView;
use super::feed;
use super::made::{Made, Written};
use super::parts::Parts;
use super::route;
use crate::content::{Inline, PaperDocument};
use crate::digest::{Digest, PaperIndex};
use crate::fingerprint::Fingerprinted;
use crate::format::Format;
use crate::paper::{ArxivId, AuthorField, Curator, Edtf, Publication, Published, RichText, Run};

/// An entry as bibliographies and the API have it.
#[derive(Hash, Debug)]
pub struct Record {
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
    pub title: Line,
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
    pub abstract_text: Option<Line>,
    /// The paper in a sentence or a paragraph; may be empty.
    pub summary: Line,
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
    /// What the formats write of it, each made when it is first wanted.
    written: Written<5>,
}

impl Record {
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

    /// The digest's own JSON, on one line. It is made here since the API is cut into files by its length.
    pub fn json(&self) -> &str {
        let write = || serde_json::to_string(self).unwrap_or_default();
        self.text(Format::Json, write).unwrap_or_default()
    }

    /// The text in a format, which `write` makes the first time. None for formats of feeds.
    pub fn text(&self, format: Format, write: impl FnOnce() -> String) -> Option<&str> {
        let at = match format {
            Format::Bib => 0,
            Format::Ris => 1,
            Format::Csl => 2,
            Format::Json => 3,
            Format::Md => 4,
            Format::Rss | Format::Atom | Format::JsonFeed => return None,
        };
        Some(self.written.get(at, write))
    }
}

/// `[publication]` as templates see it.
#[derive(Clone, Hash, Debug)]
pub struct PublicationView(pub Publication);

/// A line or more of text, with its formulas and styles where there are any.
#[derive(Hash, Debug, Default)]
pub struct Line {
    /// As plain text.
    pub plain: String,
    /// In parts; empty if plain text says it in full.
    pub rich: RichText,
}

impl Line {
    fn of(inline: &Inline) -> Self {
        Self { plain: inline.plain.clone(), rich: inline.rich.clone() }
    }

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

/// The records made so far: none are made if nothing shows one.
pub struct Records {
    keys: Vec<String>,
    made: Made<Record>,
}

impl Records {
    /// A place for each entry of a digest. The keys are made at once, and side by side, if any record is
    /// wanted: they depend on one another.
    pub fn new(digest: &Digest<'_>, are_wanted: bool) -> Self {
        let keys = if are_wanted { key::keys(digest) } else { Vec::new() };
        Self { keys, made: Made::new(digest.papers.len()) }
    }

    /// What BibTeX cites an entry by; none if no record is wanted.
    pub fn key(&self, index: PaperIndex) -> Option<&str> {
        self.keys.get(index).map(String::as_str)
    }

    /// The record of an entry.
    pub fn get(&self, parts: &Parts<'_>, index: PaperIndex) -> Fingerprinted<Record> {
        let key = || self.key(index).unwrap_or_default().to_string();
        self.made.get(index, || record(parts, index, key()))
    }
}

fn record(parts: &Parts<'_>, index: PaperIndex, key: String) -> Record {
    let paper = &parts.digest.papers[index];
    let (document, card) = (paper.document, &parts.cards[index]);
    let summary = match &document.tldr {
        Some(tldr) => Line::of(tldr),
        None => Line { plain: document.body.summary_plain.clone(), rich: RichText::default() },
    };
    // A record is read away from the site.
    let link = |link: &LinkView| LinkView {
        name: link.name.clone(),
        url: parts.absolute(&link.url),
        kind: link.kind,
    };
    Record {
        key,
        id: feed::id(parts, document),
        slug: card.slug.clone(),
        address: parts.config.base_url.address(&route::paper(&document.slug)),
        kind: card.work(),
        title: Line::of(&document.title.value),
        authors: document.authors.clone(),
        issued: issued(document),
        published: document.published,
        arxiv: document.arxiv.as_ref().map(|arxiv| arxiv.value.clone()),
        doi: card.doi.clone(),
        url: document.url.as_ref().map(|url| url.value.clone()),
        venue: card.venue.clone(),
        category: card.category.clone(),
        publication: document.publication.clone(),
        abstract_text: document.abstract_text.as_ref().map(Line::of),
        summary,
        date: card.date.iso.clone(),
        updated: document.updated.map(|day| day.to_string()),
        topics: card.topics.iter().map(|topic| topic.name.clone()).collect(),
        tags: card.tags.iter().map(|tag| tag.name.clone()).collect(),
        links: card.links.iter().map(link).collect(),
        curator: document.curator.clone(),
        votes: document.votes,
        featured: document.featured,
        withdrawn: document.withdrawn,
        written: Written::default(),
    }
}

/// When the work appeared: `issued`, else `published`, else the month that an arXiv id begins with.
fn issued(document: &PaperDocument) -> Option<Edtf> {
    let arxiv = || document.arxiv.as_ref().and_then(|arxiv| arxiv.value.month());
    let own = || document.published.or_else(arxiv).map(Edtf::from);
    document.publication.date("issued").or_else(own)
}
