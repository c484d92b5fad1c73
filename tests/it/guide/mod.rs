//! The guide: its examples are built, its tables are made from the code, its lists of keys are whole.

mod commands;
pub mod examples;
mod keys;
mod views;

use std::fs;
use std::path::PathBuf;

pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

pub fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap().replace("\r\n", "\n")
}
