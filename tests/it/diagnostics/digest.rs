//! Problems between content files, as they are drawn.

use insta::assert_snapshot;

use crate::site::{drawn, entry, site};

#[test]
fn two_entries_with_one_slug() {
    let two = entry("sub/a", "2025-05-01", "") + &entry("a", "2025-05-02", "");
    assert_snapshot!(drawn(&two), @"
    error[duplicate-slug]: two entries have the URL `/papers/a/`
    --> content/papers/sub/a.md
     = note: the first one: `content/papers/a.md`
     = help: rename one of the files, or set a different `slug` in one of them
    ");
    let named = entry("a", "2025-05-01", "") + &entry("b", "2025-05-02", "slug = \"a\"");
    assert_snapshot!(drawn(&named), @r#"
    error[duplicate-slug]: two entries have the URL `/papers/a/`
     --> content/papers/b.md:4:8
      |
    4 | slug = "a"
      |        ^^^
      |
      = note: the first one: `content/papers/a.md`
      = help: rename one of the files, or set a different `slug` in one of them
    "#);
    let hidden = entry("a", "2025-05-01", "draft = true") + &entry("b", "2025-05-02", "slug = \"a\"");
    assert_eq!(site(&hidden).build().codes(), ["duplicate-slug"], "the draft will be shown one day");
}

#[test]
fn two_files_on_one_thing() {
    let text = |path: &str| format!("--- content/{path}.md\n+++\ntitle = \"x\"\n+++\n");
    assert_snapshot!(drawn(&(text("topics/physics") + &text("topics/old/Physics"))), @"
    error[duplicate-section]: two files describe the topic `physics`
    --> content/topics/physics.md
     = note: the first one: `content/topics/old/Physics.md`
     = help: merge them, or rename one
    ");
    assert_snapshot!(drawn(&(text("pages/about") + &text("pages/about/index"))), @"
    error[duplicate-section]: two files describe the page `/about/`
    --> content/pages/about/index.md
     = note: the first one: `content/pages/about.md`
     = help: merge them, or rename one
    ");
    let editions =
        text("editions/2025-05-01") + &text("editions/x/2025-05-01") + &entry("a", "2025-05-01", "");
    assert_snapshot!(drawn(&editions), @"
    error[duplicate-section]: two files describe the edition `2025-05-01`
    --> content/editions/x/2025-05-01.md
     = note: the first one: `content/editions/2025-05-01.md`
     = help: merge them, or rename one
    ");
}

#[test]
fn two_entries_for_one_paper() {
    let two = entry("attention", "2025-05-01", "arxiv = \"1706.03762\"")
        + &entry("attention-again", "2025-05-08", "arxiv = \"1706.03762v5\"");
    assert_snapshot!(drawn(&two), @r#"
    error[duplicate-paper]: two entries have the same arXiv id `1706.03762`
     --> content/papers/attention-again.md:4:9
      |
    4 | arxiv = "1706.03762v5"
      |         ^^^^^^^^^^^^^^
      |
     ::: content/papers/attention.md:4:9
      |
    4 | arxiv = "1706.03762"
      |         ------------ first listed here
      |
      = help: mark the later entry with `again = "attention"`, or delete one
    "#);
    let two = entry("a", "2025-05-01", "arxiv = \"1706.03762\"")
        + &entry("b", "2025-05-08", "doi = \"10.48550/arXiv.1706.03762\"");
    assert_snapshot!(drawn(&two), @r#"
    error[duplicate-paper]: two entries have the same arXiv id `1706.03762`
     --> content/papers/b.md:4:7
      |
    4 | doi = "10.48550/arXiv.1706.03762"
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: content/papers/a.md:4:9
      |
    4 | arxiv = "1706.03762"
      |         ------------ first listed here
      |
      = help: mark the later entry with `again = "a"`, or delete one
    "#);
    let two = entry("a", "2025-05-08", "doi = \"10.1000/ABC\"")
        + &entry("b", "2025-05-01", "doi = \"https://doi.org/10.1000/abc\"");
    assert_snapshot!(drawn(&two), @r#"
    error[duplicate-paper]: two entries have the same DOI `10.1000/abc`
     --> content/papers/a.md:4:7
      |
    4 | doi = "10.1000/ABC"
      |       ^^^^^^^^^^^^^
      |
     ::: content/papers/b.md:4:7
      |
    4 | doi = "https://doi.org/10.1000/abc"
      |       ----------------------------- first listed here
      |
      = help: mark the later entry with `again = "b"`, or delete one
    "#);
    let two = entry("a", "2025-05-01", "url = \"https://example.org/x\"")
        + &entry("b", "2025-05-08", "url = \"http://www.example.org/x/#top\"");
    assert_snapshot!(drawn(&two), @r#"
    error[duplicate-paper]: two entries have the same address `example.org/x`
     --> content/papers/b.md:4:7
      |
    4 | url = "http://www.example.org/x/#top"
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: content/papers/a.md:4:7
      |
    4 | url = "https://example.org/x"
      |       ----------------------- first listed here
      |
      = help: mark the later entry with `again = "a"`, or delete one
    "#);
}

#[test]
fn three_entries_for_one_paper_are_told_twice() {
    let entries = ["a", "b", "c"]
        .map(|slug| entry(slug, "2025-05-01", "arxiv = \"1706.03762\"\nurl = \"https://x.org/\""));
    assert_eq!(site(&entries.concat()).build().codes(), ["duplicate-paper", "duplicate-paper"]);
}

#[test]
fn again_that_names_no_entry() {
    let two = entry("attention", "2025-05-01", "") + &entry("b", "2025-05-08", "again = \"atention\"");
    assert_snapshot!(drawn(&two), @r#"
    error[repeat-of-unknown-entry]: `again` refers to an unknown entry: `atention`
     --> content/papers/b.md:4:9
      |
    4 | again = "atention"
      |         ^^^^^^^^^^
      |
      = help: did you mean `attention`?
    "#);
    assert_snapshot!(drawn(&entry("b", "2025-05-08", "again = \"zzz\"")), @r#"
    error[repeat-of-unknown-entry]: `again` refers to an unknown entry: `zzz`
     --> content/papers/b.md:4:9
      |
    4 | again = "zzz"
      |         ^^^^^
      |
      = help: set it to the slug of the earlier entry
    "#);
}

#[test]
fn a_reference_to_no_entry() {
    let two = entry("attention", "2025-05-01", "arxiv = \"1706.03762\"")
        + &entry("b", "2025-05-08", "tldr = \"See [[attentoin]].\"")
        + "Ünïcödé: [[nothing|words]] and [@1706.03763].\n";
    assert_snapshot!(drawn(&two), @r#"
    error[unresolved-reference]: there is no entry `attentoin`
     --> content/papers/b.md:4:13
      |
    4 | tldr = "See [[attentoin]]."
      |             ^^^^^^^^^^^^^
      |
      = help: did you mean `attention`?

    error[unresolved-reference]: there is no entry `nothing`
     --> content/papers/b.md:7:10
      |
    7 | Ünïcödé: [[nothing|words]] and [@1706.03763].
      |          ^^^^^^^^^^^^^^^^^
      |
      = help: link by the entry's slug: `[[slug]]`, or by its arXiv id: `[@2306.06626]`

    error[unresolved-reference]: there is no entry `1706.03763`
     --> content/papers/b.md:7:32
      |
    7 | Ünïcödé: [[nothing|words]] and [@1706.03763].
      |                                ^^^^^^^^^^^^^
      |
      = help: did you mean `1706.03762`?
    "#);
    assert_snapshot!(drawn("--- content/pages/about.md\n+++\ntitle = \"About [[x]]\"\n+++\n"), @r#"
    error[unresolved-reference]: there is no entry `x`
     --> content/pages/about.md:2:16
      |
    2 | title = "About [[x]]"
      |                ^^^^^
      |
      = help: link by the entry's slug: `[[slug]]`, or by its arXiv id: `[@2306.06626]`
    "#);
}

#[test]
fn a_reference_to_an_entry_that_is_hidden() {
    let entries = entry("a", "2025-05-01", "")
        + "[[draft]], [[later]] and [[over]].\n"
        + &entry("draft", "2025-05-01", "draft = true")
        + &entry("later", "2025-07-01", "")
        + &entry("over", "2025-05-01", "expires = 2025-05-02");
    let build = site(&entries).build();
    assert_snapshot!(build.drawn(), @"
    warning[hidden-reference]: the entry `draft` is not shown: it is a draft
     --> content/papers/a.md:7:1
      |
    7 | [[draft]], [[later]] and [[over]].
      | ^^^^^^^^^
      |
      = help: until it is shown, the text appears without a link

    warning[hidden-reference]: the entry `later` is not shown: it is dated after today
     --> content/papers/a.md:7:12
      |
    7 | [[draft]], [[later]] and [[over]].
      |            ^^^^^^^^^
      |
      = help: until it is shown, the text appears without a link

    warning[hidden-reference]: the entry `over` is not shown: it has expired
     --> content/papers/a.md:7:26
      |
    7 | [[draft]], [[later]] and [[over]].
      |                          ^^^^^^^^
      |
      = help: until it is shown, the text appears without a link
    ");
    assert!(build.main("/papers/a/").contains("draft, later and over."));
}

#[test]
fn a_topic_that_is_not_declared() {
    let entries = "--- content/topics/physics.md\n+++\ntitle = \"Physics\"\naliases = [\"Phys\"]\n+++\n"
        .to_owned()
        + &entry("a", "2025-05-01", "topics = [\"Phisics\", \"phys\"]")
        + &entry("b", "2025-05-01", "topics = [\"Cooking\"]");
    assert_snapshot!(drawn(&entries), @r#"
    warning[undeclared-topic]: the topic `Phisics` is not declared
     --> content/papers/a.md:4:11
      |
    4 | topics = ["Phisics", "phys"]
      |           ^^^^^^^^^
      |
      = help: did you mean `Physics`?

    warning[undeclared-topic]: the topic `Cooking` is not declared
     --> content/papers/b.md:4:11
      |
    4 | topics = ["Cooking"]
      |           ^^^^^^^^^
      |
      = help: add a file for it in `content/topics/`
    "#);
    assert_snapshot!(drawn(&entry("a", "2025-05-01", "topics = [\"Phisics\"]")), @"");
}

#[test]
fn a_picture_that_is_not_there() {
    assert_snapshot!(drawn(&(entry("a", "2025-05-01", "") + "![](plot.png)\n")), @"
    error[missing-image]: there is no file `plot.png`
     --> content/papers/a.md:7:1
      |
    7 | ![](plot.png)
      | ^^^^^^^^^^^^^
      |
      = help: move the entry to `content/papers/a/index.md`, and put the image next to it
    ");
    let folder = entry("a/index", "2025-05-01", "")
        + "Ä ![](plto.png) ![](zzz.svg)\n--- content/papers/a/plot.png\nx\n";
    assert_snapshot!(drawn(&folder), @"
    error[missing-image]: there is no file `plto.png`
     --> content/papers/a/index.md:7:3
      |
    7 | Ä ![](plto.png) ![](zzz.svg)
      |   ^^^^^^^^^^^^^
      |
      = help: did you mean `plot.png`?

    error[missing-image]: there is no file `zzz.svg`
     --> content/papers/a/index.md:7:17
      |
    7 | Ä ![](plto.png) ![](zzz.svg)
      |                 ^^^^^^^^^^^^
      |
      = help: put the image next to `content/papers/a/index.md`
    ");
}

#[test]
fn an_edition_without_entries() {
    let words = |day: &str| format!("--- content/editions/{day}.md\n+++\n+++\nWords.\n");
    assert_snapshot!(drawn(&(words("2025-05-01") + &entry("a", "2025-05-02", ""))), @"
    warning[empty-edition]: the edition `2025-05-01` has no visible entries
    --> content/editions/2025-05-01.md
     = help: add an entry dated in it, or remove the file
    ");
    let later = words("2025-06-02") + &words("2025-07") + &words("2025-W23");
    site(&later).build().fine();
}
