//! Stage 5: one [`View`](crate::view::View) and the [`Theme`] → bytes.
//! Reads only the view: no digest, no configuration, no disk, no clock.

mod bibliography;
mod coins;
mod contract;
mod feed;
mod formats;
mod json;
mod metadata;
mod opensearch;
mod page;
mod sitemap;
mod template_error;
mod theme;
mod xml;

pub use page::Renderer;
pub use template_error::Failure;
pub use theme::{TemplateFile, Theme};
