//! Positions in the lists of a digest. Entries and terms refer to each other by position, because neither can borrow
//! the other.

/// A position in [`Digest::papers`](super::Digest::papers). Lower is newer, so sorted lists of positions are in the
/// order in which entries are shown.
pub type PaperIndex = usize;

/// A position in one of the lists of terms.
pub type TermIndex = usize;
