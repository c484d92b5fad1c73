//! What an output shows: a view that is made, or one that is made when it is wanted. Most pages are those
//! of entries and authors, and hardly one of them changes from build to build.

use jiff::civil::Date;

use super::route;
use super::view::View;
use crate::fingerprint::Fingerprint;
use crate::place::{OutputPath, SourcePath};

/// An output, and what it shows.
#[derive(Debug)]
pub struct Output<'a> {
    /// Where it goes.
    pub path: OutputPath,
    /// The file it comes from, if it comes from one.
    pub source: Option<SourcePath>,
    /// What it shows.
    pub shows: Shows<'a>,
}

/// What an output shows.
#[derive(Debug)]
pub enum Shows<'a> {
    /// This.
    Made(View),
    /// A page of the theme's, still to be made.
    Later(Later<'a>),
}

/// A view that is made when it is wanted.
pub struct Later<'a> {
    /// All that the view is made of. While this is the same, the view is; the other way round it need not be.
    pub recipe: Fingerprint,
    /// The day the page last changed, if that is known.
    pub changed: Option<Date>,
    /// Makes the view.
    pub make: Box<dyn Fn() -> View + Send + Sync + 'a>,
}

impl<'a> Output<'a> {
    /// A view at `path`, which does not carry that of `base_url`.
    pub fn made(path: &str, source: Option<&SourcePath>, view: View) -> Self {
        Self { path: route::output(path), source: source.cloned(), shows: Shows::Made(view) }
    }

    /// A page at `path` that is made when it is wanted.
    pub fn later(path: &str, source: Option<&SourcePath>, later: Later<'a>) -> Self {
        Self { path: route::output(path), source: source.cloned(), shows: Shows::Later(later) }
    }
}

impl Shows<'_> {
    /// Whether it is a page of the theme's.
    pub fn is_page(&self) -> bool {
        match self {
            Shows::Made(view) => view.page().is_some(),
            Shows::Later(_) => true,
        }
    }

    /// The view.
    pub fn view(self) -> View {
        match self {
            Shows::Made(view) => view,
            Shows::Later(later) => (later.make)(),
        }
    }
}

impl std::fmt::Debug for Later<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Later({})", self.recipe)
    }
}
