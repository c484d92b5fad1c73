//! What a build did, and why.

use crate::place::OutputPath;

/// The outputs of a build.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BuildReport {
    /// The outputs that were rendered, by path, each with the reason.
    pub rendered: Vec<(OutputPath, RenderReason)>,
    /// How many were reused from the last build.
    pub reused: usize,
}

/// Why an output was rendered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RenderReason {
    /// The last build did not have it, or the sink has lost it.
    New,
    /// What it shows has changed.
    ViewChanged,
    /// How it is shown has changed.
    ThemeChanged,
}
