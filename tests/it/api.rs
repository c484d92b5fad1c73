//! The static API: its files, its shape, what an edit writes again.

use serde_json::Value;

use crate::json_schema::Schema;
use crate::site::{Build, entry, site};

const API: &str = "[outputs]\napi = true\n";

fn json(build: &Build, address: &str) -> Value {
    serde_json::from_str(build.page(address)).unwrap()
}

#[test]
fn it_has_the_shape_that_is_documented() {
    let everything = "authors = [{ family = \"Berg\", given = \"Jan\", particle = \"van\", suffix = \"Jr.\", orcid = \"0000-0002-1825-0097\", affiliation = \"X\", url = \"https://x.org\" }, \"{Group}\"]\ntopics = [\"T\"]\ntags = [\"g\"]\narxiv = \"2306.06626v2\"\ndoi = \"10.1000/x\"\nurl = \"https://x.org/\"\nupdated = 2025-05-03\npublished = \"2023-06\"\nvenue = \"V\"\ncategory = \"cs.LG\"\ncode = \"https://x.org/code\"\nabstract = \"On $x$.\"\ncurator = \"C\"\nvotes = 3\nfeatured = true\n[publication]\ntype = \"article-journal\"\nvolume = 3\neditor = [\"Emmy Noether\"]\nissued = \"2024-01\"";
    let text = [
        API,
        &entry("a", "2025-05-01", everything),
        &entry("b", "2025-05-02", "status = \"withdrawn\""),
        r"--- content/papers/c.md
+++
title = 'On $x^2$'
date = 2025-04-30
+++
",
    ];
    let build = site(&text.concat()).build().fine();
    let schema = Schema::new(&serde_json::from_str(include_str!("../../docs/api.schema.json")).unwrap());
    let files: Vec<String> = build.addresses().into_iter().filter(|path| path.ends_with(".json")).collect();
    let ours: Vec<&String> =
        files.iter().filter(|path| !path.ends_with(".csl.json") && !path.ends_with("feed.json")).collect();
    assert!(ours.len() > 8, "{ours:?}");
    for file in ours {
        assert_eq!(schema.fault(&json(&build, file)), None, "{file}");
    }
    let paper = &json(&build, "/api/days/2025-05-01.json")["papers"][0];
    assert_eq!(paper["authors"][0]["particle"], "van");
    assert_eq!(paper["publication"]["editor"][0], "Emmy Noether");
    assert_eq!(paper["abstract"], "On $x$.");
    assert_eq!(json(&build, "/api/days/2025-05-02.json")["papers"][0]["withdrawn"], true);
    let titled = &json(&build, "/api/papers/2025-04.json")["papers"][0];
    assert_eq!((&titled["title"], &titled["title_tex"]), (&"On x²".into(), &"On $x^2$".into()));
}

#[test]
fn the_index_lists_every_file() {
    let text = API.to_owned() + &entry("a", "2025-05-01", "topics = [\"T\"]") + &entry("b", "2024-12-31", "");
    let build = site(&text).build().fine();
    let index = json(&build, "/api/index.json");
    assert_eq!(index["version"], 1);
    assert_eq!((&index["counts"]["papers"], &index["counts"]["days"]), (&2.into(), &2.into()));
    let days = index["days"].as_array().unwrap().iter().flat_map(|day| day["files"].as_array().unwrap());
    let papers = index["papers"].as_array().unwrap().iter().map(|shard| &shard["file"]);
    let mut listed: Vec<&str> = days
        .chain(papers)
        .map(|file| file.as_str().unwrap().trim_start_matches("https://digest.example"))
        .collect();
    listed.sort_unstable();
    let files: Vec<String> = build.addresses().into_iter().filter(|path| path.starts_with("/api/")).collect();
    assert_eq!(listed, files.iter().filter(|path| *path != "/api/index.json").collect::<Vec<_>>());
    assert!(
        !site(&entry("a", "2025-05-01", "")).build().fine().has("/api/index.json"),
        "only when it is asked for"
    );
}

#[test]
fn no_file_grows_past_a_megabyte() {
    let long = "x".repeat(200_000);
    let text: String = (1..=12)
        .map(|day| {
            entry(&format!("p{day:02}"), &format!("2025-05-{day:02}"), &format!("abstract = \"{long}\""))
        })
        .collect();
    let mut site = site(&format!("{API}{text}"));
    let build = site.build().fine();
    let shards: Vec<String> =
        build.addresses().into_iter().filter(|path| path.starts_with("/api/papers/")).collect();
    assert_eq!(
        shards,
        ["/api/papers/2025-05-2.json", "/api/papers/2025-05-3.json", "/api/papers/2025-05.json"]
    );
    assert!(shards.iter().all(|path| build.page(path).len() <= 1_000_000));
    // One entry is in one shard and one day.
    let rendered = site.replace("content/papers/p06.md", "\"p06\"", "\"Another\"").build().fine().rendered();
    let api: Vec<_> = rendered.iter().filter(|path| path.starts_with("/api/")).collect();
    assert_eq!(api, ["/api/days/2025-05-06.json", "/api/papers/2025-05-2.json"]);
}
