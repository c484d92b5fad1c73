//! `digestgen schema` and `digestgen completions`: what other programs are told of this one, on stdout.

use std::io::{Write as _, stdout};

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::FINE;
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

/// Prints the completions of a shell.
pub fn completions(shell: Shell) -> u8 {
    // clap would panic at a reader that went away.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "digestgen", &mut script);
    print(&script)
}

fn print(bytes: &[u8]) -> u8 {
    // A reader that went away is no reason to complain.
    let _ = stdout().lock().write_all(bytes);
    FINE
}
