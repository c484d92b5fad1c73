//! A theme's templates, compiled. The caller knows which folders they come from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Kwargs, State, Tera};

use super::{contract, template_error};
use crate::diagnostic::Checked;
use crate::fingerprint::Fingerprint;
use crate::place::SourcePath;
use crate::view::{CARD, COINS, CURRENT, FRAME, METADATA, TEMPLATES, ThemeNeeds};

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

/// The templates of a theme, those it extends, and the site's own.
#[derive(Debug, Default)]
pub struct Theme {
    pub(super) tera: Tera,
    pub(super) files: BTreeMap<String, TemplateFile>,
    fingerprint: Fingerprint,
    /// The templates of the frame: their names there, and their own.
    pub(super) frame: BTreeMap<String, String>,
    /// Whether one of them uses `current`.
    pub(super) frame_uses_current: bool,
    /// The names that each template uses, itself or through the templates it extends or includes.
    used: BTreeMap<&'static str, BTreeSet<String>>,
    needs: ThemeNeeds,
}

/// The name in Tera of the theme of the site's own templates. No folder in `themes/` can have it.
const SITE_TEMPLATES: &str = ":site";

impl Theme {
    /// Compiles templates. A template replaces those of the same name in later `themes`; the site's own replace all.
    /// `config` is the file for problems of the theme as a whole.
    pub fn load(templates: Vec<TemplateFile>, themes: &[String], config: &SourcePath) -> Checked<Self> {
        let folder =
            |theme: &str| if theme.is_empty() { SITE_TEMPLATES.to_string() } else { theme.to_string() };
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
        let prefixes = std::iter::once(SITE_TEMPLATES.to_string()).chain(themes.iter().cloned());
        let mut tera = new_tera(prefixes.map(|prefix| format!("{prefix}/")));
        let added = tera.add_raw_templates(texts);
        let diagnostics = match added {
            Ok(()) => {
                theme.tera = tera;
                theme.frame_uses_current =
                    theme.frame.values().any(|name| theme.names(name).contains(CURRENT));
                let templates = TEMPLATES.iter().chain([&CARD]).map(|template| template.name);
                theme.used = templates.map(|name| (name, theme.names(name))).collect();
                theme.needs = theme.find_needs();
                contract::check(&theme, config)
            }
            Err(error) => template_error::of_loading(&error, &theme.files, config),
        };
        Checked::new(theme, diagnostics)
    }

    /// Changes when any template does.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Which values that are expensive to compute the templates use.
    pub fn needs(&self) -> &ThemeNeeds {
        &self.needs
    }

    fn find_needs(&self) -> ThemeNeeds {
        let uses = |template: &str, field: &str| self.used(template).contains(field);
        let with_metadata = TEMPLATES.iter().filter(|template| uses(template.name, METADATA));
        let kinds = with_metadata.filter_map(|template| template.name.strip_suffix(".html"));
        ThemeNeeds {
            cite: uses("paper.html", "cite"),
            coauthors: uses("author.html", "coauthors") || uses("author.html", "coauthor_count"),
            shares: uses("topic.html", "shares"),
            coins: uses(CARD.name, COINS),
            metadata: kinds.map(str::to_string).collect(),
        }
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
