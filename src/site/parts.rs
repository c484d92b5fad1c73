//! The parts that many views share, made once: the header, cards, links to terms.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::bibliography;
use super::card::{Card, Cards, LinkView, Neighbour, TermLink};
use super::date::{DateView, edition_name, published_long};
use super::feed::FeedItems;
use super::fill::{Filling, without_links};
use super::head::{FeedLink, PageHead, SiteHeader, feed_links};
use super::metadata::About;
use super::record::Records;
use super::view::METADATA;
use super::{Surroundings, route};
use crate::config::Config;
use crate::content::{Inline, Reference};
use crate::digest::{Digest, Edition, Paper, PaperIndex, ResolvedReference, Term, TermIndex};
use crate::fingerprint::{Fingerprint, Fingerprinted};
use crate::format::Format;
use crate::html::Html;
use crate::paper::{EditionId, Link, LinkKind};

/// What the views are made of.
pub struct Parts<'a> {
    /// The model.
    pub digest: &'a Digest<'a>,
    /// The configuration.
    pub config: &'a Config,
    /// What every page shows of the site.
    pub header: Fingerprinted<SiteHeader>,
    /// The cards of all entries, by [`PaperIndex`].
    pub cards: Vec<Fingerprinted<Card>>,
    /// What each card was made of.
    recipes: Vec<Fingerprint>,
    /// Links to all topics, by [`TermIndex`].
    pub topics: Vec<TermLink>,
    /// Links to all tags.
    pub tags: Vec<TermLink>,
    /// Links to all authors.
    pub authors: Vec<TermLink>,
    /// What the editions of days are called.
    pub day_titles: BTreeMap<Date, String>,
    /// Entries as feeds show them, made when a feed wants them.
    pub feed_items: FeedItems,
    /// Whether the theme's template of that name uses a field of its view.
    pub uses: &'a (dyn Fn(&str, &str) -> bool + Sync),
    /// Entries as bibliographies have them, made when one wants them.
    pub records: Records,
    /// What the configuration and the theme were made of, and thus the header.
    pub frame: Fingerprint,
}

impl<'a> Parts<'a> {
    /// Makes the shared parts of a digest.
    pub fn new(digest: &'a Digest<'a>, config: &'a Config, surroundings: &Surroundings<'a>) -> Self {
        let header = Fingerprinted::new(SiteHeader::new(
            config,
            surroundings.theme_extra,
            surroundings.content_css.is_some(),
        ));
        let links = |terms: &[Term<'_>], folder: &str, pages: bool| {
            let link = |term: &Term<'_>| {
                let permalink = || format!("{}{}", config.base_url.path, route::term(folder, &term.slug));
                TermLink { name: term.name.as_str().into(), permalink: pages.then(|| permalink().into()) }
            };
            terms.par_iter().with_min_len(256).map(link).collect()
        };
        let cites = (surroundings.uses)("paper.html", "cite");
        let mut parts = Self {
            digest,
            config,
            header,
            cards: Vec::new(),
            recipes: Vec::new(),
            topics: links(&digest.topics, "topics", true),
            tags: links(&digest.tags, "tags", config.pages.tags),
            authors: links(&digest.authors, "authors", config.pages.authors),
            day_titles: BTreeMap::new(),
            feed_items: FeedItems::new(digest.papers.len()),
            uses: surroundings.uses,
            records: Records::new(digest, cites || bibliography::are_wanted(&config.outputs)),
            frame: surroundings.frame,
        };
        let titles = digest.editions.iter().filter_map(|edition| match edition.id {
            EditionId::Day(day) => Some((day, parts.edition_title(edition))),
            _ => None,
        });
        parts.day_titles = titles.collect();
        let links = Links::of(&parts);
        let made = |paper: &Paper<'_>| {
            let recipe = recipe(&parts, &links, paper);
            let known = surroundings.cards.get(&recipe).cloned();
            let is_same =
                |known: &Fingerprinted<Card>| known.fingerprint() == Fingerprint::of(&card(&parts, paper));
            debug_assert!(known.as_ref().is_none_or(is_same), "the recipe of a card leaves something out");
            (recipe, known.unwrap_or_else(|| Fingerprinted::new(card(&parts, paper))))
        };
        let made: Vec<_> = digest.papers.par_iter().with_min_len(64).with_max_len(64).map(made).collect();
        (parts.recipes, parts.cards) = made.into_iter().unzip();
        parts
    }

    /// The cards alone, for the next build.
    pub fn into_cards(self) -> Cards {
        self.recipes.into_iter().zip(self.cards).collect()
    }

    /// A path with that of `base_url` in front.
    pub fn path(&self, path: &str) -> Arc<str> {
        format!("{}{path}", self.config.base_url.path).into()
    }

    /// The head of the page at `path`, which does not carry that of `base_url`.
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
        if (self.uses)(&format!("{kind}.html"), METADATA) { about() } else { About::default() }
    }

    /// The feeds beside the page at `path`, those that `formats` asks for.
    pub fn feeds(&self, formats: &[Format], title: &str, path: &str) -> Vec<FeedLink> {
        feed_links(formats, title, &self.path(path))
    }

    /// The whole address of a path that carries that of `base_url`; other addresses stay.
    pub fn absolute(&self, url: &str) -> String {
        if route::is_path(url) { format!("{}{url}", self.config.base_url.origin) } else { url.to_string() }
    }

    /// The cards of some entries.
    pub fn cards(&self, papers: &[PaperIndex]) -> Vec<Fingerprinted<Card>> {
        papers.iter().map(|index| self.cards[*index].clone()).collect()
    }

    /// HTML of a markup on a page of its own.
    pub fn inline(&self, inline: &Inline, folder: &str) -> Html {
        self.filling(folder, "").fill(&inline.markup)
    }

    /// What fills markup on pages. `folder` is where the document's pictures lie.
    pub fn filling<'f>(&'f self, folder: &'f str, id_prefix: &'f str) -> Filling<'f> {
        Filling { digest: self.digest, base: &self.config.base_url.path, folder, id_prefix }
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

    /// What an edition is called: its own title, else its time.
    pub fn edition_title(&self, edition: &Edition<'_>) -> String {
        let title = edition.section.and_then(|section| section.title.as_ref());
        title.map_or_else(|| edition_name(edition.id), |title| title.value.plain.clone())
    }

    /// The entry that a reference means.
    pub fn meant(&self, reference: &Reference) -> Option<&Fingerprinted<Card>> {
        match self.digest.find(&reference.target) {
            ResolvedReference::Paper(index) => Some(&self.cards[index]),
            ResolvedReference::Hidden(_) | ResolvedReference::Nothing => None,
        }
    }

    /// What the authors of an entry sort by among all.
    pub fn order_of_authors(&self, index: PaperIndex) -> Fingerprint {
        let author = |author: &TermIndex| {
            let term = &self.digest.authors[*author];
            (term.section.and_then(|section| section.order), &term.sort_key, &term.slug)
        };
        Fingerprint::of(&self.digest.papers[index].authors.iter().map(author).collect::<Vec<_>>())
    }

    /// Names an entry as a neighbour.
    pub fn neighbour(&self, index: PaperIndex) -> Neighbour {
        let card = &self.cards[index];
        Neighbour { title: card.title_plain.clone(), permalink: card.permalink.clone() }
    }

    /// The address of a picture in `image`: a whole one stays, a path is the site's, a name lies in
    /// the document's folder.
    pub fn image(&self, image: &str, folder: &str) -> String {
        match image {
            whole if whole.contains("://") => whole.to_string(),
            path if path.starts_with('/') => self.path(path).to_string(),
            name => self.path(&format!("{folder}{}", name.trim_start_matches("./"))).to_string(),
        }
    }
}

/// Links as templates see them; paths of the site carry that of `base_url`.
pub fn link_views(links: &[Link], base: &str) -> Vec<LinkView> {
    let view = |link: &Link| {
        let url = if route::is_path(&link.url) { format!("{base}{}", link.url) } else { link.url.clone() };
        LinkView { name: link.name.clone(), url, kind: link.kind }
    };
    links.iter().map(view).collect()
}

/// The fingerprints of the links to all terms, by [`TermIndex`].
struct Links([Vec<Fingerprint>; 3]);

impl Links {
    fn of(parts: &Parts<'_>) -> Self {
        let all = |links: &[TermLink]| links.par_iter().with_min_len(256).map(Fingerprint::of).collect();
        Self([all(&parts.authors), all(&parts.topics), all(&parts.tags)])
    }
}

/// What a card is made of.
fn recipe(parts: &Parts<'_>, Links([authors, topics, tags]): &Links, paper: &Paper<'_>) -> Fingerprint {
    let pick = |all: &[Fingerprint], of: &[TermIndex]| of.iter().map(|at| all[*at]).collect::<Vec<_>>();
    let document = paper.document;
    let meant = document.references().map(|reference| match parts.digest.find(&reference.target) {
        ResolvedReference::Paper(index) => {
            let document = parts.digest.papers[index].document;
            Some((&document.slug, &document.title.value.plain))
        }
        ResolvedReference::Hidden(_) | ResolvedReference::Nothing => None,
    });
    Fingerprint::of(&(
        (parts.frame, document.fingerprint, &document.slug),
        (pick(authors, &paper.authors), pick(topics, &paper.topics), pick(tags, &paper.tags)),
        meant.collect::<Vec<_>>(),
    ))
}

fn card(parts: &Parts<'_>, paper: &Paper<'_>) -> Card {
    let document = paper.document;
    let folder = route::paper(&document.slug);
    let pick = |links: &[TermLink], of: &[TermIndex]| of.iter().map(|index| links[*index].clone()).collect();
    let summary = match (&document.tldr, &document.abstract_text) {
        (Some(tldr), _) => parts.inline(tldr, &folder),
        (None, _) if !document.body.summary.is_empty() => {
            parts.filling(&folder, "").fill(&document.body.summary)
        }
        (None, Some(text)) => Html::new(crate::html::escape(first_sentence(&text.plain))),
        (None, None) => Html::default(),
    };
    Card {
        slug: document.slug.to_string(),
        permalink: parts.path(&folder),
        title: without_links(&parts.inline(&document.title.value, &folder)),
        title_plain: document.title.value.plain.clone(),
        date: DateView::from(document.date.value),
        edition: parts.edition_path(EditionId::Day(document.date.value)).map(|path| path.to_string()),
        authors: pick(&parts.authors, &paper.authors),
        topics: pick(&parts.topics, &paper.topics),
        tags: pick(&parts.tags, &paper.tags),
        summary,
        arxiv: document.arxiv.as_ref().map(|arxiv| arxiv.value.to_string()),
        doi: document.doi.as_ref().map(|doi| doi.value.as_str().to_string()),
        links: all_links(parts, paper),
        venue: document.venue.clone(),
        category: document.category.clone(),
        published: document.published.map(|published| published.to_string()),
        published_long: document.published.map(published_long),
        votes: document.votes,
        featured: document.featured,
        withdrawn: document.withdrawn,
        curator: document.curator.clone(),
        image: document.image.as_ref().map(|image| parts.image(&image.value, &folder)),
        extra: document.extra.clone(),
        names: document.authors.clone(),
        publication: document.publication.clone(),
        url: document.url.as_ref().map(|url| url.value.clone()),
    }
}

/// Every link of an entry: where the paper is, then what the entry names.
fn all_links(parts: &Parts<'_>, paper: &Paper<'_>) -> Vec<LinkView> {
    let document = paper.document;
    let link = |name: &str, url: String, kind| LinkView { name: name.to_string(), url, kind };
    let mut links = Vec::new();
    links.extend(document.arxiv.as_ref().map(|arxiv| link("arXiv", arxiv.value.address(), LinkKind::Arxiv)));
    let has_pdf = document.links.iter().any(|link| link.kind == LinkKind::Pdf);
    let arxiv = document.arxiv.as_ref().filter(|_| !has_pdf);
    links.extend(arxiv.map(|arxiv| link("PDF", arxiv.value.pdf(), LinkKind::Pdf)));
    links.extend(document.doi.as_ref().map(|doi| link("DOI", doi.value.address(), LinkKind::Doi)));
    links.extend(document.url.as_ref().map(|url| link("Page", url.value.clone(), LinkKind::Other)));
    links.extend(link_views(&document.links, &parts.config.base_url.path));
    links
}

/// Up to the first full stop, question or exclamation mark before a space.
fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let ends = text.char_indices().zip(text.chars().skip(1));
    let mut ends = ends.filter(|((_, c), next)| matches!(c, '.' | '?' | '!') && next.is_whitespace());
    ends.next().map_or(text, |((at, _), _)| &text[..=at])
}
