//! What commands say in one way: problems with their source lines, how many there are of something, and
//! what the world refused.

use std::io::{IsTerminal, Write as _, stderr, stdout};

use super::WORLD;
use super::args::MessageFormat;
use crate::diagnostic::{Colour, Diagnostic, draw, to_json};
use crate::place::SourcePath;

/// Tells problems of the site: drawn to stderr for people, to stdout for programs.
pub fn problems<'d, 't>(
    problems: impl IntoIterator<Item = &'d Diagnostic>,
    text_of: &dyn Fn(&SourcePath) -> Option<&'t str>,
    format: MessageFormat,
) {
    // A reader that went away is no reason to stop.
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

/// How many errors and warnings there are.
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

/// What a line on a build that is whole ends with: how many warnings it has, if any.
pub fn and_warnings(problems: &[Diagnostic]) -> String {
    match problems.len() {
        0 => String::new(),
        count => format!(", {}", plural(count, "warning", "warnings")),
    }
}

/// A number and the word for what is counted.
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Says what the world refused, with what it said itself.
pub fn complain(error: &dyn std::error::Error) -> u8 {
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
    WORLD
}
