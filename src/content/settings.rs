//! Settings for reading content, from the configuration: Markdown, macros, the colours of code.

use std::sync::Arc;

use super::highlight::{DARK_THEME, LIGHT_THEME, style_sheet};
use super::markdown::{Markdown, RawHtml};
use super::math::Math;
use super::mathml;
use crate::config::{self, Config};
use crate::diagnostic::codes::config as codes;
use crate::diagnostic::{Diagnostic, WithDiagnostics};
use crate::fields::Located;
use crate::place::SourcePath;

/// Creates the reader of Markdown that a configuration describes.
pub fn markdown_of(config: &Config) -> WithDiagnostics<Markdown> {
    let mut diagnostics = Vec::new();
    let mut macros: Vec<(String, String)> = Vec::with_capacity(config.macros.len());
    for (name, tex) in &config.macros {
        // Each macro is parsed alone, so that every invalid one is reported.
        let pair = (name.clone(), tex.value.clone());
        match Math::new(std::slice::from_ref(&pair)) {
            Ok(_) => macros.push(pair),
            Err((_, problem)) => {
                diagnostics.push(codes::bad_macro(&SourcePath::new("config.toml"), tex.span, name, &problem));
            }
        }
    }
    let math = Math::new(&macros).unwrap_or_else(|_| no_macros());
    let raw_html = match config.markdown.raw_html {
        config::RawHtml::Sanitize => RawHtml::Sanitize,
        config::RawHtml::Escape => RawHtml::Escape,
        config::RawHtml::Allow => RawHtml::Allow,
    };
    WithDiagnostics::new(Markdown::new(raw_html, config.markdown.smart_punctuation, math), diagnostics)
}

/// The reader of Markdown with the default settings.
pub fn plain_markdown() -> Markdown {
    Markdown::new(RawHtml::Sanitize, true, no_macros())
}

fn no_macros() -> Math {
    Math::new(&[]).expect("invariant: no macros always parse")
}

/// Writes the style sheet for the content of entries: highlighted code, and the cells of formulas.
pub fn content_css(config: &Config) -> WithDiagnostics<Option<Arc<str>>> {
    let name = |written: &Option<Located<String>>, default: &str| {
        written.as_ref().map_or_else(|| default.to_string(), |name| name.value.clone())
    };
    let light = name(&config.highlight.light, LIGHT_THEME);
    let dark = name(&config.highlight.dark, DARK_THEME);
    match style_sheet(&light, &dark) {
        Ok(css) => WithDiagnostics::new(Some(Arc::from(css + mathml::STYLE_SHEET)), Vec::new()),
        Err(unknown) => {
            let written = [&config.highlight.light, &config.highlight.dark].into_iter().flatten();
            let span = written.filter(|name| name.value == unknown.name).map(|name| name.span).next();
            let path = SourcePath::new("config.toml");
            let problem: Diagnostic = codes::unknown_highlight(&path, span, &unknown.name, unknown.nearest);
            WithDiagnostics::new(None, vec![problem])
        }
    }
}
