//! Input that was made to break or abuse: what leaves of it, and what it costs.

mod disk;
mod document;
mod heavy;
mod naughty;
mod payloads;
mod seeds;
mod threads;

use std::fmt::Write as _;

/// The text of a file of the shared test data.
fn shared(name: &str, test: &str) -> Option<String> {
    Some(std::fs::read_to_string(crate::conditions::shared(name, test)?).unwrap())
}

/// A text as a TOML string, whatever is in it.
fn quoted(text: &str) -> String {
    let mut toml = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => toml.extend(['\\', c]),
            c if c.is_control() => write!(toml, "\\u{:04X}", u32::from(c)).unwrap(),
            c => toml.push(c),
        }
    }
    toml + "\""
}

/// A text on one line.
fn line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}
