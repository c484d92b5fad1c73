//! What one build leaves for the next. Every value is immutable and depends on its key alone, so a
//! build with a memo makes the same bytes as one without.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::archive::{Archive, Parsed};
use crate::content::{Document, Markdown};
use crate::diagnostic::{Diagnostic, WithDiagnostics};
use crate::fingerprint::Fingerprint;
use crate::place::{OutputPath, SourcePath};
use crate::render::Theme;
use crate::site::Cards;

/// A theme by its templates, and its problems.
pub(super) type KnownTheme = Option<(Fingerprint, Arc<Theme>, WithDiagnostics<()>)>;

/// The style sheet of what stands in entries, by the names of the highlighting themes.
pub(super) type KnownCss = Option<(Fingerprint, Arc<str>)>;

/// Values of earlier builds, by what they were made of.
#[derive(Default)]
pub struct Memo {
    /// By file; the fingerprint is that of its text and of how Markdown is read.
    pub(super) documents: HashMap<SourcePath, (Fingerprint, Parsed)>,
    /// Documents as an earlier run kept them, and where this one keeps them.
    pub(super) archive: Option<Archive>,
    /// By its templates.
    pub(super) theme: KnownTheme,
    /// By how Markdown is read.
    pub(super) markdown: Option<(Fingerprint, Arc<Markdown>, WithDiagnostics<()>)>,
    /// By the names of the highlighting themes.
    pub(super) content_css: KnownCss,
    /// Cards, with their rendered rows.
    pub(super) cards: Cards,
    /// The outputs that the sink has got, by path, with what they show.
    pub(super) pages: Vec<(OutputPath, PageKey)>,
    /// The last build that was whole.
    pub(super) last: Option<Last>,
}

/// What an output was made of.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct PageKey {
    /// What its view was made of. It spares making a view that is as it was; what counts is the view.
    pub recipe: Fingerprint,
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

/// A build that was whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Last {
    /// The fingerprint of everything it was made of.
    pub inputs: Fingerprint,
    /// The warnings it gave.
    pub diagnostics: Vec<Diagnostic>,
}

impl Memo {
    /// Unpacks the documents of an earlier run, if there are any. The memo's own win.
    pub(super) fn unpack_documents(&mut self) {
        if let Some(archive) = &mut self.archive {
            let mut documents = archive.unpack();
            documents.extend(std::mem::take(&mut self.documents));
            self.documents = documents;
        }
    }

    /// The documents of the last build, by path. Those that could not be read are left out.
    pub fn documents(&self) -> Vec<&Document> {
        let mut documents: Vec<_> = self.documents.iter().collect();
        documents.sort_unstable_by_key(|(path, _)| *path);
        documents.into_iter().filter_map(|(_, (_, parsed))| parsed.value.as_ref()).collect()
    }

    /// What the outputs that the sink has got are made of, all together.
    pub fn build(&self) -> Fingerprint {
        Fingerprint::of(&self.pages)
    }
}
