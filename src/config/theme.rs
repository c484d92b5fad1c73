//! Finds the theme of a site and the themes that it extends. Does not read templates.

use super::Config;
use crate::diagnostic::codes::config as codes;
use crate::diagnostic::{Diagnostic, WithDiagnostics, nearest};
use crate::fields::{Extra, File, Located, TableReader};
use crate::place::{SourcePath, Span};
use crate::source::Sources;
use crate::syntax::Syntax;

/// The themes of a site: first its own, then those that it extends.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ThemeChain {
    /// The folders in `themes/`, in that order.
    pub folders: Vec<ThemeFolder>,
    /// The merged `[extra]` tables; earlier themes take precedence.
    pub extra: Extra,
}

/// One theme.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ThemeFolder {
    /// Its folder's name.
    pub name: String,
    extends: Option<Located<String>>,
}

/// Finds the theme in `config` and the themes that it extends.
pub fn theme_chain(sources: &Sources, config: &Config) -> WithDiagnostics<ThemeChain> {
    let mut diagnostics = Vec::new();
    let mut chain = ThemeChain::default();
    let theme = config.theme.as_ref();
    let name = theme.map_or("default", |theme| &theme.value).to_string();
    let mut next = Some((name, SourcePath::new("config.toml"), theme.map(|theme| theme.span)));
    let mut is_complete = true;
    while let Some((name, named_in, span)) = next.take() {
        if chain.folders.iter().any(|folder| folder.name == name) {
            let names: Vec<_> =
                chain.folders.iter().map(|folder| folder.name.clone()).chain([name]).collect();
            diagnostics.push(codes::theme_cycle(&named_in, span, &names));
            is_complete = false;
            break;
        }
        let path = SourcePath::new(format!("themes/{name}/theme.toml"));
        let Some(text) = sources.text(&path) else {
            diagnostics.push(unknown(sources, &named_in, span, &name));
            is_complete = false;
            break;
        };
        let (folder, extra) = read(&path, text, &name).take_value(&mut diagnostics);
        next = folder.extends.as_ref().map(|parent| (parent.value.clone(), path, Some(parent.span)));
        chain.extra = chain.extra.over(&extra);
        chain.folders.push(folder);
    }
    // Templates that are missing in an incomplete chain must not be reported too.
    if !is_complete {
        chain.folders.clear();
    }
    WithDiagnostics::new(chain, diagnostics)
}

fn read(path: &SourcePath, text: &str, name: &str) -> WithDiagnostics<(ThemeFolder, Extra)> {
    let file = File { path, text, data: 0..text.len(), syntax: Syntax::Toml };
    let mut diagnostics = Vec::new();
    let mut fields = TableReader::parse(&file).take_value(&mut diagnostics);
    // The name is only for display; a theme is identified by its folder.
    fields.plain("name");
    fields.plain("description");
    let folder = ThemeFolder { name: name.to_string(), extends: fields.text("extends") };
    let extra = fields.extra("extra");
    diagnostics.extend(fields.finish());
    WithDiagnostics::new((folder, extra), diagnostics)
}

fn unknown(sources: &Sources, named_in: &SourcePath, span: Option<Span>, name: &str) -> Diagnostic {
    let mut known: Vec<&str> =
        sources.below("themes/").filter_map(|(path, _)| path.as_str().split('/').nth(1)).collect();
    known.dedup();
    let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    codes::unknown_theme(named_in, span, name, &list, nearest(name, known.iter().copied()))
}
