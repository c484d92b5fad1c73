//! A page that the curator wrote.

use super::head::{PageHead, SiteHeader};
use super::page::page_view;
use crate::fields::Extra;
use crate::fingerprint::Fingerprinted;
use crate::html::Html;

page_view! {
    /// A page that the curator wrote.
    #[derive(Clone, Hash, Debug)]
    pub struct CustomPageView {
        /// The site.
        pub site: Fingerprinted<SiteHeader>,
        /// This page.
        pub page: PageHead,
        /// Its title.
        pub title: Html,
        /// Its text.
        pub content: Html,
        /// `[extra]` of its file.
        pub extra: Extra,
    }
}
