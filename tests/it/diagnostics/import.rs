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
    assert_snapshot!(drawn(Format::Bibtex, "@article{a,\n  title = {One} !\n}\n@book{b, title={Two}}"), @"
    error[bad-record]: this record cannot be read: expected `,` or `}`, found `!`
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
    assert_snapshot!(drawn(Format::Ris, "TI  - One\n"), @"
    error[bad-record]: this record cannot be read: no record was started with `TY  -`
     --> list:1:1
      |
    1 | TI  - One
      | ^^^^^^^^^
      |
      = help: fix the file and import it again: existing entries are not duplicated
    ");
    assert_snapshot!(drawn(Format::Arxiv, "<feed><entry><title>One</title>"), @"
    error[bad-record]: this record cannot be read: the response is truncated
     --> list:1:32
      |
    1 | <feed><entry><title>One</title>
      |                                ^
      |
      = help: fix the file and import it again: existing entries are not duplicated
    ");
}

#[test]
fn records_that_are_read_all_the_same() {
    assert_snapshot!(drawn(Format::Bibtex, "@article{a,\n  title = {One}\n  year = 2000\n}"), @"
    warning[repaired-record]: this record is damaged, but was read: a comma is missing before this field
     --> list:3:3
      |
    3 |   year = 2000
      |   ^^^^^^^^^^^
      |
      = help: compare the entry with the record, or fix the file
    ");
    assert_snapshot!(drawn(Format::Ris, "TY  - JOUR\nTI  - One\n"), @"
    warning[repaired-record]: this record is damaged, but was read: `ER  -` is missing at the end
     --> list:1:1
      |
    1 | TY  - JOUR
      | ^^^^^^^^^^
      |
      = help: compare the entry with the record, or fix the file
    ");
    assert_snapshot!(drawn(Format::Bibtex, "@book{a, title={One}, year={the year after}}"), @"
    warning[unread-date]: `date` is not a date: `the year after`
     --> list:1:1
      |
    1 | @book{a, title={One}, year={the year after}}
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: the text is kept in `publication.status`; write the date into `published`
    ");
}

#[test]
fn files_in_other_encodings() {
    let drawn = |bytes: &[u8]| {
        let found = digestgen::import::decode(&SourcePath::new("list"), bytes.to_vec()).diagnostics;
        found.iter().map(|diagnostic| draw(diagnostic, &|_| None, Colour::No)).collect::<String>()
    };
    assert_snapshot!(drawn(b"author = {J\xF6rg M\xFCller and Andr\xE9 Fran\xE7ois}"), @"
    warning[guessed-encoding]: this file is not UTF-8 and was read as windows-1252
    --> list
     = help: check names with accents; if they are wrong, save the file as UTF-8 and import it again
    ");
    assert_snapshot!(drawn(b"\xFF\xFE\x00\xD8"), @"
    error[undecodable-text]: this file is not valid UTF-16LE
    --> list
     = help: save the file as UTF-8 and import it again: nothing was imported from it
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
    error[cannot-update]: this entry cannot be updated: its front matter has syntax errors
    --> content/papers/one.md
     = help: run `digestgen build` to see the error, and fix it first
    ");
}

#[test]
fn a_list_without_a_day() {
    let mut site = crate::site::site("");
    site.write("papers.json", "[{\"paper\": {\"id\": \"2306.00001\", \"title\": \"T\"}}]");
    let mut command = crate::program::digestgen(site.root(), &["import", "hf", "papers.json"]);
    let ran = crate::program::ran(command.current_dir(site.root()).output().unwrap());
    let (problem, _) = ran.err.rsplit_once("\n\n").unwrap_or((&ran.err, ""));
    assert_snapshot!(problem, @r#"
    error[missing-list-date]: this list has no date
     --> papers.json:1:2
      |
    1 | [{"paper": {"id": "2306.00001", "title": "T"}}]
      |  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: name the file after the date, such as `2025-03-12.json`, or use `--date 2025-03-12`
    "#);
}
