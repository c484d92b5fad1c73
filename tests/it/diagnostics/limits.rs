//! What is said of a site that does not fit its host.

use crate::site::{entry, site};

#[test]
fn a_site_beyond_or_near_a_limit() {
    let text =
        |files: usize| format!("[limits]\nfiles = {files}\n") + &entry("a", "2025-05-01", "tags = [\"x\"]");
    let drawn = site(&text(5)).check().drawn(&["over-limit"]);
    assert!(drawn.starts_with("error[over-limit]: the site exceeds a limit of `[limits]`: "), "{drawn}");
    assert!(drawn.contains(" of 5 files\n") && drawn.contains("--> config.toml"), "{drawn}");
    assert!(drawn.contains("= help: what costs most:") && drawn.contains(" MB  editions"), "{drawn}");
    assert!(drawn.contains("raise `authors_min` and `tags_min`"), "no values would fit: {drawn}");
    let files = site(&text(5)).build().fine().addresses().len();
    let drawn = site(&text(files)).check().drawn(&["near-limit"]);
    assert!(
        drawn.starts_with("warning[near-limit]: the site is close to a limit of `[limits]`: "),
        "{drawn}"
    );
    assert!(drawn.contains(&format!("{files} files of {files} files")), "{drawn}");
    assert_eq!(site(&text(2 * files)).check().drawn(&["near-limit", "over-limit"]), "");
}
