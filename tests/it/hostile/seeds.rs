//! What the fuzz targets have found, kept as tests: the same checks on the same inputs.

use proptest::prelude::*;

use super::document;

#[path = "../../../fuzz/src/targets.rs"]
mod targets;

type Target = fn(&[u8]);

#[test]
fn what_was_found_stays_mended() {
    let each: [(Target, &[&str]); 5] = [
        (
            targets::front_matter,
            &["title = \"T\"\ndate = 2025-05-01\ncurator = { name = \"x\", url = \"javascript:x\" }\n+++\n"],
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
