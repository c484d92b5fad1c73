//! Input that was made to break or abuse: what leaves of it, and what it costs.

mod disk;
mod document;
mod heavy;
mod naughty;
mod payloads;
pub mod program;
mod seeds;
mod threads;

use std::fmt::Write as _;

/// A file of the shared test data; tells aloud what is skipped when it is not there.
fn shared(name: &str, test: &str) -> Option<String> {
    let file = format!("{}/../shared/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&file).ok();
    if text.is_none() {
        eprintln!("SKIPPED {test}: {file} is not there");
    }
    text
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
