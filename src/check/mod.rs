//! `digestgen check`: broken links, duplicate papers, missing metadata, unused and large files, external links.
//! Builds the site and inspects its pages and its digest. Does not print; the date and the clock are passed in.
//!
//! # Example
//!
//! ```
//! use digestgen::check::check;
//! use digestgen::config::Overrides;
//! use digestgen::pipeline::{Inputs, Today};
//!
//! let sources = digestgen::source::scan("starter/digest".as_ref())?;
//! let (overrides, today) = (Overrides::default(), Today::Day("2026-02-03".parse()?));
//! let inputs = Inputs { sources: &sources, overrides: &overrides, today, strict: true, progress: &|_| {} };
//! let report = check(&inputs);
//! assert!(report.fixes.is_empty());
//! // Links to other sites, which `check --external` would request.
//! assert!(!report.web.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod address;
mod code;
mod facts;
mod fix;
mod ids;
mod limits;
mod links;
mod names;
mod pages;
mod places;
mod size;
mod terms;
mod titles;
mod unused;
mod web;

use std::collections::HashSet;

use crate::config::{RawHtml, ThemeChain};
use crate::content::Document;
use crate::diagnostic::{self, Diagnostic};
use crate::digest::{Digest, ResolvedReference, Selection};
use crate::paper::HiddenReason;
use crate::pipeline::{self, Build, Inputs, Memo, Model};
use crate::place::{SourcePath, Span};
use crate::source::{Sources, theme_folders};
use address::UrlResolver;
use pages::PageScanner;
use places::SourceLinks;

pub use fix::{Edit, Fix, fix};
pub use limits::{LimitUse, limits};
pub use web::{
    CheckProgress, NoNetwork, Settings as WebSettings, SpecialHosts, WebLink, check_links as check_web,
};

/// The result of a check.
pub struct CheckReport {
    /// Problems and notes, sorted by file.
    pub diagnostics: Vec<Diagnostic>,
    /// Fixes that are safe to apply.
    pub fixes: Vec<Fix>,
    /// External links, which have not been checked yet.
    pub web: Vec<WebLink>,
    /// What the site uses of the limits in its configuration.
    pub limits: Vec<LimitUse>,
    /// The inspected build.
    pub build: Build,
}

/// The data that all checks use.
struct CheckContext<'a> {
    sources: &'a Sources,
    resolver: &'a UrlResolver,
    documents: &'a [&'a Document],
    /// Entries that are visible now or scheduled.
    digest: &'a Digest<'a>,
    /// Which of them are visible today.
    selection: Selection,
    chain: &'a ThemeChain,
    /// Whether HTML in notes is shown as text.
    escapes_html: bool,
    /// Names of the themes in the site's own folder.
    own_themes: &'a [String],
}

/// Builds a site and checks it. Pages are checked only if there are no errors, since otherwise none are rendered.
pub fn check(inputs: &Inputs<'_>) -> CheckReport {
    let mut memo = Memo::default();
    let mut model = pipeline::load(inputs, &mut memo);
    let resolver = UrlResolver::new(&model.config.base_url);
    let scanner = PageScanner::new(&resolver);
    let mut build = pipeline::emit(&mut model, inputs, &scanner);
    let scan = scanner.finish();
    let with_scheduled = model.with_scheduled();
    let context = CheckContext {
        sources: inputs.sources,
        resolver: &resolver,
        documents: &model.documents,
        digest: with_scheduled.as_ref().unwrap_or(&model.digest),
        selection: model.selection,
        chain: &model.theme_chain,
        escapes_html: model.config.markdown.raw_html == RawHtml::Escape,
        own_themes: &theme_folders(&inputs.sources.root),
    };
    let found = std::mem::take(&mut build.diagnostics);
    let mut diagnostics = without_early_links(found, &model);
    let (mut fixes, mut web, mut limit_uses) = (Vec::new(), Vec::new(), Vec::new());
    diagnostics.extend(facts::check(&context));
    diagnostics.extend(facts::hidden_entries(&context));
    diagnostics.extend(titles::check(&context));
    diagnostics.extend(names::check(&context));
    terms::check(&context, &mut diagnostics, &mut fixes);
    code::check(&context, &mut diagnostics, &mut fixes);
    ids::check(&context, &mut diagnostics, &mut fixes);
    diagnostics.extend(unused::templates(&context));
    if build.is_complete() && !diagnostics.iter().any(Diagnostic::is_error) {
        let source_links = SourceLinks::read(&context);
        diagnostics.extend(links::check(&context, &scan, &source_links));
        diagnostics.extend(links::images(&context, &scan, &source_links));
        diagnostics.extend(unused::files(&context, &scan));
        web = web::gather(&context, &scan, &source_links);
        let sizes = || scan.outputs.iter().map(|(path, output)| (path.clone(), output.bytes)).collect();
        let (uses, found) = limits(inputs, sizes);
        limit_uses = uses;
        diagnostics.extend(found);
        diagnostics.extend(size::check(&scan, &source_links, &SourcePath::new("config.toml")));
    }
    diagnostic::sort(&mut diagnostics);
    fixes.sort_unstable();
    fixes.dedup();
    CheckReport { diagnostics, fixes, web, limits: limit_uses, build }
}

/// Makes a note of each link to a hidden entry that will be shown one day: it is early, not wrong. An entry that
/// has expired will not be shown again.
fn without_early_links(diagnostics: Vec<Diagnostic>, model: &Model<'_>) -> Vec<Diagnostic> {
    let is_hidden_reference = |found: &Diagnostic| found.code == "hidden-reference";
    if !diagnostics.iter().any(is_hidden_reference) {
        return diagnostics;
    }
    let expired: HashSet<(&SourcePath, Option<Span>)> = model
        .documents
        .iter()
        .flat_map(|document| document.references().map(|reference| (document.path(), reference)))
        .filter(|(_, reference)| {
            model.digest.find(&reference.target) == ResolvedReference::Hidden(HiddenReason::Expired)
        })
        .map(|(path, reference)| (path, Some(reference.span)))
        .collect();
    let is_early = |found: &Diagnostic| {
        let place = found.primary.as_ref().map(|label| (&label.path, label.span));
        is_hidden_reference(found) && place.is_none_or(|place| !expired.contains(&place))
    };
    let found = diagnostics.into_iter();
    found.map(|found| if is_early(&found) { found.into_note() } else { found }).collect()
}

impl<'a> CheckContext<'a> {
    /// Documents that are visible today.
    fn shown_documents(&self) -> Vec<&'a Document> {
        let is_shown = |document: &&&Document| match document {
            Document::Paper(paper) => self.selection.hides(paper).is_none(),
            Document::Section(_) => true,
        };
        self.documents.iter().filter(is_shown).copied().collect()
    }

    /// The folders `kind` (`templates` or `static`) of the site and of all its themes.
    fn folders(&self, kind: &str) -> Vec<String> {
        let themes = self.chain.folders.iter().map(|theme| format!("themes/{}/{kind}/", theme.name));
        [format!("{kind}/")].into_iter().chain(themes).collect()
    }

    /// The same without built-in themes.
    fn own_folders(&self, kind: &str) -> Vec<String> {
        let themes = self.chain.folders.iter().filter(|theme| self.own_themes.contains(&theme.name));
        let themes = themes.map(|theme| format!("themes/{}/{kind}/", theme.name));
        [format!("{kind}/")].into_iter().chain(themes).collect()
    }

    /// The configuration and the templates, which can contain URLs too.
    fn own_texts(&self) -> impl Iterator<Item = &'a SourcePath> {
        let folders = self.folders("templates");
        let of_config = self.sources.files.keys().filter(|path| path.as_str() == "config.toml");
        let templates =
            move |path: &&SourcePath| folders.iter().any(|folder| path.as_str().starts_with(folder));
        of_config.chain(self.sources.files.keys().filter(templates))
    }
}
