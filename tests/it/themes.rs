//! Themes: the site's own templates win, then the theme's, then those it extends.

use crate::site::{CONFIG, entry, site};

#[test]
fn the_sites_own_template_wins() {
    let text = r#"--- templates/page.html
{% extends "base.html" %}{% block main %}MINE {{ title }}{% endblock main %}
--- content/pages/about.md
+++
title = "About"
+++
"#;
    let build = site(text).build().fine();
    assert_eq!(build.main("/about/"), "MINE About");
    assert!(build.page("/about/").contains("<header>"), "the rest is the theme's");
}

#[test]
fn an_own_part_replaces_that_of_the_theme_everywhere() {
    let text = entry("a", "2025-05-01", "")
        + "--- templates/card.html\n<li>ROW <a href=\"{{ paper.permalink }}\">{{ paper.slug }}</a></li>\n";
    let build = site(&text).build().fine();
    for page in ["/", "/papers/", "/2025/05/01/", "/2025/05/"] {
        assert!(build.main(page).contains("<li>ROW"), "{page}");
    }
}

#[test]
fn a_part_of_the_frame_replaces_that_of_the_theme_and_sees_the_site() {
    let text = entry("a", "2025-05-01", "")
        + "--- templates/frame/footer.html\n<footer>OF {{ site.title }}</footer>\n\n"
        + "--- templates/frame/more.html\nMORE\n"
        + "--- templates/404.html\n{% extends \"base.html\" %}{% block main %}{{ frame.more }}{% endblock main %}\n";
    let mut site = site(&text);
    let build = site.build().fine();
    for page in ["/", "/papers/a/", "/authors/"] {
        assert!(build.page(page).contains("</main>\n<footer>OF Digest</footer>\n</body>"), "{page}");
    }
    assert_eq!(build.main("/404.html"), "MORE");
    site.write("config.toml", CONFIG.replace("\"Digest\"", "\"Other\""));
    assert!(site.build().fine().page("/authors/").contains("OF Other"), "a kept page would be stale");
}

#[test]
fn a_child_theme_changes_one_template() {
    let child = r#"--- themes/child/theme.toml
name = "Child"
extends = "plain"
[extra]
colour = "red"
--- themes/child/templates/404.html
{% extends "base.html" %}{% block main %}LOST {{ site.extra.colour }}{% endblock main %}
"#;
    let mut site = site(child);
    site.write("config.toml", CONFIG.replace("plain", "child"));
    let build = site.build().fine();
    assert_eq!(build.main("/404.html"), "LOST red");
    assert!(build.main("/papers/").contains("Papers"));
    site.write("config.toml", CONFIG.replace("plain", "child") + "[extra]\ncolour = \"blue\"\n");
    assert_eq!(site.build().fine().main("/404.html"), "LOST blue", "the site's own `[extra]` wins");
    site.write("templates/404.html", "{% extends \"base.html\" %}{% block main %}OWN{% endblock main %}");
    assert_eq!(site.build().fine().main("/404.html"), "OWN");
}

#[test]
fn a_template_can_extend_the_one_it_replaces() {
    let text = "--- templates/404.html\n{% extends \"plain/404.html\" %}{% block main %}{{ super() }} AND MORE{% endblock main %}\n";
    let build = site(text).build().fine();
    let main = build.main("/404.html");
    assert!(main.contains("Page not found") && main.ends_with("AND MORE"), "{main}");
}

#[test]
fn a_folder_of_a_built_in_themes_name_wins() {
    let build = site(
        r#"--- themes/plain/theme.toml
extends = "default"
--- themes/plain/static/mine.txt
x
"#,
    )
    .build()
    .fine();
    assert!(build.has("/mine.txt"));
}

#[test]
fn what_templates_are_given_is_escaped_and_what_is_html_is_not() {
    let text = "description = \"<script>&\"\n".to_owned()
        + &entry("a", "2025-05-01", "venue = \"<i>\"\n[extra]\nx = \"<b>\"\n")
        + "A **bold** word.\n--- templates/card.html\n{{ paper.extra.x }} {{ paper.title }} {{ paper.summary }}\n";
    let build = site(&text).build().fine();
    assert!(!build.page("/").contains("<script>"));
    assert!(
        build.main("/papers/").contains("&lt;b&gt; a Note on a.\nA <strong>bold</strong> word."),
        "{}",
        build.main("/papers/")
    );
    assert!(build.main("/papers/a/").contains("&lt;i&gt;"));
}

#[test]
fn long_numbers_are_parted() {
    let text = "--- templates/404.html\n{% extends \"base.html\" %}{% block main %}{{ 9999 | thousands }} {{ 10000 | thousands }} {{ 1234567 | thousands }}{% endblock main %}\n";
    assert_eq!(site(text).build().fine().main("/404.html"), "9999 10\u{202f}000 1\u{202f}234\u{202f}567");
}

#[test]
fn a_folder_of_five_lines_changes_the_header_of_the_default_theme() {
    let child = r#"--- themes/mine/theme.toml
extends = "default"
--- themes/mine/templates/parts/site_header.html
{%- component site_header(site, current) -%}
<header class="site"><p class="brand">Mine: {{ site.title }}</p>
{{<site_nav site={site} current={current} />}}</header>
{%- endcomponent site_header -%}
"#;
    let mut site = site(&(entry("a", "2025-05-01", "") + child));
    site.write("config.toml", CONFIG.replace("plain", "mine"));
    let build = site.build().fine();
    for page in ["/", "/papers/a/", "/2025/05/01/", "/topics/", "/404.html"] {
        assert!(build.page(page).contains("<p class=\"brand\">Mine: Digest</p>"), "{page}");
        assert!(build.page(page).contains("<nav aria-label=\"Site\">"), "{page}: the rest is the theme's");
    }
}

#[test]
fn the_header_says_where_a_page_is() {
    let mut site = site(
        &(entry("a", "2025-05-01", "topics = [\"T\"]\n")
            + r#"--- content/pages/about.md
+++
title = "About"
+++
"#),
    );
    let nav = "[[nav]]\nname = \"About\"\nurl = \"/about/\"\n[[nav]]\nname = \"Code\"\nurl = \"https://code.example/\"\n";
    site.write(
        "config.toml",
        CONFIG.replace("plain", "default").replace("digest.example", "digest.example/d") + nav,
    );
    let build = site.build().fine();
    let current = |page: &str| -> Vec<String> {
        let (nav, _) =
            build.page(page).split_once("<nav aria-label=\"Site\">").unwrap().1.split_once("</nav>").unwrap();
        let links = nav.split("<a href=\"").skip(1).filter(|link| link.contains("aria-current"));
        links.map(|link| link.split('>').next().unwrap().to_string()).collect()
    };
    for (page, says) in [
        ("/", None),
        ("/404.html", None),
        ("/papers/", Some("/d/papers/\" aria-current=\"page\"")),
        ("/papers/a/", Some("/d/papers/\" aria-current=\"true\"")),
        ("/topics/", Some("/d/topics/\" aria-current=\"page\"")),
        ("/topics/t/", Some("/d/topics/\" aria-current=\"true\"")),
        ("/archive/", Some("/d/archive/\" aria-current=\"page\"")),
        ("/2025/", Some("/d/archive/\" aria-current=\"true\"")),
        ("/2025/05/", Some("/d/archive/\" aria-current=\"true\"")),
        ("/2025/05/01/", Some("/d/archive/\" aria-current=\"true\"")),
        ("/about/", Some("/d/about/\" aria-current=\"page\"")),
    ] {
        assert_eq!(current(page), says.map(str::to_string).into_iter().collect::<Vec<_>>(), "{page}");
        assert_eq!(build.page(page).contains("<h1 class=\"brand\">"), page == "/", "{page}");
    }
}
