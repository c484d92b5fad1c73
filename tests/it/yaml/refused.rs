//! YAML that front matter must not contain.

use insta::assert_snapshot;

use super::entry;
use crate::site::site;

const START: &str = "title: A\ndate: 2025-05-01\n";

#[test]
fn tags_and_documents() {
    assert_snapshot!(entry(&format!("{START}venue: !!str V\nextra:\n  a: !local x")), @"
    error[unsupported-yaml]: the tag `!!str` is not allowed in front matter
     --> content/papers/a.md:4:8
      |
    4 | venue: !!str V
      |        ^^^^^
      |
      = help: remove it; text that begins with `!` goes in quotes

    error[unsupported-yaml]: the tag `!local` is not allowed in front matter
     --> content/papers/a.md:6:6
      |
    6 |   a: !local x
      |      ^^^^^^
      |
      = help: remove it; text that begins with `!` goes in quotes
    ");
    let text = format!("---\n{START}--- more\nvenue: V\n---\n");
    assert_snapshot!(site("").write("content/papers/a.md", text).build().drawn(), @"
    error[unsupported-yaml]: a second document is not allowed in front matter
     --> content/papers/a.md:4:1
      |
    4 | --- more
      | ^^^
      |
      = help: put all keys before the line `---`
    ");
}

#[test]
fn keys_that_are_not_text() {
    assert_snapshot!(entry(&format!("{START}? [a, b]\n: c\n: d")), @"
    error[bad-yaml]: this is not valid YAML: a key is not text
     --> content/papers/a.md:4:3
      |
    4 | ? [a, b]
      |   ^^^^^^
      |
      = help: write `key: value`

    error[bad-yaml]: this is not valid YAML: a key is not text
     --> content/papers/a.md:6:1
      |
    6 | : d
      | ^
      |
      = help: write `key: value`
    ");
}

#[test]
fn deep_nesting() {
    let nested = |depth: usize| format!("{START}extra:\n  a: {}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(entry(&nested(29)), "");
    assert_snapshot!(entry(&nested(40)), @"
    error[unsupported-yaml]: more than 32 levels of lists and tables are not allowed in front matter
     --> content/papers/a.md:5:37
      |
    5 |   a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
      |                                     ^
      |
      = help: put the data into a file beside the entry
    ");
    assert!(entry(&nested(100_000)).contains("levels of lists and tables"));
    assert!(
        entry(&format!("{START}extra:\n  a:\n    {}", "- ".repeat(100_000)))
            .contains("levels of lists and tables")
    );
}

#[test]
fn very_long_front_matter() {
    let long = format!("{START}abstract: {}", "word ".repeat(200_000));
    assert_snapshot!(entry(&long), @"
    error[unsupported-yaml]: 2 MB of YAML are not allowed, 1 is the maximum in front matter
     --> content/papers/a.md:1:1
      |
    1 | ---
      | ^^^
      |
      = help: put the data into a file beside the entry
    ");
}
