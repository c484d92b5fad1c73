//! Problems in `config.toml` and `theme.toml`, as they are drawn.

use insta::assert_snapshot;

use crate::site::{CONFIG, drawn, site};

#[test]
fn a_search_without_a_place_for_the_words() {
    let mut site = site("");
    let config = |search: &str| format!("{CONFIG}search = \"{search}\"\n");
    for search in ["search {searchTerms}", "mailto:a@b.example?{searchTerms}", "https://search.example/?q="] {
        assert_eq!(site.write("config.toml", config(search)).build().codes(), ["bad-search"], "{search}");
    }
    assert_snapshot!(site.build().drawn(), @r#"
    error[bad-search]: `search` is `https://search.example/?q=`, expected a URL with `{searchTerms}`
     --> config.toml:4:10
      |
    4 | search = "https://search.example/?q="
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write the search URL: `https://search.example/?q={searchTerms}&sites=digest.example`
    "#);
}

#[test]
fn a_base_url_that_is_no_web_address() {
    let mut site = site("");
    let config = |url: &str| CONFIG.replace("https://digest.example", url);
    site.write("config.toml", config("digest.example/papers"));
    assert_snapshot!(site.build().drawn(), @r#"
    error[bad-base-url]: `base_url` is `digest.example/papers`, expected a URL
     --> config.toml:2:12
      |
    2 | base_url = "digest.example/papers"
      |            ^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write scheme, host and, if the site is in a subfolder, its path: `https://example.org/digest/`
    "#);
    for url in ["ftp://digest.example", "https://", "/repo"] {
        assert_eq!(site.write("config.toml", config(url)).build().codes(), ["bad-base-url"], "{url}");
    }
    site.write("config.toml", config("https://digest.example/d?v=1"));
    assert_snapshot!(site.build().drawn(), @r#"
    error[bad-base-url]: `base_url` is `https://digest.example/d?v=1`, expected a URL without a query
     --> config.toml:2:12
      |
    2 | base_url = "https://digest.example/d?v=1"
      |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `https://digest.example/d/`
    "#);
    site.write("config.toml", config("https://digest.example")).base_url("nonsense");
    assert_snapshot!(site.build().drawn(), @"
    error[bad-base-url]: `--base-url` is `nonsense`, expected a URL
    --> config.toml
     = help: write scheme, host and, if the site is in a subfolder, its path: `https://example.org/digest/`
    ");
}

#[test]
fn a_time_zone_that_does_not_exist() {
    assert_snapshot!(drawn("timezone = \"Europe/Pariss\""), @r#"
    error[unknown-timezone]: `Europe/Pariss` is not a time zone
     --> config.toml:5:12
      |
    5 | timezone = "Europe/Pariss"
      |            ^^^^^^^^^^^^^^^
      |
      = help: did you mean `Europe/Paris`?
    "#);
    assert_snapshot!(drawn("timezone = \"my place\""), @r#"
    error[unknown-timezone]: `my place` is not a time zone
     --> config.toml:5:12
      |
    5 | timezone = "my place"
      |            ^^^^^^^^^^
      |
      = help: write an IANA name such as `Europe/Paris` or `UTC`
    "#);
}

#[test]
fn a_macro_that_does_not_parse() {
    assert_snapshot!(drawn("[math.macros]\nR = '\\mathbb{R}'\nbad = '\\mathbbb{R}'\nx1 = 'x'"), @r"
    error[bad-macro]: cannot parse the macro `bad`: unknown command `\mathbbb`
     --> config.toml:7:7
      |
    7 | bad = '\mathbbb{R}'
      |       ^^^^^^^^^^^^^
      |
      = help: a macro is a name without backslash and its TeX in single quotes: `R = '\mathbb{R}'`

    error[bad-macro]: cannot parse the macro `x1`: invalid macro name: `\x1`
     --> config.toml:8:6
      |
    8 | x1 = 'x'
      |      ^^^
      |
      = help: a macro is a name without backslash and its TeX in single quotes: `R = '\mathbb{R}'`
    ");
}

#[cfg(feature = "highlight")]
#[test]
fn a_highlighting_theme_that_does_not_exist() {
    assert_snapshot!(drawn("[highlight]\nlight = \"InspiredGitHubb\""), @r#"
    error[unknown-highlight-theme]: there is no highlighting theme `InspiredGitHubb`
     --> config.toml:6:9
      |
    6 | light = "InspiredGitHubb"
      |         ^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `InspiredGitHub`?
    "#);
    assert_snapshot!(drawn("[highlight]\ndark = \"midnight oil\""), @r#"
    error[unknown-highlight-theme]: there is no highlighting theme `midnight oil`
     --> config.toml:6:8
      |
    6 | dark = "midnight oil"
      |        ^^^^^^^^^^^^^^
      |
      = help: remove the key to use the default theme, or choose another such as `GitHub` or `Nord`
    "#);
}

#[test]
fn a_theme_that_does_not_exist() {
    let mut site = site("");
    site.write("config.toml", CONFIG.replace("\"plain\"", "\"plian\""));
    assert_snapshot!(site.build().drawn(), @r#"
    error[unknown-theme]: there is no theme `plian`
     --> config.toml:3:9
      |
    3 | theme = "plian"
      |         ^^^^^^^
      |
      = help: did you mean `plain`?
    "#);
    site.write("config.toml", CONFIG.replace("\"plain\"", "\"mine\""));
    assert_snapshot!(site.build().drawn(), @r#"
    error[unknown-theme]: there is no theme `mine`
     --> config.toml:3:9
      |
    3 | theme = "mine"
      |         ^^^^^^
      |
      = help: available themes: `default`, `plain`; put your own in `themes/NAME/`
    "#);
    site.write("themes/mine/theme.toml", "name = \"Mine\"\nextends = \"yours\"\n");
    assert_snapshot!(site.build().drawn(), @r#"
    error[unknown-theme]: there is no theme `yours`
     --> themes/mine/theme.toml:2:11
      |
    2 | extends = "yours"
      |           ^^^^^^^
      |
      = help: available themes: `default`, `mine`, `plain`; put your own in `themes/NAME/`
    "#);
}

#[test]
fn themes_that_extend_each_other() {
    let mut site = site("");
    site.write("config.toml", CONFIG.replace("\"plain\"", "\"one\""));
    site.write("themes/one/theme.toml", "extends = \"two\"\n");
    site.write("themes/two/theme.toml", "extends = \"one\"\n");
    assert_snapshot!(site.build().drawn(), @r#"
    error[theme-cycle]: the theme extends itself: `one` → `two` → `one`
     --> themes/two/theme.toml:1:11
      |
    1 | extends = "one"
      |           ^^^^^
      |
      = help: remove one `extends`
    "#);
}
