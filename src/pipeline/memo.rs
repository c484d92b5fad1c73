//! What one build leaves for the next. Every value is immutable and depends on its key alone, so a build with
//! a memo writes the same bytes as one without.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::document_cache::{DocumentCache, Parsed};
use crate::content::{Document, Markdown};
use crate::diagnostic::{Diagnostic, WithDiagnostics};
use crate::digest::Slugs;
use crate::fingerprint::Fingerprint;
use crate::place::{OutputPath, SourcePath};
use crate::render::Theme;
use crate::site::Cards;

/// A theme by its templates, and its problems.
pub(super) type CachedTheme = Option<(Fingerprint, Arc<Theme>, WithDiagnostics<()>)>;

/// The style sheet of content, by the names of the highlighting themes.
pub(super) type CachedCss = Option<(Fingerprint, Arc<str>)>;

/// Values of earlier builds, by what they were made from.
#[derive(Default)]
pub struct Memo {
    /// By file; the fingerprint is that of its text and of how Markdown is read.
    pub(super) documents: HashMap<SourcePath, (Fingerprint, Parsed)>,
    /// Where documents of earlier runs come from, and where those of this run are written.
    pub(super) document_cache: Option<DocumentCache>,
    /// By its templates.
    pub(super) theme: CachedTheme,
    /// By how Markdown is read.
    pub(super) markdown: Option<(Fingerprint, Arc<Markdown>, WithDiagnostics<()>)>,
    /// By the names of the highlighting themes.
    pub(super) content_css: CachedCss,
    /// The documents that were loaded last.
    pub(super) loaded: Loaded,
    /// What outputs need; a part of its own, so that a loaded site can borrow the documents while it changes.
    pub(super) outputs: OutputMemo,
}

/// The documents of a site, which its digest borrows.
#[derive(Default)]
pub(super) struct Loaded {
    documents: Vec<Parsed>,
    /// The slugs of declared terms.
    pub slugs: Slugs,
}

impl Loaded {
    /// Takes the documents, sorted by path.
    pub fn new(documents: Vec<Parsed>) -> Self {
        let mut loaded = Self { documents, slugs: Slugs::default() };
        loaded.slugs = Slugs::of(&loaded.documents().collect::<Vec<_>>());
        loaded
    }

    /// The documents, without those that could not be read.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().filter_map(|document| document.value.as_ref())
    }

    /// The problems in them.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.documents.iter().flat_map(|document| &document.diagnostics)
    }
}

/// What was rendered in earlier builds.
#[derive(Default)]
pub(super) struct OutputMemo {
    /// Cards, with their rendered rows.
    pub cards: Cards,
    /// The outputs that the sink has, by path, with what they show.
    pub pages: Vec<(OutputPath, PageKey)>,
    /// The last build, if it was complete.
    pub last: Option<PreviousBuild>,
}

/// What an output was rendered from.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct PageKey {
    /// Everything its view could depend on. If it is unchanged, the view need not be created; what counts
    /// is the view.
    pub inputs: Fingerprint,
    pub view: Fingerprint,
    pub theme: Fingerprint,
}

impl PartialEq for PageKey {
    fn eq(&self, other: &Self) -> bool {
        (self.view, self.theme) == (other.view, other.theme)
    }
}

impl Hash for PageKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.view, self.theme).hash(state);
    }
}

/// A complete build.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct PreviousBuild {
    /// The fingerprint of everything it depended on.
    pub inputs: Fingerprint,
    /// Its warnings.
    pub diagnostics: Vec<Diagnostic>,
}

impl Memo {
    /// Reads the cached documents of an earlier run, the first time it is called. Documents that are in the
    /// memo already replace them.
    pub(super) fn unpack_documents(&mut self) {
        if let Some(cache) = &mut self.document_cache {
            let mut documents = cache.read();
            documents.extend(std::mem::take(&mut self.documents));
            self.documents = documents;
        }
    }

    /// The documents that were loaded last, by path. Those that could not be read are left out.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.loaded.documents()
    }

    /// Identifies the outputs that the sink has, by what they were rendered from.
    pub fn build_id(&self) -> Fingerprint {
        Fingerprint::of(&self.outputs.pages)
    }
}
