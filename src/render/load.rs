//! Compiles the templates of a theme, and checks them.

use super::template_file::{TemplateFile, new_tera};
use super::theme::Theme;
use super::{contract, template_error};
use crate::diagnostic::WithDiagnostics;
use crate::fingerprint::Fingerprint;
use crate::place::SourcePath;
use crate::view::{CARD, COINS, CURRENT, FRAME, METADATA, TEMPLATES, ThemeNeeds};

/// The name in Tera of the theme of the site's own templates. No folder in `themes/` can have it.
const SITE_TEMPLATES: &str = ":site";

impl Theme {
    /// Compiles templates. A template replaces those of the same name in later `themes`; the site's own replace all.
    /// `config` is the file for problems of the theme as a whole.
    pub fn load(
        templates: Vec<TemplateFile>,
        themes: &[String],
        config: &SourcePath,
    ) -> WithDiagnostics<Self> {
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
        WithDiagnostics::new(theme, diagnostics)
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
}
