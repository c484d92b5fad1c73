//! The two syntaxes of front matter. Does not parse either of them.

use serde::{Deserialize, Serialize};

/// How a table is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Syntax {
    /// TOML 1.0, between lines `+++` in front matter.
    #[default]
    Toml,
    /// A part of YAML 1.2, between lines `---` in front matter.
    Yaml,
}

impl Syntax {
    /// The names that the configuration and the command line use.
    pub const NAMES: [&str; 2] = ["toml", "yaml"];

    /// The syntax of one of the [names](Self::NAMES).
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "toml" => Some(Self::Toml),
            "yaml" => Some(Self::Yaml),
            _ => None,
        }
    }

    /// The line before and after front matter.
    pub fn fence(self) -> &'static str {
        self.either("+++", "---")
    }

    /// The one of two texts that fits the syntax, for examples in messages.
    pub fn either<'t>(self, toml: &'t str, yaml: &'t str) -> &'t str {
        match self {
            Self::Toml => toml,
            Self::Yaml => yaml,
        }
    }
}
