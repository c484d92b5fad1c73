//! Stage 5: one [`View`](crate::site::View) and the [`Theme`] → bytes.
//! What is not in the view cannot be read: no model, no configuration, no disk, no clock.

mod bibliography;
mod coins;
mod contract;
mod feed;
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
