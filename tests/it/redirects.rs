//! `[outputs] redirects`: old addresses in the file that a host reads.

use crate::site::{Site, site};

fn digest(format: &str) -> Site {
    let entry = "+++\ntitle = \"A\"\ndate = 2025-05-01\naliases = [\"/old path/x\", \"/\\u00fcber.html\", \"/*/y/\"]\n+++\nText.\n";
    site(&format!("[outputs]\n{format}\n--- content/papers/a.md\n{entry}"))
}

#[test]
fn each_host_gets_its_file() {
    let lines = "/%2A/y /papers/a/ 301\n/%2A/y/ /papers/a/ 301\n/old%20path/x /papers/a/ 301\n\
                 /old%20path/x/ /papers/a/ 301\n/%C3%BCber.html /papers/a/ 301\n";
    let build = digest("redirects = \"cloudflare\"").build().fine();
    assert_eq!(build.page("/_redirects"), lines);
    let build = digest("redirects = \"netlify\"").build().fine();
    assert_eq!(build.page("/_redirects"), lines.replace("301\n", "301!\n"));
    let build = digest("redirects = \"nginx\"").build().fine();
    assert!(build.page("/redirects.map").contains("\"/old path/x/\" \"/papers/a/\";\n"));
    assert!(build.page("/old path/x/").contains("/papers/a/"), "the page is there too");
    let build = digest("").build().fine();
    assert!(!build.has("/_redirects") && !build.has("/redirects.map"));
}

#[test]
fn below_a_path_both_addresses_have_it() {
    let build = digest("redirects = \"cloudflare\"").base_url("https://example.org/d/").build().fine();
    assert!(build.page("/_redirects").contains("\n/d/old%20path/x/ /d/papers/a/ 301\n"));
}

#[test]
fn a_file_of_the_curator_wins() {
    let mut site = digest("redirects = \"netlify\"");
    site.write("static/_redirects", "/mine /papers/a/\n");
    assert_eq!(site.build().fine().page("/_redirects"), "/mine /papers/a/\n");
}

#[test]
fn line_ends_are_refused_where_they_are_written() {
    let text =
        "--- content/papers/a.md\n+++\ntitle = \"A\"\ndate = 2025-05-01\naliases = [\"/a\\n/b /c\"]\n+++\n";
    assert_eq!(site(&format!("[outputs]\nredirects = \"netlify\"\n{text}")).build().codes(), ["bad-alias"]);
}
