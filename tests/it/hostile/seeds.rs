//! What the fuzz targets have found, kept as tests: the same checks on the same inputs.

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
