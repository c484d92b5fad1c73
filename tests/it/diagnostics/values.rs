//! Problems in the values of TOML keys, as they are drawn.

use insta::assert_snapshot;

use crate::site::{drawn, entry};

/// An entry with these lines of front matter.
fn front_matter(lines: &str) -> String {
    drawn(&entry("a", "2025-05-01", lines))
}

#[test]
fn a_value_of_another_type() {
    assert_snapshot!(front_matter("topics = \"Physics\""), @r#"
    error[wrong-type]: `topics` is text, expected a list in square brackets
     --> content/papers/a.md:4:10
      |
    4 | topics = "Physics"
      |          ^^^^^^^^^
      |
      = help: a list needs brackets, even with one item: `["…"]`
    "#);
    assert_snapshot!(front_matter("venue = 2023"), @r#"
    error[wrong-type]: `venue` is a whole number, expected text in quotes
     --> content/papers/a.md:4:9
      |
    4 | venue = 2023
      |         ^^^^
      |
      = help: text needs double quotes, even if it looks like a number: `"2023"`
    "#);
    assert_snapshot!(front_matter("featured = \"yes\""), @r#"
    error[wrong-type]: `featured` is text, expected `true` or `false`
     --> content/papers/a.md:4:12
      |
    4 | featured = "yes"
      |            ^^^^^
      |
      = help: write `true` or `false` without quotes
    "#);
    assert_snapshot!(front_matter("votes = 1.5"), @"
    error[wrong-type]: `votes` is a number, expected a whole number
     --> content/papers/a.md:4:9
      |
    4 | votes = 1.5
      |         ^^^
      |
      = help: write only digits, without quotes
    ");
    assert_snapshot!(front_matter("tags = [\"a\", 2]"), @r#"
    error[wrong-type]: `tags` is a whole number, expected text in quotes
     --> content/papers/a.md:4:14
      |
    4 | tags = ["a", 2]
      |              ^
      |
      = help: text needs double quotes, even if it looks like a number: `"2023"`
    "#);
    assert_snapshot!(front_matter("extra = 1"), @r#"
    error[wrong-type]: `extra` is a whole number, expected a table
     --> content/papers/a.md:4:9
      |
    4 | extra = 1
      |         ^
      |
      = help: write `{ key = "…" }`, or a line `[name]` with its keys below
    "#);
    assert_snapshot!(front_matter("authors = [[\"a\"]]"), @r#"
    error[wrong-type]: `authors` is a list, expected text in quotes or a table
     --> content/papers/a.md:4:12
      |
    4 | authors = [["a"]]
      |            ^^^^^
      |
      = help: write `"…"` or `{ key = "…" }`
    "#);
}

#[test]
fn a_value_that_is_not_known() {
    assert_snapshot!(front_matter("status = \"withdrawm\""), @r#"
    error[unknown-value]: `status` cannot be `withdrawm`
     --> content/papers/a.md:4:10
      |
    4 | status = "withdrawm"
      |          ^^^^^^^^^^^
      |
      = help: did you mean `withdrawn`?
    "#);
    assert_snapshot!(drawn("[pages]\nperiods = [\"day\", \"decade\"]"), @r#"
    error[unknown-value]: `pages.periods` cannot be `decade`
     --> config.toml:6:19
      |
    6 | periods = ["day", "decade"]
      |                   ^^^^^^^^
      |
      = help: allowed values: `day`, `week`, `month`, `year`
    "#);
    assert_snapshot!(drawn("[outputs]\ntags = [\"rss2\"]"), @r#"
    error[unknown-value]: `outputs.tags` cannot be `rss2`
     --> config.toml:6:9
      |
    6 | tags = ["rss2"]
      |         ^^^^^^
      |
      = help: did you mean `rss`? allowed values: `rss`, `atom`, `json-feed`, `bib`, `ris`, `csl`, `json`, `md`, `biblatex`
    "#);
}

#[test]
fn a_number_out_of_range() {
    assert_snapshot!(front_matter("votes = -1"), @"
    error[bad-value]: `votes` is out of range
     --> content/papers/a.md:4:9
      |
    4 | votes = -1
      |         ^^
      |
      = help: write 0 or more
    ");
    assert_snapshot!(drawn("[pagination]\nper_page = 0"), @"
    error[bad-value]: `pagination.per_page` is out of range
     --> config.toml:6:12
      |
    6 | per_page = 0
      |            ^
      |
      = help: write a number from 1 to 10000
    ");
}

#[test]
fn a_date_that_is_none() {
    let date = |date: &str| drawn(&entry("a", date, ""));
    assert_snapshot!(date("\"2025-05-01\""), @r#"
    error[bad-date]: `date` is text, expected a date
     --> content/papers/a.md:3:8
      |
    3 | date = "2025-05-01"
      |        ^^^^^^^^^^^^
      |
      = help: write year, month and day without quotes: `2025-03-12`
    "#);
    assert_snapshot!(date("2025-05-01T10:00:00Z"), @"
    error[bad-date]: `date` is a date with a time, expected a date
     --> content/papers/a.md:3:8
      |
    3 | date = 2025-05-01T10:00:00Z
      |        ^^^^^^^^^^^^^^^^^^^^
      |
      = help: write year, month and day without quotes: `2025-03-12`
    ");
    assert_snapshot!(date("10:00:00"), @"
    error[bad-date]: `date` is a time, expected a date
     --> content/papers/a.md:3:8
      |
    3 | date = 10:00:00
      |        ^^^^^^^^
      |
      = help: write year, month and day without quotes: `2025-03-12`
    ");
    assert_snapshot!(date("2025-02-30"), @"
    error[bad-toml]: this is not TOML: invalid date, expected day between 01 and 28
     --> content/papers/a.md:3:8
      |
    3 | date = 2025-02-30
      |        ^^^^^^^^^^
      |
      = help: put text in double quotes, dates and numbers without quotes, text with backslashes in single quotes
    ");
    assert_snapshot!(front_matter("expires = \"soon\""), @r#"
    error[bad-date]: `expires` is text, expected a date
     --> content/papers/a.md:4:11
      |
    4 | expires = "soon"
      |           ^^^^^^
      |
      = help: write year, month and day without quotes: `2025-03-12`
    "#);
}
