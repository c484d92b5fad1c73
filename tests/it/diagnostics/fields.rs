//! Problems in TOML, as they are drawn: the places must be right whatever stands before them.

use insta::assert_snapshot;

use crate::site::{drawn, entry, site};

/// An entry with these lines of front matter.
fn front_matter(lines: &str) -> String {
    drawn(&entry("a", "2025-05-01", lines))
}

#[test]
fn toml_that_does_not_parse() {
    assert_snapshot!(front_matter("topics = [\"a\"\ntags = [\"b\"]"), @r#"
    error[bad-toml]: this is not TOML: missing comma between array elements, expected `,`
     --> content/papers/a.md:5:1
      |
    5 | tags = ["b"]
      | ^
      |
      = help: put text in double quotes, dates and numbers without quotes, text with backslashes in single quotes
    "#);
    assert_snapshot!(front_matter("venue = NeurIPS"), @"
    error[bad-toml]: this is not TOML: `NeurIPS` is neither a number nor text in quotes
     --> content/papers/a.md:4:9
      |
    4 | venue = NeurIPS
      |         ^^^^^^^
      |
      = help: put text in double quotes, dates and numbers without quotes, text with backslashes in single quotes
    ");
    assert_snapshot!(front_matter("tldr = \"the rate $\\alpha$\""), @r#"
    error[bad-toml]: this is not TOML: missing escaped value, expected `b`, `e`, `f`, `n`, `r`, `\`, `"`, `x`, `u`, `U`
     --> content/papers/a.md:4:20
      |
    4 | tldr = "the rate $\alpha$"
      |                    ^
      |
      = help: put text in double quotes, dates and numbers without quotes, text with backslashes in single quotes
    "#);
    assert_snapshot!(front_matter("votes = 1\nvotes = 2"), @"
    error[bad-toml]: this is not TOML: duplicate key
     --> content/papers/a.md:5:1
      |
    5 | votes = 2
      | ^^^^^
      |
      = help: put text in double quotes, dates and numbers without quotes, text with backslashes in single quotes
    ");
}

#[test]
fn an_unknown_key() {
    assert_snapshot!(front_matter("topic = [\"Physics\"]"), @r#"
    error[unknown-key]: unknown key `topic`
     --> content/papers/a.md:4:1
      |
    4 | topic = ["Physics"]
      | ^^^^^
      |
      = help: did you mean `topics`?
    "#);
    assert_snapshot!(front_matter("colour = \"red\""), @r#"
    error[unknown-key]: unknown key `colour`
     --> content/papers/a.md:4:1
      |
    4 | colour = "red"
      | ^^^^^^
      |
      = help: remove it, or put it under `[extra]` if a template reads it
    "#);
    assert_snapshot!(front_matter("authors = [{ family = \"Noether\", giben = \"Emmy\" }]"), @r#"
    error[unknown-key]: unknown key `authors.giben`
     --> content/papers/a.md:4:34
      |
    4 | authors = [{ family = "Noether", giben = "Emmy" }]
      |                                  ^^^^^
      |
      = help: did you mean `given`?
    "#);
    assert_snapshot!(drawn("[pagination]\nperpage = 10"), @"
    error[unknown-key]: unknown key `pagination.perpage`
     --> config.toml:6:1
      |
    6 | perpage = 10
      | ^^^^^^^
      |
      = help: did you mean `per_page`?
    ");
    assert_snapshot!(drawn("descripton = \"x\"\n[extra]\nwhatever = 1"), @r#"
    error[unknown-key]: unknown key `descripton`
     --> config.toml:5:1
      |
    5 | descripton = "x"
      | ^^^^^^^^^^
      |
      = help: did you mean `description`?
    "#);
}

#[test]
fn a_key_that_is_missing() {
    let paper = "--- content/papers/a.md\n+++\nvenue = \"x\"\n+++\nNote.\n";
    assert_snapshot!(drawn(paper), @"
    error[missing-key]: `date` is missing
     --> content/papers/a.md:1:1
      |
    1 | +++
      | ^^^
      |
      = help: say which day's edition lists it: `date = 2025-03-12`

    error[missing-key]: `title` is missing
     --> content/papers/a.md:1:1
      |
    1 | +++
      | ^^^
      |
      = help: an entry has at least `title` and `date`
    ");
    assert_snapshot!(drawn("--- content/pages/about.md\n+++\n+++\nText.\n"), @r#"
    error[missing-key]: `title` is missing
     --> content/pages/about.md:1:1
      |
    1 | +++
      | ^^^
      |
      = help: a page has at least a title: `title = "…"`
    "#);
    assert_snapshot!(front_matter("authors = [{ given = \"Emmy\" }]"), @r#"
    error[missing-key]: `authors.family` is missing
     --> content/papers/a.md:4:12
      |
    4 | authors = [{ given = "Emmy" }]
      |            ^
      |
      = help: a person has a `family` name; a group is `{ literal = "…" }`
    "#);
    assert_snapshot!(front_matter("links = [{ name = \"Poster\" }]"), @r#"
    error[missing-key]: `links.url` is missing
     --> content/papers/a.md:4:10
      |
    4 | links = [{ name = "Poster" }]
      |          ^
      |
      = help: a link has both: `{ name = "Poster", url = "https://…" }`
    "#);
    assert_snapshot!(drawn("[[nav]]\nname = \"About\""), @r#"
    error[missing-key]: `nav.url` is missing
     --> config.toml:5:1
      |
    5 | [[nav]]
      | ^
      |
      = help: a link needs both: `{ name = "About", url = "/about/" }`
    "#);
    assert_snapshot!(drawn("[curator]\nemail = \"a@b.c\""), @r#"
    error[missing-key]: `curator.name` is missing
     --> config.toml:5:1
      |
    5 | [curator]
      | ^
      |
      = help: name the curator: `{ name = "…" }`
    "#);
    let mut site = site("");
    assert_snapshot!(site.write("config.toml", "theme = \"plain\"\n").build().drawn(), @r#"
    error[missing-key]: `base_url` is missing
     --> config.toml:1:1
      |
    1 | theme = "plain"
      | ^
      |
      = help: say where the site will be found: `base_url = "https://example.org"`

    error[missing-key]: `title` is missing
     --> config.toml:1:1
      |
    1 | theme = "plain"
      | ^
      |
      = help: name the digest: `title = "…"`
    "#);
}

#[test]
fn a_text_that_is_empty() {
    assert_snapshot!(drawn("--- content/papers/a.md\n+++\ntitle = \" \"\ndate = 2025-05-01\n+++\n"), @r#"
    error[empty-value]: `title` is empty
     --> content/papers/a.md:2:9
      |
    2 | title = " "
      |         ^^^
      |
      = help: add a value, or remove the key if it is optional
    "#);
    assert_snapshot!(front_matter("tags = [\"a\", \"\"]"), @r#"
    error[empty-value]: `tags` is empty
     --> content/papers/a.md:4:14
      |
    4 | tags = ["a", ""]
      |              ^^
      |
      = help: add a value, or remove the key if it is optional
    "#);
}

#[test]
fn places_are_right_behind_a_byte_order_mark_and_carriage_returns() {
    let mut site = site("");
    let text = "\u{feff}+++\r\ntitle = \"Ünïcödé — 量子\"\r\ndate = 2025-05-01\r\n# 量子 in a comment\r\nvenüe = \"x\"\r\ntopic = [\"Ä\"]\r\n+++\r\nText\r\n";
    let build = site.write("content/papers/a.md", text).build();
    assert_snapshot!(build.drawn(), @r#"
    error[bad-toml]: this is not TOML: invalid unquoted key, expected letters, numbers, `-`, `_`
     --> content/papers/a.md:5:4
      |
    5 | venüe = "x"
      |    ^
      |
      = help: put text in double quotes, dates and numbers without quotes, text with backslashes in single quotes

    error[unknown-key]: unknown key `topic`
     --> content/papers/a.md:6:1
      |
    6 | topic = ["Ä"]
      | ^^^^^
      |
      = help: did you mean `topics`?
    "#);
    assert_snapshot!(build.json(), @r#"
    {"code":"bad-toml","severity":"error","message":"this is not TOML: invalid unquoted key, expected letters, numbers, `-`, `_`","file":"content/papers/a.md","line":5,"column":4,"span":[84,86],"help":"put text in double quotes, dates and numbers without quotes, text with backslashes in single quotes"}
    {"code":"unknown-key","severity":"error","message":"unknown key `topic`","file":"content/papers/a.md","line":6,"column":1,"span":[95,100],"help":"did you mean `topics`?"}
    "#);
    let fine = text.replace("venüe", "venue").replace("topic", "topics");
    assert!(site.write("content/papers/a.md", fine).build().fine().main("/papers/a/").contains("Ünïcödé"));
}

#[test]
fn columns_count_characters() {
    assert_snapshot!(front_matter("authors = [\"Ülo Õun\", 7, \"李明\", 8]"), @r#"
    error[wrong-type]: `authors` is a whole number, expected text in quotes or a table
     --> content/papers/a.md:4:23
      |
    4 | authors = ["Ülo Õun", 7, "李明", 8]
      |                       ^
      |
      = help: write `"…"` or `{ key = "…" }`

    error[wrong-type]: `authors` is a whole number, expected text in quotes or a table
     --> content/papers/a.md:4:32
      |
    4 | authors = ["Ülo Õun", 7, "李明", 8]
      |                                  ^
      |
      = help: write `"…"` or `{ key = "…" }`
    "#);
}
