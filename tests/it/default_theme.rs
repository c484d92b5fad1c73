//! What the guide promises of the default theme, as far as HTML, CSS and scripts say it. What only a
//! browser can show, `.ci/browser.cjs` looks at.

use digestgen::source::builtin_theme_files;

use crate::site::{Build, between, entry, plain, site};

const DEFAULT: &str = "title = \"Digest\"\nbase_url = \"https://digest.example/d\"\n";

/// A digest of the default theme with these options.
#[track_caller]
fn with_options(options: &str, entries: &str) -> Build {
    let mut site = site(entries);
    site.write("config.toml", format!("{DEFAULT}[extra]\n{options}\n"));
    for file in ["logo.svg", "custom.css"] {
        site.write(&format!("static/{file}"), "x");
    }
    site.build().fine()
}

fn file(name: &str) -> String {
    let mut files = builtin_theme_files("default").into_iter();
    let file = files.find(|(path, _)| path.ends_with(name)).map(|(_, bytes)| bytes.to_vec());
    String::from_utf8(file.expect("a file of the theme")).unwrap()
}

#[test]
fn every_option_changes_every_page() {
    let entries = entry("a", "2025-05-01", "topics = [\"T\"]");
    for (option, expected) in [
        ("", "data-accent=\"oxblood\" data-width=\"normal\""),
        ("accent = \"blue\"", "data-accent=\"blue\" data-width=\"normal\""),
        ("width = \"wide\"", "data-accent=\"oxblood\" data-width=\"wide\""),
        ("logo = \"/logo.svg\"", "<img src=\"/d/logo.svg\" alt=\"\">"),
        ("style = \"/custom.css\"", "<link rel=\"stylesheet\" href=\"/d/custom.css\">"),
        ("footer = \"Words <at> the end\"", "Words &lt;at&gt; the end"),
        ("", "Made with digestgen."),
    ] {
        let build = with_options(option, &entries);
        for page in ["/", "/papers/", "/papers/a/", "/2025/05/01/", "/topics/t/", "/archive/", "/404.html"] {
            assert!(build.page(page).contains(expected), "{option}: {page}");
        }
    }
    let build = with_options("footer = \"\"", &entries);
    assert!(!build.page("/").contains("Made with"), "an empty option leaves the words out");
    assert!(!build.page("/").contains("<img") && !build.page("/").contains("custom.css"));
}

#[test]
fn every_value_of_an_option_has_a_rule() {
    let css = file("static/style.css");
    for accent in ["blue", "green", "violet", "ochre", "graphite"] {
        assert!(css.contains(&format!(":root[data-accent=\"{accent}\"]")), "{accent}");
    }
    for width in ["narrow", "wide"] {
        assert!(css.contains(&format!(":root[data-width=\"{width}\"]")), "{width}");
    }
}

#[test]
fn rows_show_the_links_that_the_options_name() {
    let entries = entry(
        "a",
        "2025-05-01",
        "arxiv = \"2306.06626\"\ncode = \"https://code.example/\"\nslides = \"https://slides.example/\"",
    );
    let links = |options: &str| {
        let build = with_options(options, &entries);
        let links = build.links("/papers/");
        ["arxiv.org/abs/", "arxiv.org/pdf/", "code.example", "slides.example"]
            .map(|wanted| links.iter().any(|link| link.contains(wanted)))
    };
    assert_eq!(links(""), [true, true, true, false]);
    assert_eq!(links("row_links = [\"slides\"]"), [false, false, false, true]);
    assert_eq!(links("row_links = []"), [false; 4]);
}

#[test]
fn of_more_than_twenty_authors_ten_are_shown_and_the_rest_is_folded() {
    let authors = |count: usize| {
        let names: Vec<String> = (1..=count).map(|n| format!("\"Ada N{n:02}\"")).collect();
        let entries = entry("a", "2025-05-01", &format!("authors = [{}]", names.join(",")));
        with_options("", &entries)
    };
    let build = authors(20);
    assert!(!build.main("/papers/a/").contains("more authors"));
    assert!(build.main("/papers/").contains("Ada N20"), "a row names all of twenty");
    let build = authors(21);
    let main = build.main("/papers/a/");
    assert!(main.contains("<summary>and 11 more authors</summary>"), "{main}");
    let (shown, folded) = main.split_once("<summary>and 11").unwrap();
    assert!(shown.contains("Ada N10") && !shown.contains("Ada N11"), "{shown}");
    let folded = between(folded, "<p id=\"more-authors\">", "</p>").unwrap();
    let names: Vec<String> = plain(folded).split(", ").map(str::to_owned).collect();
    let expected: Vec<String> = (11..=21).map(|n| format!("Ada N{n}")).collect();
    assert_eq!(names, expected);
    let rows = build.main("/papers/");
    assert!(rows.contains("Ada N10") && !rows.contains("Ada N11</a>"), "{rows}");
}

#[test]
fn pages_say_everything_without_a_script() {
    let build = with_options("", &entry("a", "2025-05-01", "arxiv = \"2306.06626\"\nauthors = [\"Ada N\"]"));
    for (path, bytes) in build.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        assert!(!page.contains("<noscript"), "{path}: nothing has to be said in place of a script");
        assert!(!page.contains("javascript:") && !page.contains(" onclick="), "{path}");
        // What a script alone can do is hidden until it runs.
        for button in page.split("<button").skip(1).map(|rest| rest.split('>').next().unwrap()) {
            assert!(button.ends_with(" hidden"), "{path}: {button}");
        }
    }
    let main = build.main("/papers/a/");
    for id in ["cite-apa", "cite-bibtex", "cite-ris", "cite-text"] {
        assert!(main.contains(&format!("id=\"{id}\" data-copy=")), "{id}");
    }
}

#[test]
fn the_script_finds_what_it_acts_on() {
    let build = with_options("", &entry("a", "2025-05-01", "authors = [\"Ada N\"]"));
    let script = file("static/theme.js");
    for hook in ["getElementById(\"theme\")", "[data-copy]", "localStorage", "prefers-color-scheme: dark"] {
        assert!(script.contains(hook), "{hook}");
    }
    assert!(build.page("/papers/a/").contains("id=\"theme\""));
    let css = file("static/style.css");
    for rule in ["data-theme=\"dark\"", "data-theme=\"light\"", "light-dark("] {
        assert!(css.contains(rule), "{rule}");
    }
}

#[test]
fn a_printed_page_leaves_out_what_paper_cannot_do() {
    let css = file("static/style.css");
    let print = css.split_once("@media print {").expect("a style for paper").1;
    let hidden = print.split("display: none").next().unwrap();
    for part in ["header.site nav", "#theme", ".copy", ".skip", ".pages"] {
        assert!(hidden.contains(part), "{part}");
    }
    assert!(print.contains("color-scheme: light"), "paper is white");
}
