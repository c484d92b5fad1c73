//! Reads a site up to its digest: configuration, theme and documents. Renders nothing. The one place that
//! puts the first four stages together, so that all commands agree on what a digest is.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::documents::{self, Extent};
use super::memo::OutputMemo;
use super::{Inputs, Memo, settings};
use crate::config::{self, Config, ThemeChain};
use crate::content::{Document, Markdown};
use crate::diagnostic::{Diagnostic, WithDiagnostics};
use crate::digest::{self, Digest, Selection, Slugs};
use crate::fingerprint::Fingerprint;
use crate::render::Theme;

/// A site that has been read, ready to be rendered by [`emit`](super::emit). It borrows its documents from
/// the memo.
pub struct Model<'m> {
    /// `config.toml`, with what flags override.
    pub config: Config,
    /// The theme and those it extends.
    pub theme_chain: ThemeChain,
    /// Every document that can be read, by path.
    pub documents: Vec<&'m Document>,
    /// Which entries are shown.
    pub selection: Selection,
    /// The digest of the entries that are shown.
    pub digest: Digest<'m>,
    /// The problems found so far, in no order.
    pub diagnostics: Vec<Diagnostic>,
    pub(super) theme: Arc<Theme>,
    pub(super) content_css: Option<Arc<str>>,
    /// The fingerprint of everything that the outputs follow from.
    pub(super) fingerprint: Fingerprint,
    pub(super) valid_until: Option<Timestamp>,
    pub(super) memo: &'m mut OutputMemo,
    slugs: &'m Slugs,
}

/// A configuration that has been read, and the day in its time zone.
pub(super) struct Settings {
    pub config: WithDiagnostics<Config>,
    pub today: Date,
    pub fingerprint: Fingerprint,
}

impl Settings {
    pub fn read(inputs: &Inputs<'_>) -> Self {
        let config = config::parse(inputs.sources, inputs.overrides);
        let today = inputs.today.day(&config.value.timezone);
        Self { fingerprint: inputs.fingerprint(today), today, config }
    }
}

/// Reads a site. What has not changed since an earlier call with the same memo is not read again.
pub fn load<'m>(inputs: &Inputs<'_>, memo: &'m mut Memo) -> Model<'m> {
    load_with(inputs, Settings::read(inputs), memo)
}

/// As [`load`], with a configuration that has been read already.
pub(super) fn load_with<'m>(inputs: &Inputs<'_>, settings: Settings, memo: &'m mut Memo) -> Model<'m> {
    let sources = inputs.sources;
    let mut diagnostics = sources.diagnostics.clone();
    let Settings { config, today, fingerprint } = settings;
    let config = config.take_value(&mut diagnostics);
    let theme_chain = config::theme_chain(sources, &config).take_value(&mut diagnostics);
    let markdown = settings::markdown(&config, memo).take_value(&mut diagnostics);
    let (mut cached_theme, mut cached_css) = (memo.theme.take(), memo.content_css.take());
    // Compiling templates takes as long as reading some hundred documents, so both run at once.
    let ((theme, content_css), ()) = rayon::join(
        || {
            let theme = settings::theme(sources, &theme_chain, &mut cached_theme);
            (theme, settings::content_css(&config, &mut cached_css))
        },
        || documents::read(sources, &markdown, Extent::Whole, memo),
    );
    (memo.theme, memo.content_css) = (cached_theme, cached_css);
    let theme = theme.take_value(&mut diagnostics);
    let content_css = content_css.take_value(&mut diagnostics);

    let Memo { loaded, outputs, .. } = memo;
    diagnostics.extend(loaded.diagnostics().cloned());
    let documents: Vec<_> = loaded.documents().collect();
    let selection = Selection { today, drafts: inputs.overrides.drafts, future: inputs.overrides.future };
    let digest = digest::assemble(&documents, &loaded.slugs, selection).take_value(&mut diagnostics);
    documents::images(sources, &documents, &mut diagnostics);
    Model {
        valid_until: inputs.today.ends(today, &config.timezone),
        config,
        theme_chain,
        documents,
        selection,
        digest,
        diagnostics,
        theme,
        content_css,
        fingerprint,
        memo: outputs,
        slugs: &loaded.slugs,
    }
}

impl<'m> Model<'m> {
    /// The digest with the entries that are scheduled for a later day; nothing if there are none that
    /// [`digest`](Self::digest) leaves out.
    pub fn with_scheduled(&self) -> Option<Digest<'m>> {
        let selection = Selection { future: true, ..self.selection };
        let is_scheduled = |document: &&Document| match document {
            Document::Paper(paper) => self.selection.hides(paper) != selection.hides(paper),
            Document::Section(_) => false,
        };
        let is_needed = self.documents.iter().any(is_scheduled);
        is_needed.then(|| digest::assemble(&self.documents, self.slugs, selection).value)
    }
}

/// A digest that was read from front matter alone: enough to list entries, and to know which papers have one.
/// It cannot be rendered. Borrows its documents from the memo.
pub struct FrontMatter<'m> {
    /// `config.toml`.
    pub config: Config,
    /// The reader of Markdown that it asks for.
    pub markdown: Arc<Markdown>,
    /// Every document that can be read, by path.
    pub documents: Vec<&'m Document>,
    /// The digest of the entries that are shown.
    pub digest: Digest<'m>,
    /// The problems in `config.toml`.
    pub config_diagnostics: Vec<Diagnostic>,
    /// The problems in documents and between them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the configuration and the front matter of all documents. Bodies and templates, which take most of
/// the time of [`load`], are not read.
pub fn load_front_matter<'m>(inputs: &Inputs<'_>, memo: &'m mut Memo) -> FrontMatter<'m> {
    let Settings { config, today, .. } = Settings::read(inputs);
    let mut config_diagnostics = Vec::new();
    let config = config.take_value(&mut config_diagnostics);
    let markdown = settings::markdown(&config, memo).take_value(&mut config_diagnostics);
    documents::read(inputs.sources, &markdown, Extent::FrontMatter, memo);
    let loaded = &memo.loaded;
    let mut diagnostics: Vec<_> = loaded.diagnostics().cloned().collect();
    let documents: Vec<_> = loaded.documents().collect();
    let selection = Selection { today, drafts: inputs.overrides.drafts, future: inputs.overrides.future };
    let digest = digest::assemble(&documents, &loaded.slugs, selection).take_value(&mut diagnostics);
    FrontMatter { config, markdown, documents, digest, config_diagnostics, diagnostics }
}
