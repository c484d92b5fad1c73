//! The integration tests, one binary: small sites written inline, built through the library.

// Some fixtures serve only the tests of features that are off.
#![cfg_attr(not(all(feature = "network", feature = "serve")), allow(dead_code, unused_imports))]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

mod addresses;
mod api;
mod assets;
mod bibliographies;
mod changed;
mod check;
mod cite;
mod command;
mod completions;
mod conditions;
mod default_theme;
mod diagnostics;
mod editions;
mod feed_formats;
mod feeds;
mod folder;
mod guide;
mod hostile;
mod http;
mod identity;
mod import;
mod json_schema;
mod kept;
mod kill;
mod limits;
mod list;
mod lists;
mod man;
mod metadata;
mod new;
mod program;
mod rebuild;
mod redirects;
mod references;
mod schemas;
mod selection;
#[cfg(feature = "serve")]
mod serve;
mod site;
mod sitemap;
mod slugs;
mod terms;
mod themes;
mod tidy;
mod words;
mod yaml;
