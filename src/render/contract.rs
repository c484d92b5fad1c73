//! Checks a theme's templates against the fields of the views, before a page is rendered.

use std::collections::BTreeSet;

use super::template_file::TemplateFile;
use super::theme::Theme;
use crate::diagnostic::codes::render as codes;
use crate::diagnostic::{Diagnostic, nearest};
use crate::place::{SourcePath, Span};
use crate::view::{CARD, COINS, CURRENT, FRAME, METADATA, TEMPLATES, Template};

/// Reports missing templates and unknown variables.
pub fn check(theme: &Theme, config: &SourcePath) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let all: BTreeSet<&str> = TEMPLATES.iter().flat_map(|template| template.fields.iter().copied()).collect();
    let mut reported: BTreeSet<String> = BTreeSet::new();
    for Template { name: template, fields, .. } in TEMPLATES.iter().chain([&CARD]) {
        if !theme.tera.contains_template(template) {
            let names: BTreeSet<&str> = theme.files.values().map(|file| file.name.as_str()).collect();
            let unused = names.into_iter().filter(|name| TEMPLATES.iter().all(|known| known.name != *name));
            diagnostics.push(codes::missing_template(config, template, nearest(template, unused)));
            continue;
        }
        for name in theme.used(template).iter().map(String::as_str) {
            // A template that others extend may use fields that only some of their views have.
            let added = if *template == CARD.name { &[COINS][..] } else { &[METADATA, FRAME] };
            let known = fields.contains(&name) || all.contains(name) || added.contains(&name);
            if known || name.starts_with("__tera") || !reported.insert(name.to_string()) {
                continue;
            }
            let near = nearest(name, fields.iter().copied()).or_else(|| nearest(name, all.iter().copied()));
            let place = find(theme, name);
            let (path, span) = place.map_or((config, None), |(path, span)| (path, Some(span)));
            diagnostics.push(codes::unknown_variable(path, span, name, template, fields, near));
        }
    }
    for template in theme.frame.values() {
        let Some(file) = theme.files.values().find(|file| file.name == *template) else { continue };
        for name in theme.names(template) {
            if !["site", CURRENT].contains(&name.as_str()) && !name.starts_with("__tera") {
                let span = find_in(file, &name);
                diagnostics.push(codes::unknown_frame_variable(&file.path, span, &name));
            }
        }
    }
    diagnostics
}

/// Where a name is first used in a tag or expression of a template.
fn find<'t>(theme: &'t Theme, name: &str) -> Option<(&'t SourcePath, Span)> {
    theme.files.values().find_map(|file| find_in(file, name).map(|span| (&file.path, span)))
}

fn find_in(file: &TemplateFile, name: &str) -> Option<Span> {
    let text = &*file.text;
    let is_word = |byte: Option<&u8>| {
        byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte == b'.')
    };
    let mut places = text.match_indices(name).filter(|(at, _)| {
        let before = &text.as_bytes()[..*at];
        let after = text.as_bytes().get(at + name.len());
        let open = text[..*at].rfind("{{").max(text[..*at].rfind("{%"));
        let closed = text[..*at].rfind("}}").max(text[..*at].rfind("%}"));
        let ends = !after.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        open.is_some() && open > closed && !is_word(before.last()) && ends
    });
    places.next().map(|(at, _)| Span::new(at, at + name.len()))
}
