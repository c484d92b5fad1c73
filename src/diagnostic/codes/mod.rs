//! A constructor for every problem that digestgen reports, so that all messages are in one place. One file
//! per stage. Nothing here searches for problems.

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
