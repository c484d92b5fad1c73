//! What follows from the configuration alone: the templates, the reader of Markdown, the style sheet of
//! content. Each is kept in the memo under the fingerprint of what it was made from.

use std::sync::Arc;

use super::Memo;
use super::memo::{CachedCss, CachedTheme};
use crate::config::{Config, ThemeChain};
use crate::content::{self, Markdown};
use crate::diagnostic::WithDiagnostics;
use crate::fingerprint::Fingerprint;
use crate::place::SourcePath;
use crate::render::{TemplateFile, Theme};
use crate::source::{Content, Sources};

/// Compiles the templates of the site and its themes, unless they are the `known` ones.
pub fn theme(sources: &Sources, chain: &ThemeChain, known: &mut CachedTheme) -> WithDiagnostics<Arc<Theme>> {
    let mut files = Vec::new();
    let folders = chain
        .folders
        .iter()
        .map(|folder| (folder.name.clone(), format!("themes/{}/templates/", folder.name)));
    for (theme, folder) in folders.chain([(String::new(), "templates/".to_string())]) {
        for (path, source) in sources.below(&folder) {
            let Content::Text(text) = &source.content else { continue };
            let name = path.as_str()[folder.len()..].to_string();
            files.push(TemplateFile {
                theme: theme.clone(),
                name,
                path: path.clone(),
                text: text.get().clone(),
            });
        }
    }
    let names: Vec<String> = chain.folders.iter().map(|folder| folder.name.clone()).collect();
    let texts: Vec<_> = files.iter().map(|file| (&file.path, &file.text)).collect();
    let key = Fingerprint::of(&(&names, texts));
    if let Some((_, theme, checked)) = known.as_ref().filter(|(known, ..)| *known == key) {
        return WithDiagnostics::new(theme.clone(), checked.diagnostics.clone());
    }
    // A theme that does not exist has been reported already.
    if names.is_empty() {
        return WithDiagnostics::default();
    }
    let loaded = Theme::load(files, &names, &SourcePath::new("config.toml"));
    let theme = Arc::new(loaded.value);
    *known = Some((key, theme.clone(), WithDiagnostics::new((), loaded.diagnostics.clone())));
    WithDiagnostics::new(theme, loaded.diagnostics)
}

/// Creates the reader of Markdown that the configuration asks for.
pub fn markdown(config: &Config, memo: &mut Memo) -> WithDiagnostics<Arc<Markdown>> {
    let key = Fingerprint::of(&(&config.markdown, &config.macros));
    if let Some((_, markdown, checked)) = memo.markdown.as_ref().filter(|(known, ..)| *known == key) {
        return WithDiagnostics::new(markdown.clone(), checked.diagnostics.clone());
    }
    let made = content::markdown_of(config);
    let markdown = Arc::new(made.value);
    memo.markdown = Some((key, markdown.clone(), WithDiagnostics::new((), made.diagnostics.clone())));
    WithDiagnostics::new(markdown, made.diagnostics)
}

/// Writes the style sheet of what entries contain: highlighted code and formulas.
pub fn content_css(config: &Config, known: &mut CachedCss) -> WithDiagnostics<Option<Arc<str>>> {
    let key = Fingerprint::of(&config.highlight);
    if let Some((_, css)) = known.as_ref().filter(|(known, _)| *known == key) {
        return WithDiagnostics::new(Some(css.clone()), Vec::new());
    }
    let made = content::content_css(config);
    if let Some(css) = &made.value {
        *known = Some((key, css.clone()));
    }
    made
}
