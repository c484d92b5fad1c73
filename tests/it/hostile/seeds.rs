//! What the fuzz targets have found, kept as tests: the same checks on the same inputs.

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
