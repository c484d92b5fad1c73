//! Stage 4: [`Digest`], [`Config`] → [`Site`]: every output and what it shows.
//! Knows addresses; knows no template and reads no file.

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
mod metadata;
mod opml;
mod outputs;
mod page;
mod paper;
mod parts;
mod people;
mod record;
mod route;
mod sitemap;
mod term;
mod timeline;
mod view;

use std::sync::Arc;

use outputs::{Outputs, Planned};
use parts::Parts;

use crate::config::Config;
use crate::diagnostic::Checked;
use crate::digest::Digest;
use crate::fields::Extra;
use crate::fingerprint::Fingerprinted;
use crate::place::{OutputPath, SourcePath};

pub use crate::config::Curator;
pub use crate::digest::AuthorField;
pub use api::{ApiIndex, VERSION as API_VERSION};
pub use asset::{AssetView, Assets};
pub use bibliography::{BibliographyView, FormatLink, Words};
pub use card::Card;
pub use date::month_name;
pub use feed::{FeedFormat, FeedItem, FeedView};
pub use head::{FeedLink, PageHead, SiteHeader};
pub use llms::LlmsView;
pub use metadata::{About, Crumb, PaperFacts};
pub use opml::{OpmlGroup, OpmlView};
pub use page::RedirectView;
pub use record::{Line, Record};
pub use route::{output as output_path, paper as paper_path, section as section_path};
pub use sitemap::{RobotsView, SitemapView};
pub use view::{CARD, COINS, Cards, METADATA, StyleSheetView, TEMPLATES, View};

pub use crate::config::Format;
pub use crate::digest::{LinkKind, Name, Published, Run, Style};

/// Every output of a digest.
#[derive(Debug)]
pub struct Site {
    /// What every page shows.
    pub header: Fingerprinted<SiteHeader>,
    /// The rows of all lists, which are rendered first, each with the file of its entry.
    pub cards: Vec<(Fingerprinted<Card>, SourcePath)>,
    /// The outputs by address, each with the file it comes from, if it comes from one.
    pub outputs: Vec<(OutputPath, View, Option<SourcePath>)>,
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
}

/// Plans every output of a digest.
pub fn plan(digest: &Digest<'_>, config: &Config, surroundings: &Surroundings<'_>) -> Checked<Site> {
    let css = surroundings.content_css.as_ref();
    let parts = Parts::new(digest, config, surroundings);
    let mut outputs = Outputs::default();
    let mut diagnostics = Vec::new();
    paper::plan(&parts, &mut outputs);
    edition::plan(&parts, &mut outputs);
    calendar::plan(&parts, &mut outputs);
    term::plan(&parts, &mut outputs);
    if config.outputs.api {
        api::plan(&parts, &mut outputs);
    }
    home::plan(&parts, &mut outputs, term::topic_rows(&parts));
    asset::plan(&parts, surroundings.assets, &mut outputs);
    page::plan(&parts, &mut outputs, &mut diagnostics);
    let all: Vec<usize> = (0..digest.papers.len()).collect();
    for Planned { path, view, .. } in feed::plan(&parts, "/", &config.title, &config.outputs.site, &all) {
        outputs.add(&path, None, view);
    }
    opml::plan(&parts, &mut outputs);
    llms::plan(&parts, &mut outputs);
    if let Some(css) = css {
        let view = View::StyleSheet(StyleSheetView { css: css.clone() });
        outputs.add_unless_there("/content.css", view);
    }
    sitemap::plan(&parts, &mut outputs);
    let cards = parts.cards.iter().zip(&digest.papers);
    let cards = cards.map(|(card, paper)| (card.clone(), paper.document.path.clone())).collect();
    let (outputs, clashes) = outputs.finish();
    diagnostics.extend(clashes);
    Checked::new(Site { header: parts.header, cards, outputs }, diagnostics)
}
