//! RSS: what is in a feed, and what identifies an entry for ever.

use rss::Channel;

use crate::site::{Build, entry, site};

fn channel(build: &Build, address: &str) -> Channel {
    Channel::read_from(build.page(address).as_bytes()).unwrap()
}

fn ids(channel: &Channel) -> Vec<&str> {
    channel.items().iter().map(|item| item.guid().unwrap().value()).collect()
}

#[test]
fn an_entry_keeps_its_identity() {
    let text = [
        entry("f", "2025-05-06", "id = \"urn:mine\"\narxiv = \"2306.00001v2\""),
        entry("e", "2025-05-05", "arxiv = \"2306.00002v2\"\ndoi = \"10.1000/x\"\nurl = \"https://x.org/e\""),
        entry("d", "2025-05-04", "doi = \"https://doi.org/10.1000/AbC\"\nurl = \"https://x.org/d\""),
        entry("c", "2025-05-03", "url = \"https://x.org/c/\""),
        entry("b", "2025-05-02", ""),
    ];
    let expected = [
        "urn:mine",
        "https://arxiv.org/abs/2306.00002",
        "https://doi.org/10.1000/AbC",
        "https://x.org/c/",
        "tag:digest.example,2025-05-02:b",
    ];
    let mut site = site(&text.concat());
    assert_eq!(ids(&channel(&site.build().fine(), "/feed.xml")), expected);
    assert!(
        channel(&site.build(), "/feed.xml").items().iter().all(|item| !item.guid().unwrap().is_permalink())
    );
    // Not where the site lies, not what the entry says.
    site.base_url("https://digest.example/repo").replace(
        "content/papers/b.md",
        "Note on b.",
        "Another note.",
    );
    assert_eq!(ids(&channel(&site.build().fine(), "/feed.xml")), expected);
}

#[test]
fn two_editions_of_one_paper_are_two_items() {
    let text = entry("a", "2025-05-01", "arxiv = \"1706.03762\"")
        + &entry("b", "2025-05-08", "arxiv = \"1706.03762\"\nagain = \"a\"");
    let build = site(&text).build().fine();
    let channel = channel(&build, "/feed.xml");
    let ids = ids(&channel);
    assert_eq!(ids.len(), 2);
    // Feed readers show one item for one guid, so the second has an id of its own.
    assert_eq!(ids, ["tag:digest.example,2025-05-08:b", "https://arxiv.org/abs/1706.03762"]);
}

#[test]
fn a_feed_says_what_its_pages_say() {
    let text = [
        "description = \"On <all>\"\nlanguage = \"en-GB\"\ncopyright = \"CC BY\"\n",
        &entry(
            "a",
            "2025-05-01",
            "authors = [\"Ada Lovelace\", \"Noether, Emmy\"]\ntopics = [\"T\"]\ntags = [\"g & h\"]\ntldr = \"In **short**\"\nabstract = \"Their words.\"",
        ),
        "[[a|here]] and ![](/pic.png) and [top](#top).\n\n## Head\n",
    ];
    let build = site(&text.concat()).build().fine();
    let channel = channel(&build, "/feed.xml");
    assert_eq!(
        (channel.title(), channel.link(), channel.description()),
        ("Digest", "https://digest.example/", "On <all>")
    );
    assert_eq!((channel.language(), channel.copyright()), (Some("en-GB"), Some("CC BY")));
    assert!(
        build
            .page("/feed.xml")
            .contains("href=\"https://digest.example/feed.xml\" rel=\"self\" type=\"application/rss+xml\"")
    );
    let [item] = channel.items() else { panic!("one item") };
    assert_eq!((item.title(), item.link()), (Some("a"), Some("https://digest.example/papers/a/")));
    assert_eq!(item.dublin_core_ext().unwrap().creators(), ["Ada Lovelace", "Emmy Noether"]);
    assert_eq!(item.categories().iter().map(|c| c.name()).collect::<Vec<_>>(), ["T", "g & h"]);
    let content = item.content().unwrap();
    for part in [
        "In <strong>short</strong>",
        "Note on a.",
        "href=\"https://digest.example/papers/a/\">here</a>",
        "src=\"https://digest.example/pic.png\"",
        "id=\"a-head\"",
        "Their words.",
    ] {
        assert!(content.contains(part), "{part} in {content}");
    }
}

#[test]
fn a_feed_can_hold_the_summary_alone() {
    let text =
        "[feeds]\nfull_content = false\n".to_owned() + &entry("a", "2025-05-01", "") + "\nMore words.\n";
    let build = site(&text).build().fine();
    assert_eq!(channel(&build, "/feed.xml").items()[0].content(), Some("<p>Note on a.</p>"));
}

#[test]
fn a_day_is_never_cut() {
    let entries = ["a", "b", "c"].map(|slug| entry(slug, "2025-05-02", "")).concat()
        + &["d", "e"].map(|slug| entry(slug, "2025-05-01", "")).concat();
    for (limit, expected) in [(1, 3), (2, 3), (3, 3), (4, 5), (5, 5), (50, 5)] {
        let build = site(&format!("[feeds]\nlimit = {limit}\n{entries}")).build().fine();
        assert_eq!(channel(&build, "/feed.xml").items().len(), expected, "limit {limit}");
    }
}

#[test]
fn a_day_begins_at_midnight_in_the_digests_time_zone() {
    let date = |zone: &str, day: &str| {
        let build = site(&format!("timezone = \"{zone}\"\n{}", entry("a", day, ""))).build().fine();
        let channel = channel(&build, "/feed.xml");
        assert_eq!(channel.last_build_date(), channel.items()[0].pub_date());
        channel.items()[0].pub_date().unwrap().to_owned()
    };
    assert_eq!(date("UTC", "2025-05-01"), "Thu, 1 May 2025 00:00:00 +0000");
    assert_eq!(date("Europe/Paris", "2025-05-01"), "Thu, 1 May 2025 00:00:00 +0200");
    assert_eq!(date("Asia/Kolkata", "2025-01-31"), "Fri, 31 Jan 2025 00:00:00 +0530");
    // A day that begins at one o'clock: there was no midnight.
    assert_eq!(date("America/Santiago", "2024-09-08"), "Sun, 8 Sep 2024 01:00:00 -0300");
}

#[test]
fn feeds_lie_beside_the_pages_that_the_outputs_name() {
    let entries = entry("a", "2025-05-01", "topics = [\"T\"]\ntags = [\"g\"]\nauthors = [\"Ada Lovelace\"]");
    let has = |outputs: &str| {
        let build = site(&format!("{outputs}\n{entries}")).build().fine();
        for page in ["/topics/t/", "/tags/g/", "/authors/ada-lovelace/"] {
            assert_eq!(
                build.page(page).contains(&format!("{page}feed.xml")),
                build.has(&format!("{page}feed.xml")),
                "{page}"
            );
        }
        ["/feed.xml", "/topics/t/feed.xml", "/tags/g/feed.xml", "/authors/ada-lovelace/feed.xml"]
            .map(|feed| build.has(feed))
    };
    assert_eq!(has(""), [true, true, true, false]);
    assert_eq!(has("[outputs]\nauthors = [\"rss\"]"), [true, true, true, true]);
    assert_eq!(has("[outputs]\nsite = []\ntopics = []\ntags = []"), [false, false, false, false]);
}

#[test]
fn a_feed_is_xml_whatever_the_words() {
    let text = "--- content/papers/a.md\n+++\ntitle = \"]]> & \\u0007\\uFFFE $x<y$\"\ndate = 2025-05-01\n+++\n]]> &amp; \u{c} <b>bold</b> `]]>`\n";
    let build = site(text).build();
    let channel = channel(&build, "/feed.xml");
    assert_eq!(channel.items()[0].title(), Some("]]> &  x < y"), "{}", build.drawn());
    assert!(!build.page("/feed.xml").contains('\u{7}') && !build.page("/feed.xml").contains('\u{c}'));
}

#[test]
fn a_feed_says_where_the_paper_is() {
    let text = entry(
        "a",
        "2025-05-01",
        "code = \"https://x.org/?a=1&b=<2>\"\n[[links]]\nname = \"R&D <b>1</b>\"\nurl = \"https://x.org/own\"",
    );
    let build = site(&text).build().fine();
    let channel = channel(&build, "/feed.xml");
    let content = channel.items()[0].content().unwrap();
    assert!(content.contains("<a href=\"https://x.org/?a=1&amp;b="), "addresses are escaped: {content}");
    assert!(!content.contains("<2>") && !content.contains("R&D") && !content.contains("/own"), "{content}");
}
