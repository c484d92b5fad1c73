//! What every output shows: plain data, one file for each kind of output, with each field documented for authors
//! of themes. `site` builds these values and `render` writes them. Nothing is looked up here: methods only read
//! the fields of their own value.
//!
//! # Example
//!
//! Templates show what the view says, and compute nothing:
//!
//! ```
//! use digestgen::view::DateView;
//!
//! let day = DateView::from(jiff::civil::date(2025, 3, 12));
//! assert_eq!((day.long.as_str(), day.weekday), ("12 March 2025", "Wednesday"));
//! ```

mod about;
mod api;
mod asset;
mod bibliography;
mod calendar;
mod card;
mod custom_page;
mod date;
mod edition;
mod feed;
mod format_cache;
mod head;
mod home;
mod kinds;
mod list;
mod llms;
mod needs;
mod not_found;
mod opensearch;
mod opml;
mod page;
mod paper;
mod papers;
mod record;
mod redirect;
mod sitemap;
mod style_sheet;
mod term;
mod terms;

pub use about::{About, Crumb, PaperFacts};
pub use api::{API_VERSION, ApiCounts, ApiDay, ApiIndex, ApiShard, ApiTopic};
pub use asset::AssetView;
pub use bibliography::{BibliographyView, IntroPart, RecordGroup};
pub use calendar::{ArchiveView, DayCell, MonthGroup, YearGroup, YearView};
pub use card::{Card, LinkView, Neighbour, TermLink};
pub use custom_page::CustomPageView;
pub use date::{DateView, edition_name, month_name, published_long};
pub use edition::{EditionLink, EditionSummary, EditionView};
pub use feed::{FeedItem, FeedView, Moment};
pub use format_cache::FormatCache;
pub use head::{FeedLink, NavLink, PageHead, SiteHeader};
pub use home::HomeView;
pub use kinds::{CARD, COINS, CURRENT, FRAME, METADATA, Page, PageVisitor, TEMPLATES, Template, View};
pub use list::{FormatLink, GroupView, Pagination};
pub use llms::LlmsView;
pub use needs::ThemeNeeds;
pub use not_found::NotFoundView;
pub use opensearch::OpenSearchView;
pub use opml::{OpmlFeed, OpmlGroup, OpmlView};
pub use page::{FieldVisitor, PageView};
pub use paper::PaperView;
pub use papers::PapersView;
pub use record::{BibRecord, Citation, PublicationView, RichLine};
pub use redirect::{RedirectListView, RedirectView};
pub use sitemap::{RobotsView, SitemapView};
pub use style_sheet::StyleSheetView;
pub use term::{Coauthor, TermSummary, TermView, TermYear, TopicShareView};
pub use terms::{LetterLink, TermRow, TermsView};
