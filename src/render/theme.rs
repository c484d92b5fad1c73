//! A theme's templates, compiled. Which folders they come from is told from outside.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Kwargs, State, Tera};

use super::{contract, template_error};
use crate::diagnostic::WithDiagnostics;
use crate::fingerprint::Fingerprint;
use crate::place::SourcePath;
use crate::site::{CARD, CURRENT, FRAME, TEMPLATES};

/// A template and where it stands.
#[derive(Clone, Debug)]
pub struct TemplateFile {
    /// The theme it belongs to; empty for the site's own templates.
    pub theme: String,
    /// Its name within the theme: `paper.html`.
    pub name: String,
    /// The file.
    pub path: SourcePath,
    /// What it says.
    pub text: Arc<str>,
}

/// The templates of a theme, those it extends, and the site's own.
#[derive(Debug, Default)]
pub struct Theme {
    pub(super) tera: Tera,
    pub(super) files: BTreeMap<String, TemplateFile>,
    fingerprint: Fingerprint,
    /// The templates of the frame: their names there, and their own.
    pub(super) frame: BTreeMap<String, String>,
    /// Whether one of them asks what of the header is current.
    pub(super) frame_differs: bool,
    /// What each template uses, itself or by its parents and parts.
    used: BTreeMap<&'static str, BTreeSet<String>>,
}

/// The theme's name within Tera for the site's own templates, which no folder in `themes/` can have.
const OWN: &str = ":site";

impl Theme {
    /// Compiles templates. Those of `themes` that stand first win, the site's own over all.
    /// `config` is the file that problems of the theme as a whole are told of.
    pub fn load(
        templates: Vec<TemplateFile>,
        themes: &[String],
        config: &SourcePath,
    ) -> WithDiagnostics<Self> {
        let folder = |theme: &str| if theme.is_empty() { OWN.to_string() } else { theme.to_string() };
        let mut theme = Theme::default();
        let named =
            templates.into_iter().map(|file| (format!("{}/{}", folder(&file.theme), file.name), file));
        theme.files = named.collect();
        let of_frame = theme.files.values().filter_map(|file| {
            let name = file.name.strip_prefix(FRAME)?.strip_prefix('/')?.strip_suffix(".html")?;
            Some((name.to_string(), file.name.clone()))
        });
        theme.frame = of_frame.collect();
        let texts = theme.files.iter().map(|(name, file)| (name.as_str(), &*file.text));
        theme.fingerprint = Fingerprint::of(&(themes, texts.clone().collect::<Vec<_>>()));
        let prefixes = std::iter::once(OWN.to_string()).chain(themes.iter().cloned());
        let mut tera = new_tera(prefixes.map(|prefix| format!("{prefix}/")));
        let added = tera.add_raw_templates(texts);
        let diagnostics = match added {
            Ok(()) => {
                theme.tera = tera;
                theme.frame_differs = theme.frame.values().any(|name| theme.names(name).contains(CURRENT));
                theme.used =
                    TEMPLATES.iter().chain([&CARD]).map(|(name, _)| (*name, theme.names(name))).collect();
                contract::check(&theme, config)
            }
            Err(error) => template_error::of_loading(&error, &theme.files, config),
        };
        WithDiagnostics::new(theme, diagnostics)
    }

    /// Changes when any template does.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Whether a template uses a field of its view, itself or by its parents and parts.
    pub fn uses(&self, template: &str, field: &str) -> bool {
        self.used(template).contains(field)
    }

    /// The names that a template of a page or a row uses, itself or by its parents and parts.
    pub(super) fn used(&self, template: &str) -> &BTreeSet<String> {
        static NONE: BTreeSet<String> = BTreeSet::new();
        self.used.get(template).unwrap_or(&NONE)
    }

    /// The names that any template uses; none for one that is not there.
    pub(super) fn names(&self, template: &str) -> BTreeSet<String> {
        let used = self.tera.get_template_variables(template).unwrap_or_default();
        used.into_iter().map(str::to_owned).collect()
    }

    /// The text of a template, by its file.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.files.values().find(|file| file.path == *path).map(|file| &*file.text)
    }
}

/// Tera without a template. Its filters and functions see only what they are given.
pub fn new_tera(prefixes: impl Iterator<Item = String>) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".html", ".htm", ".xml"]);
    tera.register_filter("thousands", thousands);
    let set = tera.set_fallback_prefixes(prefixes);
    debug_assert!(set.is_ok(), "no template has been added yet");
    tera
}

/// The filter `thousands`: from 10,000 on the digits stand in groups of three, parted by a narrow space that
/// does not break, which is read alike in every language (ISO 80000-1).
fn thousands(number: u64, _: Kwargs, _: &State<'_>) -> String {
    let digits = number.to_string();
    let parted = |(at, digit): (usize, char)| {
        let begins = number >= 10_000 && at > 0 && (digits.len() - at).is_multiple_of(3);
        begins.then_some('\u{202f}').into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(parted).collect()
}
