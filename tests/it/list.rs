//! `digestgen list`: all entries in the order of the digest, what is hidden and why, and parts of it.

use std::path::Path;

use serde_json::Value;

use crate::program::{Ran, run};
use crate::site::{Site, TODAY, entry, site};

#[track_caller]
fn list(root: &Path, words: &[&str]) -> Ran {
    run(root, &[&["list", "--today", TODAY], words].concat())
}

/// Entries in every state, on four days, with a topic of two spellings and one that a file declares.
fn digest() -> Site {
    site(
        &(entry("old", "2025-05-01", "topics = [\"Theory\"]\nexpires = 2025-05-20")
            + &entry("two", "2025-05-02", "topics = [\"Deep Learning\", \"Theory\"]\nvotes = 1")
            + &entry("first", "2025-05-02", "topics = [\"deep learning\"]\nfeatured = true")
            + &entry("draft", "2025-05-30", "topics = [\"Networks\"]\ndraft = true")
            + &entry("soon", "2025-06-02", "tldr = \"Soon.\"")
            + r#"--- content/topics/theory.md
+++
title = "Theory"
aliases = ["What can be proved"]
+++
--- content/topics/deep-learning.md
+++
title = "Deep learning"
+++
--- content/topics/networks.md
+++
+++
"#),
    )
}

/// Slug and state of each entry that is listed.
#[track_caller]
fn check(words: &[&str], expected: &str) {
    let site = digest();
    let ran = list(site.root(), &[&["--format", "json"], words].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let rows = ran.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let rows: Vec<String> = rows
        .map(|row| format!("{} {}", row["slug"].as_str().unwrap(), row["state"].as_str().unwrap()))
        .collect();
    assert_eq!(rows.join(", "), expected, "{words:?}");
}

#[test]
fn all_entries_in_the_order_of_the_digest() {
    check(&[], "soon scheduled, draft draft, first shown, two shown, old expired");
}

#[test]
fn parts_of_it() {
    check(&["--drafts"], "draft draft");
    check(&["--future"], "soon scheduled");
    check(&["--drafts", "--future"], "soon scheduled, draft draft");
    check(&["--edition", "2025-05-02"], "first shown, two shown");
    check(&["--edition", "2025-W18"], "first shown, two shown, old expired");
    check(&["--edition", "2025-05"], "draft draft, first shown, two shown, old expired");
    check(&["--edition", "2024-05"], "");
    check(&["--topic", "Deep Learning"], "first shown, two shown");
    check(&["--topic", "what can be proved"], "two shown, old expired");
    check(&["--topic", "theory", "--edition", "2025-05-01"], "old expired");
    check(&["--topic", "networks", "--drafts"], "draft draft");
}

#[test]
fn what_is_shown_is_what_a_build_shows() {
    let mut site = digest();
    let build = site.build();
    let ran = list(site.root(), &["--format", "tsv"]);
    let shown = ran.out.lines().filter(|line| line.split('\t').nth(1) == Some("shown"));
    let shown: Vec<&str> = shown.map(|line| line.split('\t').nth(2).unwrap()).collect();
    assert_eq!(build.papers("/papers/"), shown);
}

#[test]
fn in_three_forms() {
    let site = digest();
    let ran = list(site.root(), &["--edition", "2025-05-02", "--format", "tsv"]);
    assert_eq!(
        ran.out,
        "2025-05-02\tshown\tfirst\tfirst\tDeep learning\tcontent/papers/first.md\n\
         2025-05-02\tshown\ttwo\ttwo\tDeep learning; Theory\tcontent/papers/two.md\n"
    );
    let ran = list(site.root(), &["--drafts", "--format", "json"]);
    let row: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(row["path"], "content/papers/draft.md");
    assert_eq!((&row["date"], &row["topics"][0]), (&"2025-05-30".into(), &"Networks".into()));
    let ran = list(site.root(), &["--future", "--drafts"]);
    assert_eq!(
        ran.out,
        "2025-06-02  scheduled  soon\n                       content/papers/soon.md\n\
         2025-05-30  draft      draft\n                       content/papers/draft.md · Networks\n"
    );
    assert_eq!(ran.err, "2 entries: 1 draft, 1 scheduled\n");
}

#[test]
fn no_title_breaks_a_line() {
    let mut site = site("");
    site.write("content/papers/a.md", "+++\ntitle = \"A\\tB\\nC\"\ndate = 2025-05-01\n+++\n");
    let ran = list(site.root(), &["--format", "tsv"]);
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    assert_eq!(ran.out.matches('\t').count(), 5, "{}", ran.out);
}

#[test]
fn what_cannot_be_listed_is_told() {
    let mut site = digest();
    site.write("content/papers/bad.md", "+++\ntitle = \"Bad\"\n+++\n");
    let ran = list(site.root(), &[]);
    assert!(ran.code == 1 && ran.err.contains("error[missing-key]"), "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 10, "the others are listed");
    let ran = list(site.root(), &["--topic", "Theroy"]);
    assert!(ran.code == 2 && ran.err.ends_with("did you mean `Theory`?\n"), "{}", ran.err);
    let ran = list(site.root(), &["--edition", "May"]);
    assert!(ran.code == 2 && ran.err.contains("2025-W11"), "{}", ran.err);
    site.write("config.toml", "title = 3\n");
    assert_eq!(list(site.root(), &[]).code, 1);
    assert_eq!(list(&site.root().join("none"), &[]).code, 3);
}
