//! Highlights code: spans with classes, never colours, so that one page suits every theme. Compiling
//! a grammar costs tens of milliseconds, so blocks of an earlier run are taken from what was kept.
//! Knows nothing of Markdown; the style sheet is in `highlight/style`.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::fingerprint::Fingerprint;

#[cfg(feature = "highlight")]
mod grammar;
#[cfg(feature = "highlight")]
mod style;

/// Highlighted blocks by language and code.
pub type Kept = BTreeMap<Fingerprint, String>;

/// The default theme of [`style_sheet`] for light pages.
pub const LIGHT_THEME: &str = "InspiredGitHub";
/// The default theme of [`style_sheet`] for dark pages.
pub const DARK_THEME: &str = "Coldark-Dark";

/// Highlights code, each block once.
#[derive(Debug, Default)]
pub struct Highlighter {
    kept: Kept,
    used: Mutex<Kept>,
}

/// What became of a block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Highlighted {
    /// The HTML of the code.
    Known(String),
    /// No highlighting is wanted, or none can be had.
    Plain,
    /// There is no such language.
    Unknown {
        /// One that has a similar name.
        nearest: Option<String>,
    },
}

/// A theme that does not exist.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownTheme {
    /// The name that was asked for.
    pub name: String,
    /// One that has a similar name.
    pub nearest: Option<&'static str>,
}

/// Names for text that is no code.
const PLAIN: [&str; 12] = [
    "",
    "text",
    "txt",
    "plain",
    "plaintext",
    "none",
    "output",
    "console",
    "log",
    "pseudocode",
    "ascii",
    "terminal",
];

impl Highlighter {
    /// Takes the blocks of an earlier run of this program.
    pub fn new(kept: Kept) -> Self {
        Self { kept, used: Mutex::default() }
    }

    /// Highlights a block in the language of that name, in lower case.
    pub fn highlight(&self, language: &str, code: &str) -> Highlighted {
        if cfg!(not(feature = "highlight")) || PLAIN.contains(&language) {
            return Highlighted::Plain;
        }
        let key = Fingerprint::of(&(language, code));
        let known = self.blocks().get(&key).or_else(|| self.kept.get(&key)).cloned();
        let highlighted = known.map_or_else(|| highlight(language, code), Highlighted::Known);
        if let Highlighted::Known(html) = &highlighted {
            self.blocks().insert(key, html.clone());
        }
        highlighted
    }

    /// The blocks used so far, to be kept for the next run.
    pub fn used(&self) -> Kept {
        self.blocks().clone()
    }

    fn blocks(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(feature = "highlight")]
use grammar::highlight;
#[cfg(feature = "highlight")]
pub use style::style_sheet;

#[cfg(not(feature = "highlight"))]
fn highlight(_: &str, _: &str) -> Highlighted {
    Highlighted::Plain
}

/// Without highlighting there is nothing to colour.
#[cfg(not(feature = "highlight"))]
pub fn style_sheet(_: &str, _: &str) -> Result<String, UnknownTheme> {
    Ok(String::new())
}
