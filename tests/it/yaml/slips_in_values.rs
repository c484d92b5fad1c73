//! The most common slips in YAML values: each has a message with line, place and help.

use insta::assert_snapshot;

use super::entry;
use crate::site::drawn;

#[test]
fn a_list_without_a_space_after_the_dash() {
    assert_snapshot!(entry("title: A\ndate: 2025-05-01\ntags:\n  -a\n  -b"), @"
    error[wrong-type]: `tags` is text, expected a list
     --> content/papers/a.md:5:3
      |
    5 | /   -a
    6 | |   -b
      | |____^
      |
      = help: put a space after each `-`: `- …`
    ");
}

#[test]
fn text_where_a_list_is_expected() {
    assert_snapshot!(entry("title: A\ndate: 2025-05-01\ntags: a, b"), @"
    error[wrong-type]: `tags` is text, expected a list
     --> content/papers/a.md:4:7
      |
    4 | tags: a, b
      |       ^^^^
      |
      = help: write a list: `tags: [a, b]`
    ");
}

#[test]
fn yes_and_on() {
    assert_snapshot!(entry("title: A\ndate: 2025-05-01\nfeatured: yes\ndraft: off"), @"
    error[wrong-type]: `featured` is text, expected `true` or `false`
     --> content/papers/a.md:4:11
      |
    4 | featured: yes
      |           ^^^
      |
      = help: `yes` is text here: write `featured: true`

    error[wrong-type]: `draft` is text, expected `true` or `false`
     --> content/papers/a.md:5:8
      |
    5 | draft: off
      |        ^^^
      |
      = help: `off` is text here: write `draft: false`
    ");
}

#[test]
fn a_date_with_one_digit() {
    assert_snapshot!(entry("title: A\ndate: 2025-5-1"), @"
    warning[short-date]: `date` is `2025-5-1`, with a month or day of one digit
     --> content/papers/a.md:3:7
      |
    3 | date: 2025-5-1
      |       ^^^^^^^^
      |
      = help: write two digits: `date: 2025-05-01`
    ");
    assert_snapshot!(entry("title: A\ndate: 1 May 2025\nupdated: 2025-02-30"), @"
    error[bad-date]: `date` is text, expected a date
     --> content/papers/a.md:3:7
      |
    3 | date: 1 May 2025
      |       ^^^^^^^^^^
      |
      = help: write year, month and day without quotes: `2025-03-12`

    error[bad-date]: `updated` is not a valid date, expected a date
     --> content/papers/a.md:4:10
      |
    4 | updated: 2025-02-30
      |          ^^^^^^^^^^
      |
      = help: write year, month and day without quotes: `2025-03-12`
    ");
}

#[test]
fn keys_without_a_value() {
    assert_snapshot!(entry("title: A\ndate:\ntags:\nvenue: ~"), @"
    error[empty-value]: `date` is empty
     --> content/papers/a.md:3:6
      |
    3 | date:
      |      ^
      |
      = help: add a value, or remove the key if it is optional

    error[empty-value]: `tags` is empty
     --> content/papers/a.md:4:6
      |
    4 | tags:
      |      ^
      |
      = help: add a value, or remove the key if it is optional

    error[empty-value]: `venue` is empty
     --> content/papers/a.md:5:8
      |
    5 | venue: ~
      |        ^
      |
      = help: add a value, or remove the key if it is optional
    ");
}

#[test]
fn several_problems_at_once() {
    assert_snapshot!(entry("title: a: b\ndate: 2025-05-01\ntags: x\nvenue: c: d\nvotes: many"), @r#"
    error[bad-yaml]: this is not valid YAML: a colon and a space in text without quotes
     --> content/papers/a.md:2:9
      |
    2 | title: a: b
      |         ^
      |
      = help: put the text in quotes: `"a: b"`

    error[wrong-type]: `tags` is text, expected a list
     --> content/papers/a.md:4:7
      |
    4 | tags: x
      |       ^
      |
      = help: write a list: `tags: [x]`

    error[bad-yaml]: this is not valid YAML: a colon and a space in text without quotes
     --> content/papers/a.md:5:9
      |
    5 | venue: c: d
      |         ^
      |
      = help: put the text in quotes: `"c: d"`

    error[wrong-type]: `votes` is text, expected a whole number
     --> content/papers/a.md:6:8
      |
    6 | votes: many
      |        ^^^^
      |
      = help: write only digits, without quotes
    "#);
}

#[test]
fn keys_of_other_systems() {
    let yaml =
        "title: A\ndate: 2025-05-01\nsummary: S\ncategories: [a]\nkeywords: [b]\nlayout: post\nauthor: X";
    assert_snapshot!(entry(yaml), @"
    error[foreign-key]: `summary`, `categories`, `keywords`, `layout`, `author` are keys of other systems
     --> content/papers/a.md:4:1
      |
    4 | summary: S
      | ^^^^^^^ rename it to `tldr`
    5 | categories: [a]
      | ---------- rename it to `topics`
    6 | keywords: [b]
      | -------- rename it to `tags`
    7 | layout: post
      | ------ remove it: themes choose the template
    8 | author: X
      | ------ rename it to `authors`
      |
      = help: `summary`: rename it to `tldr`; `categories`: rename it to `topics`; `keywords`: rename it to `tags`; `layout`: remove it: themes choose the template; `author`: rename it to `authors`
    ");
    assert_snapshot!(drawn(&crate::site::entry("a", "2025-05-01", "lastmod = 2025-05-01")), @"
    error[foreign-key]: `lastmod` is a key of another system
     --> content/papers/a.md:4:1
      |
    4 | lastmod = 2025-05-01
      | ^^^^^^^ rename it to `updated`
      |
      = help: `lastmod`: rename it to `updated`
    ");
}
