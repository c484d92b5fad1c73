//! What flags and the environment may change about a site's configuration.
//! Where they come from is `cli`'s business.

/// Settings that win over `config.toml`.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Overrides {
    /// The address of the home page.
    pub base_url: Option<String>,
    /// Drafts are shown.
    pub drafts: bool,
    /// Entries dated after today are shown.
    pub future: bool,
}
