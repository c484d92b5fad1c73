//! The page that servers show for addresses that do not exist.

use super::head::{PageHead, SiteHeader};
use super::page::page_view;
use crate::fingerprint::Fingerprinted;

page_view! {
    /// The page for addresses that do not exist.
    #[derive(Clone, Hash, Debug)]
    pub struct NotFoundView {
        /// The site.
        pub site: Fingerprinted<SiteHeader>,
        /// This page.
        pub page: PageHead,
    }
}
