//! What one build leaves for the next. Every value is immutable and depends on its key alone, so a
//! build with a memo makes the same bytes as one without.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::content::{Document, Markdown};
use crate::diagnostic::Checked;
use crate::fingerprint::Fingerprint;
use crate::place::{OutputPath, SourcePath};
use crate::render::{Rows, Theme};

/// Values of earlier builds, by what they were made of.
#[derive(Default)]
pub struct Memo {
    /// By file; the fingerprint is that of its text and of how Markdown is read.
    pub(super) documents: HashMap<SourcePath, (Fingerprint, Arc<Checked<Option<Document>>>)>,
    /// By its templates.
    pub(super) theme: Option<(Fingerprint, Arc<Theme>, Checked<()>)>,
    /// By how Markdown is read.
    pub(super) markdown: Option<(Fingerprint, Arc<Markdown>, Checked<()>)>,
    /// By the names of the highlighting themes.
    pub(super) content_css: Option<(Fingerprint, Arc<str>)>,
    /// Rows of lists.
    pub(super) rows: Rows,
    /// The outputs of the last whole build, by what they show.
    pub(super) pages: BTreeMap<OutputPath, PageKey>,
}

/// What an output was made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct PageKey {
    pub view: Fingerprint,
    pub theme: Fingerprint,
}
