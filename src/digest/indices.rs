//! Positions in the lists of a digest. Entries and terms refer to each other by these, since neither can
//! borrow the other.

/// A place in [`Digest::papers`](super::Digest::papers). Lower is newer, so lists of these are in
/// the order in which they are shown.
pub type PaperIndex = usize;

/// A place in one of the lists of terms.
pub type TermIndex = usize;
