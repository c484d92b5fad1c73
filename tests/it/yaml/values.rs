//! Values as people write them in YAML: read from the source text, not from a resolved value.

use insta::assert_snapshot;

use super::entry;
use crate::site::{Build, site};

fn build(yaml: &str) -> Build {
    site(&format!("--- content/papers/a.md\n---\n{yaml}\n---\nNote.\n")).build()
}

/// The page of an entry, which has these lines of YAML, contains each of these texts.
#[track_caller]
fn check(yaml: &str, expected: &[&str]) {
    let build = build(&format!("title: A\ndate: 2025-05-01\n{yaml}")).fine();
    let page = build.page("/papers/a/");
    for text in expected {
        assert!(page.contains(text), "no `{text}` in\n{page}");
    }
}

#[test]
fn ids_keep_what_was_written() {
    check("arxiv: 1706.03760", &["arxiv.org/abs/1706.03760\""]);
    check("arxiv: 1706.03762v2", &["1706.03762v2"]);
    check("arxiv: math.GT/0309136", &["math.GT/0309136"]);
    check("doi: 10.1000/182", &["https://doi.org/10.1000/182"]);
    check("published: 2023-06\nvenue: 1984", &["2023-06", "1984"]);
    check("published: 2023", &["2023"]);
    check("published: 2023-06-11T10:00:00Z", &["2023-06-11"]);
}

#[test]
fn words_stay_words() {
    let build =
        build("title: no\ndate: 2025-05-01\nauthors: [Null Island, on]\ntags: [yes, 2024, 1.50]").fine();
    assert!(build.page("/papers/a/").contains("<h1>no</h1>"), "{}", build.page("/papers/a/"));
    assert!(build.has("/tags/yes/") && build.has("/tags/2024/") && build.has("/tags/1-50/"));
    assert!(build.has("/authors/on/"));
}

#[test]
fn dates_may_have_quotes_and_times() {
    for date in
        ["2025-05-01", "'2025-05-01'", "\"2025-05-01\"", "2025-05-01T23:59:00-08:00", "2025-05-01 10:00"]
    {
        let build = build(&format!("title: A\ndate: {date}")).fine();
        assert!(build.has("/2025/05/01/"), "{date}");
    }
}

#[test]
fn styles_of_text_and_lists() {
    let yaml = "tldr: >-\n  One line that is\n  folded, with $x^2$.\nabstract: |\n  Lines that\n  are kept.\n\
                authors:\n- Ada Lovelace # first\n- {family: Berg, given: Jan, particle: van der}\n- family: Noether\n  given: Emmy\n\
                tags: [\"a b\", 'it''s',\n  plain]\nvenue: \"A \\\"B\\\" \\u00e9\"";
    check(yaml, &["One line that is folded", "Jan van der Berg", "Emmy Noether", "A &quot;B&quot; é"]);
}

#[test]
fn line_ends_byte_order_marks_and_three_dots() {
    let text = "\u{feff}---\r\ntitle: \"Ünïcödé — 量子\"\r\n# 量子\r\ndate: 2025-05-01\r\ntopic: [Ä]\r\n...\r\nText\r\n";
    let mut site = site("");
    assert_snapshot!(site.write("content/papers/a.md", text).build().drawn(), @"
    error[unknown-key]: unknown key `topic`
     --> content/papers/a.md:5:1
      |
    5 | topic: [Ä]
      | ^^^^^
      |
      = help: did you mean `topics`?
    ");
    let fine = site.write("content/papers/a.md", text.replace("topic", "topics")).build().fine();
    assert!(fine.main("/papers/a/").contains("Ünïcödé") && fine.main("/papers/a/").contains("Text"));
}

#[test]
fn problems_have_the_same_places_as_in_toml() {
    assert_snapshot!(entry("title: the rate $\\foo$\ndate: 2025-05-01\ndoi: x\nauthors: [7, {giben: x}]\nabstract: |\n  Some text\n  and $\\bar{$ here.\nlinks: [{name: x}]\nvotes: -1\nstatus: gone\nurl: javascript:x"), @r#"
    warning[bad-formula]: cannot parse a formula: unknown command `\foo`
     --> content/papers/a.md:2:18
      |
    2 | title: the rate $\foo$
      |                  ^^^^
      |
      = help: use another command, or define it under `[math.macros]` in `config.toml`; until then the formula is shown as TeX

    error[bad-doi]: `x` is not a DOI
     --> content/papers/a.md:4:6
      |
    4 | doi: x
      |      ^
      |
      = help: a DOI starts with `10.`, a number and a slash: `10.1007/s10955-022-02966-8`

    error[missing-key]: `authors.family` is missing
     --> content/papers/a.md:5:14
      |
    5 | authors: [7, {giben: x}]
      |              ^
      |
      = help: a person has a `family` name; a group is `{ literal: … }`

    error[unknown-key]: unknown key `authors.giben`
     --> content/papers/a.md:5:15
      |
    5 | authors: [7, {giben: x}]
      |               ^^^^^
      |
      = help: did you mean `given`?

    warning[bad-formula]: cannot parse a formula: expected closing token `}`, but reached end of input
     --> content/papers/a.md:8:13
      |
    8 |   and $\bar{$ here.
      |             ^
      |
      = help: the formula is shown as TeX until it is fixed

    error[missing-key]: `links.url` is missing
     --> content/papers/a.md:9:9
      |
    9 | links: [{name: x}]
      |         ^
      |
      = help: a link has both: `{ name: Poster, url: "https://…" }`

    error[bad-value]: `votes` is out of range
      --> content/papers/a.md:10:8
       |
    10 | votes: -1
       |        ^^
       |
       = help: write 0 or more

    error[unknown-value]: `status` cannot be `gone`
      --> content/papers/a.md:11:9
       |
    11 | status: gone
       |         ^^^^
       |
       = help: allowed values: `withdrawn`

    error[bad-address]: `url` is `javascript:x`, expected a URL
      --> content/papers/a.md:12:6
       |
    12 | url: javascript:x
       |      ^^^^^^^^^^^^
       |
       = help: write an absolute URL that starts with `https://`, or a path from the site's root
    "#);
}

#[test]
fn what_templates_read_has_the_types_of_toml() {
    let template = "{{ paper.extra }}";
    let toml = "+++\ntitle = \"A\"\ndate = 2025-05-01\n[extra]\na = 1\nb = [true, 1.5, \"yes\", \"1e5\"]\nc = { d = 2025-05-01, e = \"\" }\n+++\n";
    let yaml = "---\ntitle: A\ndate: 2025-05-01\nextra:\n  a: 1\n  b: [true, 1.5, yes, 1e5]\n  c: {d: 2025-05-01, e: ''}\n---\n";
    let pages = [toml, yaml].map(|text| {
        let mut site = site("");
        site.write("templates/paper.html", template).write("content/papers/a.md", text);
        site.build().files["papers/a/index.html"].clone()
    });
    assert!(String::from_utf8_lossy(&pages[0]).contains("1.5"));
    assert_eq!(pages[0], pages[1]);
}
