//! Stage 5: one [`View`](crate::view::View) and the [`Theme`] → bytes.
//! Reads only the view: no digest, no configuration, no disk, no clock.
//!
//! # Example
//!
//! The fields that a template uses are checked before any page is rendered:
//!
//! ```
//! use digestgen::place::SourcePath;
//! use digestgen::render::{TemplateFile, Theme};
//!
//! let path = SourcePath::new("themes/mine/templates/paper.html");
//! let text = "<h1>{{ papper.title }}</h1>".into();
//! let template = TemplateFile { theme: "mine".to_owned(), name: "paper.html".to_owned(), path, text };
//! let found = Theme::load(vec![template], &["mine".to_owned()], &SourcePath::new("config.toml")).diagnostics;
//! assert!(found.iter().any(|problem| problem.message.contains("papper")));
//! ```

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
mod redirect_list;
mod sitemap;
mod template_error;
mod template_file;
mod theme;
mod xml;

pub use page::Renderer;
pub use template_error::Failure;
pub use template_file::TemplateFile;
pub use theme::Theme;
