//! `[pages] authors_min` and `tags_min`, and `[limits]`: what has no page, and what does not fit a host.

use std::fs;

use crate::program::program;

use crate::site::{Build, Site, entry, site};

/// Two entries of Ada and Emmy, one of them also by Grace and a group with a file.
fn digest(config: &str) -> Site {
    let people = |names: &str, tags: &str| format!("authors = [{names}]\ntags = [{tags}]\ntopics = [\"T\"]");
    let text = [
        format!("{config}\n"),
        entry(
            "a",
            "2025-05-01",
            &people("\"Ada Lovelace\", \"Grace Hopper\", \"{Club}\"", "\"x\", \"y & z\""),
        ),
        entry("b", "2025-05-02", &people("\"Ada Lovelace\", \"Emmy Noether\"", "\"x\"")),
        entry("c", "2025-05-02", &people("\"Emmy Noether\"", "")),
        "--- content/authors/club.md\n+++\nname = \"Club\"\naliases = [\"/club/\"]\n+++\nWho we are.\n"
            .to_owned(),
    ];
    site(&text.concat())
}

#[test]
fn a_name_with_few_entries_is_plain_text() {
    for theme in ["plain", "default"] {
        let mut site = digest("[pages]\nauthors_min = 2\ntags_min = 2");
        site.replace("config.toml", "theme = \"plain\"", &format!("theme = \"{theme}\""));
        let build = site.build().fine();
        assert!(build.has("/authors/ada-lovelace/") && build.has("/authors/emmy-noether/"), "{theme}");
        assert!(!build.has("/authors/grace-hopper/") && !build.has("/tags/y-z/"), "{theme}");
        assert!(!build.has("/tags/y-z/feed.xml") && !build.has("/tags/y-z/papers.bib"), "{theme}");
        assert!(build.has("/authors/club/") && build.has("/club/"), "{theme}: it has a file of its own");
        let page = build.page("/papers/a/");
        assert!(page.contains("Grace Hopper") && page.contains("y &amp; z"), "{theme}: the names stay");
        assert!(build.page("/authors/").contains("Hopper"), "{theme}: the index names everybody");
        assert!(build.page("/papers.bib").contains("Hopper, Grace"), "{theme}");
        assert!(build.page("/feed.xml").contains("Grace Hopper"), "{theme}");
        assert!(!build.page("/sitemap.xml").contains("grace-hopper"), "{theme}");
        assert!(!build.page("/feeds.opml").contains("y-z"), "{theme}");
        for page in build.addresses().iter().filter(|page| page.ends_with('/')) {
            let links = build.page(page).split("href=\"").skip(1);
            let links = links.filter_map(|rest| rest.split('"').next());
            let dead: Vec<_> = links.filter(|link| is_missing(&build, link)).collect();
            assert!(dead.is_empty(), "{theme}: {page} links to {dead:?}");
        }
    }
}

/// Whether a link is one of the site and leads to nothing.
fn is_missing(build: &Build, link: &str) -> bool {
    let path = link.split('#').next().unwrap_or_default();
    path.starts_with('/') && !build.has(path)
}

#[test]
fn with_a_search_the_name_leads_there() {
    let search = "search = \"/find/?q={searchTerms}\"\n[pages]\nauthors_min = 2\ntags_min = 2";
    let mut site = digest(search);
    let build = site.base_url("https://example.org/d/").build().fine();
    let page = build.main("/papers/a/");
    assert!(page.contains("<a href=\"/d/find/?q=Grace%20Hopper\">Grace Hopper</a>"), "{page}");
    assert!(page.contains("<a href=\"/d/find/?q=y%20%26%20z\">"), "{page}");
    assert!(page.contains("<a href=\"/d/authors/ada-lovelace/\">"), "{page}");
}

#[test]
fn an_entry_that_gives_somebody_a_page_renders_every_page_with_the_name() {
    let mut site = digest("[pages]\nauthors_min = 2");
    site.build().fine();
    site.write(
        "content/papers/d.md",
        "+++\ntitle = \"d\"\ndate = 2025-05-03\nauthors = [\"Grace Hopper\"]\n+++\nx\n",
    );
    let build = site.build().fine();
    assert!(build.has("/authors/grace-hopper/"));
    assert!(build.main("/papers/a/").contains("href=\"/authors/grace-hopper/\""));
    assert!(build.main("/authors/ada-lovelace/").contains("href=\"/authors/grace-hopper/\""));
    site.remove("content/papers/d.md");
    let build = site.build().fine();
    assert!(!build.has("/authors/grace-hopper/") && !build.main("/papers/a/").contains("grace-hopper"));
}

fn run(site: &Site, words: &[&str]) -> (i32, String) {
    let mut command = program();
    command.current_dir(site.root()).args(words).args(["--today", crate::site::TODAY]);
    let output = command.env_remove("DIGESTGEN_BASE_URL").output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// How many files the digest has without limits.
fn count(site: &Site) -> usize {
    let (code, said) = run(site, &["build"]);
    assert_eq!(code, 0, "{said}");
    said.split(": ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap()
}

#[test]
fn a_site_that_does_not_fit_replaces_nothing() {
    let files = count(&digest(""));
    let site = digest(&format!("[limits]\nfiles = {}", files - 1));
    let (code, said) = run(&site, &["build"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("error[over-limit]: the site exceeds a limit of `[limits]`"), "{said}");
    assert!(said.contains(" tags\n") || said.contains("  tags"), "a table of what costs most: {said}");
    assert!(
        said.contains("with `authors_min = 1` and `tags_min = 2` under `[pages]` it would fit"),
        "{said}"
    );
    assert!(!site.root().join("public").exists(), "nothing was written");
    // The advice is right.
    let site = digest(&format!("[limits]\nfiles = {}\n[pages]\ntags_min = 2", files - 1));
    let (code, said) = run(&site, &["build"]);
    assert!(code == 0 && said.contains("warning[near-limit]"), "{said}");
    let (code, said) = run(&site, &["build", "--strict", "--output", "strict"]);
    assert!(code == 1 && said.contains("error[near-limit]"), "{said}");
    // Warned again though nothing has changed.
    let (code, said) = run(&site, &["build"]);
    assert!(
        code == 0 && said.contains("warning[near-limit]") && said.contains(": 0 files written"),
        "{said}"
    );
}

#[test]
fn a_check_says_how_much_is_left() {
    let site = digest("[limits]\nhost = \"cloudflare-pages\"\nbytes = 5_000_000");
    let (code, said) = run(&site, &["check"]);
    assert!(said.contains(" files of 20,000 files, 19,"), "{code}: {said}");
    assert!(said.contains(" MB of 5.0 MB, ") && said.contains(" MB left\n"), "{said}");
    assert!(said.contains(" MB in one file of 26.3 MB in one file, "), "{said}");
    let site = digest("[limits]\nbytes = 1000");
    let (code, said) = run(&site, &["check"]);
    assert!(code == 1 && said.contains("error[over-limit]") && said.contains("too many"), "{said}");
}

#[test]
fn each_host_has_its_limits() {
    let mut site = digest("[limits]\nhost = \"netlify\"");
    let (_, said) = run(&site, &["check"]);
    assert!(said.contains(" files in one folder of 54,000 files in one folder, "), "{said}");
    site.replace("config.toml", "netlify", "github-pages");
    let (_, said) = run(&site, &["check"]);
    assert!(said.contains(" MB of 1,000.0 MB, "), "{said}");
    site.replace("config.toml", "github-pages", "geocities");
    let (code, said) = run(&site, &["check"]);
    assert!(code == 1 && said.contains("geocities"), "{said}");
    // Serving and building without limits know nothing of them.
    fs::write(site.root().join("config.toml"), crate::site::CONFIG).unwrap();
    let (_, said) = run(&site, &["check"]);
    assert!(!said.contains(" left"), "{said}");
}
