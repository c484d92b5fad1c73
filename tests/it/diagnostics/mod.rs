//! What is said of every problem in a site: each constructor of `diagnostic::codes`, drawn in full.

mod check;
mod config;
mod content;
mod digest;
mod fields;
mod formats;
mod import;
mod limits;
mod markup;
mod render;
mod site;
mod source;
mod values;
