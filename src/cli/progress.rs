//! The progress bar: shown only on a terminal, and only for work that takes some time.

use std::io::{IsTerminal, stderr};
use std::sync::OnceLock;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::Progress;

/// A progress bar, drawn if stderr is a terminal.
pub struct Bar {
    enabled: bool,
    bar: OnceLock<ProgressBar>,
}

impl Bar {
    /// Creates a bar; one that is not enabled draws nothing.
    pub fn new(enabled: bool) -> Self {
        Self { enabled: enabled && stderr().is_terminal(), bar: OnceLock::new() }
    }

    /// Shows the progress of a build.
    pub fn update(&self, progress: Progress) {
        match progress {
            Progress::Outputs(count) => self.begin(count, "{bar:40} {pos}/{len} pages"),
            Progress::Output => self.step(),
        }
    }

    /// Starts counting to `count`, with a template of `indicatif`.
    pub fn begin(&self, count: usize, template: &str) {
        if self.enabled {
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
        if let Some(bar) = self.bar.get() {
            bar.inc(1);
        }
    }

    /// Removes the bar from the terminal.
    pub fn clear(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
