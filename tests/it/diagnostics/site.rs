//! Problems in what becomes of the digest as pages, as they are drawn.

use insta::assert_snapshot;

use crate::site::{drawn, entry, site};

#[test]
fn two_outputs_at_one_address() {
    let aliases = entry("a", "2025-05-01", "aliases = [\"/old/\"]")
        + &entry("b", "2025-05-01", "aliases = [\"/older/\", \"/old\"]");
    assert_snapshot!(drawn(&aliases), @r#"
    error[output-conflict]: two outputs have the URL `/old/`
     --> content/papers/b.md:4:23
      |
    4 | aliases = ["/older/", "/old"]
      |                       ^^^^^^
      |
     ::: content/papers/a.md:4:12
      |
    4 | aliases = ["/old/"]
      |            ------- the other one
      |
      = help: rename one of them
    "#);
    assert_snapshot!(drawn(&entry("a", "2025-05-01", "aliases = [\"/topics/\"]")), @r#"
    error[output-conflict]: two outputs have the URL `/topics/`
     --> content/papers/a.md:4:12
      |
    4 | aliases = ["/topics/"]
      |            ^^^^^^^^^^
      |
      = help: digestgen generates the other one: choose another name
    "#);
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
     = help: digestgen generates the other one: choose another name
    ");
}

#[test]
fn outputs_that_cannot_be_next_to_each_other() {
    let case = "--- static/Plots/A.txt\nx\n--- static/plots/a.TXT\nx\n";
    assert_snapshot!(drawn(case), @"
    error[output-conflict]: `/plots/a.TXT` and `/Plots/A.txt` differ only in case or in the encoding of a letter, so they are one file on some systems
    --> static/plots/a.TXT
     = note: the other one: `static/Plots/A.txt`
     = help: rename one of them
    ");
    let folder = entry("one", "2025-05-01", "") + "--- static/papers/one\nx\n";
    assert_snapshot!(drawn(&folder), @"
    error[output-conflict]: `/papers/one` is a file, but `/papers/one/` needs a folder with its name
    --> static/papers/one
     = note: the other one: `content/papers/one.md`
     = help: rename one of them
    ");
    assert_snapshot!(drawn(&entry("a", "2025-05-01", "aliases = [\"/old.html\", \"/old.html/more/\"]")), @r#"
    error[output-conflict]: `/old.html` is a file, but `/old.html/more/` needs a folder with its name
     --> content/papers/a.md:4:12
      |
    4 | aliases = ["/old.html", "/old.html/more/"]
      |            ^^^^^^^^^^^  ----------------- the other one
      |
      = help: rename one of them
    "#);
    for files in [
        // Unicode has two forms of one letter; a page of digestgen is in lower case.
        "--- static/gr\u{f6}\u{df}e.png\nx\n--- static/gro\u{308}\u{df}e.png\nx\n".to_owned(),
        "--- static/Papers/index.html\nx\n".to_owned(),
        "--- static/topics\nx\n".to_owned(),
        entry("a", "2025-05-01", "aliases = [\"/feed.xml/old/\"]"),
        entry("a", "2025-05-01", "aliases = [\"/pic.png/\"]") + "--- static/pic.png\nx\n",
        entry("\u{446}", "2025-05-01", "aliases = [\"/papers/%D0%A6/\"]"),
    ] {
        assert_eq!(site(&files).build().codes(), ["output-conflict"], "{files}");
    }
    let fine =
        "--- static/Plots/a.txt\nx\n--- static/plots/b.txt\nx\n--- static/papers/one.txt\nx\n".to_owned();
    site(&(fine + &entry("one", "2025-05-01", "aliases = [\"/old/\", \"/old/more/\"]"))).build().fine();
}

#[test]
fn an_alias_takes_no_file_of_the_theme_or_of_digestgen() {
    let alias = |path: &str| entry("a", "2025-05-01", &format!("aliases = [\"{path}\"]"));
    assert_snapshot!(drawn(&alias("/style.css")), @r#"
    error[output-conflict]: two outputs have the URL `/style.css`
     --> content/papers/a.md:4:12
      |
    4 | aliases = ["/style.css"]
      |            ^^^^^^^^^^^^
      |
      = note: the other one: `themes/plain/static/style.css`
      = help: rename one of them
    "#);
    for path in ["/robots.txt", "/404.html", "/sitemap.xml", "/feed.xml", "/llms.txt"] {
        assert_eq!(site(&alias(path)).build().codes(), ["output-conflict"], "{path}");
    }
    // A static file replaces them on purpose.
    site("--- static/style.css\nx\n--- static/robots.txt\nx\n").build().fine();
}

#[test]
fn an_alias_that_includes_the_path_of_base_url() {
    let mut site = site(&entry("a", "2025-05-01", "aliases = [\"/dig/about/\", \"/digs/\"]"));
    let build = site.base_url("https://digest.example/dig/").build();
    assert_snapshot!(build.drawn(), @r#"
    warning[alias-with-base-path]: the alias `/dig/about/` includes the path of `base_url`, which is added to it
     --> content/papers/a.md:4:12
      |
    4 | aliases = ["/dig/about/", "/digs/"]
      |            ^^^^^^^^^^^^^
      |
      = help: write `/about/`
    "#);
    // A site at `/papers/` has entries below that path.
    site.replace("content/papers/a.md", "/dig/about/", "/papers/old/");
    site.base_url("https://digest.example/papers/").build().fine();
}

#[test]
fn an_alias_in_letters_of_any_script_is_percent_encoded_or_not() {
    let aliases =
        entry("a", "2025-05-01", "aliases = [\"/größe/\", \"/%E5%8A%9B%E5%AD%A6/\", \"/a%20b.html\"]");
    let build = site(&aliases).build().fine();
    for path in ["/größe/", "/力学/", "/a b.html"] {
        assert!(build.page(path).contains("url=/papers/a/"), "{path}");
    }
}

#[test]
fn a_path_that_no_system_accepts() {
    let alias = format!("aliases = [\"/{}/\"]", "a".repeat(256));
    let found = drawn(&entry("a", "2025-05-01", &alias));
    assert!(
        found.starts_with("error[long-output-path]: the output has a name of more than 255 bytes"),
        "{found}"
    );
    assert!(found.contains("content/papers/a.md:4:12"), "{found}");
    let alias = format!("aliases = [\"/{}\"]", "abcdefg/".repeat(520));
    assert_eq!(site(&entry("a", "2025-05-01", &alias)).build().codes(), ["long-output-path"]);
    let alias = format!("aliases = [\"/{}/\"]", "a".repeat(255));
    site(&entry("a", "2025-05-01", &alias)).build().fine();
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
