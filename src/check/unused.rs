//! Templates and static files that nothing uses. When in doubt, something does: a name that stands
//! anywhere counts.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use percent_encoding::percent_decode_str;

use super::Subject;
use super::address::Target;
use super::pages::Read;
use crate::diagnostic::codes::check as codes;
use crate::diagnostic::{Diagnostic, nearest};
use crate::place::SourcePath;
use crate::view::{CARD, FRAME, TEMPLATES};

/// Tells of templates of the site, and of themes in its folder, that no page and no other template uses.
pub fn templates(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut by_name: BTreeMap<&str, Vec<(&SourcePath, &str)>> = BTreeMap::new();
    let folders = subject.folders("templates");
    for folder in &folders {
        for (path, source) in subject.sources.below(folder) {
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
    let own = subject.own_folders("templates");
    let files = unused.flat_map(|(name, files)| files.into_iter().map(move |(path, _)| (name, path)));
    let files = files.filter(|(_, path)| own.iter().any(|folder| path.as_str().starts_with(folder)));
    files.map(|(name, path)| codes::unused_template(path, nearest(name, known.clone()))).collect()
}

/// Whether a template names another: `"parts/row.html"`, or with its theme, `"plain/parts/row.html"`.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (before, behind) = (text[..at].chars().next_back(), text[at + name.len()..].chars().next());
        matches!(before, Some('"' | '\'' | '/')) && matches!(behind, Some('"' | '\''))
    })
}

/// Whether a template puts out a part of the frame: `{{ frame.footer }}` is `frame/footer.html`.
fn uses_frame(text: &str, name: &str) -> bool {
    let part = name.strip_prefix(FRAME).and_then(|rest| rest.strip_prefix('/')?.strip_suffix(".html"));
    part.is_some_and(|part| text.contains(&format!("{FRAME}.{part}")) || names(text, part))
}

/// Whether a template names a component that another defines.
fn uses_component(text: &str, other: &str) -> bool {
    let defined = other.split("{%").filter_map(|tag| {
        let tag = tag.trim_start_matches('-').trim_start().strip_prefix("component ")?.trim_start();
        tag.split(['(', ' ', '%', '{']).next()
    });
    defined.filter(|name| !name.is_empty()).any(|name| text.contains(name))
}

/// Tells of files of `static/`, and beside entries, that nothing names.
pub fn files(subject: &Subject<'_>, read: &Read) -> Vec<Diagnostic> {
    let linked: HashSet<&str> = read
        .links
        .keys()
        .filter_map(|(target, _)| match target {
            Target::Inside { path, .. } => Some(path.as_str()),
            Target::Web(_) => None,
        })
        .collect();
    let is_linked = |path: &str| linked.contains(path);
    let mut files = Vec::new();
    let folders = subject.own_folders("static");
    for folder in &folders {
        let below = subject.sources.below(folder).filter(|(_, source)| !source.is_text());
        let below = below.map(|(path, _)| (path, &path.as_str()[folder.len()..]));
        files.extend(
            below.filter(|(_, name)| !is_known_to_others(name) && !is_linked(name)).map(|(path, _)| path),
        );
    }
    let beside = subject.sources.below("content/").filter(|(_, source)| !source.is_text());
    files.extend(beside.map(|(path, _)| path));
    if files.is_empty() {
        return Vec::new();
    }
    let texts = subject.sources.files.values().filter_map(|source| source.text());
    let texts: Vec<&str> = texts.chain(read.texts.iter().map(String::as_str)).collect();
    let named = names_in(&texts);
    let is_named = |path: &SourcePath| {
        let name = path.file_name();
        let is_word = name.chars().all(is_of_name);
        if is_word { named.contains(name) } else { texts.iter().any(|text| decoded(text).contains(name)) }
    };
    files.into_iter().filter(|path| !is_named(path)).map(codes::unused_file).collect()
}

/// The words in texts that could be names of files.
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

/// Files that browsers, hosts and services look for by themselves, and pages, which readers may know.
fn is_known_to_others(name: &str) -> bool {
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
