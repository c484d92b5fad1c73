//! The table of page kinds, and the list of all kinds of outputs. A view contains everything that its output
//! depends on besides the theme.

use super::api::ApiIndex;
use super::asset::AssetView;
use super::bibliography::BibliographyView;
use super::card::Card;
use super::feed::FeedView;
use super::head::{PageHead, SiteHeader};
use super::llms::LlmsView;
use super::opensearch::OpenSearchView;
use super::opml::OpmlView;
use super::page::PageView;
use super::redirect::{RedirectListView, RedirectView};
use super::sitemap::{RobotsView, SitemapView};
use super::style_sheet::StyleSheetView;
use crate::describe::{FieldDescription, StructDescription};

/// A template that every theme has, or inherits, and what it sees.
#[derive(Debug)]
pub struct Template {
    /// Its file name.
    pub name: &'static str,
    /// The names of the fields that it sees.
    pub fields: &'static [&'static str],
    /// Describes these fields.
    pub description: fn() -> StructDescription,
}

/// Receives a page with the type of its view.
pub trait PageVisitor {
    /// What the visitor returns.
    type Output;

    /// Receives the view of a page and the name of its template.
    fn visit<V: PageView>(self, template: &'static str, view: &V) -> Self::Output;
}

/// Declares [`Page`] and [`TEMPLATES`] from one row for each kind of page: name, view, template.
macro_rules! page_kinds {
    ($($(#[$doc:meta])* $kind:ident($view:ident) $template:literal;)*) => {
        /// A page that a template of the theme renders. Boxed, since most views are small and the largest would
        /// set the size of all.
        #[derive(Clone, Hash, Debug)]
        pub enum Page {
            $($(#[$doc])* $kind(Box<super::$view>),)*
        }

        /// The templates for pages.
        pub const TEMPLATES: &[Template] = &[$(Template {
            name: $template,
            fields: super::$view::FIELDS,
            description: super::$view::description,
        },)*];

        impl Page {
            /// The head of the page.
            pub fn head(&self) -> &PageHead {
                match self {
                    $(Page::$kind(view) => view.head(),)*
                }
            }

            /// Calls the visitor with the view of the page.
            pub fn visit<V: PageVisitor>(&self, visitor: V) -> V::Output {
                match self {
                    $(Page::$kind(view) => visitor.visit($template, view.as_ref()),)*
                }
            }
        }
    };
}

page_kinds! {
    /// The home page.
    Home(HomeView) "home.html";
    /// A page of the list of all entries.
    Papers(PapersView) "papers.html";
    /// The page of an entry.
    Paper(PaperView) "paper.html";
    /// The edition of a day.
    Edition(EditionView) "edition.html";
    /// The edition of a week or month.
    Period(EditionView) "period.html";
    /// A year.
    Year(YearView) "year.html";
    /// The archive.
    Archive(ArchiveView) "archive.html";
    /// The index of topics.
    Topics(TermsView) "topics.html";
    /// A topic.
    Topic(TermView) "topic.html";
    /// The index of tags.
    Tags(TermsView) "tags.html";
    /// A tag.
    Tag(TermView) "tag.html";
    /// The index of authors.
    Authors(TermsView) "authors.html";
    /// An author.
    Author(TermView) "author.html";
    /// A page that the curator wrote.
    Custom(CustomPageView) "page.html";
    /// The page for addresses that do not exist.
    NotFound(NotFoundView) "404.html";
}

/// One output.
#[derive(Clone, Hash, Debug)]
pub enum View {
    /// A page that a template renders.
    Page(Page),
    /// An old address.
    Redirect(RedirectView),
    /// The list of old addresses for a host.
    RedirectList(RedirectListView),
    /// A feed.
    Feed(Box<FeedView>),
    /// The list of all feeds.
    Opml(Box<OpmlView>),
    /// The description of the search.
    OpenSearch(Box<OpenSearchView>),
    /// `llms.txt`.
    Llms(Box<LlmsView>),
    /// Entries in a format for other programs.
    Bibliography(Box<BibliographyView>),
    /// The index of the API.
    ApiIndex(Box<ApiIndex>),
    /// A sitemap.
    Sitemap(SitemapView),
    /// `robots.txt`.
    Robots(RobotsView),
    /// The style sheet for code and formulas in entries.
    StyleSheet(StyleSheetView),
    /// A file that is copied without change.
    Asset(AssetView),
}

impl View {
    /// The head of the page, if a template renders it.
    pub fn page(&self) -> Option<&PageHead> {
        match self {
            View::Page(page) => Some(page.head()),
            _ => None,
        }
    }
}

impl From<Page> for View {
    fn from(page: Page) -> Self {
        View::Page(page)
    }
}

/// A field that templates of pages see besides their view: the metadata in the head of the page, as HTML. It is
/// written from the view if the template uses it.
pub const METADATA: &str = "metadata";

/// Another such field: the templates in the folder of that name, by their names, as HTML. They see the site and
/// [`CURRENT`] only, so each is rendered a few times for the whole site.
pub const FRAME: &str = "frame";

/// What templates of the frame see besides the site: which links of the header point to the page or above it.
pub const CURRENT: &str = "current";

/// A field that the template of a row sees besides its view: the paper for reference managers, as HTML.
pub const COINS: &str = "coins";

/// The template of a row in a list.
pub const CARD: Template = Template { name: "card.html", fields: &["site", "paper"], description: card };

fn card() -> StructDescription {
    StructDescription {
        name: "Row",
        about:
            "A row of a list. It is rendered once for each entry and used in every list, so it sees no page."
                .to_string(),
        fields: vec![
            FieldDescription::of::<SiteHeader>("site", &["The site."]),
            FieldDescription::of::<Card>("paper", &["The entry."]),
        ],
    }
}
