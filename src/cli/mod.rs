//! The command line. Only this module prints, reads the environment and the clock, and chooses exit codes.
//! The work of each command is done by other modules.
//!
//! # Example
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     digestgen::cli::main()
//! }
//! ```

#![expect(clippy::disallowed_methods, reason = "the only module that reads the clock")]

mod add;
mod args;
mod build;
mod check;
mod entries;
mod generate;
mod import;
mod list;
mod man;
mod new;
mod progress;
mod report;
#[cfg(feature = "serve")]
mod serve;
mod theme;
mod values;

use std::process::ExitCode;

use args::{Args, Command};

/// Exit code for success.
const EXIT_OK: u8 = 0;
/// Exit code for problems in the site.
const EXIT_PROBLEMS: u8 = 1;
/// Exit code for wrong usage, the same as clap's.
const EXIT_USAGE: u8 = 2;
/// Exit code for I/O errors: disk, port or network.
const EXIT_IO_ERROR: u8 = 3;

/// Runs the command. On wrong usage, exits with code 2.
pub fn main() -> ExitCode {
    let args = Args::read();
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
        Command::Schema { of } => generate::schema(*of),
        Command::Completions { shell } => generate::completions(*shell),
        Command::Man { folder } => man::run(folder),
    };
    ExitCode::from(code)
}
