//! The data of one content file, before it is combined with the others.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::classify::ContentKind;
use super::markdown::{Body, Inline};
use super::markup::{Markup, Reference};
use super::source::SourcePart;
use crate::fields::{Extra, Located};
use crate::fingerprint::Fingerprint;
use crate::paper::{ArxivId, AuthorField, Curator, Doi, Link, PaperId, Publication, Published};
use crate::place::{SourcePath, Span};
use crate::slug::Slug;

/// One content file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Document {
    /// An entry of the digest.
    Paper(Box<PaperDocument>),
    /// The text for an edition, topic or author, or a page that the curator wrote.
    Section(Box<SectionDocument>),
}

/// An entry: a paper, and why it was chosen.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PaperDocument {
    /// The file.
    pub path: SourcePath,
    /// The fingerprint of the text and of the Markdown settings; set by the caller of `parse`.
    pub fingerprint: Fingerprint,
    /// The last part of its path on the site.
    pub slug: Slug,
    /// The span of `slug`; empty if the slug comes from the file's name.
    pub slug_span: Span,
    /// The paper's title.
    pub title: Located<Inline>,
    /// The day of the edition that lists it.
    pub date: Located<Date>,
    /// The day it was revised.
    pub updated: Option<Date>,
    /// In the paper's order. Shared with the views that show all of them.
    pub authors: Arc<[AuthorField]>,
    /// Whether the entry says that there are more authors than it names: `{and others}`.
    pub has_more_authors: bool,
    /// Lists group the entry under the first one.
    pub topics: Vec<TermField>,
    /// Tags.
    pub tags: Vec<TermField>,
    /// The arXiv id.
    pub arxiv: Option<Located<ArxivId>>,
    /// The DOI.
    pub doi: Option<Located<Doi>>,
    /// The paper's URL.
    pub url: Option<Located<String>>,
    /// The identifiers of the paper, each with its span.
    pub identities: Vec<Located<PaperId>>,
    /// Sets the id used in feeds.
    pub id: Option<String>,
    /// The entry of an earlier edition that lists the same paper.
    pub again: Option<Located<String>>,
    /// The paper's own date.
    pub published: Option<Published>,
    /// Where it appeared.
    pub venue: Option<String>,
    /// The primary arXiv category.
    pub category: Option<String>,
    /// Details of where it appeared.
    pub publication: Publication,
    /// Code, project, video and so on, in the order pages show them.
    pub links: Vec<Link>,
    /// The paper in one sentence.
    pub tldr: Option<Inline>,
    /// The abstract.
    pub abstract_text: Option<Inline>,
    /// Who chose it, if not the digest's curator.
    pub curator: Option<Curator>,
    /// Popularity.
    pub votes: Option<i64>,
    /// First in its edition.
    pub featured: bool,
    /// Whether its authors withdrew it.
    pub withdrawn: bool,
    /// Hidden without `--drafts`.
    pub draft: bool,
    /// The entry is hidden from this day on.
    pub expires: Option<Date>,
    /// Old paths on the site.
    pub aliases: Vec<Located<String>>,
    /// An image for previews.
    pub image: Option<Located<String>>,
    /// For templates.
    pub extra: Extra,
    /// The curator's note.
    pub body: Body,
}

/// A topic or tag as an entry gives it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TermField {
    /// The spelling in this entry.
    pub name: String,
    /// The same for all spellings of a term.
    pub slug: Slug,
    /// The span in the file.
    pub span: Span,
}

/// The text for an edition, topic or author, or a page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SectionDocument {
    /// The file.
    pub path: SourcePath,
    /// What it describes.
    pub kind: ContentKind,
    /// Title, or an author's name.
    pub title: Option<Located<Inline>>,
    /// One or two sentences.
    pub description: Option<Inline>,
    /// Its position among those of its kind; those without one come last.
    pub order: Option<i64>,
    /// Old paths (they start with a slash) and other spellings.
    pub aliases: Vec<Located<String>>,
    /// Links to other sites.
    pub links: Vec<Link>,
    /// An image for previews.
    pub image: Option<Located<String>>,
    /// The curator of an edition.
    pub curator: Option<Curator>,
    /// For templates.
    pub extra: Extra,
    /// The text.
    pub body: Body,
    /// The Markdown of the text; only for editions, which are also exported as Markdown.
    pub source: Vec<SourcePart>,
}

impl PaperDocument {
    /// Its links to other entries.
    pub fn references(&self) -> impl Iterator<Item = &Reference> {
        let lines = [Some(&self.title.value), self.tldr.as_ref(), self.abstract_text.as_ref()];
        let lines = lines.into_iter().flatten().map(|inline| &inline.markup);
        lines.chain([&self.body.markup]).flat_map(Markup::references)
    }
}

impl Document {
    /// Sets the fingerprint of an entry.
    pub fn set_fingerprint(&mut self, fingerprint: Fingerprint) {
        match self {
            Document::Paper(paper) => paper.fingerprint = fingerprint,
            Document::Section(_) => {}
        }
    }

    /// Its links to entries.
    pub fn references(&self) -> impl Iterator<Item = &Reference> {
        let (lines, body) = match self {
            Document::Paper(paper) => {
                ([Some(&paper.title.value), paper.tldr.as_ref(), paper.abstract_text.as_ref()], &paper.body)
            }
            Document::Section(section) => (
                [section.title.as_ref().map(|title| &title.value), section.description.as_ref(), None],
                &section.body,
            ),
        };
        let lines = lines.into_iter().flatten().map(|inline| &inline.markup);
        lines.chain([&body.markup]).flat_map(Markup::references)
    }

    /// The file.
    pub fn path(&self) -> &SourcePath {
        match self {
            Document::Paper(paper) => &paper.path,
            Document::Section(section) => &section.path,
        }
    }
}
