//! Files that are copied as they are: whose wins, and where they lie.

use crate::site::{CONFIG, entry, site};

#[test]
fn static_files_of_the_site_win_over_those_of_its_themes() {
    let text = [
        r#"--- themes/child/theme.toml
extends = "parent"
--- themes/parent/theme.toml
extends = "plain"
"#,
        r"--- themes/parent/static/a.txt
parent
--- themes/parent/static/b.txt
parent
--- themes/parent/static/c.txt
parent
",
        r"--- themes/child/static/b.txt
child
--- themes/child/static/c.txt
child
--- static/c.txt
site
",
        r"--- static/img/deep/x.bin
x
--- static/.well-known/me
x
--- static/.DS_Store
x
--- static/draft~
x
",
    ];
    let mut site = site(&text.concat());
    site.write("config.toml", CONFIG.replace("plain", "child"));
    let build = site.build().fine();
    assert_eq!(
        [build.page("/a.txt"), build.page("/b.txt"), build.page("/c.txt")],
        ["parent\n", "child\n", "site\n"]
    );
    assert!(build.has("/style.css"), "of the built-in theme that is extended");
    assert!(build.has("/img/deep/x.bin") && build.has("/.well-known/me"));
    assert!(!build.has("/.DS_Store") && !build.has("/draft~"));
}

#[test]
fn any_name_of_a_file_is_right_in_pages_metadata_and_feeds() {
    for (name, encoded) in [
        ("fig #1.png", "fig%20%231.png"),
        ("a?b.png", "a%3Fb.png"),
        ("größe.png", "gr%C3%B6%C3%9Fe.png"),
        ("50 & more's.png", "50%20%26%20more's.png"),
        ("図/図 1.png", "%E5%9B%B3/%E5%9B%B3%201.png"),
    ] {
        let text = format!(
            "[outputs]\nsite = [\"rss\", \"atom\", \"json-feed\"]\n--- content/papers/a/index.md\n+++\ntitle = \"A\"\n\
             date = 2025-05-01\nimage = \"{name}\"\n+++\n![alt](<{name}>)\n--- content/papers/a/{name}\nx\n"
        );
        for theme in ["plain", "default"] {
            let mut site = site(&text);
            site.replace("config.toml", "\"plain\"", &format!("\"{theme}\""));
            let build = site.base_url("https://digest.example/d/").build().fine();
            assert!(build.has(&format!("/papers/a/{name}")), "{name}");
            let path = format!("/d/papers/a/{encoded}");
            let (page, url) =
                (build.page("/papers/a/").replace("&#39;", "'"), format!("https://digest.example{path}"));
            assert!(page.contains(&format!("src=\"{path}\"")), "{name}: {page}");
            assert!(page.contains(&format!("property=\"og:image\" content=\"{url}\"")), "{name}: {page}");
            for feed in ["/feed.xml", "/atom.xml", "/feed.json"] {
                let text =
                    build.page(feed).replace("&#x27;", "'").replace("&#39;", "'").replace("&apos;", "'");
                assert!(text.contains(&url), "{name} in {feed}: {text}");
            }
        }
    }
}

#[test]
fn a_themes_file_gives_way_to_a_page() {
    let text = r#"--- themes/plain/static/about/index.html
theme
--- themes/plain/static/robots.txt
theme
--- themes/plain/theme.toml
extends = "default"
--- content/pages/about.md
+++
title = "About"
+++
Mine.
"#;
    let build = site(text).build().fine();
    assert!(build.page("/about/").contains("Mine."));
}

#[test]
fn the_sites_own_robots_and_404_win() {
    let build = site(
        r"--- static/robots.txt
mine
--- static/404.html
mine
--- static/sitemap.xml
mine
",
    )
    .build()
    .fine();
    for address in ["/robots.txt", "/404.html", "/sitemap.xml"] {
        assert_eq!(build.page(address), "mine\n", "{address}");
    }
}

#[test]
fn pictures_of_an_entry_lie_at_its_address() {
    let text = entry("2024/My Paper/index", "2025-05-01", "image = \"cover.jpg\"")
        + "![Plot](img/plot%20one.png) ![](./cover.jpg) [data](data.csv)\n"
        + r"--- content/papers/2024/My Paper/img/plot one.png
x
--- content/papers/2024/My Paper/cover.jpg
x
" + r"--- content/papers/2024/My Paper/data.csv
x
--- content/papers/stray.png
x
";
    let build = site(&text).build().fine();
    for file in ["img/plot one.png", "cover.jpg", "data.csv"] {
        assert!(build.has(&format!("/papers/my-paper/{file}")), "{file}: {:?}", build.addresses());
    }
    assert!(!build.addresses().iter().any(|address| address.contains("stray")), "it belongs to no entry");
    let main = build.main("/papers/my-paper/");
    for address in [
        "src=\"/papers/my-paper/img/plot%20one.png\"",
        "src=\"/papers/my-paper/cover.jpg\"",
        "href=\"/papers/my-paper/data.csv\"",
    ] {
        assert!(main.contains(address), "{main}");
    }
}

#[test]
fn pictures_of_pages_editions_and_topics_lie_at_theirs() {
    let text = [
        r#"--- content/pages/about/index.md
+++
title = "About"
+++
![](me.jpg)
--- content/pages/about/me.jpg
x
"#,
        r#"--- content/topics/t/index.md
+++
title = "T"
+++
![](t.svg)
--- content/topics/t/t.svg
x
"#,
        r"--- content/editions/2025-05-01/index.md
+++
+++
![](day.png)
--- content/editions/2025-05-01/day.png
x
",
        &entry("a", "2025-05-01", "topics = [\"T\"]"),
    ];
    let build = site(&text.concat()).build().fine();
    for (page, picture) in [("/about/", "me.jpg"), ("/topics/t/", "t.svg"), ("/2025/05/01/", "day.png")] {
        assert!(build.has(&format!("{page}{picture}")), "{page}: {:?}", build.addresses());
        assert!(build.main(page).contains(&format!("src=\"{page}{picture}\"")), "{page}");
    }
    assert!(build.main("/").contains("src=\"/2025/05/01/day.png\""));
}

#[test]
fn a_file_that_changed_is_copied_again() {
    let mut site = site("--- static/a.txt\none\n");
    site.build();
    let build = site.write("static/a.txt", "three").build().fine();
    assert_eq!((build.page("/a.txt"), build.rendered()), ("three", vec!["/a.txt".to_owned()]));
}
