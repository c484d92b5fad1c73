//! Prints diagnostics, counts and I/O errors, in the same way for all commands.

use std::io::{IsTerminal, Write as _, stderr, stdout};

use super::EXIT_IO_ERROR;
use super::args::MessageFormat;
use crate::diagnostic::{Colour, Diagnostic, draw, to_json};
use crate::place::SourcePath;

/// Prints problems of the site: as text to stderr, or as JSON to stdout.
pub fn problems<'d, 't>(
    problems: impl IntoIterator<Item = &'d Diagnostic>,
    text_of: &dyn Fn(&SourcePath) -> Option<&'t str>,
    format: MessageFormat,
) {
    // If the reader of the output has closed it, the command still finishes its work.
    match format {
        MessageFormat::Json => {
            let mut out = stdout().lock();
            for problem in problems {
                let _ = writeln!(out, "{}", to_json(problem, text_of));
            }
        }
        MessageFormat::Human => {
            let colour = if stderr().is_terminal() { Colour::Yes } else { Colour::No };
            let mut out = stderr().lock();
            for problem in problems {
                let _ = writeln!(out, "{}\n", draw(problem, text_of, colour));
            }
        }
    }
}

/// The number of errors and warnings, as text.
pub fn counts(problems: &[Diagnostic]) -> String {
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let notes = problems.iter().filter(|problem| problem.is_note()).count();
    match (errors, problems.len() - errors - notes) {
        (errors, 0) => plural(errors, "error", "errors"),
        (0, warnings) => plural(warnings, "warning", "warnings"),
        (errors, warnings) => {
            format!("{} and {}", plural(errors, "error", "errors"), plural(warnings, "warning", "warnings"))
        }
    }
}

/// The end of the line on a successful build: the number of warnings, if any.
pub fn and_warnings(problems: &[Diagnostic]) -> String {
    match problems.len() {
        0 => String::new(),
        count => format!(", {}", plural(count, "warning", "warnings")),
    }
}

/// A number with a noun in singular or plural.
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Prints an I/O error with its causes, and returns the exit code.
pub fn report_error(error: &dyn std::error::Error) -> u8 {
    let mut text = format!("error: {error}");
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.ends_with(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    eprintln!("{text}");
    EXIT_IO_ERROR
}
