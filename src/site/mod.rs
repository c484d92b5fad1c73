//! Stage 4: [`Digest`] and [`Config`] → [`Site`]: every output and what it shows. One file for each kind of output
//! builds its views. Knows addresses; knows no template and reads no file.
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

mod about;
mod api;
mod asset;
mod bibliography;
mod calendar;
mod card;
mod citation_key;
mod clash;
mod coauthors;
mod context;
mod custom_page;
mod edition;
mod entry;
mod feed;
mod header;
mod home;
mod list;
mod llms;
mod markup;
mod not_found;
mod opensearch;
mod opml;
mod outputs;
mod paper;
mod papers;
mod per_paper;
mod planned;
mod record;
mod redirect;
mod route;
mod sitemap;
mod style_sheet;
mod term;
mod term_address;
mod term_kind;
mod terms;
mod timeline;

use outputs::Outputs;

use crate::config::Config;
use crate::diagnostic::WithDiagnostics;
use crate::digest::Digest;
use crate::fingerprint::Fingerprinted;
use crate::place::SourcePath;
use crate::view::{Card, SiteHeader};

pub use card::Cards;
pub use context::{Assets, Context, PlanInputs};
pub use planned::{Content, LazyView, PlannedOutput};
pub use route::{is_path, output as output_path, paper as paper_path, section as section_path};

/// Every output of a digest.
#[derive(Debug)]
pub struct Site<'a> {
    /// What every page shows.
    pub header: &'a Fingerprinted<SiteHeader>,
    /// The cards of all entries, each with the file of its entry.
    pub cards: Vec<(&'a Fingerprinted<Card>, &'a SourcePath)>,
    /// The outputs by address.
    pub outputs: Vec<PlannedOutput<'a>>,
}

/// Builds what all views share. Cards of an earlier build are reused.
pub fn prepare<'a>(
    digest: &'a Digest<'a>,
    config: &'a Config,
    inputs: &PlanInputs<'a>,
    known_cards: &Cards,
) -> Context<'a> {
    let mut context = Context::new(digest, config, inputs);
    if inputs.needs.cite || bibliography::needs_records(&config.outputs) {
        context.citation_keys = citation_key::keys(digest);
    }
    (context.card_inputs, context.cards) = card::cards(&context, known_cards);
    context
}

/// Plans every output of a digest. Of two outputs at one address, the one that is planned first is kept.
pub fn plan<'a>(context: &'a Context<'a>) -> WithDiagnostics<Site<'a>> {
    let mut outputs = Outputs::default();
    paper::plan(context, &mut outputs);
    papers::plan(context, &mut outputs);
    edition::plan(context, &mut outputs);
    calendar::plan(context, &mut outputs);
    terms::plan(context, &mut outputs);
    term::plan(context, &mut outputs);
    api::plan(context, &mut outputs);
    home::plan(context, &mut outputs);
    asset::plan(context, &mut outputs);
    custom_page::plan(context, &mut outputs);
    not_found::plan(context, &mut outputs);
    redirect::plan(context, &mut outputs);
    feed::plan(context, &mut outputs);
    // These list what has been planned before them.
    opml::plan(context, &mut outputs);
    opensearch::plan(context, &mut outputs);
    llms::plan(context, &mut outputs);
    style_sheet::plan(context, &mut outputs);
    sitemap::plan(context, &mut outputs);
    let cards = context.cards.iter().zip(&context.digest.papers);
    let cards = cards.map(|(card, paper)| (card, &paper.document.path)).collect();
    let (outputs, diagnostics) = outputs.finish();
    WithDiagnostics::new(Site { header: &context.header, cards, outputs }, diagnostics)
}

/// The cards of a context, for the next build.
pub fn into_cards(context: Context<'_>) -> Cards {
    context.card_inputs.into_iter().zip(context.cards).collect()
}
