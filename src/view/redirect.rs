//! A page at an old address that leads to the new one.

/// An old address that leads to the new one.
#[derive(Clone, Hash, Debug)]
pub struct RedirectView {
    /// The path it leads to.
    pub path: String,
    /// The whole address it leads to.
    pub address: String,
    /// BCP 47 tag.
    pub language: String,
}
