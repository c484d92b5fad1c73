//! Highlights code with `<span>`s that have classes but no colours, so that a page works with every theme. Does not
//! handle Markdown. `highlight/style` writes the style sheet.

#[cfg(feature = "highlight")]
mod grammar;
#[cfg(feature = "highlight")]
mod languages;
#[cfg(feature = "highlight")]
mod lines;
#[cfg(feature = "highlight")]
mod style;

/// The default theme of [`style_sheet`] for light pages.
pub const LIGHT_THEME: &str = "InspiredGitHub";
/// The default theme of [`style_sheet`] for dark pages.
pub const DARK_THEME: &str = "Coldark-Dark";

/// The result of highlighting a block.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(not(feature = "highlight"), expect(dead_code, reason = "without grammars all code is plain"))]
pub enum Highlighted {
    /// The HTML of the code.
    Known(String),
    /// Not highlighted: the language is plain text, or highlighting failed.
    Plain,
    /// Unknown language; [`similar`] may find the one that was meant.
    Unknown,
}

/// A theme that does not exist.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownTheme {
    /// The requested name.
    pub name: String,
    /// A theme with a similar name.
    pub nearest: Option<&'static str>,
}

/// Names of "languages" that are plain text.
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

/// Highlights a block in the language with this name, which is in lower case.
pub fn highlight(language: &str, code: &str) -> Highlighted {
    if PLAIN.contains(&language) { Highlighted::Plain } else { by_grammar(language, code) }
}

/// Loads the grammars, unless they are already loaded.
#[cfg(feature = "highlight")]
pub fn warm_up() {
    languages::grammars();
}

#[cfg(feature = "highlight")]
use grammar::highlight as by_grammar;
#[cfg(feature = "highlight")]
pub use languages::similar;
#[cfg(feature = "highlight")]
pub use style::style_sheet;

#[cfg(not(feature = "highlight"))]
fn by_grammar(_: &str, _: &str) -> Highlighted {
    Highlighted::Plain
}

/// Without grammars there is nothing to load.
#[cfg(not(feature = "highlight"))]
pub fn warm_up() {}

/// Without grammars there are no names.
#[cfg(not(feature = "highlight"))]
pub fn similar(_: &str) -> Option<String> {
    None
}

/// Without highlighting there is nothing to colour.
#[cfg(not(feature = "highlight"))]
pub fn style_sheet(_: &str, _: &str) -> Result<String, UnknownTheme> {
    Ok(String::new())
}
