//! The person or group that chooses papers.
//!
//! In `config.toml` a curator can be a name or a table:
//!
//! ```
//! use digestgen::{config, source};
//!
//! let sources = source::scan("starter/digest".as_ref())?;
//! let config = config::parse(&sources, &config::Overrides::default()).value;
//! let curator = config.curator.expect("the file names one");
//! assert_eq!(curator.name, "Your Name");
//! assert_eq!(curator.email, None);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use serde::{Deserialize, Serialize};

use crate::describe::described;

described! {
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
}
