//! Topics, tags and authors: one slug is one term.

use crate::site::{Build, between, entry, plain, site};

/// Names on an index page: `Deep learning (2)`.
fn index(build: &Build, address: &str) -> Vec<String> {
    build.main(address).split("<li>").skip(1).map(|row| plain(row.split("</li>").next().unwrap())).collect()
}

fn heading(build: &Build, address: &str) -> String {
    between(build.main(address), "<h1>", "</h1>").unwrap().to_owned()
}

#[test]
fn spellings_that_share_a_slug_are_one_term_under_the_commonest() {
    let text = [
        entry("a", "2025-05-01", "tags = [\"deep learning\", \"X\"]"),
        entry("b", "2025-05-01", "tags = [\"Deep Learning\", \"x\"]"),
        entry("c", "2025-05-01", "tags = [\"deep-learning\", \"DEEP learning\"]"),
        entry("d", "2025-05-01", "tags = [\"deep learning\"]"),
    ];
    let build = site(&text.concat()).build().fine();
    // Of `X` and `x`, as common, the first by code point.
    assert_eq!(index(&build, "/tags/"), ["deep learning (4)", "X (2)"]);
    assert_eq!(build.papers("/tags/deep-learning/"), ["a", "b", "c", "d"], "an entry is listed once");
    assert!(!build.main("/papers/a/").contains("Deep Learning"), "shown under one spelling everywhere");
}

#[test]
fn authors_are_joined_by_name_and_parted_by_slug() {
    let text = [
        entry("a", "2025-05-01", "authors = [\"Wei Zhang\", \"Ludwig van Beethoven\"]"),
        entry(
            "b",
            "2025-05-01",
            "authors = [\"Zhang, Wei\", \"van Beethoven, Ludwig\", \"{Google DeepMind}\"]",
        ),
        entry(
            "c",
            "2025-05-01",
            "authors = [{ family = \"Zhang\", given = \"Wei\", slug = \"wei-zhang-mit\", orcid = \"0000-0001-2345-6789\" }, { literal = \"Google DeepMind\" }]",
        ),
    ];
    let build = site(&text.concat()).build().fine();
    // By family name; a particle does not sort.
    assert_eq!(
        index(&build, "/authors/"),
        ["Ludwig van Beethoven (2)", "Google DeepMind (2)", "Wei Zhang (2)", "Wei Zhang (1)"]
    );
    assert_eq!(build.papers("/authors/wei-zhang/"), ["a", "b"]);
    assert_eq!(build.papers("/authors/wei-zhang-mit/"), ["c"]);
}

#[test]
fn an_authors_file_joins_other_spellings() {
    let text = [
        r#"--- content/authors/j-zico-kolter.md
+++
name = "J. Zico Kolter"
aliases = ["Zico Kolter", "Kolter, J. Z.", "/people/zico/"]
+++
Works on optimisation.
"#,
        &entry("a", "2025-05-01", "authors = [\"Zico Kolter\"]"),
        &entry("b", "2025-05-01", "authors = [\"J. Zico Kolter\"]"),
        &entry("c", "2025-05-01", "authors = [\"J. Z. Kolter\"]"),
    ];
    let build = site(&text.concat()).build().fine();
    assert_eq!(index(&build, "/authors/"), ["J. Zico Kolter (3)"]);
    assert_eq!(build.papers("/authors/j-zico-kolter/"), ["a", "b", "c"]);
    assert!(build.main("/authors/j-zico-kolter/").contains("Works on optimisation."));
    assert!(build.main("/papers/a/").contains("href=\"/authors/j-zico-kolter/\">J. Zico Kolter"));
    assert!(build.has("/people/zico/") && !build.has("/authors/zico-kolter/"));
}

#[test]
fn a_declared_topic_has_a_title_a_description_and_other_names() {
    let text = [
        r#"--- content/topics/ml.md
+++
title = "Machine Learning"
description = "Of *machines*"
aliases = ["Learning machines"]
+++
"#,
        &entry("a", "2025-05-01", "topics = [\"machine learning\"]"),
        &entry("b", "2025-05-01", "topics = [\"Learning Machines\"]"),
        &entry("c", "2025-05-01", "topics = [\"ML\"]"),
    ];
    let build = site(&text.concat()).build().fine();
    assert_eq!(index(&build, "/topics/"), ["Machine Learning (3)"]);
    assert_eq!(heading(&build, "/topics/ml/"), "Machine Learning");
    assert!(build.main("/topics/ml/").contains("Of <em>machines</em>"));
    assert!(build.page("/topics/ml/").contains("<meta name=\"description\" content=\"Of machines\">"));
}

#[test]
fn a_declared_topic_without_entries_has_a_page() {
    let build = site(
        r#"--- content/topics/empty.md
+++
title = "Empty"
+++
"#,
    )
    .build()
    .fine();
    assert_eq!(index(&build, "/topics/"), ["Empty (0)"]);
    assert!(build.papers("/topics/empty/").is_empty());
}

#[test]
fn words_on_a_term_stand_on_its_first_page_alone() {
    let text = "[pagination]\nper_page = 1\n".to_owned()
        + r#"--- content/topics/t.md
+++
title = "T"
+++
Words on T.
"# + r"--- content/authors/ada-lovelace.md
+++
+++
Words on Ada.
" + &entry("a", "2025-05-01", "topics = [\"T\"]\nauthors = [\"Ada Lovelace\"]")
        + &entry("b", "2025-05-01", "topics = [\"T\"]\nauthors = [\"Ada Lovelace\"]");
    let build = site(&text).build().fine();
    for (path, words) in [("/topics/t/", "Words on T."), ("/authors/ada-lovelace/", "Words on Ada.")] {
        assert!(build.main(path).contains(words), "{path}");
        assert!(!build.main(&format!("{path}page/2/")).contains(words), "{path}");
    }
}

#[test]
fn a_share_is_told_by_month_for_36_months() {
    let shares = |first: &str, last: &str| {
        let text = entry("a", first, "topics = [\"T\"]") + &entry("b", last, "topics = [\"T\"]");
        let shown = shown("topic", &text, "/topics/t/");
        shown.matches('/').count() - shown.matches("/topics/t/").count() * 3
    };
    assert_eq!(shares("2022-06-30", "2025-05-01"), 36, "June 2022 to May 2025, month by month");
    assert_eq!(shares("2022-05-31", "2025-05-01"), 4, "one month more is told by year");
}

/// Puts what a template makes of the view of topics, tags and authors in place of their page.
fn shown(template: &str, text: &str, address: &str) -> String {
    let text =
        format!("{text}--- templates/{template}.html\n{{% extends \"base.html\" %}}{{% block main %}}");
    let text = text
        + match template {
            "topic" => {
                "{% for year in years %}{{ year.year }} {{ year.count }} {{ year.permalink }}; {% endfor %}{% for share in shares %}{{ share.name }} {{ share.count }}/{{ share.total }} {{ share.per_mille }}; {% endfor %}{% for group in groups %}#{{ group.id }} {{ group.papers | length }} {% endfor %}"
            }
            "author" => {
                "{{ coauthor_count }}: {% for other in coauthors %}{{ other.name }} {{ other.count }} {{ other.permalink }}; {% endfor %}"
            }
            _ => {
                "{% for letter in letters %}{{ letter.letter }} {{ letter.permalink }}; {% endfor %}{% for term in terms %}{% if loop.first or loop.last %}{{ term.sort_name or term.name }}; {% endif %}{% endfor %}"
            }
        }
        + "{% endblock main %}\n";
    site(&text).build().fine().main(address).to_owned()
}

#[test]
fn a_topic_has_years_and_a_share_of_each_month() {
    let text = [
        "[pagination]\nper_page = 2\n",
        &entry("a", "2025-02-03", "topics = [\"T\"]"),
        &entry("b", "2025-02-01", "topics = [\"U\"]"),
        &entry("c", "2024-12-01", "topics = [\"T\"]"),
        &entry("d", "2024-12-01", "topics = [\"T\"]"),
        &entry("e", "2024-12-01", ""),
    ]
    .concat();
    assert_eq!(
        shown("topic", &text, "/topics/t/"),
        "2025 1 /topics/t/#year-2025; 2024 2 /topics/t/#year-2024; \
         December 2024 2/3 666; January 2025 0/0 0; February 2025 1/2 500; #year-2025 1 #year-2024 1"
    );
    // The second page has all years and its own entries; the shares stand on the first.
    assert_eq!(
        shown("topic", &text, "/topics/t/page/2/"),
        "2025 1 /topics/t/#year-2025; 2024 2 /topics/t/#year-2024; #year-2024 1"
    );
    // What is older than three years is told by year.
    let text = text + &entry("old", "2021-01-01", "topics = [\"T\"]");
    let shown = shown("topic", &text, "/topics/t/");
    assert!(shown.contains("2021 1/1 1000; 2022 0/0 0; 2023 0/0 0; 2024 2/3 666; 2025 1/2 500;"), "{shown}");
}

#[test]
fn an_author_has_coauthors_the_most_frequent_first() {
    let text = [
        entry("a", "2025-05-01", "authors = [\"Ada Lovelace\", \"Emmy Noether\", \"Wei Zhang\"]"),
        entry("b", "2025-05-01", "authors = [\"Wei Zhang\", \"Ada Lovelace\", \"Wei Zhang\"]"),
    ]
    .concat();
    assert_eq!(
        shown("author", &text, "/authors/ada-lovelace/"),
        "2: Wei Zhang 2 /authors/wei-zhang/; Emmy Noether 1 /authors/emmy-noether/;"
    );
    let crowd: Vec<String> = (0..60).map(|at| format!("\"A B{at:02}\"")).collect();
    let text = entry("a", "2025-05-01", &format!("authors = [{}]", crowd.join(",")));
    let shown = shown("author", &text, "/authors/a-b00/");
    assert!(shown.starts_with("59: A B01 1") && shown.ends_with("A B50 1 /authors/a-b50/;"), "{shown}");
}

#[test]
fn letters_lead_to_the_page_on_which_they_begin() {
    let tags: Vec<String> = (0..1100).map(|at| format!("\"b{at:04}\"")).collect();
    let text = [
        entry("a", "2025-05-01", "tags = [\"(apt)\", \"zeta\", \"3d\"]"),
        entry("b", "2025-05-01", &format!("tags = [{}]", tags[..550].join(","))),
        entry("c", "2025-05-01", &format!("tags = [{}]", tags[550..].join(","))),
    ]
    .concat();
    let letters = "# /tags/#letter-0; A /tags/#letter-A; B /tags/#letter-B; Z /tags/page/2/#letter-Z;";
    assert_eq!(shown("tags", &text, "/tags/"), format!("{letters} 3d; b0997;"));
    assert_eq!(shown("tags", &text, "/tags/page/2/"), format!("{letters} b0998; zeta;"));
    let text =
        entry("a", "2025-05-01", "authors = [\"Ludwig van Beethoven\", { literal = \"Google DeepMind\" }]");
    assert_eq!(
        shown("authors", &text, "/authors/"),
        "B /authors/#letter-B; G /authors/#letter-G; Beethoven, Ludwig van; Google DeepMind;"
    );
}

#[test]
fn tags_and_authors_can_be_left_out() {
    let text = "[pages]\ntags = false\nauthors = false\n".to_owned()
        + r#"--- content/authors/emmy-noether.md
+++
aliases = ["/emmy/"]
+++
"# + &entry("a", "2025-05-01", "tags = [\"g\"]\nauthors = [\"Emmy Noether\"]");
    let build = site(&text).build().fine();
    assert!(
        build
            .addresses()
            .iter()
            .all(|a| !a.starts_with("/tags") && !a.starts_with("/authors") && a != "/emmy/")
    );
    let main = build.main("/papers/a/");
    assert!(
        main.contains("Emmy Noether") && !main.contains("/authors/") && !main.contains("/tags/"),
        "{main}"
    );
    assert!(!build.page("/").contains("/tags/"));
}

#[test]
fn names_are_shown_as_they_are() {
    let build =
        site(&entry("a", "2025-05-01", "tags = [\"<b>&\\\"\"]\nauthors = [\"李明\", \"O'Neil, <i>\"]"))
            .build()
            .fine();
    let main = build.main("/papers/a/");
    assert!(main.contains("李明") && main.contains("&lt;b&gt;&amp;") && !main.contains("<i>"), "{main}");
    assert!(build.has("/authors/李明/"));
}
