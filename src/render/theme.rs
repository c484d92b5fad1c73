//! A theme's templates, compiled. The caller knows which folders they come from.

use std::collections::{BTreeMap, BTreeSet};

use tera::Tera;

use super::template_file::TemplateFile;
use crate::fingerprint::Fingerprint;
use crate::place::SourcePath;
use crate::view::ThemeNeeds;

/// The templates of a theme, those it extends, and the site's own.
#[derive(Debug, Default)]
pub struct Theme {
    pub(super) tera: Tera,
    pub(super) files: BTreeMap<String, TemplateFile>,
    pub(super) fingerprint: Fingerprint,
    /// The templates of the frame: their names there, and their own.
    pub(super) frame: BTreeMap<String, String>,
    /// Whether one of them uses `current`.
    pub(super) frame_uses_current: bool,
    /// The names that each template uses, itself or through the templates it extends or includes.
    pub(super) used: BTreeMap<&'static str, BTreeSet<String>>,
    pub(super) needs: ThemeNeeds,
}

impl Theme {
    /// Changes when any template does.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Which values that are expensive to compute the templates use.
    pub fn needs(&self) -> &ThemeNeeds {
        &self.needs
    }

    /// The names that the template of a page or a row uses, itself or through the templates it extends or includes.
    pub(super) fn used(&self, template: &str) -> &BTreeSet<String> {
        static NONE: BTreeSet<String> = BTreeSet::new();
        self.used.get(template).unwrap_or(&NONE)
    }

    /// The names that any template uses; none if it does not exist.
    pub(super) fn names(&self, template: &str) -> BTreeSet<String> {
        let used = self.tera.get_template_variables(template).unwrap_or_default();
        used.into_iter().map(str::to_owned).collect()
    }

    /// The text of a template, by its file.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.files.values().find(|file| file.path == *path).map(|file| &*file.text)
    }
}
