//! The command line: the one place that prints, reads the environment and the clock, and decides
//! exit codes. What a command does is done elsewhere.
//!
//! # Example
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     digestgen::cli::main()
//! }
//! ```

#![expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]

mod add;
mod args;
mod build;
mod check;
mod entries;
mod import;
mod list;
mod new;
mod print;
mod progress;
#[cfg(feature = "serve")]
mod serve;
mod tell;
mod theme;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// Nothing is wrong.
const FINE: u8 = 0;
/// Problems in the site.
const PROBLEMS: u8 = 1;
/// Wrong usage, as clap has it.
const USAGE: u8 = 2;
/// The world failed: disk, port, network.
const WORLD: u8 = 3;

/// Runs the command that was typed. Wrong usage ends here with exit code 2.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let code = match &args.command {
        Command::New(new) => new::run(new),
        Command::Build(build) => build::run(&args.root, build),
        Command::Add(add) => add::run(&args.root, add),
        Command::Check(check) => check::run(&args.root, check),
        Command::Import(import) => import::run(&args.root, import),
        #[cfg(feature = "serve")]
        Command::Serve(serve) => serve::run(&args.root, serve),
        Command::List(list) => list::run(&args.root, list),
        Command::Theme(theme) => theme::run(&args.root, theme),
        Command::Schema { of } => print::schema(*of),
        Command::Completions { shell } => print::completions(*shell),
    };
    ExitCode::from(code)
}
