//! The person or group that chooses papers.

use serde::{Deserialize, Serialize};

/// A curator, as named in the configuration or an entry.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Curator {
    /// The name shown.
    pub name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// URL of the home page.
    pub url: Option<String>,
}
