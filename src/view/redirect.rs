//! Pages at old addresses that lead to the new ones, and the list of them for a host.

use crate::format::RedirectFormat;

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

/// All old addresses, for a host that redirects by itself.
#[derive(Clone, Hash, Debug)]
pub struct RedirectListView {
    /// How the host reads them.
    pub format: RedirectFormat,
    /// Old and new paths, not percent-encoded, with the path of `base_url`.
    pub redirects: Vec<(String, String)>,
}
