//! Addresses: old ones, those below a path, links between entries.

use crate::site::{Site, entry, site};

/// A site that links in every way there is.
pub fn linked() -> Site {
    let text = [
        "description = \"All\"\n[[nav]]\nname = \"About\"\nurl = \"/about/\"\n[[nav]]\nname = \"Code\"\nurl = \"https://code.example/\"\n",
        &entry(
            "b",
            "2025-05-08",
            "again = \"a\"\narxiv = \"1706.03762\"\ntopics = [\"T\"]\ntags = [\"g\"]\nauthors = [\"Emmy Noether\"]",
        ),
        r#"--- content/papers/a/index.md
+++
title = "Title $x$"
date = 2025-05-01
arxiv = "1706.03762v2"
code = "/files/code.zip"
"#,
        "image = \"plot.png\"\ntldr = \"See [[c]]\"\naliases = [\"/old/a\", \"/older/a.html\"]\nabstract = \"Words.\"\n+++\n",
        "First [about](/about/), [[c|that]], [@1706.03762], ![](plot.png) and ![](/pic.png).[^1]\n\n## Head\n\n[^1]: Note.\n",
        r"--- content/papers/a/plot.png
x
--- static/pic.png
x
--- static/files/code.zip
x
",
        &entry("c", "2025-04-30", "topics = [\"T\", \"U\"]"),
        r#"--- content/pages/about.md
+++
title = "About"
aliases = ["/info/"]
+++
See [[a]] and [home](/).
"#,
        r#"--- content/editions/2025-05-01.md
+++
title = "First"
+++
Words on [[a]].

## Head
"#,
        r#"--- content/topics/t.md
+++
title = "T"
links = [{ name = "About", url = "/about/" }]
aliases = ["/old-t/"]
+++
On [[a]].
"#,
        r#"--- content/topics/u.md
+++
title = "U"
+++
"#,
    ];
    site(&text.concat())
}

/// Addresses in attributes of a page: path of the page, address.
fn addresses(page: &str) -> impl Iterator<Item = &str> {
    let attributes = ["href=\"", "src=\"", "url="];
    attributes
        .into_iter()
        .flat_map(move |name| page.split(name).skip(1).map(|rest| rest.split(['"', ' ']).next().unwrap()))
}

#[test]
fn old_addresses_lead_to_the_new_ones() {
    let build = linked().build().fine();
    for (old, new) in [
        ("/old/a/", "/papers/a/"),
        ("/older/a.html", "/papers/a/"),
        ("/info/", "/about/"),
        ("/old-t/", "/topics/t/"),
    ] {
        let page = build.page(old);
        assert!(page.contains(&format!("content=\"0; url={new}\"")), "{page}");
        assert!(page.contains(&format!("rel=\"canonical\" href=\"https://digest.example{new}\"")), "{page}");
        assert!(!page.contains("noindex"), "it would contradict the canonical link");
    }
}

#[test]
fn every_link_carries_the_path_of_the_site_and_leads_somewhere() {
    for theme in ["plain", "default"] {
        let mut site = linked();
        site.replace("config.toml", "\"plain\"", &format!("\"{theme}\""));
        let build = site.base_url("https://digest.example/repo/").build().fine();
        for (file, bytes) in build.files.iter().filter(|(file, _)| file.ends_with(".html")) {
            for address in addresses(std::str::from_utf8(bytes).unwrap()) {
                let path = address.strip_prefix("https://digest.example").unwrap_or(address);
                if path.contains("://") || path.starts_with('#') {
                    continue;
                }
                let below = path
                    .strip_prefix("/repo/")
                    .unwrap_or_else(|| panic!("{theme}: {file} links to `{address}`"));
                let target = format!("/{}", below.split('#').next().unwrap());
                assert!(build.has(&target), "{theme}: {file} links to `{address}`, which is not there");
            }
        }
        for file in ["/feed.xml", "/topics/t/feed.xml", "/sitemap.xml", "/robots.txt"] {
            let text = build.page(file);
            assert!(
                text.contains("https://digest.example/repo/") && !text.contains("digest.example/papers"),
                "{text}"
            );
            assert!(
                !text.contains("href=&quot;/") && !text.contains("href=\"/"),
                "links in feeds are whole: {text}"
            );
        }
        assert!(build.page("/old/a/").contains("url=/repo/papers/a/"));
    }
}

#[test]
fn the_same_paper_in_two_editions_links_both_ways() {
    let entries = entry("first", "2025-05-01", "arxiv = \"1706.03762\"")
        + &entry("second", "2025-05-08", "arxiv = \"1706.03762\"\nagain = \"first\"")
        + &entry("third", "2025-05-15", "doi = \"10.48550/arXiv.1706.03762\"\nagain = \"first\"")
        + "[@1706.03762v9]\n";
    let build = site(&entries).build().fine();
    let also = |slug: &str| {
        let page = build.main(&format!("/papers/{slug}/")).to_owned();
        page.split("Also listed as").nth(1).and_then(|rest| rest.split("</p>").next()).map(crate::site::plain)
    };
    assert_eq!(also("second").as_deref(), Some(" first"));
    assert_eq!(also("third").as_deref(), Some(" first"));
    assert_eq!(also("first").as_deref(), Some(" second, third"));
    assert!(
        build.main("/papers/third/").contains("href=\"/papers/first/\">first"),
        "an arXiv id means the oldest entry"
    );
}

#[test]
fn a_withdrawn_paper_is_struck_out_and_says_so() {
    let build = site(&entry("a", "2025-05-01", "status = \"withdrawn\"")).build().fine();
    for page in ["/papers/", "/2025/05/01/", "/papers/a/"] {
        assert!(build.main(page).contains("class=\"withdrawn\""), "{page}");
    }
    assert!(build.page("/feed.xml").contains("[Withdrawn] a"));
}

#[test]
fn slugs_of_entries_come_from_the_file_the_folder_or_the_front_matter() {
    let text = entry("Some Paper (2025)", "2025-05-01", "")
        + &entry("2024/deep/index", "2025-05-01", "")
        + &entry("file", "2025-05-01", "slug = \"Pinned Down!\"");
    let build = site(&text).build().fine();
    for slug in ["some-paper-2025", "deep", "pinned-down"] {
        assert!(build.has(&format!("/papers/{slug}/")), "{slug}");
    }
}

#[test]
fn pages_of_the_curators_may_lie_deep() {
    let page = |path: &str| {
        format!(
            r#"--- content/pages/{path}.md
+++
title = "{path}"
+++
"#
        )
    };
    let build = site(&(page("About Us") + &page("help/how to") + &page("team/index"))).build().fine();
    for path in ["/about-us/", "/help/how-to/", "/team/"] {
        assert!(build.has(path), "{path}");
    }
}
