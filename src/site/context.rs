//! What all views are built from: digest, configuration, header, links to terms, cards, and caches of values
//! that several outputs show. Knows the types of what it keeps, but not how they are built.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::header;
use super::markup::MarkupContext;
use super::per_paper::PerPaper;
use super::{route, term_address};
use crate::config::Config;
use crate::content::{Inline, Reference};
use crate::digest::{Digest, Edition, PaperIndex, ResolvedReference, Term, TermIndex};
use crate::fields::Extra;
use crate::fingerprint::{Fingerprint, Fingerprinted};
use crate::format::Format;
use crate::html::Html;
use crate::paper::{EditionId, Link};
use crate::url_path::decode;
use crate::view::{
    About, AssetView, BibRecord, Card, FeedItem, FeedLink, LinkView, Neighbour, PageHead, SiteHeader,
    TermLink, ThemeNeeds, edition_name,
};

/// The files of a site that are not text. Files in later folders replace those in earlier ones.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// Folders of static files: the furthest parent theme's first, the site's own last.
    pub folders: Vec<String>,
    /// All files that are copied.
    pub files: Vec<AssetView>,
}

/// What a site is built from besides the digest and its configuration.
pub struct PlanInputs<'a> {
    /// `[extra]` of the theme and those it extends.
    pub theme_extra: &'a Extra,
    /// Which values that are expensive to compute the theme uses. The others are left out.
    pub needs: &'a ThemeNeeds,
    /// Files that are copied.
    pub assets: &'a Assets,
    /// The style sheet for code and formulas in entries.
    pub content_css: Option<Arc<str>>,
    /// The fingerprint of the configuration and the theme.
    pub frame: Fingerprint,
}

/// What the views are built from.
pub struct Context<'a> {
    /// The digest.
    pub digest: &'a Digest<'a>,
    /// The configuration.
    pub config: &'a Config,
    /// Which values the theme uses.
    pub needs: &'a ThemeNeeds,
    /// Files that are copied.
    pub assets: &'a Assets,
    /// The style sheet for code and formulas in entries.
    pub content_css: Option<Arc<str>>,
    /// What every page shows of the site.
    pub header: Fingerprinted<SiteHeader>,
    /// The cards of all entries, by [`PaperIndex`].
    pub cards: Vec<Fingerprinted<Card>>,
    /// The input fingerprint of each card.
    pub card_inputs: Vec<Fingerprint>,
    /// Links to all topics, by [`TermIndex`].
    pub topics: Vec<TermLink>,
    /// Links to all tags.
    pub tags: Vec<TermLink>,
    /// Links to all authors.
    pub authors: Vec<TermLink>,
    /// The titles of the editions of days.
    pub day_titles: BTreeMap<Date, String>,
    /// Entries as feeds show them, built when a feed first needs them.
    pub feed_items: PerPaper<FeedItem>,
    /// Entries as bibliographies have them, built when one first needs them.
    pub records: PerPaper<BibRecord>,
    /// The citation keys of all entries, by [`PaperIndex`]; empty if no record is needed.
    pub citation_keys: Vec<String>,
    /// The fingerprint of the configuration and the theme, and thus of the header.
    pub frame: Fingerprint,
}

impl<'a> Context<'a> {
    /// A context without cards and citation keys, which are built from it.
    pub fn new(digest: &'a Digest<'a>, config: &'a Config, inputs: &PlanInputs<'a>) -> Self {
        let links = |terms: &[Term<'_>], folder: &str| {
            let link = |term: &Term<'_>| TermLink {
                name: term.name.as_str().into(),
                permalink: term_address::of(config, folder, term),
            };
            terms.par_iter().with_min_len(256).map(link).collect()
        };
        let has_content_css = inputs.content_css.is_some();
        let mut context = Self {
            digest,
            config,
            needs: inputs.needs,
            assets: inputs.assets,
            content_css: inputs.content_css.clone(),
            header: Fingerprinted::new(header::header(config, inputs.theme_extra, has_content_css)),
            cards: Vec::new(),
            card_inputs: Vec::new(),
            topics: links(&digest.topics, "topics"),
            tags: links(&digest.tags, "tags"),
            authors: links(&digest.authors, "authors"),
            day_titles: BTreeMap::new(),
            feed_items: PerPaper::new(digest.papers.len()),
            records: PerPaper::new(digest.papers.len()),
            citation_keys: Vec::new(),
            frame: inputs.frame,
        };
        let titles = digest.editions.iter().filter_map(|edition| match edition.id {
            EditionId::Day(day) => Some((day, context.edition_title(edition))),
            _ => None,
        });
        context.day_titles = titles.collect();
        context
    }

    /// A path with that of `base_url` in front.
    pub fn path(&self, path: &str) -> Arc<str> {
        format!("{}{path}", self.config.base_url.path).into()
    }

    /// The head of the page at `path`, which does not include that of `base_url`.
    pub fn head(&self, kind: &'static str, path: &str, title: impl Into<String>) -> PageHead {
        PageHead {
            title: title.into(),
            description: None,
            path: self.path(path),
            address: self.config.base_url.address(path),
            kind,
            feeds: Vec::new(),
            image: None,
            about: About::Page,
        }
    }

    /// What a page is about, if the template of its kind writes metadata.
    pub fn about(&self, kind: &str, about: impl FnOnce() -> About) -> About {
        if self.needs.metadata_of(kind) { about() } else { About::default() }
    }

    /// The feeds beside the page at `path`, those among `formats`.
    pub fn feeds(&self, formats: &[Format], title: &str, path: &str) -> Vec<FeedLink> {
        header::feed_links(formats, title, &self.path(path))
    }

    /// The URL of a path that includes that of `base_url`; other URLs are returned unchanged.
    pub fn absolute(&self, url: &str) -> String {
        if route::is_path(url) { format!("{}{url}", self.config.base_url.origin) } else { url.to_string() }
    }

    /// The cards of some entries.
    pub fn cards(&self, papers: &[PaperIndex]) -> Vec<Fingerprinted<Card>> {
        papers.iter().map(|index| self.cards[*index].clone()).collect()
    }

    /// The HTML of a markup on a page of its own.
    pub fn markup_html(&self, inline: &Inline, folder: &str) -> Html {
        self.markup(folder, "").resolve(&inline.markup)
    }

    /// The values for markup on pages. `folder` is the path of the document's images.
    pub fn markup<'f>(&'f self, folder: &'f str, id_prefix: &'f str) -> MarkupContext<'f> {
        MarkupContext { digest: self.digest, base: &self.config.base_url.path, folder, id_prefix }
    }

    /// The path of an edition's page, if its kind has pages.
    pub fn edition_path(&self, id: EditionId) -> Option<Arc<str>> {
        let pages = &self.config.pages;
        let has_page = match id {
            EditionId::Day(_) => pages.day,
            EditionId::Week(..) => pages.week,
            EditionId::Month(..) => pages.month,
        };
        has_page.then(|| self.path(&route::edition(id)))
    }

    /// The title of an edition: its own, or the name of its day, week or month.
    pub fn edition_title(&self, edition: &Edition<'_>) -> String {
        let title = edition.section.and_then(|section| section.title.as_ref());
        title.map_or_else(|| edition_name(edition.id), |title| title.value.plain.clone())
    }

    /// The card of the entry that a reference names, if that entry is shown.
    pub fn resolve(&self, reference: &Reference) -> Option<&Fingerprinted<Card>> {
        match self.digest.find(&reference.target) {
            ResolvedReference::Paper(index) => Some(&self.cards[index]),
            ResolvedReference::Hidden(_) | ResolvedReference::Nothing => None,
        }
    }

    /// A fingerprint of the order of an entry's authors among all authors.
    pub fn order_of_authors(&self, index: PaperIndex) -> Fingerprint {
        let author = |author: &TermIndex| {
            let term = &self.digest.authors[*author];
            (term.section.and_then(|section| section.order), &term.sort_key, &term.slug)
        };
        Fingerprint::of(&self.digest.papers[index].authors.iter().map(author).collect::<Vec<_>>())
    }

    /// A link to the next or previous entry.
    pub fn neighbour(&self, index: PaperIndex) -> Neighbour {
        let card = &self.cards[index];
        Neighbour { title: card.title_plain.clone(), permalink: card.permalink.clone() }
    }

    /// The URL or path of the image that `image` names: a URL is returned unchanged, a path belongs to the site,
    /// and a file name to the document's folder.
    pub fn image(&self, image: &str, folder: &str) -> String {
        match image {
            url if url.contains("://") || url.starts_with('/') => self.link(url),
            // In front matter too, a name can be percent-encoded.
            name => self.path(&route::file(folder, &decode(name.trim_start_matches("./")))).to_string(),
        }
    }

    /// A link that a person wrote, as pages have it: a path of the site includes that of `base_url`.
    pub fn link(&self, url: &str) -> String {
        header::link(url, &self.config.base_url.path)
    }

    /// Links as templates see them; paths of the site include that of `base_url`.
    pub fn links(&self, links: &[Link]) -> Vec<LinkView> {
        let view =
            |link: &Link| LinkView { name: link.name.clone(), url: self.link(&link.url), kind: link.kind };
        links.iter().map(view).collect()
    }
}
