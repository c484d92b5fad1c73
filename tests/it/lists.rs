//! Lists of entries: their order, groups, pages and neighbours.

use crate::site::{entry, site};

#[test]
fn newest_first_then_featured_votes_title_and_slug() {
    let entries = [
        (r#"--- content/papers/z.md
+++
title = "Same"
date = 2025-05-01
+++
"#)
        .to_owned(),
        (r#"--- content/papers/y.md
+++
title = "Same"
date = 2025-05-01
+++
"#)
        .to_owned(),
        entry("few", "2025-05-01", "votes = 9"),
        entry("many", "2025-05-01", "votes = 10"),
        entry("none", "2025-05-01", ""),
        entry("Umlaut", "2025-05-01", "votes = 0"),
        entry("first", "2025-05-01", "featured = true"),
        entry("old", "2025-04-30", "featured = true\nvotes = 1000"),
        entry("new", "2025-05-02", ""),
    ];
    let build = site(&entries.concat()).build().fine();
    // Capitals come before small letters: titles are compared by code point.
    let expected = ["new", "first", "many", "few", "umlaut", "y", "z", "none", "old"];
    assert_eq!(build.papers("/papers/"), expected);
    assert_eq!(build.papers("/2025/"), Vec::<&str>::new(), "a year lists editions");
    assert_eq!(build.papers("/2025/05/"), &expected[..8]);
    assert_eq!(build.papers("/2025/w18/"), expected);
}

#[test]
fn entries_that_are_otherwise_equal_are_listed_by_slug() {
    let same = |file: &str, slug: &str| {
        format!(
            r#"--- content/papers/{file}.md
+++
title = "Same"
date = 2025-05-01
slug = "{slug}"
+++
"#
        )
    };
    let text = same("a", "last") + &same("b", "middle") + &same("c", "first");
    assert_eq!(site(&text).build().fine().papers("/papers/"), ["first", "last", "middle"]);
}

#[test]
fn titles_sort_by_their_plain_text() {
    let titled = |slug: &str, title: &str| {
        format!(
            r"--- content/papers/{slug}.md
+++
title = '{title}'
date = 2025-05-01
+++
"
        )
    };
    let entries =
        [titled("c", "Émile"), titled("b", "**Zeta**"), titled("a", "$\\beta$ decay"), titled("d", "Eta")];
    assert_eq!(site(&entries.concat()).build().fine().papers("/papers/"), ["d", "b", "c", "a"]);
}

#[test]
fn a_day_is_grouped_by_first_topic_in_the_topics_order() {
    let topic = |slug: &str, title: &str, order: &str| {
        format!(
            r#"--- content/topics/{slug}.md
+++
title = "{title}"
{order}
+++
"#
        )
    };
    let text = [
        topic("zoo", "Zoo", "order = 1"),
        topic("art", "Art", "order = 2"),
        topic("beta", "Beta", ""),
        topic("alpha", "alpha", ""),
        entry("a", "2025-05-01", "topics = [\"Alpha\", \"Zoo\"]"),
        entry("b", "2025-05-01", "topics = [\"Beta\"]"),
        entry("c", "2025-05-01", ""),
        entry("d", "2025-05-01", "topics = [\"Art\"]"),
        entry("e", "2025-05-01", "topics = [\"Zoo\"]"),
        entry("f", "2025-05-01", "topics = [\"zoo\"]\nfeatured = true"),
    ];
    let build = site(&text.concat()).build().fine();
    // Entries without a topic come last, under no heading of their own.
    assert_eq!(build.groups("/2025/05/01/"), ["Zoo: f e", "Art: d", "alpha: a", "Beta: b c"]);
    assert_eq!(build.papers("/2025/05/01/"), ["f", "e", "d", "a", "b", "c"]);
    assert_eq!(build.papers("/topics/zoo/"), ["f", "a", "e"], "all of its topics list an entry");
}

#[test]
fn long_lists_have_several_pages() {
    let entries: String = ["e", "d", "c", "b", "a"]
        .iter()
        .zip(1..)
        .map(|(slug, day)| entry(slug, &format!("2025-05-0{day}"), "topics = [\"T\"]\ntags = [\"g\"]"))
        .collect();
    let build = site(&format!("[pagination]\nper_page = 2\n{entries}")).build().fine();
    for list in ["/papers/", "/topics/t/", "/tags/g/", "/2025/05/"] {
        assert_eq!(build.papers(list), ["a", "b"], "{list}");
        assert_eq!(build.papers(&format!("{list}page/2/")), ["c", "d"], "{list}");
        assert_eq!(build.papers(&format!("{list}page/3/")), ["e"], "{list}");
        assert!(!build.has(&format!("{list}page/1/")) && !build.has(&format!("{list}page/4/")));
        let middle = build.main(&format!("{list}page/2/"));
        assert!(middle.contains(&format!("rel=\"prev\" href=\"{list}\"")), "{middle}");
        assert!(middle.contains(&format!("rel=\"next\" href=\"{list}page/3/\"")), "{middle}");
    }
    assert!(build.page("/papers/page/2/").contains("<title>Papers – page 2 – Digest</title>"));
    assert!(!build.has("/authors/page/2/"));
}

#[test]
fn a_group_goes_on_where_a_page_ends() {
    let entries: String = ["a", "b", "c"].map(|slug| entry(slug, "2025-05-01", "topics = [\"T\"]")).concat();
    let text =
        format!("[pagination]\nper_page = 2\n{entries}{}", entry("d", "2025-05-01", "topics = [\"A\"]"));
    let build = site(&text).build().fine();
    assert_eq!(build.groups("/2025/05/01/"), ["A: d", "T: a"]);
    assert_eq!(build.groups("/2025/05/01/page/2/"), ["T: b c"]);
}

#[test]
fn entries_lead_to_their_neighbours() {
    let entries =
        entry("a", "2025-05-01", "") + &entry("b", "2025-05-02", "") + &entry("c", "2025-05-03", "");
    let build = site(&entries).build().fine();
    let neighbours = |slug: &str| build.papers(&format!("/papers/{slug}/"));
    assert_eq!(neighbours("b"), ["c", "a"]);
    assert_eq!(neighbours("c"), ["b"]);
    assert_eq!(neighbours("a"), ["b"]);
}

#[test]
fn a_digest_may_be_empty() {
    let build = site("").build().fine();
    for page in [
        "/",
        "/papers/",
        "/topics/",
        "/tags/",
        "/authors/",
        "/archive/",
        "/404.html",
        "/feed.xml",
        "/sitemap.xml",
        "/robots.txt",
    ] {
        assert!(build.has(page), "{page}");
    }
}
