//! What a build did, and why.

use crate::place::OutputPath;

/// The outputs of a build that were made anew.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// Each with its reason, by address.
    pub rendered: Vec<(OutputPath, Why)>,
    /// How many stand as they were.
    pub kept: usize,
}

/// Why an output was made anew.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Why {
    /// The last build did not have it, or the sink has lost it.
    New,
    /// What it shows has changed.
    ViewChanged,
    /// How it is shown has changed.
    ThemeChanged,
}
