//! The most common slips in YAML front matter: each has a message with line, place and help.

use insta::assert_snapshot;

use super::entry;
use crate::site::drawn;

#[test]
fn a_colon_in_a_title() {
    assert_snapshot!(entry("title: 2001: A Space Odyssey\ndate: 2025-05-01"), @"");
    assert_snapshot!(entry("title: It's \"new\": a study\ndate: 2025-05-01\ntopic: [A]"), @"");
}

#[test]
fn a_tab() {
    assert_snapshot!(entry("title: A\ndate: 2025-05-01\ntags:\n\t- a"), @"");
    assert_snapshot!(entry("\ttitle: A\n\tdate: 2025-05-01"), @"");
}

#[test]
fn wrong_indentation() {
    assert_snapshot!(entry("title: A\n date: 2025-05-01"), @"");
    assert_snapshot!(entry("title: A\ndate: 2025-05-01\ntags:\n  - a\n - b\nvotes: x"), @"");
}

#[test]
fn an_unclosed_quote() {
    assert_snapshot!(entry("title: \"A\ndate: 2025-05-01\nvenue: \"V\"\nvotes: x"), @"");
    assert_snapshot!(entry("title: 'A\ndate: 2025-05-01"), @"");
    assert_snapshot!(entry("title: A \"quoted\" word\ndate: 2025-05-01\nvenue: \"A \"quoted\" word\""), @"");
}

#[test]
fn an_unclosed_list() {
    assert_snapshot!(entry("title: A\ntags: [a, b\ndate: 2025-05-01\nvotes: x"), @"");
}

#[test]
fn a_missing_line_of_dashes() {
    assert_snapshot!(drawn("--- content/papers/a.md\ntitle: A\ndate: 2025-05-01\n---\nNote.\n"), @"");
    assert_snapshot!(drawn("--- content/papers/a.md\n---\ntitle: A\ndate: 2025-05-01\n\nNote.\n"), @"");
}

#[test]
fn a_list_without_a_space_after_the_dash() {
    assert_snapshot!(entry("title: A\ndate: 2025-05-01\ntags:\n  -a\n  -b"), @"");
}

#[test]
fn text_where_a_list_is_expected() {
    assert_snapshot!(entry("title: A\ndate: 2025-05-01\ntags: a, b"), @"");
}

#[test]
fn a_key_twice() {
    assert_snapshot!(entry("title: A\ndate: 2025-05-01\nvotes: 1\nvotes: 2"), @"");
}

#[test]
fn yes_and_on() {
    assert_snapshot!(entry("title: A\ndate: 2025-05-01\nfeatured: yes\ndraft: off"), @"");
}

#[test]
fn a_date_with_one_digit() {
    assert_snapshot!(entry("title: A\ndate: 2025-5-1"), @"");
    assert_snapshot!(entry("title: A\ndate: 1 May 2025\nupdated: 2025-02-30"), @"");
}

#[test]
fn an_alias() {
    assert_snapshot!(entry("title: &t A\ndate: 2025-05-01\nvenue: *t\ntldr: *Bold* text"), @"");
}

#[test]
fn toml_between_dashes_and_other_texts() {
    assert_snapshot!(entry("title = \"A\"\ndate = 2025-05-01"), @"");
    assert_snapshot!(entry("title:A\ndate:2025-05-01"), @"");
    assert_snapshot!(entry("title: A\ndate 2025-05-01"), @"");
    assert_snapshot!(entry("- a\n- b"), @"");
    assert_snapshot!(entry("title: @home\ndate: 2025-05-01\nvenue: [V] x\ntldr: the rate \\alpha\nabstract: \"the rate $\\alpha$ of \\rho\""), @"");
    assert_snapshot!(drawn("--- content/papers/a.md\n{ \"title\": \"A\" }\n"), @"");
}

#[test]
fn keys_without_a_value() {
    assert_snapshot!(entry("title: A\ndate:\ntags:\nvenue: ~"), @"");
}

#[test]
fn several_problems_at_once() {
    assert_snapshot!(entry("title: a: b\ndate: 2025-05-01\ntags: x\nvenue: c: d\nvotes: many"), @"");
}

#[test]
fn keys_of_other_systems() {
    let yaml =
        "title: A\ndate: 2025-05-01\nsummary: S\ncategories: [a]\nkeywords: [b]\nlayout: post\nauthor: X";
    assert_snapshot!(entry(yaml), @"");
    assert_snapshot!(drawn(&crate::site::entry("a", "2025-05-01", "lastmod = 2025-05-01")), @"");
}
