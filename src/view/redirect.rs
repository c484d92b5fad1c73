//! A page at an old address that leads to the new one.

/// An old address that leads to the new one.
#[derive(Clone, Hash, Debug)]
pub struct RedirectView {
    /// The path of the new address.
    pub path: String,
    /// The URL of the new address.
    pub address: String,
    /// BCP 47 tag.
    pub language: String,
}
