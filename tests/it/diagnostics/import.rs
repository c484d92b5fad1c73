//! Problems in files that are imported, as they are drawn.

use digestgen::diagnostic::{Colour, draw};
use digestgen::import::{Format, Written, read, update};
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
    assert_snapshot!(drawn(Format::Bibtex, "@article{a,\n  title = {One}\n  year = 2000\n}\n@book{b, title={Two}}"), @"");
    assert_snapshot!(drawn(Format::JsonLines, "{\"title\": \"One\"}\n{\"title\": 1}\n"), @"");
    assert_snapshot!(drawn(Format::Ris, "TY  - JOUR\nTI  - One\n"), @"");
    assert_snapshot!(drawn(Format::Arxiv, "<feed><entry><title>One</title>"), @"");
}

#[test]
fn records_without_title() {
    assert_snapshot!(drawn(Format::Bibtex, "@article{a, year = 2000}"), @"");
    assert_snapshot!(drawn(Format::Csl, "[{\"id\": \"x\", \"type\": \"book\"}]"), @"");
}

#[test]
fn abbreviations_and_references_that_lead_nowhere() {
    assert_snapshot!(drawn(Format::Bibtex, "@article{a, title = {One}, journal = AIJ,\n crossref = {b}}"), @"");
}

#[test]
fn an_entry_whose_facts_cannot_be_refreshed() {
    let found = read(Format::Bibtex, &SourcePath::new("list"), "@book{a, title={One}}").value;
    let path = SourcePath::new("content/papers/one.md");
    let problem =
        update(&path, "+++\ntitle = \n+++\n", &found.records[0], &mut Written::default()).unwrap_err();
    assert_snapshot!(draw(&problem, &|_| None, Colour::No), @"");
}

#[test]
fn a_list_without_a_day() {
    let path = SourcePath::new("papers.json");
    let problem = digestgen::diagnostic::codes::import::no_list_day(&path, digestgen::place::Span::new(1, 5));
    assert_snapshot!(draw(&problem, &|_| Some("[{\"paper\": {}}]"), Colour::No), @"");
}
