//! YAML front matter: the same digest as with TOML, and messages for what people get wrong.

mod convert;
mod demo;
mod edits;
mod refused;
mod slips;
mod slips_in_values;
mod suite;
mod values;

use crate::site::drawn;

/// The messages for an entry with this YAML.
fn entry(yaml: &str) -> String {
    drawn(&format!("--- content/papers/a.md\n---\n{yaml}\n---\nNote.\n"))
}
