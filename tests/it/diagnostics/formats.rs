//! How problems are told: all in one run, sorted, as JSON, as errors.

use insta::assert_snapshot;

use crate::site::{entry, site};

#[test]
fn all_problems_of_all_stages_in_one_run_by_path_and_place() {
    let mut site = site("titel = \"x\"");
    site.write(
        "content/papers/b.md",
        "+++\ntitle = \"B\"\ndate = 2025-05-01\nstatus = \"gone\"\ndoi = \"x\"\n+++\n[[nowhere]]\n",
    );
    site.write("content/papers/a.md", "no front matter\n");
    site.write("content/pages/papers.md", "+++\ntitle = \"x\"\n+++\n");
    site.write("templates/404.html", "{{ papper }}");
    let build = site.build();
    let places = build.json();
    let places: Vec<String> = places
        .lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            format!("{}:{} {}", line["file"].as_str().unwrap(), line["line"], line["code"].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        places,
        [
            "config.toml:5 unknown-key",
            "content/pages/papers.md:null reserved-page",
            "content/papers/a.md:1 missing-front-matter",
            "content/papers/b.md:4 unknown-value",
            "content/papers/b.md:5 bad-doi",
            "content/papers/b.md:7 unresolved-reference",
            "templates/404.html:1 unknown-variable",
        ]
    );
    assert!(build.files.is_empty());
}

#[cfg(feature = "highlight")]
#[test]
fn strict_takes_warnings_for_errors() {
    let text = entry("a", "2025-05-01", "") + "```zzzzzz\n```\n";
    let build = site(&text).build();
    assert!(build.is_complete() && build.drawn().starts_with("warning[unknown-language]"));
    let build = site(&text).strict().build();
    assert!(!build.is_complete() && build.drawn().starts_with("error[unknown-language]"));
    assert!(build.files.is_empty());
}

#[test]
fn json_gives_one_object_a_line() {
    let two = entry("a", "2025-05-01", "arxiv = \"1706.03762\"")
        + &entry("b", "2025-05-08", "arxiv = \"1706.03762\"\ntopic = \"Ä\"");
    assert_snapshot!(site(&two).build().json(), @r#"
    {"code":"duplicate-paper","severity":"error","message":"two entries have the same arXiv id `1706.03762`","file":"content/papers/b.md","line":4,"column":9,"span":[42,54],"related":[{"file":"content/papers/a.md","line":4,"column":9,"span":[42,54],"label":"first listed here"}],"help":"mark the later entry with `again = \"a\"`, or delete one"}
    {"code":"unknown-key","severity":"error","message":"unknown key `topic`","file":"content/papers/b.md","line":5,"column":1,"span":[55,60],"help":"did you mean `topics`?"}
    "#);
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let text = entry("a", "2025-05-01", "\"\\u001b[31mkey\" = 1");
    let drawn = site(&text).build().drawn();
    assert!(drawn.contains("unknown key") && !drawn.contains('\u{1b}'), "{drawn}");
}
