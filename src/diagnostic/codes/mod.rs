//! A constructor for every problem that digestgen reports, so that all messages are in one place. One file
//! per stage. Nothing here searches for problems.

pub mod check;
pub mod config;
pub mod content;
pub mod digest;
pub mod fields;
pub mod import;
pub mod limits;
pub mod markup;
pub mod render;
pub mod site;
pub mod source;
pub mod yaml;

/// The codes of all warnings, in alphabetical order: what `check --allow` accepts.
pub const WARNINGS: &[&str] = &[
    "alias-with-base-path",
    "bad-formula",
    "dead-link",
    "deep-nesting",
    "empty-edition",
    "guessed-encoding",
    "hidden-reference",
    "large-feed",
    "large-page",
    "long-arxiv-id",
    "merged-spellings",
    "missing-anchor",
    "missing-file",
    "missing-target",
    "moved-link",
    "near-limit",
    "no-alt-text",
    "no-authors",
    "no-identity",
    "no-topic",
    "private-link",
    "repaired-record",
    "short-date",
    "similar-names",
    "similar-terms",
    "similar-titles",
    "undeclared-topic",
    "undefined-string",
    "unknown-language",
    "unknown-tag",
    "unlisted-code",
    "unread-date",
    "unresolved-crossref",
    "unsafe-address",
    "unused-file",
    "unused-footnote",
    "unused-template",
];
