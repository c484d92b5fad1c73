//! Problems of a site that does not fit its host, or soon will not.

use std::fmt::Write as _;

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// A limit, what a site uses of it, and what can be done.
pub struct LimitFacts<'a> {
    /// The host that the limit is of, if one is named.
    pub host: Option<&'a str>,
    /// What is counted, such as `files`; sizes end in `bytes` or contain it.
    pub what: &'a str,
    /// How much of it the site has.
    pub used: u64,
    /// How much of it the host takes.
    pub max: u64,
    /// The file or folder that has it, if not the whole site.
    pub place: Option<&'a str>,
    /// Kinds of files, their number and their bytes, the most expensive first.
    pub groups: &'a [(&'a str, u64, u64)],
    /// `authors_min` and `tags_min` with which the site would fit, its files and its bytes then.
    pub fit: Option<(usize, usize, u64, u64)>,
}

/// A site that uses four fifths of what its host takes.
pub fn near_limit(path: &SourcePath, facts: &LimitFacts<'_>) -> Diagnostic {
    with_help(Diagnostic::warning("near-limit", message(facts, "the site is close to")), path, facts)
}

/// A site that its host would refuse.
pub fn over_limit(path: &SourcePath, facts: &LimitFacts<'_>) -> Diagnostic {
    with_help(Diagnostic::error("over-limit", message(facts, "the site exceeds")), path, facts)
}

fn message(facts: &LimitFacts<'_>, verb: &str) -> String {
    let host = facts.host.map_or_else(|| "`[limits]`".to_owned(), |host| format!("`{host}`"));
    let (used, max) = (amount(facts.what, facts.used), amount(facts.what, facts.max));
    let place = facts.place.map(|place| format!(" in `{place}`")).unwrap_or_default();
    format!("{verb} a limit of {host}: {used} of {max}{place}")
}

fn with_help(diagnostic: Diagnostic, path: &SourcePath, facts: &LimitFacts<'_>) -> Diagnostic {
    let diagnostic = diagnostic.with_location(path, None::<Span>);
    if facts.what == "bytes in one file" {
        return diagnostic.with_help("make the file smaller, or host it elsewhere and link to it");
    }
    let mut help = String::from("what costs most:");
    for (name, files, bytes) in facts.groups {
        let _ = write!(help, "\n{:>9} files {:>10}  {name}", thousands(*files), megabytes(*bytes));
    }
    if let Some((authors, tags, files, bytes)) = facts.fit {
        let (files, bytes) = (thousands(files), megabytes(bytes));
        let _ = write!(
            help,
            "\nwith `authors_min = {authors}` and `tags_min = {tags}` under `[pages]` it would fit: {files} files, {bytes}"
        );
    } else {
        help.push_str(
            "\nraise `authors_min` and `tags_min` under `[pages]`, or list fewer formats under `[outputs]`",
        );
    }
    diagnostic.with_help(help)
}

/// An amount with its unit: `20,000 files`, `1,000.0 MB`, `25.0 MB in one file`.
pub fn amount(what: &str, count: u64) -> String {
    match what.strip_prefix("bytes") {
        Some(rest) => format!("{}{rest}", megabytes(count)),
        None => format!("{} {what}", thousands(count)),
    }
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{} MB", thousands(tenths / 10), tenths % 10)
}
