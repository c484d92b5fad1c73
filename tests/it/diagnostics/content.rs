//! Problems in one content file, as they are drawn.

use insta::assert_snapshot;

use crate::site::{drawn, entry, site};

fn front_matter(lines: &str) -> String {
    drawn(&entry("a", "2025-05-01", lines))
}

#[test]
fn no_front_matter() {
    assert_snapshot!(drawn("--- content/papers/a.md\n# A paper\n\nText.\n"), @"
    error[missing-front-matter]: the file does not start with front matter
     --> content/papers/a.md:1:1
      |
    1 | # A paper
      | ^
      |
      = help: begin with TOML between two lines `+++`, or with YAML between two lines `---`
    ");
    assert_snapshot!(site("").write("content/papers/a.md", "").build().drawn(), @"
    error[missing-front-matter]: the file does not start with front matter
     --> content/papers/a.md:1:1
      |
    1 |
      | ^
      |
      = help: begin with TOML between two lines `+++`, or with YAML between two lines `---`
    ");
    assert_snapshot!(site("").write("content/papers/a.md", "---\ntitle: A\n---\n").build().drawn(), @"
    error[missing-key]: `date` is missing
     --> content/papers/a.md:1:1
      |
    1 | ---
      | ^^^
      |
      = help: say which day's edition lists it: `date: 2025-03-12`
    ");
}

#[test]
fn a_file_that_is_too_long() {
    let text = format!("--- content/pages/a.md\n+++\ntitle = \"A\"\n+++\n{}", "word ".repeat(1_000_000));
    assert_snapshot!(drawn(&text), @"
    error[file-too-large]: the file is 6 MB, the maximum is 5 MB
    --> content/pages/a.md
     = help: split it, or put the data into a separate file and link to that
    ");
}

#[test]
fn front_matter_that_is_not_closed() {
    assert_snapshot!(drawn("--- content/papers/a.md\n+++\ntitle = \"A\"\n\nText with +++ in it.\n"), @"
    error[unclosed-front-matter]: the front matter is not closed
     --> content/papers/a.md:1:1
      |
    1 | +++
      | ^^^ opened here
      |
      = help: end it with a line that contains only `+++`
    ");
}

#[test]
fn a_folder_that_is_not_known() {
    let text = "+++\ntitle = \"A\"\n+++\n";
    assert_snapshot!(drawn(&format!("--- content/paper/a.md\n{text}")), @"
    error[unknown-content-folder]: `content/paper/a.md` is not in a content folder
    --> content/paper/a.md
     = help: did you mean `content/papers/`?
    ");
    assert_snapshot!(drawn(&format!("--- content/notes/a.md\n{text}")), @"
    error[unknown-content-folder]: `content/notes/a.md` is not in a content folder
    --> content/notes/a.md
     = help: put content into `content/papers/`, `editions/`, `topics/`, `authors/` or `pages/`
    ");
    assert_snapshot!(drawn(&format!("--- content/a.md\n{text}")), @"
    error[unknown-content-folder]: `content/a.md` is not in a content folder
    --> content/a.md
     = help: put content into `content/papers/`, `editions/`, `topics/`, `authors/` or `pages/`
    ");
}

#[test]
fn an_edition_that_is_no_day_week_or_month() {
    assert_snapshot!(drawn("--- content/editions/march.md\n+++\n+++\n"), @"
    error[bad-edition-name]: `march` is not a day, week or month
    --> content/editions/march.md
     = help: name the file `2025-03-12.md`, `2025-W11.md` or `2025-03.md`
    ");
    for name in ["2025-13", "2025-W54", "2025-02-30", "2025", "25-01-01"] {
        assert_eq!(
            site("").write(&format!("content/editions/{name}.md"), "+++\n+++\n").build().codes(),
            ["bad-edition-name"]
        );
    }
}

#[test]
fn an_arxiv_id_that_is_none() {
    assert_snapshot!(front_matter("arxiv = \"2306.0662\\u0036x\""), @r#"
    error[bad-arxiv-id]: `2306.06626x` is not an arXiv id
     --> content/papers/a.md:4:9
      |
    4 | arxiv = "2306.0662\u0036x"
      |         ^^^^^^^^^^^^^^^^^^
      |
      = help: write it as arXiv does: `2306.06626`, `2306.06626v2` or `math.GT/0309136`
    "#);
    // The address of an id is read as the id.
    let text = entry("a", "2025-05-01", "arxiv = \"https://arxiv.org/abs/2306.06626\"");
    assert!(site(&text).build().fine().main("/papers/a/").contains("2306.06626"));
}

#[test]
fn a_doi_that_is_none() {
    assert_snapshot!(front_matter("doi = \"10.1007\""), @r#"
    error[bad-doi]: `10.1007` is not a DOI
     --> content/papers/a.md:4:7
      |
    4 | doi = "10.1007"
      |       ^^^^^^^^^
      |
      = help: a DOI starts with `10.`, a number and a slash: `10.1007/s10955-022-02966-8`
    "#);
}

#[test]
fn an_address_that_is_none() {
    assert_snapshot!(front_matter("code = \"javascript:alert(1)\""), @r#"
    error[bad-address]: `code` is `javascript:alert(1)`, expected a URL
     --> content/papers/a.md:4:8
      |
    4 | code = "javascript:alert(1)"
      |        ^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write an absolute URL that starts with `https://`, or a path from the site's root
    "#);
    assert_snapshot!(front_matter("url = \"example.org\""), @r#"
    error[bad-address]: `url` is `example.org`, expected a URL
     --> content/papers/a.md:4:7
      |
    4 | url = "example.org"
      |       ^^^^^^^^^^^^^
      |
      = help: write an absolute URL that starts with `https://`, or a path from the site's root: `https://example.org`
    "#);
    for (line, meant) in [
        ("pdf = \"paper.pdf\"", "`/paper.pdf`"),
        ("project = \"#demo\"", "`/#demo`"),
        ("links = [\"about\"]", "`/about/`"),
        ("links = [{ name = \"Poster\", url = \"./poster/\" }]", "`/poster/`"),
        ("curator = { name = \"Ada\", url = \"/\\\\host\" }", "`/host`"),
        ("authors = [{ family = \"Lee\", url = \"lee.example\" }]", "`https://lee.example`"),
        ("image = \"../plot.png\"", "`/plot.png`"),
        ("aliases = [\"about\"]", "`/about/`"),
    ] {
        let found = front_matter(line);
        assert!(
            found.starts_with("error[bad-a") && found.trim_end().ends_with(&format!("root: {meant}")),
            "{found}"
        );
    }
    assert_snapshot!(front_matter("[[links]]\nname = \"Poster\"\nurl = \"data:text/html,x\""), @r#"
    error[bad-address]: `links.url` is `data:text/html,x`, expected a URL
     --> content/papers/a.md:6:7
      |
    6 | url = "data:text/html,x"
      |       ^^^^^^^^^^^^^^^^^^
      |
      = help: write an absolute URL that starts with `https://`, or a path from the site's root
    "#);
}

#[test]
fn a_publication_date_that_is_none() {
    assert_snapshot!(front_matter("published = \"June 2023\""), @r#"
    error[bad-published]: `published` is `June 2023`, expected a year, month or day
     --> content/papers/a.md:4:13
      |
    4 | published = "June 2023"
      |             ^^^^^^^^^^^
      |
      = help: write what is known: `"2023"`, `"2023-06"` or `2023-06-11`; for a range or season set `issued` under `[publication]`
    "#);
    for date in ["\"2023-6\"", "\"2023-13\"", "\"23\"", "\"\"", "10:00:00"] {
        let text = entry("a", "2025-05-01", &format!("published = {date}"));
        assert_eq!(site(&text).build().codes(), ["bad-published"], "{date}");
    }
}

#[test]
fn a_date_of_the_publication_that_is_none() {
    assert_snapshot!(front_matter("[publication]\nissued = \"Spring 2020\""), @r#"
    error[bad-publication-date]: `publication.issued` is `Spring 2020`, expected a date or a range of dates
     --> content/papers/a.md:5:10
      |
    5 | issued = "Spring 2020"
      |          ^^^^^^^^^^^^^
      |
      = help: write `"1988"`, `"1988-05"` or `1988-05-03`, a season as `"1988-21"` (spring) to `"1988-24"` (winter), a range as `"1988/1991"` or `"1988/.."`; after a date, `~` means approximate and `?` uncertain
    "#);
    for date in ["\"1991/1988\"", "\"2023-25\"", "\"..\"", "\"\"", "10:00:00"] {
        let text = entry("a", "2025-05-01", &format!("[publication]\nevent-date = {date}"));
        assert_eq!(site(&text).build().codes(), ["bad-publication-date"], "{date}");
    }
}

#[test]
fn an_alias_that_is_no_path() {
    assert_snapshot!(front_matter("aliases = [\"/old/\", \"../up/\"]"), @r#"
    error[bad-alias]: the alias `../up/` is not a path of this site
     --> content/papers/a.md:4:21
      |
    4 | aliases = ["/old/", "../up/"]
      |                     ^^^^^^^^
      |
      = help: write a path from the site's root: `/up/`
    "#);
    for alias in ["/a%2F..%2F..%2Fb/", "/a%00/", "/a?b", "/a%3Fb/", "https://a.example/", "/"] {
        let text = entry("a", "2025-05-01", &format!("aliases = [\"{alias}\"]"));
        assert_eq!(site(&text).build().codes(), ["bad-alias"], "{alias}");
    }
}
