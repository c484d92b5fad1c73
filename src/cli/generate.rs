//! `digestgen schema` and `digestgen completions`: print files that other programs read.

use std::io::{Write as _, stdout};

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::EXIT_OK;
use super::args::{Args, SchemaOf};
use crate::schema;

/// Prints a JSON Schema.
pub fn schema(of: SchemaOf) -> u8 {
    let schema = match of {
        SchemaOf::FrontMatter => schema::front_matter(),
        SchemaOf::Config => schema::config(),
    };
    print(schema::to_text(&schema).as_bytes())
}

/// Prints a shell completion script.
pub fn completions(shell: Shell) -> u8 {
    // clap panics if the reader of the output has closed it, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "digestgen", &mut script);
    print(&script)
}

fn print(bytes: &[u8]) -> u8 {
    // If the reader of the output has closed it, that is not an error.
    let _ = stdout().lock().write_all(bytes);
    EXIT_OK
}
