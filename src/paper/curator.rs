//! The person or group that chooses papers. Knows nothing of what they chose.

use serde::{Deserialize, Serialize};

use crate::describe::described;

described! {
    /// Who chooses, as the configuration or an entry names them.
    #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
    pub struct Curator {
        /// The name shown.
        pub name: String,
        /// Their e-mail address.
        pub email: Option<String>,
        /// Their home page.
        pub url: Option<String>,
    }
}
