//! Settings that flags and the environment override. Does not read them: `cli` does.

/// Settings that override `config.toml`.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Overrides {
    /// The URL of the home page.
    pub base_url: Option<String>,
    /// Drafts are shown.
    pub drafts: bool,
    /// Entries dated after today are shown.
    pub future: bool,
}
