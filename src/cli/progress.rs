//! The progress bar: on a terminal only, and only for builds that take their time.

use std::io::{IsTerminal, stderr};
use std::sync::OnceLock;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::Progress;

/// A bar that is drawn when stderr is a terminal.
pub struct Bar {
    wanted: bool,
    bar: OnceLock<ProgressBar>,
}

impl Bar {
    /// A bar, unless it is not wanted.
    pub fn new(wanted: bool) -> Self {
        Self { wanted: wanted && stderr().is_terminal(), bar: OnceLock::new() }
    }

    /// Takes a step.
    pub fn tell(&self, progress: Progress) {
        match progress {
            Progress::Outputs(count) => self.begin(count, "{bar:40} {pos}/{len} pages"),
            Progress::Output => self.step(),
        }
    }

    /// Begins to count what is not a build.
    pub fn begin(&self, count: usize, template: &str) {
        if self.wanted {
            let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(100));
            let _ = self.bar.set(bar);
        }
    }

    /// Counts one more.
    pub fn step(&self) {
        self.bar.get().iter().for_each(|bar| bar.inc(1));
    }

    /// Takes the bar off the terminal.
    pub fn clear(&self) {
        self.bar.get().iter().for_each(|bar| bar.finish_and_clear());
    }
}
