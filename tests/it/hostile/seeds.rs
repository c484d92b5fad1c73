//! What the fuzz targets have found, kept as tests: the same checks on the same inputs.

use proptest::prelude::*;

use super::document;
use crate::rebuild::Random;

#[path = "../../../fuzz/src/targets.rs"]
mod targets;

type Target = fn(&[u8]);

#[test]
fn what_was_found_stays_mended() {
    let each: [(Target, &[&str]); 6] = [
        (
            targets::front_matter,
            &["title = \"T\"\ndate = 2025-05-01\ncurator = { name = \"x\", url = \"javascript:x\" }\n+++\n"],
        ),
        (
            targets::yaml,
            &[
                "title: \"T\"\ndate: 2025-05-01\ncurator: {name: x, url: \"javascript:x\"}\n---\n",
                "title: &a [*a]\n? {b: c}\n: !!str d\ntags:\n- a\n-b\n",
                "abstract: |+\n  a\n\n",
            ],
        ),
        (targets::config, &["nav = [\"javascript:x\"]\n"]),
        (targets::markdown, &["[a](javascript:x)", "$B\\!\\sim\\!2.5$"]),
        (targets::slugs, &["…"]),
        (targets::dates, &["2025-W53"]),
    ];
    for (target, inputs) in each {
        inputs.iter().for_each(|input| target(input.as_bytes()));
    }
    targets::kept(b"\xff\x00");
}

/// What records consist of, and what takes them apart.
const PIECES: [&str; 59] = [
    "@article{",
    "@book(",
    "@string{a = ",
    "title",
    " = ",
    "{",
    "}",
    "\"",
    ",",
    "#",
    "crossref",
    "a",
    "\n",
    "\\",
    "$",
    "^",
    "_",
    "~",
    "--",
    "\\emph{",
    "\\'e",
    "\\item",
    "\\begin{itemize}",
    "\\url{",
    "\\href{",
    "{\\o}",
    " and ",
    "others",
    "family=",
    "given=",
    "Jr.",
    "van",
    "王",
    "et al.",
    "*†",
    "<i>",
    "</i>",
    "<p>",
    "<jats:tex-math>",
    "</jats:tex-math>",
    "&amp;",
    "&#0;",
    "&",
    "TY  - ",
    "ER  - ",
    "AU  - ",
    "DA  - ",
    "May",
    "2003",
    "1960–61",
    "/",
    "in press",
    "https://x.org/",
    "arXiv:1706.03762",
    "10.1000/x",
    "\u{0}",
    "é",
    "+++",
    "'''",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn records_of_any_pieces_become_entries(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24)
    ) {
        let text = pieces.concat();
        for target in [targets::ris, targets::csl, targets::names, targets::record_dates, targets::tex] {
            target(text.as_bytes());
        }
    }
}

/// Front matter that random edits begin with.
const YAML: &str = "title: 'It''s: a title' # c\ndate: 2025-05-01\nauthors:\n- Ada Lovelace\n- {family: Berg, given: \"J\\u00e9\"}\n\
                    tags: [a, b]\nabstract: |-\n  One\n    $\\alpha$\n\n  two\ntldr: >\n  x\n  y\npublication:\n  volume: 7\n  issued: 1988/1991\n";

/// What is put in at random.
const PARTS: [&str; 30] = [
    ": ", "- ", "\n", "  ", "\t", "\"", "'", "[", "]", "{", "}", ",", "#", "&a ", "*a", "!t ", "|", ">",
    "? ", "---\n", "...\n", "%", "@", "\\", "~", "<<", "\u{feff}", "é", "\r", "\u{85}",
];

#[test]
fn yaml_after_random_edits() {
    let mut random = Random::seeded();
    // More of them: `EDITS=1000000`.
    let edits = std::env::var("EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(400);
    for _ in 0..edits {
        let mut text = YAML.to_owned();
        for _ in 0..random.below(6) + 1 {
            let boundary = |at: usize| text.floor_char_boundary(at);
            let (from, len) = (boundary(random.below(text.len() + 1)), random.below(4));
            let to = boundary((from + len).min(text.len())).max(from);
            let part = if random.below(4) == 0 { "" } else { PARTS[random.below(PARTS.len())] };
            text.replace_range(from..to, part);
        }
        targets::yaml(text.as_bytes());
    }
}
