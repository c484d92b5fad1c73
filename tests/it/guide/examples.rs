//! Builds every example of the guide. A fenced block whose info string names a file, as in
//! ` ```toml config.toml `, is that file, or its next part; the blocks of one page are one digest.

use std::collections::BTreeMap;

use digestgen::source::builtin_theme_files;

use super::read;
use crate::site::{Build, Site, site};

/// Pages of the guide that hold examples.
const PAGES: [&str; 4] = ["writing", "configuration", "markdown", "themes"];

/// Languages of a digest's own files: a block in one of them must say which file it is.
const OF_A_DIGEST: [&str; 4] = ["toml", "markdown", "jinja", "css"];

/// A fenced block: its info string, and what stands in it.
pub fn blocks(text: &str) -> Vec<(&str, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, &str, String)> = None;
    for line in text.lines() {
        match &mut open {
            None => {
                let fence = &line[..line.len() - line.trim_start_matches('`').len()];
                if fence.len() >= 3 {
                    open = Some((fence, line.trim_start_matches('`'), String::new()));
                }
            }
            Some((fence, info, text)) if line == *fence => {
                blocks.push((*info, std::mem::take(text)));
                open = None;
            }
            Some((.., text)) => *text += &format!("{line}\n"),
        }
    }
    assert!(open.is_none(), "a block of the guide does not end");
    blocks
}

/// The files that a page of the guide shows, with their parts joined. A block with the third word `yaml` is
/// another form of a file: it replaces the file if `is_yaml`.
fn files(page: &str, is_yaml: bool) -> BTreeMap<String, String> {
    let text = read(&format!("docs/guide/{page}.md"));
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut in_yaml = Vec::new();
    for (info, text) in blocks(&text) {
        let mut words = info.split_whitespace();
        let language = words.next().unwrap_or_default();
        let Some(name) = words.next() else {
            assert!(!OF_A_DIGEST.contains(&language), "{page}: this block names no file:\n{text}");
            continue;
        };
        if words.next() == Some("yaml") {
            in_yaml.push((name.to_owned(), text));
            continue;
        }
        files.entry(name.to_owned()).and_modify(|file| file.push('\n')).or_default().push_str(&text);
    }
    files.extend(in_yaml.into_iter().filter(|_| is_yaml));
    files
}

/// The digest that a page of the guide shows, without a problem.
fn build(page: &str) -> Build {
    digest(page, false).build().fine()
}

fn digest(page: &str, is_yaml: bool) -> Site {
    let mut digest = site("");
    let files = files(page, is_yaml);
    assert!(!files.is_empty(), "{page} shows no file");
    // What `digestgen theme eject` writes.
    for theme in ["default", "plain"] {
        if files.keys().any(|name| name.starts_with(&format!("themes/{theme}/"))) {
            for (name, bytes) in builtin_theme_files(theme) {
                digest.write(&format!("themes/{name}"), bytes);
            }
        }
    }
    if !files.contains_key("config.toml") {
        digest.write("config.toml", "title = \"Papers of the Week\"\nbase_url = \"https://example.org\"\n");
    }
    for (name, text) in files {
        digest.write(&name, text);
    }
    digest
}

#[test]
fn every_example_of_the_guide_builds() {
    for page in PAGES {
        build(page);
    }
}

#[test]
fn both_forms_of_an_example_are_the_same() {
    let (toml, yaml) = (build("writing"), digest("writing", true).build().fine());
    assert_ne!(files("writing", false), files("writing", true));
    assert!(toml.files == yaml.files);
}

#[test]
fn every_example_of_the_guide_is_as_the_schemas_say() {
    for page in PAGES {
        let mut files = files(page, true);
        // Parts of a configuration stand for the rest of it.
        if let Some(config) = files.get_mut("config.toml").filter(|config| !config.contains("base_url")) {
            *config = format!("{}{config}", crate::site::CONFIG.replace("theme = \"plain\"\n", ""));
        }
        let count = crate::schemas::hold(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        assert!(count > 0, "{page}");
    }
}

#[test]
fn what_the_guide_says_of_entries_is_so() {
    let build = build("writing");
    let main = |address: &str| crate::site::between(build.page(address), "<main", "</main>").unwrap();
    assert!(main("/papers/attention/").contains("<math"), "its formula is one");
    assert!(main("/2025/03/12/").contains("Introduction: why"), "the edition has its introduction");
    assert!(main("/topics/architectures/").contains("How networks are built"), "the topic has its words");
    assert!(main("/papers/retraction/").contains("Withdrawn"));
    assert!(!build.has("/papers/unfinished/"), "a draft is hidden");
}

#[test]
fn what_the_guide_says_of_markdown_is_so() {
    let build = build("markdown");
    let page = build.page("/papers/markdown/");
    for part in [
        "class=\"alert alert-note\"",
        "class=\"footnotes\"",
        "<table>",
        "<math",
        "type=\"checkbox\"",
        "<pre",
        "<dl>",
        "href=\"/papers/other/\"",
        "<del>",
        "src=\"/papers/markdown/",
    ] {
        assert!(page.contains(part), "no {part} in\n{page}");
    }
    assert!(!page.contains("class=\"tex\""), "every formula is read");
}

#[test]
fn the_walk_of_the_guide_changes_the_header() {
    let mut digest = digest("themes", false);
    let pages = ["/", "/papers/attention/", "/404.html"];
    let child = digest.build().fine();
    for page in pages {
        let name = "Papers of the Week <small>Every Wednesday</small>";
        assert!(child.page(page).contains(name), "{page}");
        assert!(child.page(page).contains("href=\"/custom.css\""), "{page}");
    }
    assert!(child.page("/404.html").contains("please tell us"));
    digest.replace("config.toml", "theme = \"mine\"", "theme = \"default\"");
    let ejected = digest.build().fine();
    for page in pages {
        assert!(ejected.page(page).contains("<p class=\"motto\">Every Wednesday</p>"), "{page}");
    }
}
