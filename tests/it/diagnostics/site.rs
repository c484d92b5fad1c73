//! Problems in what becomes of the digest as pages, as they are drawn.

use insta::assert_snapshot;

use crate::site::{drawn, entry, site};

#[test]
fn two_outputs_at_one_address() {
    let aliases = entry("a", "2025-05-01", "aliases = [\"/old/\"]")
        + &entry("b", "2025-05-01", "aliases = [\"/older/\", \"old\"]");
    assert_snapshot!(drawn(&aliases), @"
    error[output-conflict]: two outputs have the URL `/old/`
    --> content/papers/b.md
     = note: the other one: `content/papers/a.md`
     = help: rename one of them
    ");
    assert_snapshot!(drawn(&entry("a", "2025-05-01", "aliases = [\"/topics/\"]")), @"
    error[output-conflict]: two outputs have the URL `/topics/`
    --> content/papers/a.md
     = help: digestgen generates this page: choose another name
    ");
    let page = "--- content/pages/about.md\n+++\ntitle = \"About\"\n+++\n--- static/about/index.html\nx\n";
    assert_snapshot!(drawn(page), @"
    error[output-conflict]: two outputs have the URL `/about/`
    --> content/pages/about.md
     = note: the other one: `static/about/index.html`
     = help: rename one of them
    ");
    assert_snapshot!(drawn("--- static/papers/index.html\nx\n"), @"
    error[output-conflict]: two outputs have the URL `/papers/`
    --> static/papers/index.html
     = help: digestgen generates this page: choose another name
    ");
}

#[test]
fn a_page_whose_name_is_reserved() {
    let page = |path: &str| format!("--- content/pages/{path}.md\n+++\ntitle = \"x\"\n+++\n");
    assert_snapshot!(drawn(&page("archive")), @"
    error[reserved-page]: `/archive/` is a URL that digestgen uses itself
    --> content/pages/archive.md
     = help: rename the file
    ");
    for name in
        ["papers", "topics", "tags/mine", "authors", "api", "page", "search", "404", "2025", "1999/old"]
    {
        assert_eq!(site(&page(name)).build().codes(), ["reserved-page"], "{name}");
    }
    for name in ["about", "about/us", "paper", "20256"] {
        assert!(site(&page(name)).build().fine().has(&format!("/{name}/")), "{name}");
    }
}
