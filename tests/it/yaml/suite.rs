//! The YAML test suite: front matter takes what the parser takes, except for what it refuses on purpose.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use digestgen::fields::{File, TableReader};
use digestgen::place::SourcePath;
use digestgen::syntax::Syntax;
use granit_parser::{Event, Parser};
use serde_json::Value;

const SUITE: &str = "../shared/data/yaml/yaml-test-suite.jsonl";

/// Why front matter refuses a text that the parser takes.
fn refused_for(text: &str) -> BTreeSet<&'static str> {
    let mut reasons = BTreeSet::new();
    let (mut documents, mut is_root) = (0, true);
    for event in Parser::new_from_str(text) {
        let (event, _) = event.expect("the parser takes it");
        if event.tag().is_some() {
            reasons.insert("a tag");
        }
        if event.anchor_id().is_some_and(|id| id > 0) || event.is_alias() {
            reasons.insert("an anchor or alias");
        }
        match event {
            Event::DocumentStart(..) => documents += 1,
            Event::MappingStart(..) => is_root = false,
            Event::Scalar(..) | Event::SequenceStart(..) if is_root => {
                reasons.insert("no keys");
            }
            _ => {}
        }
    }
    if documents > 1 {
        reasons.insert("several documents");
    }
    reasons
}

#[test]
fn the_test_suite_is_read_as_the_parser_reads_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SUITE);
    let Ok(cases) = fs::read_to_string(&path) else {
        eprintln!("SKIPPED the YAML test suite: {SUITE} is not there");
        return;
    };
    let source = SourcePath::new("content/papers/a.md");
    let (mut count, mut taken) = (0, 0);
    for case in cases.lines() {
        let case: Value = serde_json::from_str(case).unwrap();
        let (id, text) = (case["id"].as_str().unwrap(), case["yaml"].as_str().unwrap());
        let file = File { path: &source, text, data: 0..text.len(), syntax: Syntax::Yaml };
        let codes: BTreeSet<String> =
            TableReader::parse(&file).diagnostics.iter().map(|found| found.code.to_string()).collect();
        let parses = Parser::new_from_str(text).all(|event| event.is_ok());
        let expected = if parses { refused_for(text) } else { BTreeSet::from(["a syntax error"]) };
        let messages: Vec<_> = TableReader::parse(&file).diagnostics.into_iter().map(|d| d.message).collect();
        let is_other_refusal = messages.iter().all(|message| {
            ["a key is not text", "written twice", "a tab in the indentation", "control character"]
                .iter()
                .any(|known| message.contains(known))
        });
        assert!(
            expected.is_empty() == codes.is_empty() || is_other_refusal && parses,
            "{id}: expected {expected:?}, found {messages:?} in\n{text}"
        );
        count += 1;
        taken += usize::from(codes.is_empty());
    }
    assert!(count > 300 && taken > 80, "{taken} of {count}");
}
