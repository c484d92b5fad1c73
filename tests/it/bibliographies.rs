//! Bibliographies: what each format says of an entry, and which lists have which files.

use biblatex::{Bibliography, ChunksExt};
use serde_json::Value;

use crate::site::{Build, entry, site};

fn titled(slug: &str, title: &str, more: &str) -> String {
    format!(
        r"--- content/papers/{slug}.md
+++
title = '{title}'
date = 2025-05-01
{more}
+++
Note.
"
    )
}

fn bibliography(build: &Build) -> Bibliography {
    Bibliography::parse(build.page("/papers.bib")).unwrap()
}

fn csl(build: &Build) -> Vec<Value> {
    serde_json::from_str(build.page("/papers.csl.json")).unwrap()
}

fn keys(text: &str) -> Vec<&str> {
    let lines = text.lines().filter_map(|line| line.strip_prefix('@'));
    lines.map(|line| line.split_once('{').unwrap().1.trim_end_matches(',')).collect()
}

#[test]
fn a_preprint_is_an_eprint() {
    let text = titled(
        "a",
        "Attention Is All You Need",
        "authors = [\"Ashish Vaswani\", \"{Google Brain}\"]\narxiv = \"1706.03762v7\"\npublished = \"2017-06-12\"\ncategory = \"cs.CL\"\nvenue = \"NIPS 2017\"\nabstract = \"On $O(n^2)$.\"",
    );
    let build = site(&text).build().fine();
    insta::assert_snapshot!(build.page("/papers.bib"), @"
    @misc{vaswani2017attention,
      title = {Attention {Is All You Need}},
      author = {Vaswani, Ashish and {Google Brain}},
      year = {2017},
      month = jun,
      day = {12},
      eprint = {1706.03762v7},
      archivePrefix = {arXiv},
      primaryClass = {cs.CL},
      url = {https://arxiv.org/abs/1706.03762v7},
      note = {NIPS 2017},
    }
    ");
    insta::assert_snapshot!(build.page("/papers.ris"), @"
    TY  - UNPB
    ID  - vaswani2017attention
    TI  - Attention Is All You Need
    AU  - Vaswani, Ashish
    AU  - Google Brain,
    PY  - 2017
    DA  - 2017/06/12/
    DB  - arXiv
    AN  - arXiv:1706.03762v7
    UR  - https://arxiv.org/abs/1706.03762v7
    N1  - NIPS 2017
    AB  - On O(n²).
    ER  - 
    ");
    insta::assert_snapshot!(build.page("/papers.csl.json"), @r#"
    [
    {"id":"vaswani2017attention","type":"article","title":"Attention Is All You Need","author":[{"family":"Vaswani","given":"Ashish"},{"literal":"Google Brain"}],"issued":{"date-parts":[[2017,6,12]]},"number":"arXiv:1706.03762v7","publisher":"arXiv","abstract":"On O(n²).","URL":"https://arxiv.org/abs/1706.03762v7","custom":{"arxiv":"1706.03762v7","category":"cs.CL","venue":"NIPS 2017"}}
    ]
    "#);
}

#[test]
fn each_type_has_its_own_fields() {
    let of = |kind: &str, more: &str| {
        let more = format!(
            "doi = \"https://doi.org/10.1000/a_b\"\npublished = 2020-02-03\n[publication]\ntype = \"{kind}\"\n{more}"
        );
        let build = site(&titled("a", "On it", &more)).build().fine();
        let bib = bibliography(&build);
        let entry = bib.iter().next().unwrap().clone();
        assert_eq!(entry.get("doi").unwrap().format_verbatim(), "10.1000/a_b", "{kind}");
        let lines = build.page("/papers.ris").lines().map(str::to_owned).collect::<Vec<_>>();
        assert!(lines.contains(&"DO  - 10.1000/a_b".to_owned()));
        let field = |name: &str| entry.get(name).map(|value| value.format_verbatim());
        let fields = ["journal", "booktitle", "number", "eid", "pages", "institution", "school", "editor"];
        let said = fields.iter().filter_map(|name| Some(format!("{name}={}", field(name)?)));
        format!("{} {}; {}", entry.entry_type, lines[0], said.collect::<Vec<_>>().join(" "))
    };
    let journal = "container-title = \"J & K\"\nissue = 3\npage = \"1-9\"";
    assert_eq!(of("article-journal", journal), "article TY  - JOUR; journal=J & K number=3 pages=1–9");
    let meeting = "container-title = \"Proc. X\"\npage = \"7\"\neditor = [\"Noether, Emmy\"]";
    assert_eq!(
        of("paper-conference", meeting),
        "inproceedings TY  - CONF; booktitle=Proc. X pages=7 editor=Noether, Emmy"
    );
    assert_eq!(
        of("report", "publisher = \"CERN\"\nnumber = 12"),
        "techreport TY  - RPRT; number=12 institution=CERN"
    );
    assert_eq!(of("thesis", "publisher = \"ETH\""), "phdthesis TY  - THES; school=ETH");
    assert_eq!(
        of("thesis", "publisher = \"ETH\"\ngenre = \"Master's thesis\""),
        "mastersthesis TY  - THES; school=ETH"
    );
    assert_eq!(of("dataset", ""), "dataset TY  - DATA; ");
    assert_eq!(of("software", ""), "software TY  - COMP; ");
    assert_eq!(of("webpage", ""), "online TY  - ELEC; ");
}

#[test]
fn titles_come_back_from_bibtex() {
    let titles = [
        ("Fast & Eager: $O(k)$ of the PAM", "Fast & Eager: O(k) of the PAM"),
        ("100% of #1 A_B ~ x^2", "100% of #1 A_B ~ x^2"),
        ("A } brace { and a \\\\ stroke", "A } brace { and a \\ stroke"),
        ("Costs \\$5 and less", "Costs $5 and less"),
        ("A lone $ sign", "A lone $ sign"),
        ("量子 Überblick", "量子 Überblick"),
    ];
    for (title, expected) in titles {
        let build = site(&titled("a", title, "")).build().fine();
        let bib = bibliography(&build);
        let found = bib.iter().next().unwrap().title().unwrap().format_verbatim().replace('$', "");
        assert_eq!(found, expected.replace('$', ""), "{}", build.page("/papers.bib"));
        assert_eq!(csl(&build)[0]["id"], keys(build.page("/papers.bib"))[0]);
    }
    let build = site(&titled("a", "On *Drosophila* in $\\Delta x$", "")).build().fine();
    assert!(build.page("/papers.bib").contains("title = {On \\emph{Drosophila} in {$\\Delta x$}}"));
    assert_eq!(csl(&build)[0]["title"], "On <i>Drosophila</i> in Δx");
}

#[test]
fn names_come_back_from_bibtex() {
    let authors = "authors = [\"van der Berg, Jan\", \"King, Jr., Martin Luther\", \"{Barnes and Noble, Inc.}\", \"李明\", { family = \"Ortega y Gasset\", given = \"José\" }]";
    let build = site(&titled("a", "T", authors)).build().fine();
    let bib = bibliography(&build);
    let people = bib.iter().next().unwrap().author().unwrap();
    let parts: Vec<[&str; 4]> =
        people.iter().map(|p| [p.given_name.as_str(), &p.prefix, &p.name, &p.suffix]).collect();
    assert_eq!(
        parts,
        [
            ["Jan", "van der", "Berg", ""],
            ["Martin Luther", "", "King", "Jr."],
            ["", "", "Barnes and Noble, Inc.", ""],
            ["", "", "李明", ""],
            ["José", "", "Ortega y Gasset", ""],
        ]
    );
    let authors = &csl(&build)[0]["author"];
    assert_eq!(authors[0]["non-dropping-particle"], "van der");
    assert_eq!(authors[1]["suffix"], "Jr.");
    assert_eq!(authors[2]["literal"], "Barnes and Noble, Inc.");
}

#[test]
fn six_hundred_authors_are_all_there() {
    let names: Vec<String> = (0..600).map(|number| format!("\"Given{number} Family{number}\"")).collect();
    let build = site(&titled("a", "T", &format!("authors = [{}]", names.join(", ")))).build().fine();
    assert_eq!(bibliography(&build).iter().next().unwrap().author().unwrap().len(), 600);
    assert_eq!(build.page("/papers.ris").matches("AU  - ").count(), 600);
    assert_eq!(csl(&build)[0]["author"].as_array().unwrap().len(), 600);
    assert!(build.page("/papers.md").contains("and 580 more"));
}

#[test]
fn keys_are_unique_and_the_same_in_every_list() {
    let like = |slug: &str, date: &str| {
        let more = "authors = [\"Ada Lovelace\"]\npublished = \"1843\"\ntopics = [\"T\"]";
        entry(slug, date, more).replace(&format!("title = \"{slug}\""), "title = \"The Notes\"")
    };
    let mut site = site(&(like("a", "2025-05-01") + &like("b", "2025-05-02")));
    let build = site.build().fine();
    let first = keys(build.page("/papers.bib")).into_iter().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(first[1], "lovelace1843notes", "the oldest has the plain key");
    assert!(first[0].starts_with("lovelace1843notes") && first[0].len() == first[1].len() + 3);
    assert_eq!(keys(build.page("/topics/t/papers.bib")), first);
    assert_eq!(keys(build.page("/2025/05/02/papers.bib")), first[..1]);
    // A newer entry changes no key that is there.
    site.write("content/papers/c.md", like("c", "2025-05-03").split_once('\n').unwrap().1);
    let build = site.build().fine();
    assert_eq!(keys(build.page("/papers.bib"))[1..], first);
}

#[test]
fn what_is_withdrawn_is_left_out() {
    let text = entry("a", "2025-05-01", "status = \"withdrawn\"") + &entry("b", "2025-05-01", "");
    let build = site(&text).build().fine();
    for file in ["papers.bib", "papers.ris", "papers.csl.json", "papers.json", "papers.md"] {
        assert_eq!(build.page(&format!("/{file}")).matches("papers/a/").count(), 0, "{file}");
    }
    assert_eq!(keys(build.page("/papers.bib")), ["b"]);
}

#[test]
fn files_lie_beside_the_lists_that_the_outputs_name() {
    let text = entry("a", "2025-05-01", "topics = [\"T\"]\ntags = [\"g\"]\nauthors = [\"Ada Lovelace\"]");
    let files = |config: &str| {
        let build = site(&format!("{config}\n{text}")).build().fine();
        let files = build.addresses().into_iter();
        files.filter(|path| path.contains("/papers.") || path.contains("/paper.")).collect::<Vec<_>>()
    };
    let of = |folder: &str, ends: &[&str]| -> Vec<String> {
        ends.iter().map(|end| format!("{folder}papers.{end}")).collect()
    };
    let all = ["bib", "csl.json", "json", "md", "ris"];
    let mut expected = [
        of("/", &all),
        of("/2025/05/01/", &["bib", "json", "md"]),
        of("/2025/w18/", &["bib", "json", "md"]),
        of("/tags/g/", &["bib"]),
        of("/topics/t/", &all),
    ]
    .concat();
    expected.sort();
    let mut found = files("");
    found.sort();
    assert_eq!(found, expected);
    let none = "site = []\ntopics = []\ntags = []\neditions = []\n";
    assert_eq!(files(&format!("[outputs]\n{none}papers = [\"bib\"]")), ["/papers/a/paper.bib"]);
    assert_eq!(files(&format!("[outputs]\n{none}authors = [\"ris\"]")), ["/authors/ada-lovelace/papers.ris"]);
}

#[test]
fn an_edition_has_a_twin_in_markdown() {
    let text = r#"--- content/editions/2025-05-01.md
+++
title = "First"
description = "On *it*."
+++
A *word* on [[a|one]],
and on [[a]].

[Once][@2306.06626] more.
"#
    .to_owned()
        + &titled(
            "a",
            "On *it*: $x_1$",
            "topics = [\"T\"]\narxiv = \"2306.06626\"\ntldr = 'With [`code`](https://x.org) and $y$.'\nauthors = [\"A_da\"]",
        );
    let build = site(&text).build().fine();
    insta::assert_snapshot!(build.page("/2025/05/01/papers.md"), @r"
    # First

    <https://digest.example/2025/05/01/>

    On it.

    A *word* on [one](https://digest.example/papers/a/),
    and on [On it: x₁](https://digest.example/papers/a/).

    [Once](https://digest.example/papers/a/) more.

    ## T

    - **[On *it*: $x_1$](https://digest.example/papers/a/)**, by A\_da. 2023-06.

      With `code` and $y$.

      [arXiv:2306.06626](<https://arxiv.org/abs/2306.06626>), [PDF](<https://arxiv.org/pdf/2306.06626>)
    ");
}

#[test]
fn an_edit_of_a_note_writes_no_bibliography_again() {
    let text = entry("a", "2025-05-01", "tldr = \"Short\"") + &entry("b", "2025-05-02", "");
    let mut site = site(&text);
    site.build().fine();
    let rendered = site.replace("content/papers/a.md", "Note on a.", "Another.").build().fine().rendered();
    assert!(rendered.iter().all(|path| !path.contains("papers.")), "{rendered:?}");
    let rendered = site.replace("content/papers/a.md", "\"a\"", "\"A new name\"").build().fine().rendered();
    assert!(rendered.contains(&"/2025/05/01/papers.bib".to_owned()), "{rendered:?}");
    assert!(!rendered.contains(&"/2025/05/02/papers.bib".to_owned()), "{rendered:?}");
}

#[test]
fn a_key_of_the_publication_is_one_of_csl() {
    let codes = |line: &str| {
        let build = site(&entry("a", "2025-05-01", &format!("[publication]\n{line}"))).build();
        build.diagnostics().iter().map(|diagnostic| diagnostic.code.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(codes("container-titel = \"J\""), ["unknown-key"]);
    assert_eq!(codes("type = \"journal\""), ["unknown-value"]);
    assert_eq!(codes("volume = 1.5"), ["wrong-type"]);
    assert_eq!(codes("issued = \"May\""), ["bad-publication-date"]);
    assert_eq!(
        codes("type = \"book\"\nvolume = 3\neditor = [\"Emmy Noether\"]\nissued = 2024-05-01"),
        [""; 0]
    );
}

#[test]
fn dates_may_be_ranges_seasons_and_in_doubt() {
    let check = |issued: &str, bib: &str, csl_date: &str, ris: &str| {
        let more = format!("[publication]\ntype = \"book\"\nissued = {issued}\nevent-date = {issued}");
        let build = site(&titled("a", "T", &more)).build().fine();
        let text = build.page("/papers.bib");
        let (_, dates) = text.split_once("title = {T},\n").unwrap();
        let dates: String = dates.split_whitespace().collect();
        assert_eq!(dates, format!("{bib}}}"), "{issued}");
        let item = &csl(&build)[0];
        assert_eq!(item["issued"].to_string(), csl_date, "{issued}");
        assert_eq!(item["event-date"], item["issued"]);
        assert!(
            build.page("/papers.ris").contains(&format!("DA  - {ris}\n")),
            "{}",
            build.page("/papers.ris")
        );
    };
    check(
        "1988-05-03",
        "year={1988},month=may,day={3},eventdate={1988-05-03},",
        r#"{"date-parts":[[1988,5,3]]}"#,
        "1988/05/03/",
    );
    check(
        "\"1988/1991\"",
        "date={1988/1991},year={1988},eventdate={1988/1991},",
        r#"{"date-parts":[[1988],[1991]]}"#,
        "1988///1988/1991",
    );
    check(
        "\"1988/..\"",
        "date={1988/..},year={1988},eventdate={1988/..},",
        r#"{"date-parts":[[1988],[0]]}"#,
        "1988///1988/..",
    );
    check(
        "\"1988~\"",
        "date={1988~},year={1988},eventdate={1988~},",
        r#"{"circa":true,"date-parts":[[1988]]}"#,
        "1988///1988~",
    );
    check(
        "\"2020-22\"",
        "date={2020-22},year={2020},eventdate={2020-22},",
        r#"{"date-parts":[[2020]],"season":2}"#,
        "2020///Summer",
    );
    check(
        "\"2020-24/2021-21?\"",
        "date={2020-24/2021-21?},year={2020},eventdate={2020-24/2021-21?},",
        r#"{"circa":true,"date-parts":[[2020,24],[2021,21]]}"#,
        "2020///2020-24/2021-21?",
    );
}
