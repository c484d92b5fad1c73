//! What each output shows. A view is the whole list of what its output depends on, besides the theme.

use std::hash::{Hash, Hasher};

use serde::Serialize;

use super::api::ApiIndex;
use super::asset::AssetView;
use super::bibliography::BibliographyView;
use super::calendar::{ArchiveView, YearView};
use super::card::Card;
use super::edition::EditionView;
use super::feed::FeedView;
use super::head::PageHead;
use super::home::HomeView;
use super::llms::LlmsView;
use super::opensearch::OpenSearchView;
use super::opml::OpmlView;
use super::page::{CuratorsView, NotFoundView, RedirectView};
use super::paper::{PaperView, PapersView};
use super::sitemap::{RobotsView, SitemapView};
use super::term::TermView;
use super::terms::TermsView;
use crate::fingerprint::Fingerprinted;

/// One output. Boxed, since most views are small and the largest would set the size of all.
#[derive(Clone, Hash, Debug)]
pub enum View {
    /// The home page.
    Home(Box<HomeView>),
    /// A page of the list of all entries.
    Papers(Box<PapersView>),
    /// An entry.
    Paper(Box<PaperView>),
    /// A day.
    Edition(Box<EditionView>),
    /// A week or month.
    Period(Box<EditionView>),
    /// A year.
    Year(Box<YearView>),
    /// The calendar.
    Archive(Box<ArchiveView>),
    /// The index of topics.
    Topics(Box<TermsView>),
    /// A topic.
    Topic(Box<TermView>),
    /// The index of tags.
    Tags(Box<TermsView>),
    /// A tag.
    Tag(Box<TermView>),
    /// The index of authors.
    Authors(Box<TermsView>),
    /// An author.
    Author(Box<TermView>),
    /// A page of the curator's.
    Page(Box<CuratorsView>),
    /// The page for addresses that are not there.
    NotFound(Box<NotFoundView>),
    /// An old address.
    Redirect(RedirectView),
    /// A feed.
    Feed(Box<FeedView>),
    /// The list of all feeds.
    Opml(Box<OpmlView>),
    /// Where a search goes.
    OpenSearch(Box<OpenSearchView>),
    /// `llms.txt`.
    Llms(Box<LlmsView>),
    /// Entries in a format for machines.
    Bibliography(Box<BibliographyView>),
    /// What the API has.
    ApiIndex(Box<ApiIndex>),
    /// A sitemap.
    Sitemap(SitemapView),
    /// `robots.txt`.
    Robots(RobotsView),
    /// The style sheet of what stands in entries.
    StyleSheet(StyleSheetView),
    /// A file that is copied as it is.
    Asset(AssetView),
}

/// The style sheet of what stands in entries.
#[derive(Clone, Debug)]
pub struct StyleSheetView {
    /// The text.
    pub css: std::sync::Arc<str>,
}

impl Hash for StyleSheetView {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.css.hash(state);
    }
}

impl View {
    /// What the page says of itself, if it is a page of the theme's.
    pub fn page(&self) -> Option<&PageHead> {
        Some(match self {
            View::Home(view) => &view.page,
            View::Papers(view) => &view.page,
            View::Paper(view) => &view.page,
            View::Edition(view) | View::Period(view) => &view.page,
            View::Year(view) => &view.page,
            View::Archive(view) => &view.page,
            View::Topics(view) | View::Tags(view) | View::Authors(view) => &view.page,
            View::Topic(view) | View::Tag(view) | View::Author(view) => &view.page,
            View::Page(view) => &view.page,
            View::NotFound(view) => &view.page,
            View::Redirect(_)
            | View::Feed(_)
            | View::Opml(_)
            | View::OpenSearch(_)
            | View::Llms(_)
            | View::Bibliography(_)
            | View::ApiIndex(_)
            | View::Sitemap(_)
            | View::Robots(_)
            | View::StyleSheet(_)
            | View::Asset(_) => return None,
        })
    }
}

/// The view of a page of the theme's.
pub trait PageView {
    /// The names of its fields.
    const FIELDS: &'static [&'static str];

    /// Hands out every field by its name.
    fn fields(&self, each: &mut impl EachField);

    /// Hands out every card the page shows, which must be rendered before it.
    fn cards(&self, each: &mut dyn FnMut(&Fingerprinted<Card>));
}

/// Takes the fields of a view.
pub trait EachField {
    /// Takes one.
    fn field<T: Serialize>(&mut self, name: &'static str, value: &T);
}

macro_rules! pages {
    ($($view:ident { $($field:ident),* } |$this:ident| $cards:expr;)*) => {
        $(impl PageView for $view {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn fields(&self, each: &mut impl EachField) {
                let Self { $($field),* } = self;
                $(each.field(stringify!($field), $field);)*
            }

            fn cards(&self, each: &mut dyn FnMut(&Fingerprinted<Card>)) {
                let $this = self;
                $cards.into_iter().for_each(each);
            }
        })*
    };
}

pages! {
    HomeView { site, page, edition, groups, earlier, topics, total, formats }
        |view| view.groups.iter().flat_map(|group| &group.papers);
    PapersView { site, page, papers, pagination, formats } |view| &view.papers;
    PaperView {
        site, page, paper, tldr, note, abstract_text, authors, publication, cite, formats, updated, edition_title,
        again, newer, older
    } |view| [&view.paper];
    EditionView { site, page, edition, groups, pagination, older, newer, formats }
        |view| view.groups.iter().flat_map(|group| &group.papers);
    YearView { site, page, year, older, newer } |_view| [];
    ArchiveView { site, page, years, total, editions } |_view| [];
    TermsView { site, page, terms, pagination, letters } |_view| [];
    TermView {
        site, page, term, papers, pagination, formats, groups, years, shares, coauthors, coauthor_count
    } |view| &view.papers;
    CuratorsView { site, page, title, content, extra } |_view| [];
    NotFoundView { site, page } |_view| [];
}

/// The templates a theme has for whole pages, and the fields of each one's view.
pub const TEMPLATES: [(&str, &[&str]); 15] = [
    ("home.html", HomeView::FIELDS),
    ("papers.html", PapersView::FIELDS),
    ("paper.html", PaperView::FIELDS),
    ("edition.html", EditionView::FIELDS),
    ("period.html", EditionView::FIELDS),
    ("year.html", YearView::FIELDS),
    ("archive.html", ArchiveView::FIELDS),
    ("topics.html", TermsView::FIELDS),
    ("topic.html", TermView::FIELDS),
    ("tags.html", TermsView::FIELDS),
    ("tag.html", TermView::FIELDS),
    ("authors.html", TermsView::FIELDS),
    ("author.html", TermView::FIELDS),
    ("page.html", CuratorsView::FIELDS),
    ("404.html", NotFoundView::FIELDS),
];

/// What templates of pages get besides their view: what machines read in the head, as HTML. Made of the
/// view, if the template asks for it.
pub const METADATA: &str = "metadata";

/// What templates of pages get too: the templates in the folder of that name, by their names, as HTML. They
/// see the site and [`CURRENT`] alone, so each is rendered a few times for the whole site.
pub const FRAME: &str = "frame";

/// What templates of the frame see besides the site: the addresses of its header that a page is at or below.
pub const CURRENT: &str = "current";

/// What the template of a row gets besides its view: the paper for reference managers, as HTML.
pub const COINS: &str = "coins";

/// The template of a list's row, and the fields it sees.
pub const CARD: (&str, &[&str]) = ("card.html", &["site", "paper"]);
