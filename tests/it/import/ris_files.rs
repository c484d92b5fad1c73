//! RIS and CSL-JSON as exporters write them.

use digestgen::import::{Format, NewEntryOptions, entry, read};
use digestgen::place::SourcePath;
use digestgen::syntax::Syntax;

use super::{records, value};

#[test]
fn lines_between_records_and_continued_lines() {
    let text = "Provider: Example\nContent: text/plain\n\n1. \nTY  - JOUR\nTI  - One that\n      goes on\nAB  - First line\nUK - based second line\nER  - \n\nRecord #2 of 2\nTY - JOUR\nTI  - Two\nER -\n";
    let records = records(Format::Ris, text);
    assert_eq!(records.len(), 2);
    assert_eq!(records[0].title.plain(), "One that goes on");
    assert_eq!(records[0].abstract_text.plain(), "First line UK - based second line");
}

#[test]
fn a_missing_end_is_a_warning_and_loses_nothing() {
    for (text, titles, codes) in [
        ("TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nER  - \n", 2, vec!["repaired-record"]),
        ("TY  - JOUR\nTI  - One\n", 1, vec!["repaired-record"]),
        ("TI  - One\nAU  - Doe, Jane\nER  - \n", 0, vec!["bad-record"]),
        ("no RIS at all", 0, vec!["bad-record"]),
        ("\n", 0, vec![]),
    ] {
        let found = read(Format::Ris, &SourcePath::new("list"), text);
        let told: Vec<&str> = found.diagnostics.iter().map(|diagnostic| &*diagnostic.code).collect();
        assert_eq!((found.value.records.len(), told), (titles, codes), "{text}");
    }
}

#[test]
fn tags_mean_what_their_exporters_mean() {
    let check = |lines: &str, key: &str, expected: &str| {
        let text = format!("{lines}\nTI  - T\nER  - \n");
        assert_eq!(value(Format::Ris, &text, key).as_str(), Some(expected), "{lines}");
    };
    check("TY  - JOUR\nM3  - doi: 10.1000/x", "doi", "10.1000/x");
    check("TY  - JOUR\nM3  - 10.1000/x", "doi", "10.1000/x");
    check("TY  - JOUR\nN1  - doi: 10.1000/x", "doi", "10.1000/x");
    check("TY  - JOUR\nDO  - https://www.doi.org/10.1000/\n  x", "doi", "10.1000/x");
    check("TY  - THES\nM3  - Ph.D.", "publication.genre", "Ph.D.");
    check("TY  - RPRT\nSN  - TR-17", "publication.number", "TR-17");
    check("TY  - RPRT\nSN  - 1234-5678", "publication.ISSN", "1234-5678");
    check("TY  - PAT\nSN  - US1234", "publication.number", "US1234");
    check("TY  - JOUR\nM1  - 042", "publication.number", "042");
    check("TY  - BOOK\nM1  - 12", "publication.collection-number", "12");
    check("TY  - CHAP\nM1  - 12", "publication.collection-number", "12");
    check("TY  - JOUR\nIS  - 3", "publication.issue", "3");
    check("TY  - JOUR\nSN  - 0028-0836 (Print); 1476-4687 (Online)", "publication.ISSN", "0028-0836");
    check("TY  - BOOK\nSN  - 978-0-306-40615-7", "publication.ISBN", "978-0-306-40615-7");
    check("TY  - BOOK\nSP  - 300 p.", "publication.number-of-pages", "300");
    check("TY  - JOUR\nJO  - J. of H<sub>2</sub>O &amp; Air", "venue", "J. of H₂O & Air");
    check("TY  - JOUR\nUR  - www.example.org/a", "url", "https://www.example.org/a");
}

#[test]
fn dates_of_several_tags() {
    for (lines, published, issued) in [
        ("PY  - 2003\nDA  - 2003/05/06/", "2003-05-06", ""),
        ("PY  - 2003\nDA  - May 6", "2003-05-06", ""),
        ("PY  - 2003\nDA  - 06 May 2003", "2003-05-06", ""),
        ("PY  - 2003\nDA  - May-Jun", "2003-05", "2003-05/2003-06"),
        ("PY  - 2003\nDA  - 2019/01/01", "2003", ""),
        ("PY  - 2003\nY1  - 2003/05//", "2003-05", ""),
        ("Y1  - 2003/05/06/", "2003-05-06", ""),
        ("PY  - 2003///Spring", "2003", "2003-21"),
        ("DA  - 20030506", "2003-05-06", ""),
        ("PY  - 2003-05-06", "2003-05-06", ""),
    ] {
        let record = records(Format::Ris, &format!("TY  - JOUR\nTI  - T\n{lines}\nER  - \n")).remove(0);
        let published_as = record.published.map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(
            (published_as.as_str(), record.variable("issued").unwrap_or_default()),
            (published, issued),
            "{lines}"
        );
    }
}

#[test]
fn keywords_notes_and_people() {
    let record =
        |lines: &str| records(Format::Ris, &format!("TY  - JOUR\nTI  - T\n{lines}\nER  - \n")).remove(0);
    for (lines, words) in [
        ("KW  - a\nKW  - b, c", vec!["a", "b, c"]),
        ("KW  - a\nb\nc", vec!["a", "b", "c"]),
        ("KW  - a; b;c", vec!["a", "b", "c"]),
        ("KW  - a, b, c", vec!["a", "b", "c"]),
        ("KW  - *Humans\nKW  - _read", vec!["Humans"]),
    ] {
        assert_eq!(record(lines).keywords, words, "{lines}");
    }
    let private = record(
        "N1  - <p>Secret <b>note</b></p>\nRN  - Secret too\nL1  - file:///home/doe/a.pdf\nL1  - internal-pdf://a.pdf",
    );
    let options = NewEntryOptions::of_day("2025-06-01".parse().unwrap());
    let written = entry(&private, &options, Syntax::Toml);
    assert!(!written.contains("Secret") && !written.contains("pdf"), "{written}");
    let kept = entry(&private, &NewEntryOptions { keep_notes: true, ..options }, Syntax::Toml);
    assert!(kept.ends_with("+++\n\nSecret **note**\n\nSecret too\n"), "{kept}");
    let authors: Vec<(String, bool)> = record("AU  - Doe, Jane\nAU  - Doe JA\nAU  - NASA\nAU  - Google DeepMind,\nAU  - et al.\nAU  - King, Martin, Jr.")
        .authors
        .iter()
        .map(|author| (author.name.display(), author.name.literal))
        .collect();
    let expected = [
        ("Jane Doe", false),
        ("J. A. Doe", false),
        ("NASA", true),
        ("Google DeepMind", true),
        ("and others", true),
        ("Martin King Jr.", false),
    ];
    assert_eq!(authors, expected.map(|(name, literal)| (name.to_owned(), literal)));
}

#[test]
fn csl_with_entities_and_alternatives() {
    let check = |item: &str, key: &str, expected: &str| {
        let text = format!("{{\"id\": \"a\", \"type\": \"article-journal\", \"title\": \"T\", {item}}}")
            .replace("\"title\": \"T\", \"title\"", "\"title\"");
        assert_eq!(value(Format::Csl, &text, key).as_str(), Some(expected), "{item}");
    };
    check(
        r#""title": "H<sub>2</sub>O&nbsp;&amp;&nbsp;x &lt; y &eacute;""#,
        "title",
        "H<sub>2</sub>O & x < y é",
    );
    check(r#""title": "AT&T; &unknown; x""#, "title", "AT\\&T; \\&unknown; x");
    check(r#""container-title": "J. of CO<sub>2</sub> &amp; Air""#, "venue", "J. of CO₂ & Air");
    check(
        r#""abstract": "<jats:p>Let <jats:inline-formula><jats:alternatives><jats:tex-math>$$\\alpha$$</jats:tex-math><mml:math><mml:mi>α</mml:mi></mml:math></jats:alternatives></jats:inline-formula> be.</jats:p>""#,
        "abstract",
        r"Let $\alpha$ be.",
    );
    check(
        r#""abstract": "<mml:math><mml:mi>x</mml:mi><mml:mo>=</mml:mo><mml:mn>1</mml:mn></mml:math> holds""#,
        "abstract",
        "x=1 holds",
    );
    check(
        r#""abstract": "<jats:p>We:</jats:p><jats:list><jats:list-item><jats:p>one</jats:p></jats:list-item></jats:list>""#,
        "abstract",
        "We:\n\n• one",
    );
    let people = r#"{"title": "T", "author": [{"given": "Plato"}, {"family": "others"}, {"literal": "ATLAS Collaboration"}, {"family": "Lee*", "given": "Ann"}]}"#;
    let names: Vec<(String, bool)> = records(Format::Csl, people)[0]
        .authors
        .iter()
        .map(|author| (author.name.display(), author.name.literal))
        .collect();
    let expected =
        [("Plato", false), ("and others", true), ("ATLAS Collaboration", true), ("Ann Lee", false)];
    assert_eq!(names, expected.map(|(name, literal)| (name.to_owned(), literal)));
}
