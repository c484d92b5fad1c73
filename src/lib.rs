//! digestgen: a static site generator for curated research digests.
//!
//! Data flows through seven stages, one module each, in this order:
//!
//! | # | module | in | out |
//! | --- | --- | --- | --- |
//! | 0 | [`source`] | a folder | `Sources`, an immutable snapshot |
//! | 1 | [`config`] | `config.toml` | `Config` |
//! | 2 | [`content`] | one `Source` | `Document` |
//! | 3 | [`digest`] | all `Document`s | `Digest` |
//! | 4 | [`site`] | `Digest`, `Config` | `Site`: output path → `View` |
//! | 5 | [`render`] | one `View`, the `Theme` | bytes |
//! | 6 | [`output`] | bytes | files on disk, or memory |
//!
//! [`pipeline`] runs all stages. [`import`] converts records of other systems into entries, [`check`] inspects what a
//! build produced, and [`schema`] describes the input for editors; `serve` and [`cli`] are the top layer. Only
//! [`network`] sends requests. The other modules are shared by all stages. `docs/architecture.md` explains the
//! design.
//!
//! # Example
//!
//! Build the digest that `digestgen new` writes, in memory:
//!
//! ```
//! use digestgen::config::Overrides;
//! use digestgen::output::MemorySink;
//! use digestgen::pipeline::{self, Inputs, Memo, Today};
//!
//! let sources = digestgen::source::scan("starter/digest".as_ref())?;
//! let overrides = Overrides::default();
//! let today = Today::Day("2026-02-03".parse()?);
//! let inputs = Inputs { sources: &sources, overrides: &overrides, today, strict: true, progress: &|_| {} };
//! let memory = MemorySink::new();
//! let (build, _memo) = pipeline::build(&inputs, Memo::default(), &memory);
//! assert!(build.diagnostics.is_empty());
//! assert!(memory.finish().0.get("papers/stochastic-interpolants/index.html").is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod source;

pub mod config;

pub mod content;

pub mod digest;

pub mod site;

pub mod view;

pub mod render;

pub mod output;

pub mod pipeline;

pub mod check;
pub mod import;
pub mod schema;
#[cfg(feature = "serve")]
pub mod serve;

pub mod cli;

pub mod network;

pub mod describe;
pub mod diagnostic;
pub mod edit;
pub mod fields;
pub mod fingerprint;
pub mod format;
pub mod html;
pub mod paper;
pub mod place;
pub mod slug;
pub mod syntax;
pub mod url_path;

#[cfg(test)]
#[path = "../tests/it/conditions.rs"]
mod conditions;
