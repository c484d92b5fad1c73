//! `digestgen man`: writes man pages, made from the same definitions as `--help`. It knows no command by
//! name.

use std::path::Path;

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;

use super::EXIT_OK;
use super::args::Args;
use super::report::{plural, report_error};
use crate::output::replace_file;

/// Writes a page for the program and one for each command into `folder`, which may exist.
pub fn run(folder: &Path) -> u8 {
    let pages = pages();
    for (name, text) in &pages {
        if let Err(error) = replace_file(&folder.join(name), text) {
            return report_error(&error);
        }
    }
    eprintln!("wrote {} to `{}`", plural(pages.len(), "man page", "man pages"), folder.display());
    EXIT_OK
}

/// All pages: name of the file and text. They carry no date, so that equal programs write equal pages.
fn pages() -> Vec<(String, Vec<u8>)> {
    let mut program = Args::command().disable_help_subcommand(true);
    program.build();
    let mut pages = Vec::new();
    add(&program, &mut pages);
    pages
}

/// Adds the page of a command and those of its subcommands.
fn add(command: &Command, pages: &mut Vec<(String, Vec<u8>)>) {
    let man = Man::new(command.clone());
    let mut text = Vec::new();
    man.render(&mut text).expect("invariant: writing to memory succeeds");
    pages.push((man.get_filename(), text));
    for subcommand in command.get_subcommands().filter(|subcommand| !subcommand.is_hide_set()) {
        add(subcommand, pages);
    }
}
