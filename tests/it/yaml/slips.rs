//! The most common slips in the syntax of YAML: each has a message with line, place and help. Slips in values
//! are in `slips_in_values`.

use insta::assert_snapshot;

use super::entry;
use crate::site::drawn;

#[test]
fn a_colon_in_a_title() {
    assert_snapshot!(entry("title: 2001: A Space Odyssey\ndate: 2025-05-01"), @r#"
    error[bad-yaml]: this is not valid YAML: a colon and a space in text without quotes
     --> content/papers/a.md:2:12
      |
    2 | title: 2001: A Space Odyssey
      |            ^
      |
      = help: put the text in quotes: `"2001: A Space Odyssey"`
    "#);
    assert_snapshot!(entry("title: It's \"new\": a study\ndate: 2025-05-01\ntopic: [A]"), @r#"
    error[bad-yaml]: this is not valid YAML: a colon and a space in text without quotes
     --> content/papers/a.md:2:18
      |
    2 | title: It's "new": a study
      |                  ^
      |
      = help: put the text in quotes: `'It''s "new": a study'`

    error[unknown-key]: unknown key `topic`
     --> content/papers/a.md:4:1
      |
    4 | topic: [A]
      | ^^^^^
      |
      = help: did you mean `topics`?
    "#);
}

#[test]
fn a_tab() {
    assert_snapshot!(entry("title: A\ndate: 2025-05-01\ntags:\n\t- a"), @"
    error[bad-yaml]: this is not valid YAML: there is a tab in the indentation
     --> content/papers/a.md:5:1
      |
    5 |     - a
      | ^^^^
      |
      = help: indent with spaces
    ");
    assert_snapshot!(entry("\ttitle: A\n\tdate: 2025-05-01"), @"
    error[bad-yaml]: this is not valid YAML: there is a tab in the indentation
     --> content/papers/a.md:2:1
      |
    2 |     title: A
      | ^^^^
      |
      = help: indent with spaces
    ");
}

#[test]
fn wrong_indentation() {
    assert_snapshot!(entry("title: A\n date: 2025-05-01"), @"
    error[bad-yaml]: this is not valid YAML: the indentation does not fit the lines above
     --> content/papers/a.md:3:2
      |
    3 |  date: 2025-05-01
      |  ^^^^^^^^^^^^^^^^
      |
      = help: start all keys of a table in the same column
    ");
    assert_snapshot!(entry("title: A\ndate: 2025-05-01\ntags:\n  - a\n - b\nvotes: x"), @"
    error[bad-yaml]: this is not valid YAML: the indentation does not fit the lines above
     --> content/papers/a.md:6:2
      |
    6 |  - b
      |  ^^^
      |
      = help: put the `-` of all items of a list in the same column

    error[wrong-type]: `votes` is text, expected a whole number
     --> content/papers/a.md:7:8
      |
    7 | votes: x
      |        ^
      |
      = help: write only digits, without quotes
    ");
}

#[test]
fn an_unclosed_quote() {
    assert_snapshot!(entry("title: \"A\ndate: 2025-05-01\nvenue: \"V\"\nvotes: x"), @r#"
    error[bad-yaml]: this is not valid YAML: this quote is not closed
     --> content/papers/a.md:2:8
      |
    2 | title: "A
      |        ^
      |
      = help: end the text with `"`

    error[wrong-type]: `votes` is text, expected a whole number
     --> content/papers/a.md:5:8
      |
    5 | votes: x
      |        ^
      |
      = help: write only digits, without quotes
    "#);
    assert_snapshot!(entry("title: 'A\ndate: 2025-05-01"), @"
    error[bad-yaml]: this is not valid YAML: this quote is not closed
     --> content/papers/a.md:2:8
      |
    2 | title: 'A
      |        ^
      |
      = help: end the text with `'`
    ");
    assert_snapshot!(entry("title: A \"quoted\" word\ndate: 2025-05-01\nvenue: \"A \"quoted\" word\""), @r#"
    error[bad-yaml]: this is not valid YAML: there is text after the closing quote: `quoted" word"`
     --> content/papers/a.md:4:12
      |
    4 | venue: "A "quoted" word"
      |            ^^^^^^^^^^^^^
      |
      = help: put the complete value in quotes; inside double quotes, a quote is written `\"`
    "#);
}

#[test]
fn an_unclosed_list() {
    assert_snapshot!(entry("title: A\ntags: [a, b\ndate: 2025-05-01\nvotes: x"), @"
    error[bad-yaml]: this is not valid YAML: this list is not closed
     --> content/papers/a.md:3:7
      |
    3 | tags: [a, b
      |       ^
      |
      = help: end it with `]`

    error[wrong-type]: `votes` is text, expected a whole number
     --> content/papers/a.md:5:8
      |
    5 | votes: x
      |        ^
      |
      = help: write only digits, without quotes
    ");
}

#[test]
fn a_missing_line_of_dashes() {
    assert_snapshot!(drawn("--- content/papers/a.md\ntitle: A\ndate: 2025-05-01\n---\nNote.\n"), @"
    error[unopened-front-matter]: a line `---` is missing before the front matter
     --> content/papers/a.md:1:1
      |
    1 | title: A
      | ^^^^^^^^
      |
      = help: begin the file with a line that holds `---` alone
    ");
    assert_snapshot!(drawn("--- content/papers/a.md\n---\ntitle: A\ndate: 2025-05-01\n\nNote.\n"), @"
    error[unclosed-front-matter]: the front matter is not closed
     --> content/papers/a.md:1:1
      |
    1 | ---
      | ^^^ opened here
      |
      = help: end it with a line that contains only `---`
    ");
}

#[test]
fn a_key_twice() {
    assert_snapshot!(entry("title: A\ndate: 2025-05-01\nvotes: 1\nvotes: 2"), @"
    error[duplicate-key]: the key `votes` is written twice
     --> content/papers/a.md:5:1
      |
    4 | votes: 1
      | ----- first written here
    5 | votes: 2
      | ^^^^^
      |
      = help: remove one of them
    ");
}

#[test]
fn an_alias() {
    assert_snapshot!(entry("title: &t A\ndate: 2025-05-01\nvenue: *t\ntldr: *Bold* text"), @r#"
    error[unsupported-yaml]: an anchor is not allowed in front matter
     --> content/papers/a.md:2:8
      |
    2 | title: &t A
      |        ^^
      |
      = help: remove it; text that begins with `&` goes in quotes

    error[unsupported-yaml]: an alias is not allowed in front matter
     --> content/papers/a.md:4:8
      |
    4 | venue: *t
      |        ^^
      |
      = help: write the value itself; text that begins with `*` goes in quotes

    error[bad-yaml]: this is not valid YAML: there is text after the end of the value: `text`
     --> content/papers/a.md:5:14
      |
    5 | tldr: *Bold* text
      |              ^^^^
      |
      = help: put the complete value in quotes; inside double quotes, a quote is written `\"`
    "#);
}

#[test]
fn toml_between_dashes_and_other_texts() {
    assert_snapshot!(entry("title = \"A\"\ndate = 2025-05-01"), @r#"
    error[bad-yaml]: this is not valid YAML: this is text, not keys with values
     --> content/papers/a.md:2:1
      |
    2 | title = "A"
      | ^^^^^^^^^^^
      |
      = help: this looks like TOML: put it between two lines `+++`
    "#);
    assert_snapshot!(entry("title:A\ndate:2025-05-01"), @"
    error[bad-yaml]: this is not valid YAML: this is text, not keys with values
     --> content/papers/a.md:2:1
      |
    2 | title:A
      | ^^^^^^^
      |
      = help: put a space after the colon: `title: …`
    ");
    assert_snapshot!(entry("title: A\ndate 2025-05-01"), @"
    error[bad-yaml]: this is not valid YAML: this line is not a key with a value
     --> content/papers/a.md:3:1
      |
    3 | date 2025-05-01
      | ^^^^^^^^^^^^^^^
      |
      = help: a line is `key: value`; text that goes on from the line above is indented
    ");
    assert_snapshot!(entry("- a\n- b"), @"
    error[bad-yaml]: this is not valid YAML: this is a list, not keys with values
     --> content/papers/a.md:2:1
      |
    2 | - a
      | ^^^
      |
      = help: write keys with values, one on a line: `title: …`
    ");
    assert_snapshot!(entry("title: @home\ndate: 2025-05-01\nvenue: [V] x\ntldr: the rate \\alpha\nabstract: \"the rate $\\alpha$ of \\rho\""), @r#"
    error[bad-yaml]: this is not valid YAML: text cannot begin with `@`
     --> content/papers/a.md:2:8
      |
    2 | title: @home
      |        ^
      |
      = help: put the text in quotes: `"@home"`

    error[bad-yaml]: this is not valid YAML: there is text after the end of the value: `x`
     --> content/papers/a.md:4:12
      |
    4 | venue: [V] x
      |            ^
      |
      = help: put the complete value in quotes; inside double quotes, a quote is written `\"`

    error[bad-yaml]: this is not valid YAML: an escape in double quotes gives a control character
     --> content/papers/a.md:6:11
      |
    6 | abstract: "the rate $\alpha$ of \rho"
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write each backslash twice, or use single quotes: `'$\alpha$'`
    "#);
    assert_snapshot!(drawn("--- content/papers/a.md\n{ \"title\": \"A\" }\n"), @r#"
    error[json-front-matter]: front matter in JSON is not supported
     --> content/papers/a.md:1:1
      |
    1 | { "title": "A" }
      | ^^^^^^^^^^^^^^^^
      |
      = help: write it as TOML between two lines `+++`, or as YAML between two lines `---`
    "#);
}
