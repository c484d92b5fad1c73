//! BibTeX as programs and people write it: damaged entries, references between entries, fields of home pages,
//! dates in words, HTML in TeX.

use digestgen::import::{Format, NewEntryOptions, entry, read};
use digestgen::place::SourcePath;
use digestgen::syntax::Syntax;

use super::{records, value};

/// The titles that are read, and the codes of what is reported.
fn outcome(format: Format, text: &str) -> (Vec<String>, Vec<String>) {
    let found = read(format, &SourcePath::new("list"), text);
    (
        found.value.records.iter().map(|record| record.title.plain()).collect(),
        found.diagnostics.iter().map(|diagnostic| diagnostic.code.to_string()).collect(),
    )
}

#[test]
fn damaged_entries_are_read_with_a_warning() {
    for (text, titles, codes) in [
        ("@article{, title={One}}", vec!["One"], vec!["repaired-record"]),
        ("@article{title={One}, year=2000}", vec!["One"], vec!["repaired-record"]),
        ("@article{a, title={One}\n  year=2000}", vec!["One"], vec!["repaired-record"]),
        ("@article{a, title={One} nonsense}", vec![], vec!["bad-record"]),
        ("@string{a = {x}}\n@article{b, title = a # { y}}", vec!["x y"], vec![]),
    ] {
        let (found, told) = outcome(Format::Bibtex, text);
        assert_eq!(
            (found, told),
            (titles.into_iter().map(str::to_owned).collect(), codes.into_iter().map(str::to_owned).collect()),
            "{text}"
        );
    }
}

#[test]
fn abbreviations_that_double_each_other_are_an_error() {
    let mut text = "@string{a0 = {xxxxxxxxxx}}\n".to_owned();
    for at in 1..40 {
        text.push_str(&format!("@string{{a{at} = a{} # a{0}}}\n", at - 1));
    }
    text.push_str("@misc{b, title = a39}\n@misc{c, title={Fine}}");
    let (titles, codes) = outcome(Format::Bibtex, &text);
    assert_eq!(titles.last().map(String::as_str), Some("Fine"));
    assert!(codes.contains(&"bad-record".to_owned()), "{codes:?}");
}

#[test]
fn a_chain_of_references_is_followed_to_its_end() {
    let mut text = String::new();
    for at in 0..5_000 {
        text.push_str(&format!("@incollection{{k{at}, title={{T{at}}}, crossref={{k{}}}}}\n", at + 1));
    }
    text.push_str("@collection{k5000, title={Whole}, publisher={P}}");
    let records = records(Format::Bibtex, &text);
    assert_eq!(records.len(), 5_001);
    assert_eq!(records[0].variable("publisher"), Some("P"));
    // The first of two equal keys counts, and a circle ends.
    let text = "@book{b, title={One}, publisher={P}}\n@book{B, title={Two}, publisher={Q}}\n\
        @inbook{a, title={Part}, crossref={b}}\n@misc{x, title={X}, crossref={y}}\n@misc{y, title={Y}, crossref={x}}\n@misc{z, title={Z}, crossref={z}}";
    let records = super::records(Format::Bibtex, text);
    assert_eq!(records[2].variable("publisher"), Some("P"));
    assert_eq!(records.len(), 6);
}

#[test]
fn dates_as_people_write_them() {
    for (fields, published, issued, status) in [
        ("year=2003, month=jan # \"~8\"", "2003-01-08", "", ""),
        ("year=2003, month=\"8~\" # jan", "2003-01-08", "", ""),
        ("year=2003, month={May/June}", "2003-05", "2003-05/2003-06", ""),
        ("year=2003, month=may # \"--\" # jun", "2003-05", "2003-05/2003-06", ""),
        ("year={May 1987}", "1987-05", "", ""),
        ("month={May 1987}", "1987-05", "", ""),
        ("year={1960--1961}", "1960", "1960/1961", ""),
        ("year={2003, in press}", "2003", "", "in press"),
        ("year={2001-05-03}", "2001-05-03", "", ""),
        ("year={{\\noopsort{1973c}}1981}", "1981", "", ""),
        ("year={forthcoming}", "", "", "forthcoming"),
        ("year={c1999}", "1999", "", ""),
        ("date={2001-05-03/2001-05-07}", "2001-05-03", "2001-05-03/2001-05-07", ""),
        ("year=2001, month={Spring}", "2001", "2001-21", ""),
    ] {
        let record = records(Format::Bibtex, &format!("@misc{{a, title={{T}}, {fields}}}")).remove(0);
        let published_as = record.published.map(|date| date.to_string()).unwrap_or_default();
        let said = [
            published_as.as_str(),
            record.variable("issued").unwrap_or_default(),
            record.variable("status").unwrap_or_default(),
        ];
        assert_eq!(said, [published, issued, status], "{fields}");
    }
    // What cannot be read is kept, and reported.
    let found = read(Format::Bibtex, &SourcePath::new("list"), "@misc{a, title={T}, year={the year after}}");
    assert_eq!(found.diagnostics[0].code, "unread-date");
    assert_eq!(found.value.records[0].variable("status"), Some("the year after"));
}

#[test]
fn tex_and_html_in_titles_and_fields() {
    let check = |field: &str, key: &str, expected: &str| {
        let text = format!("@article{{a, title={{T}}, {field}}}").replace("title={T}, title=", "title=");
        assert_eq!(value(Format::Bibtex, &text, key).as_str(), Some(expected), "{field}");
    };
    check("title={The 5$^{th}$ of H$_2$O}", "title", "The 5<sup>th</sup> of H<sub>2</sub>O");
    check("title={Of $H_2$O}", "title", "Of $H_2$O");
    check("title={<i>E. coli</i> &amp; CO<sub>2</sub>}", "title", "*E. coli* & CO<sub>2</sub>");
    check("title={R\\&amp;D &#233;t&eacute;}", "title", "R\\&D été");
    check("title={<think> & a < b}", "title", "\\<think> & a < b");
    check("title={Kub{\\ocirc{u}} and Gel{\\cprime}fand}", "title", "Kubů and Gelʹfand");
    check("title={{\\noopsort{b}}Sorted}", "title", "Sorted");
    check("journal={\\apj}", "publication.container-title", "The Astrophysical Journal");
    check("journal={{\\mnras}}", "venue", "Monthly Notices of the Royal Astronomical Society");
    check("journal={J. of H$_2$O}", "publication.container-title", "J. of H₂O");
    check("journal={J. of $\\alpha$}", "publication.container-title", "J. of α");
    check("journal={\\emph{Nature} \\href{https://x.org}{Physics}}", "venue", "Nature Physics");
    check("journal={Adv. &amp; Appl.}", "venue", "Adv. & Appl.");
    check("publisher={O{\\textquoteright}Reilly}", "publication.publisher", "O’Reilly");
    check(
        "abstract={We:\\begin{itemize}\\item one \\item two\\end{itemize}}",
        "abstract",
        "We:\n\n• one\n\n• two",
    );
}

#[test]
fn what_is_private_stays_private() {
    let text = "@article{a, title={T}, annotation={Secret A}, annote={Secret B <b>c</b></p>}, file={:/home/doe/x.pdf:PDF},\
        keywords={vision, _todo, {deep, wide}}, comment={Secret C}, owner={doe}, pdf={/home/doe/x.pdf}, groups={g}}";
    let record = &records(Format::Bibtex, text)[0];
    let options = NewEntryOptions::of_day("2025-06-01".parse().unwrap());
    let written = entry(record, &options, Syntax::Toml);
    for word in ["Secret", "todo", "/home", "doe", "groups"] {
        assert!(!written.contains(word), "{word} in {written}");
    }
    assert!(written.contains("tags = [\"vision\", \"deep, wide\"]"), "{written}");
    let kept =
        entry(record, &NewEntryOptions { keep_notes: true, keep_keywords: false, ..options }, Syntax::Toml);
    assert!(kept.contains("+++\n\nSecret A") && kept.contains("Secret B **c**"), "{kept}");
    assert!(!kept.contains("tags ="), "{kept}");
    // What one entry refers to is no less private.
    let text =
        "@inbook{a, title={T}, crossref={b}}\n@book{b, title={B}, annotation={Secret}, file={/home/x}}";
    assert!(
        !entry(
            &records(Format::Bibtex, text)[0],
            &NewEntryOptions { keep_notes: true, ..NewEntryOptions::of_day("2025-06-01".parse().unwrap()) },
            Syntax::Toml
        )
        .contains("Secret")
    );
}

#[test]
fn fields_of_home_pages_become_links() {
    let text = "@article{a, title={T}, pdf={https://x.org/a.pdf}, code={https://github.com/a/b}, slides={https://x.org/s},\
        video={https://x.org/v}, website={https://x.org/w}, poster={https://x.org/p.pdf}, abstract_url={https://x.org/abs},\
        url_dataset={https://x.org/d}, preview={a.png}, selected={true}, html={relative.html}, timestamp={2020-03-04}}";
    let record = &records(Format::Bibtex, text)[0];
    let keys: Vec<&str> = record.links.iter().map(|(key, _)| *key).collect();
    assert_eq!(keys, ["pdf", "code", "slides", "video", "project", "data"]);
    let names: Vec<&str> = record.named_links.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Poster", "Abstract"]);
    assert_eq!(record.added.unwrap().to_string(), "2020-03-04");
    let written = entry(record, &NewEntryOptions::of_day("2025-06-01".parse().unwrap()), Syntax::Toml);
    assert!(written.contains("links = ["), "{written}");
    for (field, day) in [
        ("creationdate={2021-05-06T10:00:00}", "2021-05-06"),
        ("date-added={2019-01-02 10:00:00 +0100}", "2019-01-02"),
        ("timestamp={2018.07.09}", "2018-07-09"),
    ] {
        let record = &records(Format::Bibtex, &format!("@misc{{a, title={{T}}, {field}}}"))[0];
        assert_eq!(record.added.unwrap().to_string(), day, "{field}");
    }
}

#[test]
fn groups_roles_and_numbers_of_articles() {
    let text = "@article{a, title={T}, author={Ann Lee and others}, collaboration={ATLAS}, editor={Bo Li}, editortype={translator}, article-number={042}}";
    let record = &records(Format::Bibtex, text)[0];
    let names: Vec<String> = record.authors.iter().map(|author| author.name.display()).collect();
    assert_eq!(names, ["Ann Lee", "and others", "ATLAS Collaboration"]);
    assert!(record.authors[1].name.is_et_al());
    assert_eq!(record.variable("number"), Some("042"));
    assert_eq!(record.publication.iter().filter(|(name, _)| name == "translator").count(), 1);
}
