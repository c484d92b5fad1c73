//! What each format says, as entries have it.

use digestgen::import::{Format, NewEntryOptions, entry};
use digestgen::syntax::Syntax;
use insta::assert_snapshot;

use super::{records, value, written};

#[test]
fn bibtex() {
    assert_snapshot!(written(Format::Bibtex, BIB), @r#"
    +++
    title = "On TeX – a “study” of $E = mc^2$ & *more*"
    date = 2025-06-01
    authors = ["Doe, Jane van der", "Émile Zola", "{The ATLAS Collaboration}", "{and others}"]
    doi = "10.1000/a_b"
    published = "2020-03"
    venue = "Proc. of the 3rd Workshop"
    abstract = '''
    We show $x < y$ for \$5.

    And <think> again.'''

    [publication]
    type = "paper-conference"
    citation-key = "Doe:2020"
    container-title = "Proc. of the 3rd Workshop"
    page = "1-12"
    ISBN = "123"
    publisher = "Wiley & Sons Ltd"
    editor = ["First Last Jr"]
    +++
    "#);
}

const BIB: &str = r#"
Whatever stands between entries is a comment, even me@example.org.
@string(pub = {Wiley \& Sons})
@InProceedings(Doe:2020,
    author = "Jane {van der} Doe and {\'E}mile Zola and {The ATLAS Collaboration} and others",
    title = {On {\TeX} -- a ``study'' of $E = mc^2$ \& \emph{more}},
    booktitle = {Proc.~of the 3\textsuperscript{rd} Workshop},
    publisher = pub # { Ltd}, editor = {Last, Jr, First}, isbn = 123, year = 2020,
    pages = {1--12}, month = mar, doi = {https://doi.org/10.1000/a_b},
    abstract = {We show $x < y$ for \$5.

      And <think> again.},
)
"#;

#[test]
fn bibtex_takes_fields_from_what_it_refers_to() {
    let text = "@incollection{a, title={Part}, pages={1-3}, crossref={b}}\n@collection{b, title={Whole}, date={2000-05}, editor={Ann Lee}, publisher={P}}";
    let record = &records(Format::Bibtex, text)[0];
    assert_eq!(record.variable("container-title"), Some("Whole"));
    assert_eq!(record.variable("publisher"), Some("P"));
    assert_eq!(record.published.unwrap().to_string(), "2000-05");
    assert_eq!(record.title.plain(), "Part");
}

#[test]
fn tex_becomes_markdown() {
    let title = |tex: &str| {
        let text = format!("@misc{{a, title = {{{tex}}}}}");
        value(Format::Bibtex, &text, "title").as_str().unwrap().to_owned()
    };
    for (tex, markdown) in [
        (r#"\"Uber {\ss} \v{c} \c c {\'\i} \H{o} \aa"#, "Über ß č ç í ő å"),
        ("a---b--c ``q'' `r'", "a—b–c “q” ‘r'"),
        (r"\textbf{b} {\em e} \texttt{a_b}", "**b** *e* `a_b`"),
        (r"\href{https://x.org/a_b}{text}", "[text](<https://x.org/a_b>)"),
        (r"see \cite{key} and \footnote{x}", r"see \[key] and (x)"),
        (r"one\\two~three", "one two three"),
        (r"{DNA} {G}raph", "DNA Graph"),
        (r"price \$5 and $x_1$", r"price \$5 and $x_1$"),
        ("half a $ sign", r"half a \$ sign"),
        ("<think> & a*b _c_ d_e [f]", r"\<think> & a\*b \_c\_ d_e \[f]"),
        (r"\unknown{kept} \alpha", r"kept $\alpha$"),
        (r"\ensuremath{\beta} \(\gamma\)", r"$\beta$ $\gamma$"),
        (r"\enquote{in} \mkbibquote{quotes}", "“in” “quotes”"),
    ] {
        assert_eq!(title(tex), markdown, "{tex}");
    }
}

#[test]
fn stray_tex_in_plain_words() {
    let title = |text: &str| {
        let text = serde_json::json!({ "title": text }).to_string();
        value(Format::JsonLines, &text, "title").as_str().unwrap().to_owned()
    };
    for (text, markdown) in [
        (r#"Erd\H{o}s and Andr\'e {\"O}"#, "Erdős and André Ö"),
        ("from $5 to $10", r"from \$5 to \$10"),
        ("a speedup of ~10x, 10~20%", r"a speedup of \~10x, 10\~20%"),
        ("Fig.~3 of {braces}", "Fig. 3 of {braces}"),
        (r"C:\dir and \unknown", r"C:\dir and \unknown"),
        ("50% of it", "50% of it"),
        ("<think>: $\\mathcal{O}(n)$", r"\<think>: $\mathcal{O}(n)$"),
        ("$unbalanced", r"\$unbalanced"),
    ] {
        assert_eq!(title(text), markdown, "{text}");
    }
}

#[test]
fn csl() {
    assert_snapshot!(written(Format::Csl, r#"[{"id": "k", "type": "article-journal", "title": "A <i>b</i> &amp; c<sub>2</sub>",
        "author": [{"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"}, {"literal": "NASA"},
                   {"family": "Lee", "given": "Ann", "suffix": "Jr.", "ORCID": "https://orcid.org/0000-0002-1825-0097"}],
        "issued": {"date-parts": [[2020, 3, 5]]}, "event-date": {"date-parts": [["2019", "7"], [2019, 8]]},
        "container-title": ["Journal"], "volume": 7, "page": "1-3", "DOI": "10.1000/X", "URL": "https://doi.org/10.1000/X",
        "editor": [{"family": "Ed"}], "ISSN": ["1234-5678"], "abstract": "<jats:p>One.</jats:p><jats:p>Two <think>.</jats:p>"}]"#), @r#"
    +++
    title = "A *b* & c<sub>2</sub>"
    date = 2025-06-01
    authors = [
        "Ludwig van Beethoven",
        "{NASA}",
        { family = "Lee", given = "Ann", suffix = "Jr.", orcid = "0000-0002-1825-0097" },
    ]
    doi = "10.1000/X"
    published = "2020-03-05"
    venue = "Journal"
    abstract = """
    One.

    Two <think>."""

    [publication]
    type = "article-journal"
    citation-key = "k"
    container-title = "Journal"
    volume = "7"
    page = "1-3"
    ISSN = "1234-5678"
    editor = ["Ed"]
    event-date = "2019-07/2019-08"
    +++
    "#);
}

#[test]
fn ris() {
    assert_snapshot!(written(Format::Ris, "TY  - CHAP\r\nAU  - Doe, Jane\r\nA1  - NASA\r\nTI  - A title\r\nT2  - A book\r\nA2  - Lee, Ann, Jr.\r\nPY  - 2020/03/05/\r\nSP  - 1\r\nEP  - 9\r\nSN  - 978-0\r\nDO  - 10.1000/x\r\nUR  - https://x.org\r\nKW  - a\r\nKW  - b\r\nID  - key\r\nAB  - On\r\n two lines.\r\nER  - \r\n"), @r#"
    +++
    title = "A title"
    date = 2025-06-01
    authors = ["Jane Doe", "{NASA}"]
    tags = ["a", "b"]
    doi = "10.1000/x"
    url = "https://x.org"
    published = "2020-03-05"
    venue = "A book"
    abstract = "On two lines."

    [publication]
    type = "chapter"
    citation-key = "key"
    container-title = "A book"
    page = "1-9"
    ISBN = "978-0"
    editor = ["Ann Lee Jr."]
    +++
    "#);
}

#[test]
fn dates_that_are_more_than_a_day() {
    let bibtex = |date: &str| records(Format::Bibtex, &format!("@book{{a, title={{T}}, {date}}}")).remove(0);
    let csl = |date: &str| {
        records(Format::Csl, &format!("{{\"title\": \"T\", \"type\": \"book\", \"issued\": {date}}}"))
            .remove(0)
    };
    let ris = |date: &str| records(Format::Ris, &format!("TY  - BOOK\nTI  - T\n{date}\nER  - \n")).remove(0);
    for (record, published, issued) in [
        (bibtex("date={1984/1986}"), "1984", "1984/1986"),
        (bibtex("date={1968-05-19/1968-05-25}"), "1968-05-19", "1968-05-19/1968-05-25"),
        (bibtex("date={1988/}"), "1988", "1988/.."),
        (bibtex("date={198X}"), "1980", "1980/1989"),
        (bibtex("date={1723~}"), "1723", "1723~"),
        (bibtex("date={2004-10-27T10:20:30Z}"), "2004-10-27", ""),
        (bibtex("date={1988/whenever}"), "1988", ""),
        (bibtex("year=2020, month={Fall}"), "2020", "2020-23"),
        (bibtex("year=2020, month=9, day=3"), "2020-09-03", ""),
        (csl(r#"{"date-parts": [[1984], ["1986", 2]]}"#), "1984", "1984/1986-02"),
        (csl(r#"{"date-parts": [[1984], [0]]}"#), "1984", "1984/.."),
        (csl(r#"{"date-parts": [[0], [1984]]}"#), "1984", "../1984"),
        (csl(r#"{"date-parts": [[2020]], "season": 2}"#), "2020", "2020-22"),
        (csl(r#"{"date-parts": [[2020, 22], [2021, 21]]}"#), "2020", "2020-22/2021-21"),
        (csl(r#"{"date-parts": [["2020"]], "circa": 1}"#), "2020", "2020~"),
        (csl(r#"{"date-parts": [[2020], [2010]]}"#), "2020", ""),
        (csl(r#""2020-22?""#), "2020", "2020-22?"),
        (ris("PY  - 2020\nDA  - 2020///Spring"), "2020", "2020-21"),
        (ris("PY  - 1984\nDA  - 1984///1984/1986"), "1984", "1984/1986"),
        (ris("DA  - 1991/12/25/Christmas edition"), "1991-12-25", ""),
        (ris("DA  - 1991-12-25"), "1991-12-25", ""),
    ] {
        assert_eq!(record.published.map(|date| date.to_string()).as_deref(), Some(published));
        assert_eq!(record.variable("issued").unwrap_or_default(), issued);
    }
}

#[test]
fn hugging_face() {
    assert_snapshot!(written(Format::HuggingFace, r#"[{"paper": {"id": "2503.08638", "title": "A\n  title", "summary": "On\nit.",
        "authors": [{"name": "Ruibin Yuan"}, {"name": ":"}, {"name": "Hidden One", "hidden": true}, {"name": "Kimi Team"}],
        "publishedAt": "2025-03-11T17:50:01.000Z", "submittedOnDailyAt": "2025-03-12T00:00:00.000Z", "upvotes": 27,
        "githubRepo": "https://github.com/a/b", "projectPage": "javascript:x", "ai_summary": "no"},
        "publishedAt": "2025-03-12T03:44:01.558Z", "title": "A title", "numComments": 3}]"#), @r#"
    +++
    title = "A title"
    date = 2025-03-12
    authors = ["Ruibin Yuan", "{Kimi Team}"]
    arxiv = "2503.08638"
    published = "2025-03-11"
    code = "https://github.com/a/b"
    votes = 27
    abstract = "On it."
    +++
    "#);
}

#[test]
fn json_lines_one_by_one() {
    let text = "{\"id\": \"2405.15738v2\", \"title\": \"One\", \"authors\": \"Ann Lee; Bo Li\", \"date\": \"2024-05-27\"}\n\n{\"id\": \"10.1000/x\", \"title\": \"Two\", \"authors\": [{\"name\": \"C D\"}]}";
    let records = records(Format::JsonLines, text);
    assert_eq!(records[0].day.unwrap().to_string(), "2024-05-27");
    assert_eq!(records[0].authors.len(), 2);
    assert_eq!(records[1].doi.as_ref().unwrap().as_str(), "10.1000/x");
}

#[test]
fn broken_records_do_not_take_the_others_with_them() {
    let path = digestgen::place::SourcePath::new("list");
    let check = |format, text: &str, titles: &[&str], problems: usize| {
        let found = digestgen::import::read(format, &path, text);
        let read: Vec<String> = found.value.records.iter().map(|record| record.title.plain()).collect();
        assert_eq!(
            (read.iter().map(String::as_str).collect::<Vec<_>>(), found.diagnostics.len()),
            (titles.to_vec(), problems),
            "{text}"
        );
    };
    check(
        Format::Bibtex,
        "@article{a, title = {One\n\n@book{b, title = {Two}}\n@misc{c, title={Three}}",
        &["Two", "Three"],
        1,
    );
    check(Format::Bibtex, "@article{a title}\n@misc{c, title={Three}}", &["Three"], 1);
    check(
        Format::Csl,
        "[{\"title\": \"One\"}, {\"title\" \"Two\"}, {\"title\": \"Three\"}]",
        &["One", "Three"],
        1,
    );
    check(Format::JsonLines, "{\"title\": \"One\n{\"title\": \"Two\"}\n{\"title\":", &["Two"], 2);
    check(Format::HuggingFace, "<html>", &[], 1);
    check(Format::Ris, "TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nER  - \n", &["One", "Two"], 1);
}

const FORMATS: [Format; 6] =
    [Format::Bibtex, Format::Csl, Format::Ris, Format::HuggingFace, Format::Arxiv, Format::JsonLines];

/// Reads a text in every format, and writes what is found.
fn survives(text: &str) {
    let choice = NewEntryOptions::of_day("2025-06-01".parse().unwrap());
    for format in FORMATS {
        let found = digestgen::import::read(format, &digestgen::place::SourcePath::new("list"), text);
        found.value.records.iter().for_each(|record| drop(entry(record, &choice, Syntax::Toml)));
    }
}

#[test]
fn texts_that_stop_anywhere() {
    let others = [
        "TY  - CHAP\nAU  - Dö, J\nTI  - A $x$\nPY  - 2020/03/05/\nER  - \n",
        "[{\"title\": \"Ä <i>b\", \"issued\": {\"date-parts\": [[2020]]}, \"author\": [{\"family\": \"É\"}]}]",
        "<feed><entry><id>http://arxiv.org/abs/1</id><title>T &amp; ü</title></entry></feed>",
    ];
    for text in others.into_iter().chain([BIB]) {
        text.char_indices().for_each(|(at, _)| survives(&text[..at]));
        text.char_indices().for_each(|(at, _)| survives(&text[at..]));
    }
}

#[test]
fn depth_and_length_cost_nothing_but_their_reading() {
    for part in [
        "{",
        "\\'{",
        "\\href{a}{",
        "\\emph{",
        "$",
        "\\(",
        "{\\",
        "<i>",
        "``",
        "\\",
        "@a{b,c={",
        "and ",
        "[",
        "\n@a{",
    ] {
        let many = part.repeat(crate::conditions::rounds(5_000));
        let path = digestgen::place::SourcePath::new("list");
        let bib = format!("@a{{b, title={{{many}}}, author={{{many}}}}}");
        drop(digestgen::import::read(Format::Bibtex, &path, &bib));
        drop(digestgen::import::read(Format::Bibtex, &path, &many));
        let line = serde_json::json!({ "title": many, "abstract": many, "authors": [many] }).to_string();
        drop(digestgen::import::read(Format::JsonLines, &path, &line));
        drop(digestgen::import::read(Format::Csl, &path, &line));
    }
}
