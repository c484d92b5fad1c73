//! Runs the stages one after the other: [`load`] reads a site up to its digest, [`emit`] renders it, [`build`]
//! does both. The one module that imports all stages; it decides nothing that a stage could decide.
//!
//! # Example
//!
//! The second build gets the memo of the first one, and renders nothing if nothing changed:
//!
//! ```
//! use std::sync::Arc;
//!
//! use digestgen::config::Overrides;
//! use digestgen::output::MemorySink;
//! use digestgen::pipeline::{self, Inputs, Memo, Today};
//!
//! let sources = digestgen::source::scan("starter/digest".as_ref())?;
//! let (overrides, today) = (Overrides::default(), Today::Day("2026-02-03".parse()?));
//! let inputs = Inputs { sources: &sources, overrides: &overrides, today, strict: true, progress: &|_| {} };
//! let memory = MemorySink::new();
//! let (_build, memo) = pipeline::build(&inputs, Memo::default(), &memory);
//! let (files, _changed) = memory.finish();
//! let memory = MemorySink::after(&files);
//! let (build, _memo) = pipeline::build(&inputs, memo, &memory);
//! assert!(build.report.rendered.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod build_cache;
mod document_cache;
mod documents;
mod emit;
mod load;
mod memo;
mod outputs;
mod report;
mod settings;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::config::Overrides;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use crate::output::{Sink, WriteError};
use crate::place::SourcePath;
use crate::render::Theme;
use crate::source::Sources;

pub use build_cache::{BuildCache, EncodedCache, accepts_cache};
pub use emit::emit;
pub use load::{FrontMatter, Model, load, load_front_matter};
pub use memo::Memo;
pub use report::{BuildReport, RenderReason};

/// Everything that a build depends on. Equal inputs give equal bytes.
pub struct Inputs<'a> {
    /// The site.
    pub sources: &'a Sources,
    /// What flags and the environment change.
    pub overrides: &'a Overrides,
    /// Which day counts as today.
    pub today: Today,
    /// Warnings are errors.
    pub strict: bool,
    /// Called with the number of outputs to process, then once for each of them.
    pub progress: &'a (dyn Fn(Progress) + Sync),
}

impl Inputs<'_> {
    /// The fingerprint of everything that the outputs depend on.
    fn fingerprint(&self, today: Date) -> Fingerprint {
        let files = self.sources.files.iter().map(|(path, source)| (path, source.fingerprint));
        let files = Fingerprint::of(&files.collect::<Vec<_>>());
        files.with(Fingerprint::of(&(&self.sources.diagnostics, self.overrides, today, self.strict)))
    }
}

/// Which day counts as today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Today {
    /// A given day.
    Day(Date),
    /// The day of this moment in the digest's time zone.
    Now(Timestamp),
}

impl Today {
    /// The day, in a time zone.
    pub fn day(self, timezone: &TimeZone) -> Date {
        match self {
            Today::Day(day) => day,
            Today::Now(now) => now.to_zoned(timezone.clone()).date(),
        }
    }

    /// When the day ends; never for a given day.
    fn ends(self, today: Date, timezone: &TimeZone) -> Option<Timestamp> {
        let midnight = || today.tomorrow().ok()?.to_zoned(timezone.clone()).ok();
        match self {
            Today::Day(_) => None,
            Today::Now(_) => midnight().map(|midnight| midnight.timestamp()),
        }
    }
}

/// How far a build is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// Number of outputs to process.
    Outputs(usize),
    /// One more output has been processed.
    Output,
}

/// The result of a build.
pub struct Build {
    /// The problems of the site, in the order of its files.
    pub diagnostics: Vec<Diagnostic>,
    /// What was rendered, and why.
    pub report: BuildReport,
    /// The first output that could not be written.
    pub write_error: Option<WriteError>,
    /// The path of `base_url`, without a slash at its end.
    pub base_path: String,
    /// The end of its day, after which the same site may show other entries.
    pub valid_until: Option<Timestamp>,
    theme: Arc<Theme>,
}

impl Build {
    /// Whether every output was rendered and written, so that they may replace the previous ones.
    pub fn is_complete(&self) -> bool {
        self.write_error.is_none() && !self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The text of a file that a diagnostic refers to.
    pub fn text<'s>(&'s self, sources: &'s Sources, path: &SourcePath) -> Option<&'s str> {
        sources.text(path).or_else(|| self.theme.text(path))
    }
}

/// Builds a site: [`load`], then [`emit`] into `sink`. If nothing has changed since the last build of the memo,
/// and the sink still has all its outputs, neither is called. With errors, what the sink has got is not
/// complete.
pub fn build(inputs: &Inputs<'_>, mut memo: Memo, sink: &dyn Sink) -> (Build, Memo) {
    let settings = load::Settings::read(inputs);
    if let Some((diagnostics, report)) = outputs::unchanged(settings.fingerprint, &memo.outputs, sink) {
        let config = &settings.config.value;
        let build = Build {
            diagnostics,
            report,
            write_error: None,
            base_path: config.base_url.path.clone(),
            valid_until: inputs.today.ends(settings.today, &config.timezone),
            theme: Arc::default(),
        };
        return (build, memo);
    }
    let build = emit(&mut load::load_with(inputs, settings, &mut memo), inputs, sink);
    (build, memo)
}
