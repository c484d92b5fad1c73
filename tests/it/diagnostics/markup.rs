//! Problems in Markdown, formulas and code, as they are drawn.

use insta::assert_snapshot;

use crate::site::{drawn, entry, site};

/// An entry with this note. Its problems are those of a warning: the page is made.
fn note(text: &str) -> String {
    drawn(&(entry("a", "2025-05-01", "") + text + "\n"))
}

#[test]
fn a_formula_that_does_not_parse() {
    assert_snapshot!(note("Ä rate of $\\alhpa + 1$."), @r"
    warning[bad-formula]: cannot parse a formula: unknown command `\alhpa`
     --> content/papers/a.md:7:12
      |
    7 | Ä rate of $\alhpa + 1$.
      |            ^^^^^^
      |
      = help: use another command, or define it under `[math.macros]` in `config.toml`; until then the formula is shown as TeX
    ");
    assert_snapshot!(note("$$\nÄ + \\frac{1}\n$$"), @"
    warning[bad-formula]: cannot parse a formula: expected argument but reached end of input
     --> content/papers/a.md:9:1
      |
    9 | $$
      | ^
      |
      = help: the formula is shown as TeX until it is fixed
    ");
    let front_matter =
        entry("a", "2025-05-01", "tldr = 'Ä rate of $\\alhpa$'\nabstract = \"Also $\\\\alhpa$\"");
    assert_snapshot!(drawn(&front_matter), @r#"
    warning[bad-formula]: cannot parse a formula: unknown command `\alhpa`
     --> content/papers/a.md:4:20
      |
    4 | tldr = 'Ä rate of $\alhpa$'
      |                    ^^^^^^
      |
      = help: use another command, or define it under `[math.macros]` in `config.toml`; until then the formula is shown as TeX

    warning[bad-formula]: cannot parse a formula: unknown command `\alhpa`
     --> content/papers/a.md:5:20
      |
    5 | abstract = "Also $\\alhpa$"
      |                    ^^^^^^
      |
      = help: use another command, or define it under `[math.macros]` in `config.toml`; until then the formula is shown as TeX
    "#);
}

#[cfg(feature = "highlight")]
#[test]
fn a_language_that_is_not_known() {
    assert_snapshot!(note("```pyhton\nx = 1\n```"), @"
    warning[unknown-language]: unknown language `pyhton` in a code block
     --> content/papers/a.md:7:1
      |
    7 | ```pyhton
      | ^^^^^^^^^
      |
      = help: did you mean `python`?
    ");
    assert_snapshot!(note("```zzzzzz\nx = 1\n```"), @"
    warning[unknown-language]: unknown language `zzzzzz` in a code block
     --> content/papers/a.md:7:1
      |
    7 | ```zzzzzz
      | ^^^^^^^^^
      |
      = help: write `text` for code that needs no highlighting
    ");
}

#[test]
fn an_address_that_could_run_something() {
    assert_snapshot!(note("Ä [words](javascript:alert)"), @"
    warning[unsafe-address]: the link to `javascript:alert` was removed
     --> content/papers/a.md:7:3
      |
    7 | Ä [words](javascript:alert)
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: a link must be relative or start with `https:`, `http:` or `mailto:`
    ");
}

#[test]
fn a_picture_outside_the_folder() {
    assert_snapshot!(note("Ä ![](../b/plot.png)"), @"
    error[image-outside]: the image `../b/plot.png` is outside the entry's folder
     --> content/papers/a.md:7:3
      |
    7 | Ä ![](../b/plot.png)
      |   ^^^^^^^^^^^^^^^^^^
      |
      = help: put it next to the entry's `index.md`, or into `static/` and write its path from the root: `/…`
    ");
}

#[test]
fn a_tag_that_is_not_html() {
    assert_snapshot!(note("The token <think> and <EOS>, and <think> again."), @r"
    warning[unknown-tag]: `<think>` is not an HTML tag for use in text
     --> content/papers/a.md:7:11
      |
    7 | The token <think> and <EOS>, and <think> again.
      |           ^^^^^^
      |
      = help: it is shown as text; to make this explicit, write `\<think>`

    warning[unknown-tag]: `<EOS>` is not an HTML tag for use in text
     --> content/papers/a.md:7:23
      |
    7 | The token <think> and <EOS>, and <think> again.
      |                       ^^^^
      |
      = help: it is shown as text; to make this explicit, write `\<EOS>`
    ");
}

#[test]
fn html_that_is_nested_too_deep() {
    let drawn = note(&"<div>\n".repeat(300));
    assert_snapshot!(drawn, @"
    warning[deep-nesting]: the HTML here is nested too deeply, so it is shown as text
       --> content/papers/a.md:7:1
        |
      7 | / <div>
      8 | | <div>
      9 | | <div>
     10 | | <div>
    ...   |
    305 | | <div>
    306 | | <div>
        | |_____^
        |
        = help: close the open tags, or use Markdown instead
    ");
}

#[test]
fn a_footnote_that_nothing_refers_to() {
    assert_snapshot!(note("Text.\n\n[^1]: A footnote."), @"
    warning[unused-footnote]: nothing refers to the footnote `1`
     --> content/papers/a.md:9:1
      |
    9 | [^1]: A footnote.
      | ^^^^^^^^^^^^^^^^^
      |
      = help: write `[^1]` where it belongs, or delete it
    ");
}

#[test]
fn warnings_leave_the_page_readable() {
    let build = site(&(entry("a", "2025-05-01", "") + "$\\alhpa$ and <think>.\n")).build();
    assert!(build.is_complete());
    let main = build.main("/papers/a/");
    assert!(main.contains("\\alhpa") && main.contains("&lt;think&gt;"), "{main}");
}
