//! Settings that flags and the environment override. Does not read them: `cli` does.

/// Settings that override `config.toml`.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Overrides {
    /// The URL of the home page.
    pub base_url: Option<String>,
    /// Where that URL is from.
    pub base_url_source: BaseUrlSource,
    /// Drafts are shown.
    pub drafts: bool,
    /// Entries dated after today are shown.
    pub future: bool,
}

/// Where an overriding `base_url` is from, for messages.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum BaseUrlSource {
    /// The flag `--base-url`.
    #[default]
    Flag,
    /// The environment variable `DIGESTGEN_BASE_URL`.
    Environment,
}
