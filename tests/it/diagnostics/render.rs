//! Problems in templates, as they are drawn.

use insta::assert_snapshot;

use crate::site::{CONFIG, drawn, entry, site};

#[test]
fn a_template_that_does_not_parse() {
    assert_snapshot!(drawn("--- templates/page.html\n<p>\n{% if page.title %}\n"), @"
    error[template-syntax]: cannot parse the template: unexpected end of input
     --> templates/page.html:2:21
      |
    2 | {% if page.title %}
      |                    ^
      |
      = help: fix the template here; it uses Tera 2 syntax
    ");
    let two = "--- templates/page.html\n{{ page. }}\n--- templates/404.html\nÄ {% endfor %}\n";
    assert_snapshot!(drawn(two), @"
    error[template-syntax]: cannot parse the template: unknown tag
     --> templates/404.html:1:6
      |
    1 | Ä {% endfor %}
      |      ^^^^^^
      |
      = help: fix the template here; it uses Tera 2 syntax

    error[template-syntax]: cannot parse the template: found `}}` but expected identifier
     --> templates/page.html:1:10
      |
    1 | {{ page. }}
      |          ^^
      |
      = help: fix the template here; it uses Tera 2 syntax
    ");
}

#[test]
fn templates_that_do_not_fit_together() {
    assert_snapshot!(drawn("--- templates/page.html\n{% extends \"bsae.html\" %}\n"), @r#"
    error[unknown-template-name]: there is no template `bsae.html` to extend
     --> templates/page.html:1:13
      |
    1 | {% extends "bsae.html" %}
      |             ^^^^^^^^^
      |
      = help: did you mean `base.html`?
    "#);
    assert_snapshot!(drawn("--- templates/page.html\n{% include \"nothing.html\" %}\n"), @r#"
    error[unknown-template-name]: unknown template `nothing.html`
     --> templates/page.html:1:12
      |
    1 | {% include "nothing.html" %}
      |            ^^^^^^^^^^^^^^
      |
      = help: define it, or use one from the theme or Tera
    "#);
    assert_snapshot!(drawn("--- templates/a.html\n{% extends \"b.html\" %}\n--- templates/b.html\n{% extends \"a.html\" %}\n"), @"
    error[template-cycle]: the template extends itself: `a.html` → `b.html` → `a.html`
    --> templates/a.html
     = help: remove one link of the cycle
    ");
    assert_snapshot!(drawn("--- templates/a.html\n{% include \"a.html\" %}\n"), @"
    error[template-cycle]: the template includes itself: `a.html` → `a.html`
    --> templates/a.html
     = help: remove one link of the cycle
    ");
    let several =
        "--- templates/a.html\nÄ {{ 1 | shout }} {{ loud() }}\n--- templates/b.html\n{{<shout />}}\n";
    assert_snapshot!(drawn(several), @"
    error[unknown-template-name]: unknown filter `shout`
     --> templates/a.html:1:10
      |
    1 | Ä {{ 1 | shout }} {{ loud() }}
      |          ^^^^^
      |
      = help: define it, or use one from the theme or Tera

    error[unknown-template-name]: unknown function `loud`
     --> templates/a.html:1:22
      |
    1 | Ä {{ 1 | shout }} {{ loud() }}
      |                      ^^^^^^
      |
      = help: define it, or use one from the theme or Tera

    error[unknown-template-name]: unknown component `shout`
     --> templates/b.html:1:3
      |
    1 | {{<shout />}}
      |   ^^^^^^^^^
      |
      = help: define it, or use one from the theme or Tera
    ");
    assert_snapshot!(drawn("--- templates/page.html\n{% extends \"base.html\" %}{% block mian %}{% endblock %}\n"), @r#"
    error[unknown-template-name]: block `mian` is not defined in any parent template
     --> templates/page.html:1:35
      |
    1 | {% extends "base.html" %}{% block mian %}{% endblock %}
      |                                   ^^^^
      |
      = help: define it, or use one from the theme or Tera
    "#);
}

#[test]
fn a_template_that_is_missing() {
    let mut site = site("--- themes/mine/theme.toml\nname = \"Mine\"\n");
    site.write("config.toml", CONFIG.replace("\"plain\"", "\"mine\""));
    for name in [
        "home", "papers", "paper", "edition", "period", "year", "topics", "topic", "tags", "tag", "authors",
        "author", "page", "404",
    ] {
        site.write(&format!("themes/mine/templates/{name}.html"), "x");
    }
    site.write("themes/mine/templates/archives.html", "x");
    assert_snapshot!(site.build().drawn(), @r#"
    error[missing-template]: the theme has no template `archive.html`
    --> config.toml
     = help: there is `archives.html`: did you mean to name it `archive.html`?

    error[missing-template]: the theme has no template `card.html`
    --> config.toml
     = help: create it, or extend a theme that has it: `extends = "plain"`
    "#);
}

#[test]
fn a_page_in_the_frame() {
    assert_snapshot!(drawn("--- templates/frame/footer.html\n<footer>{{ site.title }} {{ page.title }}</footer>\n"), @r#"
    error[unknown-frame-variable]: `page` is not available in `frame/` templates
     --> templates/frame/footer.html:1:29
      |
    1 | <footer>{{ site.title }} {{ page.title }}</footer>
      |                             ^^^^
      |
      = help: only `site` and `current` are; use it in a page template
    "#);
}

#[test]
fn a_name_that_no_page_has() {
    assert_snapshot!(drawn("--- templates/paper.html\n<h1>papper: Ä {{ papper.title }}</h1>\n"), @"
    error[unknown-variable]: unknown variable `papper`
     --> templates/paper.html:1:18
      |
    1 | <h1>papper: Ä {{ papper.title }}</h1>
      |                  ^^^^^^
      |
      = help: did you mean `paper`? available in `paper.html`: `site`, `page`, `paper`, `tldr`, `note`, `abstract_text`, `authors`, `publication`, `cite`, `formats`, `updated`, `edition_title`, `again`, `newer`, `older`
    ");
    assert_snapshot!(drawn("--- templates/404.html\n{% for day in colours %}{{ day }}{% endfor %}\n"), @"
    error[unknown-variable]: unknown variable `colours`
     --> templates/404.html:1:15
      |
    1 | {% for day in colours %}{{ day }}{% endfor %}
      |               ^^^^^^^
      |
      = help: available in `404.html`: `site`, `page`
    ");
}

#[test]
fn a_template_that_fails() {
    let template = "--- templates/paper.html\n<h1>{{ paper.title }}</h1>\n<p>Ä {{ paper.titel.x }}</p>\n";
    assert_snapshot!(drawn(&(template.to_owned() + &entry("a", "2025-05-01", ""))), @"
    error[template-failed]: the template failed: field `titel` is not defined; did you mean `title`?
     --> templates/paper.html:2:15
      |
    2 | <p>Ä {{ paper.titel.x }}</p>
      |               ^^^^^
      |
      = note: the rendered entry: `content/papers/a.md`
      = help: it happened while rendering `/papers/a/`
    ");
    assert_snapshot!(drawn("--- templates/404.html\n{{ site.titel.x }}\n"), @"
    error[template-failed]: the template failed: field `titel` is not defined; did you mean `title`?
     --> templates/404.html:1:9
      |
    1 | {{ site.titel.x }}
      |         ^^^^^
      |
      = help: it happened while rendering `/404.html`
    ");
}

#[test]
fn a_failure_on_many_pages_is_told_once() {
    let template = "--- templates/paper.html\n{{ paper.titel.x }}\n".to_owned();
    let entries: String = ["c", "a", "b"].map(|slug| entry(slug, "2025-05-01", "")).concat();
    assert_snapshot!(drawn(&(template + &entries)), @"
    error[template-failed]: the template failed: field `titel` is not defined; did you mean `title`?
     --> templates/paper.html:1:10
      |
    1 | {{ paper.titel.x }}
      |          ^^^^^
      |
      = note: the rendered entry: `content/papers/a.md`
      = help: it happened while rendering `/papers/a/` and 2 other outputs
    ");
    let rows = "--- templates/card.html\n{{ paper.titel.x }}\n".to_owned() + &entries;
    assert_snapshot!(drawn(&rows), @"
    error[template-failed]: the template failed: field `titel` is not defined; did you mean `title`?
     --> templates/card.html:1:10
      |
    1 | {{ paper.titel.x }}
      |          ^^^^^
      |
      = note: the rendered entry: `content/papers/a.md`
      = help: it happened while rendering the row of `a` and 2 other outputs
    ");
}

#[test]
fn failures_at_several_places_are_told_each() {
    let templates = "--- templates/paper.html\n{% if paper.slug == \"a\" %}{{ paper.x.y }}{% else %}{{ paper.z.y }}{% endif %}\n--- templates/404.html\n{{ page.x.y }}\n";
    let entries: String = ["a", "b"].map(|slug| entry(slug, "2025-05-01", "")).concat();
    assert_eq!(site(&(templates.to_owned() + &entries)).build().codes(), ["template-failed"; 3]);
}
