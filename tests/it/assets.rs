//! Files that are copied as they are: whose wins, and where they lie.

use crate::site::{CONFIG, entry, site};

#[test]
fn static_files_of_the_site_win_over_those_of_its_themes() {
    let text = [
        "--- themes/child/theme.toml\nextends = \"parent\"\n--- themes/parent/theme.toml\nextends = \"plain\"\n",
        "--- themes/parent/static/a.txt\nparent\n--- themes/parent/static/b.txt\nparent\n--- themes/parent/static/c.txt\nparent\n",
        "--- themes/child/static/b.txt\nchild\n--- themes/child/static/c.txt\nchild\n--- static/c.txt\nsite\n",
        "--- static/img/deep/x.bin\nx\n--- static/.well-known/me\nx\n--- static/.DS_Store\nx\n--- static/draft~\nx\n",
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
fn a_themes_file_gives_way_to_a_page() {
    let text = "--- themes/plain/static/about/index.html\ntheme\n--- themes/plain/static/robots.txt\ntheme\n--- themes/plain/theme.toml\nextends = \"default\"\n--- content/pages/about.md\n+++\ntitle = \"About\"\n+++\nMine.\n";
    let build = site(text).build().fine();
    assert!(build.page("/about/").contains("Mine."));
}

#[test]
fn the_sites_own_robots_and_404_win() {
    let build =
        site("--- static/robots.txt\nmine\n--- static/404.html\nmine\n--- static/sitemap.xml\nmine\n")
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
        + "--- content/papers/2024/My Paper/img/plot one.png\nx\n--- content/papers/2024/My Paper/cover.jpg\nx\n"
        + "--- content/papers/2024/My Paper/data.csv\nx\n--- content/papers/stray.png\nx\n";
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
        "--- content/pages/about/index.md\n+++\ntitle = \"About\"\n+++\n![](me.jpg)\n--- content/pages/about/me.jpg\nx\n",
        "--- content/topics/t/index.md\n+++\ntitle = \"T\"\n+++\n![](t.svg)\n--- content/topics/t/t.svg\nx\n",
        "--- content/editions/2025-05-01/index.md\n+++\n+++\n![](day.png)\n--- content/editions/2025-05-01/day.png\nx\n",
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
