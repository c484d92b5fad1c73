//! YAML that front matter must not contain.

use insta::assert_snapshot;

use super::entry;
use crate::site::site;

const START: &str = "title: A\ndate: 2025-05-01\n";

#[test]
fn tags_and_documents() {
    assert_snapshot!(entry(&format!("{START}venue: !!str V\nextra:\n  a: !local x")), @"");
    let text = format!("---\n{START}--- more\nvenue: V\n---\n");
    assert_snapshot!(site("").write("content/papers/a.md", text).build().drawn(), @"");
}

#[test]
fn keys_that_are_not_text() {
    assert_snapshot!(entry(&format!("{START}? [a, b]\n: c\n: d")), @"");
}

#[test]
fn deep_nesting() {
    let nested = |depth: usize| format!("{START}extra:\n  a: {}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(entry(&nested(29)), "");
    assert_snapshot!(entry(&nested(40)), @"");
    assert!(entry(&nested(100_000)).contains("levels of lists and tables"));
    assert!(
        entry(&format!("{START}extra:\n  a: {}", "- ".repeat(100_000)))
            .contains("levels of lists and tables")
    );
}

#[test]
fn very_long_front_matter() {
    let long = format!("{START}abstract: {}", "word ".repeat(200_000));
    assert_snapshot!(entry(&long), @"");
}
