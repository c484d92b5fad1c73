//! Stage 4: [`Digest`](crate::digest::Digest), [`Config`](crate::config::Config) → [`Site`]: every output and what it shows.
//! Knows addresses; knows no template and reads no file.
//!
//! # Example
//!
//! ```
//! use digestgen::site::{is_path, paper_path};
//! use digestgen::slug::Slug;
//!
//! assert_eq!(paper_path(&Slug::of("Attention")), "/papers/attention/");
//! // A path gets the path of `base_url` in front, a URL does not.
//! assert!(is_path("/about/"));
//! assert!(!is_path("https://example.org/about/"));
//! ```

mod api;
mod asset;
mod bibliography;
mod calendar;
mod card;
mod date;
mod edition;
mod feed;
mod fill;
mod head;
mod home;
mod list;
mod llms;
mod made;
mod metadata;
mod opensearch;
mod opml;
mod outputs;
mod page;
mod paper;
mod parts;
mod people;
mod planned;
mod record;
mod route;
mod sitemap;
mod term;
mod terms;
mod timeline;
mod view;

use std::sync::Arc;

use outputs::Outputs;
use term::Kind;

use crate::diagnostic::WithDiagnostics;
use crate::fields::Extra;
use crate::fingerprint::{Fingerprint, Fingerprinted};
use crate::place::SourcePath;

pub use api::{ApiIndex, VERSION as API_VERSION};
pub use asset::{AssetView, Assets};
pub use bibliography::{BibliographyView, FormatLink, Words};
pub use card::{Card, Cards};
pub use date::month_name;
pub use feed::{FeedFormat, FeedItem, FeedView};
pub use head::{FeedLink, PageHead, SiteHeader};
pub use llms::LlmsView;
pub use metadata::{About, Crumb, PaperFacts};
pub use opensearch::OpenSearchView;
pub use opml::{OpmlGroup, OpmlView};
pub use page::RedirectView;
pub use parts::Parts;
pub use planned::{Later, Output, Shows};
pub use record::{Line, Record};
pub use route::{is_path, output as output_path, paper as paper_path, section as section_path};
pub use sitemap::{RobotsView, SitemapView};
pub use view::{CARD, COINS, CURRENT, EachField, FRAME, METADATA, PageView, StyleSheetView, TEMPLATES, View};

/// Every output of a digest.
#[derive(Debug)]
pub struct Site<'a> {
    /// What every page shows.
    pub header: &'a Fingerprinted<SiteHeader>,
    /// The rows of all lists, each with the file of its entry.
    pub cards: Vec<(&'a Fingerprinted<Card>, &'a SourcePath)>,
    /// The outputs by address.
    pub outputs: Vec<Output<'a>>,
}

/// What the site is made of besides the digest and its configuration.
pub struct Surroundings<'a> {
    /// `[extra]` of the theme and those it extends.
    pub theme_extra: &'a Extra,
    /// Whether the theme's template of that name uses a field of its view. What is dear to make and used by
    /// none is left out.
    pub uses: &'a (dyn Fn(&str, &str) -> bool + Sync),
    /// Files that are copied.
    pub assets: &'a Assets,
    /// The style sheet of what stands in entries.
    pub content_css: Option<Arc<str>>,
    /// What the configuration and the theme were made of.
    pub frame: Fingerprint,
    /// Cards of the build before, with what templates see of them.
    pub cards: &'a Cards,
}

/// Plans every output of a digest.
pub fn plan<'a>(parts: &'a Parts<'a>, surroundings: &Surroundings<'_>) -> WithDiagnostics<Site<'a>> {
    let (digest, config) = (parts.digest, parts.config);
    let css = surroundings.content_css.as_ref();
    let mut outputs = Outputs::default();
    let mut diagnostics = Vec::new();
    paper::plan(parts, &mut outputs);
    edition::plan(parts, &mut outputs);
    calendar::plan(parts, &mut outputs);
    let topics = Arc::new(Kind::topics(parts));
    term::plan(parts, &mut outputs, topics.clone());
    if config.outputs.api {
        api::plan(parts, &mut outputs);
    }
    home::plan(parts, &mut outputs, &topics);
    asset::plan(parts, surroundings.assets, &mut outputs);
    page::plan(parts, &mut outputs, &mut diagnostics);
    let all: Vec<usize> = (0..digest.papers.len()).collect();
    outputs.extend(feed::plan(parts, "/", &config.title, &config.outputs.site, &all));
    opml::plan(parts, &mut outputs);
    opensearch::plan(parts, &mut outputs);
    llms::plan(parts, &mut outputs);
    if let Some(css) = css {
        let view = View::StyleSheet(StyleSheetView { css: css.clone() });
        outputs.add_unless_there("/content.css", view);
    }
    sitemap::plan(parts, &mut outputs);
    let cards = parts.cards.iter().zip(&digest.papers);
    let cards = cards.map(|(card, paper)| (card, &paper.document.path)).collect();
    let (outputs, clashes) = outputs.finish();
    diagnostics.extend(clashes);
    WithDiagnostics::new(Site { header: &parts.header, cards, outputs }, diagnostics)
}
