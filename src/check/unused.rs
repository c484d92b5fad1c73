//! Finds unused templates and static files. A file whose name occurs anywhere counts as used.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use percent_encoding::percent_decode_str;

use super::CheckContext;
use super::address::Target;
use super::pages::ScanResult;
use crate::diagnostic::codes::check as codes;
use crate::diagnostic::{Diagnostic, nearest};
use crate::place::SourcePath;
use crate::view::{CARD, FRAME, TEMPLATES};

/// Reports unused templates of the site and of themes in its folder.
pub fn templates(context: &CheckContext<'_>) -> Vec<Diagnostic> {
    let mut by_name: BTreeMap<&str, Vec<(&SourcePath, &str)>> = BTreeMap::new();
    let folders = context.folders("templates");
    for folder in &folders {
        for (path, source) in context.sources.below(folder) {
            let Some(text) = source.text() else { continue };
            by_name.entry(&path.as_str()[folder.len()..]).or_default().push((path, text));
        }
    }
    let known = TEMPLATES.iter().chain([&CARD]).map(|template| template.name);
    let mut used: BTreeSet<&str> = known.clone().collect();
    let mut new: Vec<&str> = known.clone().collect();
    while let Some(name) = new.pop() {
        for (_, text) in by_name.get(name).into_iter().flatten() {
            for (other, files) in &by_name {
                let is_used = || {
                    names(text, other)
                        || uses_frame(text, other)
                        || files.iter().any(|(_, of)| uses_component(text, of))
                };
                if !used.contains(other) && is_used() {
                    used.insert(other);
                    new.push(other);
                }
            }
        }
    }
    let unused = by_name.into_iter().filter(|(name, _)| !used.contains(name));
    let own = context.own_folders("templates");
    let files = unused.flat_map(|(name, files)| files.into_iter().map(move |(path, _)| (name, path)));
    let files = files.filter(|(_, path)| own.iter().any(|folder| path.as_str().starts_with(folder)));
    files.map(|(name, path)| codes::unused_template(path, nearest(name, known.clone()))).collect()
}

/// Whether a template refers to another: `"parts/row.html"`, or with its theme, `"plain/parts/row.html"`.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + name.len()..].chars().next());
        matches!(before, Some('"' | '\'' | '/')) && matches!(after, Some('"' | '\''))
    })
}

/// Whether a template inserts a part of the frame: `{{ frame.footer }}` is `frame/footer.html`.
fn uses_frame(text: &str, name: &str) -> bool {
    let part = name.strip_prefix(FRAME).and_then(|rest| rest.strip_prefix('/')?.strip_suffix(".html"));
    part.is_some_and(|part| text.contains(&format!("{FRAME}.{part}")) || names(text, part))
}

/// Whether a template uses a component that another defines.
fn uses_component(text: &str, other: &str) -> bool {
    let defined = other.split("{%").filter_map(|tag| {
        let tag = tag.trim_start_matches('-').trim_start().strip_prefix("component ")?.trim_start();
        tag.split(['(', ' ', '%', '{']).next()
    });
    defined.filter(|name| !name.is_empty()).any(|name| text.contains(name))
}

/// Reports unused files in `static/` and next to entries.
pub fn files(context: &CheckContext<'_>, scan: &ScanResult) -> Vec<Diagnostic> {
    let linked: HashSet<&str> = scan
        .links
        .keys()
        .filter_map(|(target, _)| match target {
            Target::Inside { path, .. } => Some(path.as_str()),
            Target::Web(_) => None,
        })
        .collect();
    let is_linked = |path: &str| linked.contains(path);
    let mut files = Vec::new();
    let folders = context.own_folders("static");
    for folder in &folders {
        let below = context.sources.below(folder).filter(|(_, source)| !source.is_text());
        let below = below.map(|(path, _)| (path, &path.as_str()[folder.len()..]));
        files.extend(
            below.filter(|(_, name)| !is_used_externally(name) && !is_linked(name)).map(|(path, _)| path),
        );
    }
    let next_to_entries = context.sources.below("content/").filter(|(_, source)| !source.is_text());
    files.extend(next_to_entries.map(|(path, _)| path));
    if files.is_empty() {
        return Vec::new();
    }
    let texts = context.sources.files.values().filter_map(|source| source.text());
    let texts: Vec<&str> = texts.chain(scan.texts.iter().map(String::as_str)).collect();
    let named = names_in(&texts);
    let is_named = |path: &SourcePath| {
        let name = path.file_name();
        let is_word = name.chars().all(is_of_name);
        if is_word { named.contains(name) } else { texts.iter().any(|text| decoded(text).contains(name)) }
    };
    files.into_iter().filter(|path| !is_named(path)).map(codes::unused_file).collect()
}

/// The words in texts that can be file names.
fn names_in(texts: &[&str]) -> HashSet<String> {
    let words = texts.iter().flat_map(|text| text.split(|c: char| !is_of_name(c) && c != '%'));
    words
        .filter(|word| word.contains('.'))
        .map(|word| decoded(word.trim_end_matches('.')).into_owned())
        .collect()
}

fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | '_')
}

/// Files that browsers, hosts and services request themselves, and pages, which other sites can link to.
fn is_used_externally(name: &str) -> bool {
    const STARTS: [&str; 14] = [
        "favicon",
        "apple-touch-icon",
        "android-chrome",
        "mstile",
        "robots.txt",
        "humans.txt",
        "security.txt",
        "ads.txt",
        "CNAME",
        "browserconfig.xml",
        "LICENSE",
        "README",
        "keybase.txt",
        "_",
    ];
    let file = name.rsplit('/').next().unwrap_or(name);
    let is_page = file.ends_with(".html") || file.ends_with(".htm");
    let is_hidden = name.split('/').any(|part| part.starts_with('.'));
    is_page || is_hidden || file.contains("manifest") || STARTS.iter().any(|start| name.starts_with(start))
}
