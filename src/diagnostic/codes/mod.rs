//! Every problem digestgen can name, a constructor each, so that all texts stand in one place.
//! A file per stage. Nothing here looks for problems.

pub mod check;
pub mod config;
pub mod content;
pub mod digest;
pub mod fields;
pub mod import;
pub mod markup;
pub mod render;
pub mod site;
pub mod source;
pub mod yaml;
