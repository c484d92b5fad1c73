//! The file of a template, and the template engine. Compiles nothing.

use std::sync::Arc;

use tera::{Kwargs, State, Tera};

use crate::place::SourcePath;

/// The file of a template.
#[derive(Clone, Debug)]
pub struct TemplateFile {
    /// The theme it belongs to; empty for the site's own templates.
    pub theme: String,
    /// Its name within the theme: `paper.html`.
    pub name: String,
    /// The file.
    pub path: SourcePath,
    /// Its text.
    pub text: Arc<str>,
}

/// Tera without templates. Its filters and functions see only their arguments.
pub fn new_tera(prefixes: impl Iterator<Item = String>) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".html", ".htm", ".xml"]);
    tera.register_filter("thousands", thousands);
    let set = tera.set_fallback_prefixes(prefixes);
    debug_assert!(set.is_ok(), "no template has been added yet");
    tera
}

/// The filter `thousands`: from 10,000 on, separates groups of three digits by a narrow no-break space, which every
/// language reads in the same way (ISO 80000-1).
fn thousands(number: u64, _: Kwargs, _: &State<'_>) -> String {
    let digits = number.to_string();
    let grouped = |(at, digit): (usize, char)| {
        let begins = number >= 10_000 && at > 0 && (digits.len() - at).is_multiple_of(3);
        begins.then_some('\u{202f}').into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(grouped).collect()
}
