//! Problems in files that are imported, as they are drawn.

use digestgen::diagnostic::{Colour, draw};
use digestgen::import::{Format, ImportHistory, read, update};
use digestgen::place::SourcePath;
use insta::assert_snapshot;

fn drawn(format: Format, text: &str) -> String {
    let path = SourcePath::new("list");
    let diagnostics = read(format, &path, text).diagnostics;
    let drawn = diagnostics.iter().map(|diagnostic| draw(diagnostic, &|_| Some(text), Colour::No));
    drawn.collect::<Vec<_>>().join("\n\n")
}

#[test]
fn records_that_cannot_be_read() {
    assert_snapshot!(drawn(Format::Bibtex, "@article{a,\n  title = {One}\n  year = 2000\n}\n@book{b, title={Two}}"), @"
    error[bad-record]: this record cannot be read: expected `,` or `}`, found `year = 2000`
     --> list:1:1
      |
    1 | @article{a,
      | ^^^^^^^^^^^
      |
      = help: fix the file and import it again: existing entries are not duplicated
    ");
    assert_snapshot!(drawn(Format::JsonLines, "{\"title\": \"One\"}\n{\"title\": 1}\n"), @r#"
    error[bad-record]: this record cannot be read: invalid type: integer `1`, expected a string
     --> list:2:11
      |
    2 | {"title": 1}
      |           ^
      |
      = help: fix the file and import it again: existing entries are not duplicated
    "#);
    assert_snapshot!(drawn(Format::Ris, "TY  - JOUR\nTI  - One\n"), @"
    error[bad-record]: this record cannot be read: the `ER  - ` that ends it is missing
     --> list:1:1
      |
    1 | TY  - JOUR
      | ^^^^^^^^^^
      |
      = help: fix the file and import it again: existing entries are not duplicated
    ");
    assert_snapshot!(drawn(Format::Arxiv, "<feed><entry><title>One</title>"), @"
    error[bad-record]: this record cannot be read: it ends in the middle
     --> list:1:32
      |
    1 | <feed><entry><title>One</title>
      |                                ^
      |
      = help: fix the file and import it again: existing entries are not duplicated
    ");
}

#[test]
fn records_without_title() {
    assert_snapshot!(drawn(Format::Bibtex, "@article{a, year = 2000}"), @"
    error[untitled-record]: `a` has no title
     --> list:1:1
      |
    1 | @article{a, year = 2000}
      | ^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: add one: an entry needs at least `title` and `date`
    ");
    assert_snapshot!(drawn(Format::Csl, "[{\"id\": \"x\", \"type\": \"book\"}]"), @r#"
    error[untitled-record]: `x` has no title
     --> list:1:2
      |
    1 | [{"id": "x", "type": "book"}]
      |  ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: add one: an entry needs at least `title` and `date`
    "#);
}

#[test]
fn abbreviations_and_references_that_lead_nowhere() {
    assert_snapshot!(drawn(Format::Bibtex, "@article{a, title = {One}, journal = AIJ,\n crossref = {b}}"), @"
    warning[undefined-string]: no `@string` defines `AIJ`
     --> list:1:38
      |
    1 | @article{a, title = {One}, journal = AIJ,
      |                                      ^^^ used as written
      |
      = help: write `@string{AIJ = {…}}` above it, or put the text in braces

    warning[unresolved-crossref]: `crossref` names `b`, which is not in the file
     --> list:1:1
      |
    1 | / @article{a, title = {One}, journal = AIJ,
    2 | |  crossref = {b}}
      | |________________^
      |
      = help: put both entries into one file, or fill in the missing fields
    ");
}

#[test]
fn an_entry_whose_facts_cannot_be_refreshed() {
    let found = read(Format::Bibtex, &SourcePath::new("list"), "@book{a, title={One}}").value;
    let path = SourcePath::new("content/papers/one.md");
    let problem =
        update(&path, "+++\ntitle = \n+++\n", &found.records[0], &mut ImportHistory::default()).unwrap_err();
    assert_snapshot!(draw(&problem, &|_| None, Colour::No), @"
    error[cannot-update]: this entry cannot be updated: its front matter is not valid TOML
    --> content/papers/one.md
     = help: run `digestgen build` to see the error, and fix it first
    ");
}

#[test]
fn a_list_without_a_day() {
    let path = SourcePath::new("papers.json");
    let problem =
        digestgen::diagnostic::codes::import::missing_list_date(&path, digestgen::place::Span::new(1, 5));
    assert_snapshot!(draw(&problem, &|_| Some("[{\"paper\": {}}]"), Colour::No), @r#"
    error[missing-list-date]: this list has no date
     --> papers.json:1:2
      |
    1 | [{"paper": {}}]
      |  ^^^^
      |
      = help: name the file after the date, such as `2025-03-12.json`, or use `--date 2025-03-12`
    "#);
}
