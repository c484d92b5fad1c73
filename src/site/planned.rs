//! What an output shows: a view that is ready, or one that is built when it is needed. Most pages are those of
//! entries and authors, and few of them change from one build to the next.

use jiff::civil::Date;

use super::route;
use crate::fingerprint::Fingerprint;
use crate::place::{OutputPath, SourcePath, Span};
use crate::view::View;

/// An output and its content.
#[derive(Debug)]
pub struct PlannedOutput<'a> {
    /// Its path in the output folder.
    pub path: OutputPath,
    /// The file it comes from, if it comes from one.
    pub source: Option<SourcePath>,
    /// The place in that file that names the path, if one does.
    pub span: Option<Span>,
    /// What it shows.
    pub content: Content<'a>,
}

/// What an output shows.
#[derive(Debug)]
pub enum Content<'a> {
    /// A view that is ready.
    Ready(View),
    /// A page that a template renders, whose view is not built yet.
    Lazy(LazyView<'a>),
}

/// A view that is built when it is needed.
pub struct LazyView<'a> {
    /// The fingerprint of everything that the view is built from. While it stays the same, so does the view. The
    /// view may also stay the same when it changes.
    pub input_fingerprint: Fingerprint,
    /// The day the page last changed, if that is known.
    pub changed: Option<Date>,
    /// Builds the view.
    pub build: Box<dyn Fn() -> View + Send + Sync + 'a>,
}

impl<'a> PlannedOutput<'a> {
    /// A view at `path`, which does not include that of `base_url`.
    pub fn ready(path: &str, source: Option<&SourcePath>, view: View) -> Self {
        Self { path: route::output(path), source: source.cloned(), span: None, content: Content::Ready(view) }
    }

    /// A page at `path` whose view is built when it is needed.
    pub fn lazy(path: &str, source: Option<&SourcePath>, lazy: LazyView<'a>) -> Self {
        Self { path: route::output(path), source: source.cloned(), span: None, content: Content::Lazy(lazy) }
    }

    /// The place that it comes from, if digestgen does not generate it. A file of a theme comes from that theme.
    pub fn origin(&self) -> Option<(&SourcePath, Option<Span>)> {
        let source = self.source.as_ref().or(match &self.content {
            Content::Ready(View::Asset(file)) => Some(&file.source),
            _ => None,
        });
        source.map(|source| (source, self.span))
    }
}

impl Content<'_> {
    /// Whether a template renders it.
    pub fn is_page(&self) -> bool {
        match self {
            Content::Ready(view) => view.page().is_some(),
            Content::Lazy(_) => true,
        }
    }

    /// The view, built if it is not ready.
    pub fn view(self) -> View {
        match self {
            Content::Ready(view) => view,
            Content::Lazy(lazy) => (lazy.build)(),
        }
    }
}

impl std::fmt::Debug for LazyView<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LazyView({})", self.input_fingerprint)
    }
}
