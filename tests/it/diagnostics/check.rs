//! What `check` finds, as it is drawn.

use insta::assert_snapshot;

use crate::site::{entry, site};

/// Entries that lack nothing but what a test is about.
const SOUND: &str = "authors = [\"Ann Lee\"]\nurl = \"https://a.example/SLUG\"\n";

fn sound(slug: &str, more: &str) -> String {
    entry(slug, "2025-05-01", &(SOUND.replace("SLUG", slug) + more))
}

/// What is found under a code.
fn found(text: &str, code: &str) -> String {
    site(text).check().drawn(&[code])
}

#[test]
fn links_inside_the_site() {
    let text = sound("a", "")
        + "[x](/papers/b/) [y](../sound.md) [z](/papers/a/#notes) [w](#hedding)\n## Heading\n![p](/plot.png)\n"
        + &sound("bb", "image = \"/no.png\"");
    assert_snapshot!(found(&text, "missing-target"), @"
    warning[missing-target]: a link leads to `/papers/b/`, where nothing is
     --> content/papers/a.md:9:1
      |
    9 | [x](/papers/b/) [y](../sound.md) [z](/papers/a/#notes) [w](#hedding)
      | ^^^^^^^^^^^^^^^
      |
      = help: did you mean `/papers/bb/`?

    warning[missing-target]: a link leads to `/papers/sound.md`, where nothing is
     --> content/papers/a.md:9:17
      |
    9 | [x](/papers/b/) [y](../sound.md) [z](/papers/a/#notes) [w](#hedding)
      |                 ^^^^^^^^^^^^^^^^
      |
      = help: link to an entry by its slug: `[[slug]]`
    ");
    assert_snapshot!(found(&text, "missing-anchor"), @"
    warning[missing-anchor]: a link leads to `#notes`, which is not on the page `/papers/a/`
     --> content/papers/a.md:9:34
      |
    9 | [x](/papers/b/) [y](../sound.md) [z](/papers/a/#notes) [w](#hedding)
      |                                  ^^^^^^^^^^^^^^^^^^^^^
      |
      = help: link to `/papers/a/`, or give a heading there this name: `## … {#notes}`

    warning[missing-anchor]: a link leads to `#hedding`, which is not on the page `/papers/a/`
     --> content/papers/a.md:9:56
      |
    9 | [x](/papers/b/) [y](../sound.md) [z](/papers/a/#notes) [w](#hedding)
      |                                                        ^^^^^^^^^^^^^
      |
      = help: did you mean `#heading`?
    ");
    assert_snapshot!(found(&text, "missing-file"), @r#"
    warning[missing-file]: there is no file `/plot.png`, which a page shows
      --> content/papers/a.md:11:1
       |
    11 | ![p](/plot.png)
       | ^^^^^^^^^^^^^^^
       |
       = help: put the file into `static/`, or mend the address

    warning[missing-file]: there is no file `/no.png`, which a page shows
     --> content/papers/bb.md:6:10
      |
    6 | image = "/no.png"
      |          ^^^^^^^
      |
      = help: put the file into `static/`, or mend the address
    "#);
    let nav = format!(
        "[[nav]]\nname = \"About\"\nurl = \"/abuot/\"\n{}--- content/pages/about.md\n+++\ntitle = \"A\"\n+++\n",
        sound("a", "")
    );
    assert_snapshot!(found(&nav, "missing-target"), @r#"
    warning[missing-target]: a link leads to `/abuot/`, where nothing is
     --> config.toml:7:8
      |
    7 | url = "/abuot/"
      |        ^^^^^^^
      |
      = help: did you mean `/about/`?
    "#);
    let template =
        sound("a", "") + "--- templates/404.html\n<a href=\"/no{{ 1 }}/\">x</a><img src=\"/favicon.svg\">";
    assert_snapshot!(site(&template).check().drawn(&["missing-target", "no-alt-text"]), @r#"
    warning[missing-target]: a link leads to `/no1/`, where nothing is (on the page `/404.html`)
     |
     = help: mend the address, or add what it leads to

    warning[no-alt-text]: the picture `/favicon.svg` has no text for those who do not see it (on the page `/404.html`)
     |
     = help: say in a few words what it shows: `![loss over time](loss.png)`; one that only adorns is `<img alt="" src="…">`
    "#);
}

#[test]
fn pictures_without_a_text() {
    let text = sound("a", "") + "![](/favicon.svg) <img src=\"/favicon.svg\" alt=\"\"> ![x](/favicon.svg)\n";
    assert_snapshot!(found(&text, "no-alt-text"), @r#"
    warning[no-alt-text]: the picture `/favicon.svg` has no text for those who do not see it
     --> content/papers/a.md:9:1
      |
    9 | ![](/favicon.svg) <img src="/favicon.svg" alt=""> ![x](/favicon.svg)
      | ^^^^^^^^^^^^^^^^^
      |
      = help: say in a few words what it shows: `![loss over time](loss.png)`; one that only adorns is `<img alt="" src="…">`
    "#);
}

#[test]
fn what_entries_lack() {
    let text = entry("a", "2025-05-01", "") + &sound("b", "topics = [\"Physics\"]");
    assert_snapshot!(site(&text).check().drawn(&["no-topic", "no-authors", "no-identity"]), @r#"
    warning[no-authors]: the entry has no authors
     --> content/papers/a.md:2:9
      |
    2 | title = "a"
      |         ^^^
      |
      = help: name them: `authors = ["Given Family"]`; a group is written in braces: `"{The Group}"`

    warning[no-identity]: the entry has neither arXiv id, nor DOI, nor address
     --> content/papers/a.md:2:9
      |
    2 | title = "a"
      |         ^^^
      |
      = help: say where the paper is: `arxiv = "…"`, `doi = "…"` or `url = "https://…"`

    warning[no-topic]: the entry has no topic, where others have one
     --> content/papers/a.md:2:9
      |
    2 | title = "a"
      |         ^^^
      |
      = help: say what it is about: `topics = ["…"]`; the first is the one it is grouped under
    "#);
}

#[test]
fn entries_that_wait() {
    let text = sound("a", "draft = true") + &entry("b", "2025-07-01", "") + &entry("c", "2025-06-15", "");
    assert_snapshot!(site(&text).check().drawn(&["draft-entries", "scheduled-entries"]), @"
    note[draft-entries]: one entry is a draft
     |
     = note: entry: `content/papers/a.md`
     = help: `--drafts` looks at drafts too

    note[scheduled-entries]: 2 entries are scheduled, the next for 2025-06-15
     |
     = note: entry: `content/papers/c.md`
     = note: entry: `content/papers/b.md`
     = help: `--future` looks at their links too
    ");
}

#[test]
fn titles_alike() {
    let titled = |slug: &str, title: &str| {
        sound(slug, "").replace(&format!("title = \"{slug}\""), &format!("title = \"{title}\""))
    };
    let text = titled("a", "Attention Is All You Need") + &titled("b", "Attention is all you needs");
    assert_snapshot!(found(&text, "similar-titles"), @r#"
    warning[similar-titles]: two entries have nearly the same title
     --> content/papers/a.md:2:9
      |
    2 | title = "Attention Is All You Need"
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: content/papers/b.md:2:9
      |
    2 | title = "Attention is all you needs"
      |         ---------------------------- the other one
      |
      = help: if they are one paper, delete one, or link the later one with `again = "b"`
    "#);
}

#[test]
fn spellings_and_plurals() {
    let text = sound("a", "topics = [\"Machine Learning\"]\ntags = [\"transformers\"]")
        + &sound("b", "topics = [\"Machine Learning\"]\ntags = [\"transformers\"]")
        + &sound("c", "topics = [\"machine learning\"]\ntags = [\"transformer\"]")
        + &entry("d", "2025-05-01", "authors = [\"ann lee\"]\nurl = \"https://a.example/d\"");
    assert_snapshot!(found(&text, "merged-spellings"), @r#"
    warning[merged-spellings]: the topic `machine learning` is the same as `Machine Learning`, and shown as that
     --> content/papers/c.md:6:11
      |
    6 | topics = ["machine learning"]
      |           ^^^^^^^^^^^^^^^^^^
      |
     ::: content/papers/a.md:6:11
      |
    6 | topics = ["Machine Learning"]
      |           ------------------ spelled so here
      |
      = help: write `Machine Learning`; `digestgen check --fix` does

    warning[merged-spellings]: the author `ann lee` is the same as `Ann Lee`, and shown as that
     --> content/papers/d.md:4:13
      |
    4 | authors = ["ann lee"]
      |             ^^^^^^^
      |
     ::: content/papers/a.md:4:13
      |
    4 | authors = ["Ann Lee"]
      |             ------- spelled so here
      |
      = help: spell it `Ann Lee` everywhere
    "#);
    assert_snapshot!(found(&text, "similar-terms"), @r#"
    warning[similar-terms]: the tags `transformer` and `transformers` look like one
     --> content/papers/c.md:7:9
      |
    7 | tags = ["transformer"]
      |         ^^^^^^^^^^^^^
      |
     ::: content/papers/a.md:7:9
      |
    7 | tags = ["transformers"]
      |         -------------- the other one
      |
      = help: write `transformers`; `digestgen check --fix` does
    "#);
}

#[test]
fn names_alike() {
    let by = |slug: &str, authors: &str| {
        entry(slug, "2025-05-01", &format!("authors = {authors}\nurl = \"https://a.example/{slug}\""))
    };
    let text = by("a", "[\"Ann B. Lee\", \"Bo Li\"]")
        + &by("b", "[\"Ann B. Lee\"]")
        + &by("c", "[\"Lee, Ann\", \"Bo Li\"]");
    assert_snapshot!(found(&text, "similar-names"), @r#"
    warning[similar-names]: `Ann Lee` and `Ann B. Lee` look like one person: both write with `Bo Li`
     --> content/papers/c.md:4:13
      |
    4 | authors = ["Lee, Ann", "Bo Li"]
      |             ^^^^^^^^
      |
     ::: content/papers/a.md:4:13
      |
    4 | authors = ["Ann B. Lee", "Bo Li"]
      |             ---------- the other one
      |
      = help: spell both alike, or join them with `aliases = ["Ann Lee"]` in `content/authors/ann-b-lee.md`
    "#);
}

#[test]
fn code_in_abstracts() {
    let text = sound("a", "abstract = \"Code is at github.com/a/b.\"")
        + &sound("b", "abstract = \"See https://github.com/a/c.\"\ncode = \"https://github.com/a/d\"");
    assert_snapshot!(found(&text, "unlisted-code"), @r#"
    warning[unlisted-code]: the abstract names `https://github.com/a/b`, the entry does not
     --> content/papers/a.md:6:24
      |
    6 | abstract = "Code is at github.com/a/b."
      |                        ^^^^^^^^^^^^^^
      |
      = help: add `code = "https://github.com/a/b"`; `digestgen check --fix` does

    warning[unlisted-code]: the abstract names `https://github.com/a/c`, the entry does not
     --> content/papers/b.md:6:17
      |
    6 | abstract = "See https://github.com/a/c."
      |                 ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: the entry's `code` is another: correct it, or add `[[links]]` with `url = "https://github.com/a/c"`
    "#);
}

#[test]
fn what_nothing_uses() {
    let text = sound("a", "") + "--- templates/papper.html\nx\n--- static/img/old.png\nx";
    assert_snapshot!(site(&text).check().drawn(&["unused-template", "unused-file"]), @"
    warning[unused-file]: nothing in the site names this file
    --> static/img/old.png
     = help: show it, link to it, or delete it

    warning[unused-template]: no page and no other template uses this template
    --> templates/papper.html
     = help: did you mean `paper.html`?
    ");
}

#[test]
fn what_is_heavy() {
    let mut site = site(&(sound("a", "") + "![x](/big.png)\n" + &sound("b", "") + &"word ".repeat(250_000)));
    site.write("static/big.png", vec![0; 5_000_000]);
    let looked = site.check();
    assert_snapshot!(looked.drawn(&["large-page"]), @"
    warning[large-page]: the page `/papers/a/` weighs 5.1 MB
    --> content/papers/a.md
     = help: `/big.png` alone has 5.0 MB: make it smaller

    warning[large-page]: the page `/papers/b/` weighs 1.3 MB
    --> content/papers/b.md
     = help: put fewer entries on a page, with `per_page` under `[pagination]`, or part the text
    ");
    assert_snapshot!(looked.drawn(&["large-feed"]), @"
    warning[large-feed]: 3 feeds are heavy; `/atom.xml` weighs 1.3 MB
    --> config.toml
     = help: under `[feeds]`, lower `limit`, or say `full_content = false`: some readers take 1 MB at most
    ");
}

#[test]
fn the_web_outside() {
    use digestgen::diagnostic::codes::check as codes;
    use digestgen::diagnostic::{Colour, draw};
    use digestgen::place::{SourcePath, Span};
    let (path, text) = (SourcePath::new("config.toml"), "url = \"https://a.b/\"\n");
    let place = (&path, Some(Span::new(7, 19)));
    let drawn = [
        codes::dead_link(place, "https://a.b/", "answers with status 404 (asked 3 days ago)"),
        codes::moved_link(place, "https://a.b/", "https://c.d/", ""),
        codes::redirected_link(place, "https://a.b/", "https://c.d/", ""),
        codes::unverified_link(place, "https://a.b/", "answers with status 403"),
        codes::private_link(place, "https://a.b/", "`a.b` is a name of this machine or its network"),
    ];
    let drawn = drawn.iter().map(|found| draw(found, &|_| Some(text), Colour::No));
    assert_snapshot!(drawn.collect::<Vec<_>>().join("\n\n"), @r#"
    warning[dead-link]: `https://a.b/` answers with status 404 (asked 3 days ago)
     --> config.toml:1:8
      |
    1 | url = "https://a.b/"
      |        ^^^^^^^^^^^^
      |
      = help: mend the address, or take the link out

    warning[moved-link]: `https://a.b/` has moved
     --> config.toml:1:8
      |
    1 | url = "https://a.b/"
      |        ^^^^^^^^^^^^
      |
      = help: it is at `https://c.d/` now: write that

    note[redirected-link]: `https://a.b/` leads on to `https://c.d/`
     --> config.toml:1:8
      |
    1 | url = "https://a.b/"
      |        ^^^^^^^^^^^^

    note[unverified-link]: `https://a.b/` answers with status 403
     --> config.toml:1:8
      |
    1 | url = "https://a.b/"
      |        ^^^^^^^^^^^^
      |
      = help: look at it in a browser: some hosts turn programs away

    warning[private-link]: `https://a.b/` was not asked for: `a.b` is a name of this machine or its network
     --> config.toml:1:8
      |
    1 | url = "https://a.b/"
      |        ^^^^^^^^^^^^
      |
      = help: readers cannot reach it; `--allow-private` asks all the same
    "#);
}
