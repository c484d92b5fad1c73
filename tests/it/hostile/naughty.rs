//! Awkward strings as names: each builds or is refused with a diagnostic, and nothing made of them breaks.

use std::collections::{BTreeMap, BTreeSet};

use digestgen::slug::Slug;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::{quoted, shared};
use crate::site::{Site, site};

/// Strings that something between a file and a page may take for something else.
const OWN: [&str; 24] = [
    "null",
    "undefined",
    "true",
    "-1",
    "1e309",
    "0x7f",
    "NaN",
    "CON",
    "..",
    "%s%n",
    "%2e%2e%2f",
    "{{ config }}",
    "{% raw %}",
    "<b>",
    "&lt;&amp;",
    "]]>",
    "'; --",
    "$x$",
    "[[a]]",
    "\u{202e}txt",
    "\u{200b}",
    "é e\u{301}",
    "表ポあA鷗",
    "👩‍👩‍👧 🇩🇪",
];

/// Our own strings, and those of the shared test data where it is.
fn strings(test: &str) -> Vec<String> {
    let mut strings: Vec<String> = OWN.map(str::to_owned).to_vec();
    if let Some(text) = shared("security/naughty-strings.json", test) {
        let shared: Vec<String> = serde_json::from_str(&text).unwrap();
        assert!(shared.len() > 500, "{}", shared.len());
        strings.extend(shared);
    }
    strings
}

fn write(site: &mut Site, n: usize, string: &str) {
    let text = quoted(string);
    let entry = format!(
        "+++\ntitle = {text}\ndate = 2025-05-{:02}\nauthors = [{{ literal = {text} }}]\ntags = [{text}]\ntopics = [{text}]\ntldr = {text}\nabstract = {text}\n+++\n{string}\n",
        n % 31 + 1
    );
    site.write(&format!("content/papers/naughty-{n}.md"), entry);
}

/// Reads XML to its end and holds every character against XML 1.0 (production 2).
fn assert_well_formed(path: &str, xml: &str) {
    let is_char = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(xml.chars().all(is_char), "{path}");
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{path}: {error}")) {
            Event::Start(tag) | Event::Empty(tag) => {
                tag.attributes().for_each(|attribute| drop(attribute.unwrap()));
            }
            Event::GeneralRef(reference) => match reference.resolve_char_ref().unwrap() {
                Some(c) => assert!(is_char(c), "{path}"),
                None => assert!(matches!(&*reference, b"lt" | b"gt" | b"amp" | b"quot" | b"apos"), "{path}"),
            },
            Event::Eof => break,
            _ => {}
        }
    }
}

#[test]
fn every_string_is_a_name() {
    let strings = strings("every_string_is_a_name");
    for theme in ["plain", "default"] {
        let mut site = site(
            "[markdown]\nsmart_punctuation = false\n[outputs]\nauthors = [\"rss\"]\n[feeds]\nlimit = 1000\n",
        );
        site.replace("config.toml", "plain", theme);
        strings.iter().enumerate().for_each(|(n, string)| write(&mut site, n, string));
        // What is refused is told; the rest stands without it.
        let mut refused = BTreeMap::new();
        for error in site.build().diagnostics().iter().filter(|diagnostic| diagnostic.is_error()) {
            let path = error.primary.as_ref().unwrap().path.to_string();
            *refused.entry(error.code.to_string()).or_insert(0) += 1;
            let _ = std::fs::remove_file(site.root().join(path));
        }
        let build = site.build();
        assert!(build.is_complete(), "{}", build.drawn());

        let kept = strings.iter().enumerate().filter(|(n, _)| build.has(&format!("/papers/naughty-{n}/")));
        // Spaces in a person's name are one space each; other names are taken as they are.
        let folded = |string: &str| string.split_whitespace().collect::<Vec<_>>().join(" ");
        let slugs: BTreeSet<Slug> = kept.clone().map(|(_, string)| Slug::of(string)).collect();
        let people: BTreeSet<Slug> = kept.clone().map(|(_, string)| Slug::of(&folded(string))).collect();
        for (kind, slugs) in [("tags", &slugs), ("topics", &slugs), ("authors", &people)] {
            let pages = build.addresses();
            let pages = pages.iter().filter_map(|address| {
                let name = address.strip_prefix(&format!("/{kind}/"))?.strip_suffix('/')?;
                (!name.is_empty() && !name.contains('/')).then_some(name)
            });
            let expected: BTreeSet<&str> = slugs.iter().map(Slug::as_str).collect();
            let pages: BTreeSet<&str> = pages.collect();
            let wrong: Vec<_> = pages.symmetric_difference(&expected).collect();
            assert!(wrong.is_empty(), "{kind}: {wrong:?}");
        }
        let mut feeds = 0;
        for (path, bytes) in build.files.iter().filter(|(path, _)| path.ends_with(".xml")) {
            assert_well_formed(path, std::str::from_utf8(bytes).unwrap());
            feeds += 1;
        }
        let count = kept.count();
        eprintln!(
            "{theme}: {count} of {} strings, {} slugs, {feeds} feeds; refused: {refused:?}",
            strings.len(),
            slugs.len()
        );
        assert!(
            count > strings.len() * 9 / 10 && feeds > slugs.len(),
            "{count} of {}, {feeds}",
            strings.len()
        );
    }
}

#[test]
fn every_string_is_a_file_name() {
    let mut site = site("");
    for (n, string) in strings("every_string_is_a_file_name").iter().enumerate() {
        if string.is_empty() || string.len() > 200 || string.contains(['/', '\0']) {
            continue;
        }
        let head = "+++\ntitle = \"T\"\n";
        site.write(&format!("content/pages/{n}/{string}.md"), format!("{head}+++\n"));
        site.write(&format!("content/topics/{string}.md"), format!("{head}+++\n"));
        site.write(&format!("content/authors/{string}.md"), "+++\n+++\n");
        site.write(&format!("content/papers/{n}/{string}.png"), "");
        site.write(&format!("static/{n}/{string}.txt"), "");
        site.write(&format!("content/papers/{n}/index.md"), format!("{head}date = 2025-05-01\n+++\n"));
    }
    let build = site.build();
    let codes: BTreeSet<&str> = build.diagnostics().iter().map(|diagnostic| &*diagnostic.code).collect();
    let expected = BTreeSet::from(["bad-file-name", "duplicate-section", "reserved-page", "output-conflict"]);
    assert!(codes.is_subset(&expected), "{}", build.drawn());
}

#[test]
fn control_characters_go() {
    let all: String =
        ('\0'..='\u{a0}').chain(['\u{fdd0}', '\u{feff}', '\u{fffe}', '\u{ffff}', '\u{10ffff}']).collect();
    let mut site = site("");
    write(&mut site, 0, &all);
    // Markdown itself may hold a NUL; TOML may not, so it is written as an escape.
    let build = site.build();
    assert!(build.is_complete(), "{}", build.drawn());
    for (path, bytes) in build.files.iter().filter(|(path, _)| path.ends_with(".xml")) {
        assert_well_formed(path, std::str::from_utf8(bytes).unwrap());
    }
}
