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
    warning[missing-target]: a link points to `/papers/b/`, which does not exist
     --> content/papers/a.md:9:1
      |
    9 | [x](/papers/b/) [y](../sound.md) [z](/papers/a/#notes) [w](#hedding)
      | ^^^^^^^^^^^^^^^
      |
      = help: did you mean `/papers/bb/`?

    warning[missing-target]: a link points to `/papers/sound.md`, which does not exist
     --> content/papers/a.md:9:17
      |
    9 | [x](/papers/b/) [y](../sound.md) [z](/papers/a/#notes) [w](#hedding)
      |                 ^^^^^^^^^^^^^^^^
      |
      = help: link to an entry by its slug: `[[slug]]`
    ");
    assert_snapshot!(found(&text, "missing-anchor"), @"
    warning[missing-anchor]: a link points to `#notes`, which does not exist on the page `/papers/a/`
     --> content/papers/a.md:9:34
      |
    9 | [x](/papers/b/) [y](../sound.md) [z](/papers/a/#notes) [w](#hedding)
      |                                  ^^^^^^^^^^^^^^^^^^^^^
      |
      = help: link to `/papers/a/`, or add the anchor to a heading there: `## … {#notes}`

    warning[missing-anchor]: a link points to `#hedding`, which does not exist on the page `/papers/a/`
     --> content/papers/a.md:9:56
      |
    9 | [x](/papers/b/) [y](../sound.md) [z](/papers/a/#notes) [w](#hedding)
      |                                                        ^^^^^^^^^^^^^
      |
      = help: did you mean `#heading`?
    ");
    assert_snapshot!(found(&text, "missing-file"), @r#"
    warning[missing-file]: a page uses the file `/plot.png`, which does not exist
      --> content/papers/a.md:11:1
       |
    11 | ![p](/plot.png)
       | ^^^^^^^^^^^^^^^
       |
       = help: add the file to `static/`, or fix the path

    warning[missing-file]: a page uses the file `/no.png`, which does not exist
     --> content/papers/bb.md:6:10
      |
    6 | image = "/no.png"
      |          ^^^^^^^
      |
      = help: add the file to `static/`, or fix the path
    "#);
    let nav = format!(
        "[[nav]]\nname = \"About\"\nurl = \"/abuot/\"\n{}--- content/pages/about.md\n+++\ntitle = \"A\"\n+++\n",
        sound("a", "")
    );
    assert_snapshot!(found(&nav, "missing-target"), @r#"
    warning[missing-target]: a link points to `/abuot/`, which does not exist
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
    warning[missing-target]: a link points to `/no1/`, which does not exist (on the page `/404.html`)
     |
     = help: fix the link, or create its target

    warning[no-alt-text]: the image `/favicon.svg` has no alt text (on the page `/404.html`)
     |
     = help: describe it: `![loss over time](loss.png)`; for a decorative image write `<img alt="" src="…">`
    "#);
}

#[test]
fn pictures_without_a_text() {
    let text = sound("a", "") + "![](/favicon.svg) <img src=\"/favicon.svg\" alt=\"\"> ![x](/favicon.svg)\n";
    assert_snapshot!(found(&text, "no-alt-text"), @r#"
    warning[no-alt-text]: the image `/favicon.svg` has no alt text
     --> content/papers/a.md:9:1
      |
    9 | ![](/favicon.svg) <img src="/favicon.svg" alt=""> ![x](/favicon.svg)
      | ^^^^^^^^^^^^^^^^^
      |
      = help: describe it: `![loss over time](loss.png)`; for a decorative image write `<img alt="" src="…">`
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
      = help: add `authors = ["Given Family"]`; write a group in braces: `"{The Group}"`

    warning[no-identity]: the entry has no arXiv id, DOI or URL
     --> content/papers/a.md:2:9
      |
    2 | title = "a"
      |         ^^^
      |
      = help: add `arxiv = "…"`, `doi = "…"` or `url = "https://…"`

    warning[no-topic]: the entry has no topic, but other entries do
     --> content/papers/a.md:2:9
      |
    2 | title = "a"
      |         ^^^
      |
      = help: add `topics = ["…"]`; entries are grouped by the first topic
    "#);
}

#[test]
fn entries_that_wait() {
    let text = sound("a", "draft = true") + &entry("b", "2025-07-01", "") + &entry("c", "2025-06-15", "");
    assert_snapshot!(site(&text).check().drawn(&["draft-entries", "scheduled-entries"]), @"
    note[draft-entries]: one entry is a draft
     |
     = note: entry: `content/papers/a.md`
     = help: use `--drafts` to check drafts

    note[scheduled-entries]: 2 entries are scheduled, the next for 2025-06-15
     |
     = note: entry: `content/papers/c.md`
     = note: entry: `content/papers/b.md`
     = help: use `--future` to check their links
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
      |         ---------------------------- the other entry
      |
      = help: if they are the same paper, delete one, or mark the later one with `again = "b"`
    "#);
}

#[test]
fn spellings_and_plurals() {
    let text = sound("a", "topics = [\"Machine Learning\"]\ntags = [\"transformers\"]")
        + &sound("b", "topics = [\"Machine Learning\"]\ntags = [\"transformers\"]")
        + &sound("c", "topics = [\"machine learning\"]\ntags = [\"transformer\"]")
        + &entry("d", "2025-05-01", "authors = [\"ann lee\"]\nurl = \"https://a.example/d\"");
    assert_snapshot!(found(&text, "merged-spellings"), @r#"
    warning[merged-spellings]: the topic `machine learning` is merged with `Machine Learning` and shown as `Machine Learning`
     --> content/papers/c.md:6:11
      |
    6 | topics = ["machine learning"]
      |           ^^^^^^^^^^^^^^^^^^
      |
     ::: content/papers/a.md:6:11
      |
    6 | topics = ["Machine Learning"]
      |           ------------------ this spelling is here
      |
      = help: write `Machine Learning`, or run `digestgen check --fix`

    warning[merged-spellings]: the author `ann lee` is merged with `Ann Lee` and shown as `Ann Lee`
     --> content/papers/d.md:4:13
      |
    4 | authors = ["ann lee"]
      |             ^^^^^^^
      |
     ::: content/papers/a.md:4:13
      |
    4 | authors = ["Ann Lee"]
      |             ------- this spelling is here
      |
      = help: if they are the same, write `Ann Lee` everywhere
    "#);
    assert_snapshot!(found(&text, "similar-terms"), @r#"
    warning[similar-terms]: the tags `transformer` and `transformers` may be the same
     --> content/papers/c.md:7:9
      |
    7 | tags = ["transformer"]
      |         ^^^^^^^^^^^^^
      |
     ::: content/papers/a.md:7:9
      |
    7 | tags = ["transformers"]
      |         -------------- the other entry
      |
      = help: if they are the same, write `transformers` everywhere
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
    warning[similar-names]: `Ann Lee` and `Ann B. Lee` may be the same person: both have the co-author `Bo Li`
     --> content/papers/c.md:4:13
      |
    4 | authors = ["Lee, Ann", "Bo Li"]
      |             ^^^^^^^^
      |
     ::: content/papers/a.md:4:13
      |
    4 | authors = ["Ann B. Lee", "Bo Li"]
      |             ---------- the other entry
      |
      = help: use one spelling, or merge them with `aliases = ["Ann Lee"]` in `content/authors/ann-b-lee.md`
    "#);
}

#[test]
fn addresses_in_place_of_arxiv_ids() {
    let text =
        sound("a", "arxiv = \"https://arxiv.org/abs/2306.06626v2\"") + &sound("b", "arxiv = \"2306.06627\"");
    assert_snapshot!(found(&text, "long-arxiv-id"), @r#"
    warning[long-arxiv-id]: `arxiv` is `https://arxiv.org/abs/2306.06626v2`, of which the id is `2306.06626v2`
     --> content/papers/a.md:6:9
      |
    6 | arxiv = "https://arxiv.org/abs/2306.06626v2"
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `arxiv = "2306.06626v2"`, or run `digestgen check --fix`
    "#);
}

#[test]
fn code_in_abstracts() {
    let text = sound("a", "abstract = \"Code is at github.com/a/b.\"")
        + &sound("b", "abstract = \"See https://github.com/a/c.\"\ncode = \"https://github.com/a/d\"");
    assert_snapshot!(found(&text, "unlisted-code"), @r#"
    warning[unlisted-code]: the abstract mentions `https://github.com/a/b`, but the entry does not link to it
     --> content/papers/a.md:6:24
      |
    6 | abstract = "Code is at github.com/a/b."
      |                        ^^^^^^^^^^^^^^
      |
      = help: add `code = "https://github.com/a/b"`, or run `digestgen check --fix`

    warning[unlisted-code]: the abstract mentions `https://github.com/a/c`, but the entry does not link to it
     --> content/papers/b.md:6:17
      |
    6 | abstract = "See https://github.com/a/c."
      |                 ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: `code` is a different repository: correct it, or add `[[links]]` with `url = "https://github.com/a/c"`
    "#);
}

#[test]
fn what_nothing_uses() {
    let text = sound("a", "") + "--- templates/papper.html\nx\n--- static/img/old.png\nx";
    assert_snapshot!(site(&text).check().drawn(&["unused-template", "unused-file"]), @"
    warning[unused-file]: this file is not used
    --> static/img/old.png
     = help: use it, link to it, or delete it

    warning[unused-template]: this template is not used
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
    warning[large-page]: the page `/papers/a/` is 5.1 MB
    --> content/papers/a.md
     = help: `/big.png` is 5.0 MB of it: make it smaller

    warning[large-page]: the page `/papers/b/` is 1.3 MB
    --> content/papers/b.md
     = help: put fewer entries on a page (`per_page` under `[pagination]`), or split the text
    ");
    assert_snapshot!(looked.drawn(&["large-feed"]), @"
    warning[large-feed]: 3 feeds are too large; the largest, `/atom.xml`, is 1.3 MB
    --> config.toml
     = help: under `[feeds]`, lower `limit`, or set `full_content = false`: some feed readers accept 1 MB at most
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
        codes::dead_link(place, "https://a.b/", "answers with status 404 (checked 3 days ago)"),
        codes::moved_link(place, "https://a.b/", "https://c.d/", ""),
        codes::redirected_link(place, "https://a.b/", "https://c.d/", ""),
        codes::unverified_link(place, "https://a.b/", "answers with status 403"),
        codes::private_link(place, "https://a.b/", "`a.b` is a name of this machine or its network"),
    ];
    let drawn = drawn.iter().map(|found| draw(found, &|_| Some(text), Colour::No));
    assert_snapshot!(drawn.collect::<Vec<_>>().join("\n\n"), @r#"
    warning[dead-link]: `https://a.b/` answers with status 404 (checked 3 days ago)
     --> config.toml:1:8
      |
    1 | url = "https://a.b/"
      |        ^^^^^^^^^^^^
      |
      = help: fix or remove the link

    warning[moved-link]: `https://a.b/` has moved
     --> config.toml:1:8
      |
    1 | url = "https://a.b/"
      |        ^^^^^^^^^^^^
      |
      = help: update the link to `https://c.d/`

    note[redirected-link]: `https://a.b/` redirects to `https://c.d/`
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
      = help: open it in a browser: some hosts block automated requests

    warning[private-link]: `https://a.b/` was not requested: `a.b` is a name of this machine or its network
     --> config.toml:1:8
      |
    1 | url = "https://a.b/"
      |        ^^^^^^^^^^^^
      |
      = help: readers cannot reach it; use `--allow-private` to check it anyway
    "#);
}
