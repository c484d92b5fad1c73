//! Atom, JSON Feed and the list of feeds; what all three formats of a feed have in common.

use std::collections::BTreeMap;

use atom_syndication::Feed;
use rss::Channel;
use serde_json::Value;

use crate::site::{Build, entry, site};

fn atom(build: &Build, address: &str) -> Feed {
    Feed::read_from(build.page(address).as_bytes()).unwrap()
}

fn json(build: &Build, address: &str) -> Value {
    serde_json::from_str(build.page(address)).unwrap()
}

/// An entry with all that a feed can say.
fn full() -> String {
    let front = "authors = [\"Ada Lovelace\", { literal = \"The Group\", url = \"https://group.example\" }]\n\
        topics = [\"T\"]\ntags = [\"g & h\"]\ntldr = \"In **short**\"\nabstract = \"Their words.\"\n\
        arxiv = \"2306.00001v2\"\nupdated = 2025-05-09\nimage = \"/pic.png\"";
    entry("a", "2025-05-01", front) + "[[a|here]], $x^2$ and ![](/pic.png).\n"
}

#[test]
fn atom_says_what_the_entry_says() {
    let config = "description = \"On <all>\"\ntimezone = \"Europe/Paris\"\ncopyright = \"CC BY\"\n\
        curator = { name = \"Cu Rator\", url = \"https://cu.example\" }\n";
    let build = site(&format!("{config}{}", full())).build().fine();
    let feed = atom(&build, "/atom.xml");
    assert_eq!((feed.id(), feed.title().as_str()), ("https://digest.example/", "Digest"));
    assert_eq!(feed.subtitle().unwrap().as_str(), "On <all>");
    assert_eq!(feed.rights().unwrap().as_str(), "CC BY");
    assert_eq!((feed.authors()[0].name(), feed.authors()[0].uri()), ("Cu Rator", Some("https://cu.example")));
    assert_eq!(feed.updated().to_rfc3339(), "2025-05-09T00:00:00+02:00");
    let links: Vec<_> = feed.links().iter().map(|link| (link.rel(), link.href())).collect();
    assert_eq!(
        links,
        [("self", "https://digest.example/atom.xml"), ("alternate", "https://digest.example/")]
    );
    let [entry] = feed.entries() else { panic!("one entry") };
    assert_eq!((entry.id(), entry.title().as_str()), ("https://arxiv.org/abs/2306.00001", "a"));
    assert_eq!(entry.published().unwrap().to_rfc3339(), "2025-05-01T00:00:00+02:00");
    assert_eq!(entry.updated().to_rfc3339(), "2025-05-09T00:00:00+02:00");
    let links: Vec<_> = entry.links().iter().map(|link| (link.rel(), link.href())).collect();
    let paper = ("related", "https://arxiv.org/abs/2306.00001v2");
    assert_eq!(links, [("alternate", "https://digest.example/papers/a/"), paper]);
    let authors: Vec<_> = entry.authors().iter().map(|author| (author.name(), author.uri())).collect();
    assert_eq!(authors, [("Ada Lovelace", None), ("The Group", Some("https://group.example"))]);
    assert_eq!(entry.categories().iter().map(|c| c.term()).collect::<Vec<_>>(), ["T", "g & h"]);
    assert_eq!(entry.content().unwrap().content_type(), Some("html"));
    let content = entry.content().unwrap().value().unwrap();
    for part in
        ["In <strong>short</strong>", "<math", "Their words.", "src=\"https://digest.example/pic.png\""]
    {
        assert!(content.contains(part), "{part} in {content}");
    }
}

#[test]
fn a_json_feed_says_what_the_entry_says() {
    let build = site(&format!("curator = \"Cu Rator\"\n{}", full())).build().fine();
    let feed = json(&build, "/feed.json");
    for (key, expected) in [
        ("version", "https://jsonfeed.org/version/1.1"),
        ("title", "Digest"),
        ("home_page_url", "https://digest.example/"),
        ("feed_url", "https://digest.example/feed.json"),
        ("language", "en"),
    ] {
        assert_eq!(feed[key], expected);
    }
    assert_eq!(feed["authors"][0]["name"], "Cu Rator");
    let item = &feed["items"][0];
    for (key, expected) in [
        ("id", "https://arxiv.org/abs/2306.00001"),
        ("url", "https://digest.example/papers/a/"),
        ("external_url", "https://arxiv.org/abs/2306.00001v2"),
        ("title", "a"),
        ("summary", "In short"),
        ("image", "https://digest.example/pic.png"),
        ("date_published", "2025-05-01T00:00:00+00:00"),
        ("date_modified", "2025-05-09T00:00:00+00:00"),
    ] {
        assert_eq!(item[key], expected, "{key}");
    }
    assert_eq!(
        item["authors"],
        serde_json::json!([{ "name": "Ada Lovelace" }, { "name": "The Group", "url": "https://group.example" }])
    );
    assert_eq!(item["tags"], serde_json::json!(["T", "g & h"]));
    assert!(item["content_html"].as_str().unwrap().contains("<math"));
    assert!(!build.page("/feed.json").contains("</"), "no text of a feed ends a script");
}

#[test]
fn all_formats_hold_the_same_entries_with_the_same_words() {
    let entries: String = (1..=9)
        .map(|day| entry(&format!("e{day}"), &format!("2025-05-0{}", day / 2 + 1), "topics = [\"T\"]"))
        .collect();
    let build = site(&format!("[feeds]\nlimit = 3\n{entries}")).build().fine();
    for folder in ["/", "/topics/t/"] {
        let channel = Channel::read_from(build.page(&format!("{folder}feed.xml")).as_bytes()).unwrap();
        let feed = atom(&build, &format!("{folder}atom.xml"));
        let json = json(&build, &format!("{folder}feed.json"));
        let rss: Vec<_> = channel
            .items()
            .iter()
            .map(|item| (item.guid().unwrap().value(), item.content().unwrap().trim()))
            .collect();
        let atom: Vec<_> = feed
            .entries()
            .iter()
            .map(|entry| (entry.id(), entry.content().unwrap().value().unwrap().trim()))
            .collect();
        let text = |item: &'_ Value, key: &str| item[key].as_str().unwrap().to_owned();
        let json: Vec<_> = json["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| (text(item, "id"), text(item, "content_html")))
            .collect();
        assert_eq!(rss, atom);
        assert_eq!(rss, json.iter().map(|(id, html)| (id.as_str(), html.trim())).collect::<Vec<_>>());
        let ids: Vec<_> = rss.iter().map(|(id, _)| *id).collect();
        let expected = [(5, "e8"), (5, "e9"), (4, "e6"), (4, "e7")]
            .map(|(day, slug)| format!("tag:digest.example,2025-05-0{day}:{slug}"));
        assert_eq!(ids, expected, "two days, the second of them whole");
    }
}

#[test]
fn an_entry_is_the_same_bytes_in_every_feed() {
    let entries = entry("a", "2025-05-01", "topics = [\"T\"]\ntags = [\"g\"]")
        + &entry("b", "2025-05-02", "topics = [\"U\"]");
    let build =
        site(&format!("[outputs]\ntags = [\"rss\", \"atom\", \"json-feed\"]\n{entries}")).build().fine();
    for (file, open, close) in [
        ("feed.xml", "<item>", "</item>"),
        ("atom.xml", "<entry>", "</entry>"),
        ("feed.json", "{\"id\"", "\n"),
    ] {
        let items = |folder: &str| -> Vec<String> {
            let text = build.page(&format!("{folder}{file}"));
            text.split(open)
                .skip(1)
                .map(|rest| rest.split(close).next().unwrap().trim_end_matches(',').to_owned())
                .collect()
        };
        let all = items("/");
        assert_eq!(
            (items("/topics/t/"), items("/topics/u/"), items("/tags/g/")),
            (vec![all[1].clone()], vec![all[0].clone()], vec![all[1].clone()])
        );
    }
}

/// Every id and what it belongs to, from all feeds in all formats.
fn ids(build: &Build) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    let feed = atom(build, "/atom.xml");
    let entries = feed.entries().iter().map(|entry| (entry.title().to_string(), entry.id().to_owned()));
    let channel = Channel::read_from(build.page("/feed.xml").as_bytes()).unwrap();
    let items = channel
        .items()
        .iter()
        .map(|item| (item.title().unwrap().to_owned(), item.guid().unwrap().value().to_owned()));
    for (title, id) in entries.chain(items) {
        assert_eq!(*ids.entry(title).or_insert(id.clone()), id);
    }
    ids
}

#[test]
fn a_republished_site_posts_nothing_again() {
    let entries = [
        entry("x", "2025-05-05", "arxiv = \"2306.00002v2\""),
        entry("y", "2025-05-04", "doi = \"10.1000/x\""),
        entry("z", "2025-05-04", "url = \"https://x.org/z\""),
        entry("pinned", "2025-05-03", "id = \"tag:old.example,2020:pinned\""),
    ];
    let mut first = site(&entries.concat());
    let expected = ids(&first.build().fine());
    // Elsewhere, on another day, in another order, with other words.
    let mut again = site(&entries.iter().rev().cloned().collect::<String>());
    again.base_url("https://elsewhere.example/digest").today("2026-02-03");
    again.replace("content/papers/x.md", "date = 2025-05-05", "date = 2025-05-01\nslug = \"moved\"");
    again.replace("content/papers/y.md", "Note on y.", "Another note.");
    assert_eq!(ids(&again.build().fine()), expected);
    // The same site elsewhere with nothing known of its entry: host and day stay, so the id does.
    let mut unknown = site(&entry("u", "2025-05-01", ""));
    let before = ids(&unknown.build().fine());
    unknown.base_url("https://digest.example/repo").today("2026-02-03");
    assert_eq!(ids(&unknown.build().fine()), before);
}

#[test]
fn a_feed_of_nothing_is_a_feed() {
    let build = site("[outputs]\nsite = [\"rss\", \"atom\", \"json-feed\"]\n").build().fine();
    assert_eq!(atom(&build, "/atom.xml").updated().to_rfc3339(), "1970-01-01T00:00:00+00:00");
    assert_eq!(atom(&build, "/atom.xml").authors()[0].name(), "Digest", "no curator is named");
    assert_eq!(json(&build, "/feed.json")["items"], serde_json::json!([]));
    assert!(Channel::read_from(build.page("/feed.xml").as_bytes()).unwrap().items().is_empty());
}

#[test]
fn the_list_of_feeds_names_each_page_once() {
    let text = "[outputs]\ntags = [\"atom\", \"json-feed\"]\nauthors = [\"json-feed\"]\n".to_owned()
        + &entry("a", "2025-05-01", "topics = [\"R & D\"]\ntags = [\"g\"]\nauthors = [\"Ada Lovelace\"]");
    let build = site(&text).base_url("https://digest.example/repo").build().fine();
    let opml = build.page("/feeds.opml");
    let feeds: Vec<_> = opml
        .split("xmlUrl=\"https://digest.example/repo")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    // RSS where there is RSS, else Atom: who imports the list must not get each entry thrice.
    assert_eq!(
        feeds,
        ["/feed.xml", "/topics/r-and-d/feed.xml", "/tags/g/atom.xml", "/authors/ada-lovelace/feed.json"]
    );
    assert!(
        opml.contains("<outline text=\"Topics\">\n<outline type=\"rss\" text=\"R &amp; D – Digest\""),
        "{opml}"
    );
    let none = site("[outputs]\nsite = []\ntopics = []\ntags = []\n").build().fine();
    assert!(!none.has("/feeds.opml") && !none.page("/robots.txt").contains("opml"));
}

#[test]
fn every_page_names_the_feeds_that_fit_it() {
    let build = site(&entry("a", "2025-05-01", "topics = [\"T\"]\ntags = [\"g\"]")).build().fine();
    let alternates = |page: &str| -> Vec<String> {
        let links = build.page(page).split("<link rel=\"alternate\" type=\"").skip(1);
        links
            .map(|link| {
                link.split('>')
                    .next()
                    .unwrap()
                    .split("href=\"")
                    .nth(1)
                    .unwrap()
                    .trim_end_matches('"')
                    .to_owned()
            })
            .collect()
    };
    let site = ["/feed.xml", "/atom.xml", "/feed.json"];
    for page in ["/", "/papers/", "/papers/a/", "/2025/05/01/", "/archive/", "/404.html"] {
        assert_eq!(alternates(page), site, "{page}");
    }
    let topic = ["/topics/t/feed.xml", "/topics/t/atom.xml", "/topics/t/feed.json"];
    assert_eq!(alternates("/topics/t/"), [site, topic].concat());
    assert_eq!(alternates("/tags/g/"), [&site[..], &["/tags/g/feed.xml"]].concat());
}

#[test]
fn a_feed_holds_no_script_even_where_notes_may() {
    let text = "[markdown]\nraw_html = \"allow\"\n".to_owned()
        + &entry("a", "2025-05-01", "")
        + "\n<script>alert(1)</script>\n\nAfter.\n";
    let build = site(&text).build().fine();
    assert!(build.page("/papers/a/").contains("alert(1)"));
    for feed in ["/feed.xml", "/atom.xml", "/feed.json"] {
        assert!(!build.page(feed).contains("alert(1)") && build.page(feed).contains("After."), "{feed}");
    }
}
