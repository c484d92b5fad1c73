//! The way of the data through all stages. The one module that knows them all; decides nothing
//! that a stage could decide.
//!
//! # Example
//!
//! The second build gets the memo of the first one, and renders nothing if nothing changed:
//!
//! ```
//! use std::sync::Arc;
//!
//! use digestgen::config::Overrides;
//! use digestgen::output::Memory;
//! use digestgen::pipeline::{self, Inputs, Memo, Today};
//!
//! let sources = digestgen::source::scan("starter/digest".as_ref())?;
//! let (overrides, today) = (Overrides::default(), Today::Day("2026-02-03".parse()?));
//! let inputs = Inputs { sources: &sources, overrides: &overrides, today, strict: true, progress: &|_| {} };
//! let memory = Memory::new();
//! let (_build, memo) = pipeline::build(&inputs, Memo::default(), &memory);
//! let (files, _changed) = memory.finish();
//! let memory = Memory::after(&files);
//! let (build, _memo) = pipeline::build(&inputs, memo, &memory);
//! assert!(build.report.rendered.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod archive;
mod kept;
mod memo;
mod report;
mod stages;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::config::{self, Overrides};
use crate::diagnostic::{self, Diagnostic};
use crate::digest::{self, Selection, Slugs};
use crate::fingerprint::Fingerprint;
use crate::output::{Sink, WriteError};
use crate::place::SourcePath;
use crate::render::Theme;
use crate::site::{self, PlanInputs};
use crate::source::Sources;

pub use kept::{Kept, Sealed, accepts_kept};
pub use memo::Memo;
pub use report::{Report, Why};

/// What a build is made of. Equal inputs make equal bytes.
pub struct Inputs<'a> {
    /// The site.
    pub sources: &'a Sources,
    /// What flags and the environment change.
    pub overrides: &'a Overrides,
    /// What day it is.
    pub today: Today,
    /// Warnings are errors.
    pub strict: bool,
    /// Told how many outputs there are to make, then of each.
    pub progress: &'a (dyn Fn(Progress) + Sync),
}

impl Inputs<'_> {
    /// The fingerprint of everything that the outputs follow from.
    fn fingerprint(&self, today: Date) -> Fingerprint {
        let files = self.sources.files.iter().map(|(path, source)| (path, source.fingerprint));
        let files = Fingerprint::of(&files.collect::<Vec<_>>());
        files.with(Fingerprint::of(&(&self.sources.diagnostics, self.overrides, today, self.strict)))
    }
}

/// What day it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Today {
    /// This one.
    Day(Date),
    /// The one that this moment is in, in the digest's time zone.
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

    /// When the day is over; never, if it is a given one.
    fn until(self, today: Date, timezone: &TimeZone) -> Option<Timestamp> {
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
    /// So many outputs will be looked at.
    Outputs(usize),
    /// One more has been looked at.
    Output,
}

/// What came of a build.
pub struct Build {
    /// What is wrong with the site, in the order of its files.
    pub diagnostics: Vec<Diagnostic>,
    /// What was rendered, and why.
    pub report: Report,
    /// What the disk refused.
    pub refused: Option<WriteError>,
    /// The path of `base_url`, below which the site lies.
    pub mount: String,
    /// When its day is over, after which the same site may show other entries.
    pub until: Option<Timestamp>,
    theme: Arc<Theme>,
}

impl Build {
    /// Whether the outputs are whole and may be put in their place.
    pub fn is_whole(&self) -> bool {
        self.refused.is_none() && !self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The text of a file that a diagnostic speaks of.
    pub fn text<'s>(&'s self, sources: &'s Sources, path: &SourcePath) -> Option<&'s str> {
        sources.text(path).or_else(|| self.theme.text(path))
    }
}

/// Builds a site. Everything goes to `sink`; with errors, what it got is not whole.
pub fn build(inputs: &Inputs<'_>, mut memo: Memo, sink: &dyn Sink) -> (Build, Memo) {
    let sources = inputs.sources;
    let mut diagnostics = sources.diagnostics.clone();

    let config = config::parse(sources, inputs.overrides).take_value(&mut diagnostics);
    let today = inputs.today.day(&config.timezone);
    let (mount, until) = (config.base_url.path.clone(), inputs.today.until(today, &config.timezone));
    let key = inputs.fingerprint(today);
    if let Some((diagnostics, report)) = stages::unchanged(key, &memo, sink) {
        return (Build { diagnostics, report, refused: None, mount, until, theme: Arc::default() }, memo);
    }
    memo.last = None;

    let chain = config::theme_chain(sources, &config).take_value(&mut diagnostics);
    let markdown = stages::markdown(&config, &mut memo).take_value(&mut diagnostics);
    let (mut known_theme, mut known_css) = (memo.theme.take(), memo.content_css.take());
    let ((theme, content_css), documents) = rayon::join(
        || {
            let theme = stages::theme(sources, &chain, &mut known_theme);
            (theme, stages::content_css(&config, &mut known_css))
        },
        || stages::documents(sources, &markdown, &mut memo),
    );
    (memo.theme, memo.content_css) = (known_theme, known_css);
    let theme = theme.take_value(&mut diagnostics);
    let content_css = content_css.take_value(&mut diagnostics);
    diagnostics.extend(documents.iter().flat_map(|document| document.diagnostics.iter().cloned()));
    let documents: Vec<_> = documents.iter().filter_map(|document| document.value.as_ref()).collect();

    let selection = Selection { today, drafts: inputs.overrides.drafts, future: inputs.overrides.future };
    let slugs = Slugs::of(&documents);
    let digest = digest::assemble(&documents, &slugs, selection).take_value(&mut diagnostics);
    stages::pictures(sources, &documents, &mut diagnostics);

    let assets = stages::assets(sources, &chain);
    let cards = std::mem::take(&mut memo.cards);
    let plan_inputs = PlanInputs {
        theme_extra: &chain.extra,
        needs: theme.needs(),
        assets: &assets,
        frame: stages::frame(inputs, &theme, &chain, content_css.is_some()),
        content_css,
    };
    let context = site::prepare(&digest, &config, &plan_inputs, &cards);
    let site = site::plan(&context).take_value(&mut diagnostics);

    if inputs.strict {
        diagnostics = diagnostics.into_iter().map(Diagnostic::into_error).collect();
    }
    let (report, refused) = if diagnostics.iter().any(Diagnostic::is_error) {
        drop(site);
        (Report::default(), None)
    } else {
        stages::outputs(inputs, site, &theme, &mut memo, sink, &mut diagnostics)
    };
    let cards = site::into_cards(context);
    diagnostic::sort(&mut diagnostics);
    let build = Build { diagnostics, report, refused, mount, until, theme };
    if build.is_whole() {
        // Of another build cards are not kept: a row that failed must fail again.
        memo.cards = cards;
        memo.last = Some(memo::Last { inputs: key, diagnostics: build.diagnostics.clone() });
    }
    (build, memo)
}
