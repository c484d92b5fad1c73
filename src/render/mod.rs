//! Stage 5: one [`View`](crate::view::View) and the [`Theme`] → bytes.
//! Reads only the view: no digest, no configuration, no disk, no clock.

mod bibliography;
mod coins;
mod contract;
mod feed;
mod formats;
mod json;
mod load;
mod metadata;
mod opensearch;
mod page;
mod sitemap;
mod template_error;
mod template_file;
mod theme;
mod xml;

pub use page::Renderer;
pub use template_error::Failure;
pub use template_file::TemplateFile;
pub use theme::Theme;
