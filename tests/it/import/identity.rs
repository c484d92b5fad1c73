//! What identifies a paper, wherever reference managers put it; and what is then no journal and no publisher.

use digestgen::import::{Format, ImportedPaper};

use super::records;

fn bib(fields: &str) -> ImportedPaper {
    records(Format::Bibtex, &format!("@article{{a, title={{T}}, {fields}}}")).remove(0)
}

#[track_caller]
fn check(record: &ImportedPaper, arxiv: &str, doi: &str, url: &str, what: &str) {
    let found = [
        record.arxiv.as_ref().map(ToString::to_string).unwrap_or_default(),
        record.doi.as_ref().map(|doi| doi.as_str().to_owned()).unwrap_or_default(),
        record.url.clone().unwrap_or_default(),
    ];
    assert_eq!(found, [arxiv, doi, url], "{what}");
}

#[test]
fn arxiv_in_its_usual_shapes() {
    for (fields, id) in [
        ("journal={arXiv preprint arXiv:1706.03762}", "1706.03762"),
        ("journal={arXiv:1706.03762 [cs]}", "1706.03762"),
        ("journal={CoRR}, volume={abs/1706.03762}", "1706.03762"),
        ("journal={CoRR}, volume={abs/hep-th/9901001}", "hep-th/9901001"),
        ("journal={ArXiv}, volume={abs/1706.03762}", "1706.03762"),
        ("journal={arXiv e-prints}, pages={arXiv:1706.03762}, eid={arXiv:1706.03762}", "1706.03762"),
        ("doi={10.48550/arXiv.1706.03762}, publisher={arXiv}, journal={arXiv.org}", "1706.03762"),
        ("doi={10.48550/ARXIV.1706.03762}, url={https://arxiv.org/abs/1706.03762}", "1706.03762"),
        ("eprint={1706.03762 [cs.LG]}", "1706.03762"),
        ("eprint={arXiv:1706.03762v5}, eprinttype={arXiv}", "1706.03762v5"),
        ("eprint={cs.LG/1706.03762}, archiveprefix={arXiv}", "1706.03762"),
        ("arxiv={https://arxiv.org/abs/1706.03762}", "1706.03762"),
        ("arxiv={1706.03762}", "1706.03762"),
        ("url={https://www.alphaxiv.org/abs/1706.03762}", "1706.03762"),
        ("url={https://ar5iv.labs.arxiv.org/html/1706.03762}", "1706.03762"),
        ("url={https://huggingface.co/papers/1706.03762}", "1706.03762"),
        ("url={http://arxiv.org/pdf/1706.03762.pdf}", "1706.03762"),
        ("howpublished={\\url{https://arxiv.org/abs/1706.03762}}", "1706.03762"),
        ("note={arXiv:1706.03762 [cs]}", "1706.03762"),
        ("url={\\url{arxiv.org/abs/1706.03762}}", "1706.03762"),
    ] {
        let record = bib(fields);
        check(&record, id, "", "", fields);
        assert_eq!(record.variable("type"), Some("article"), "{fields}");
        for name in ["container-title", "publisher", "volume", "page", "number", "note", "medium"] {
            assert_eq!(record.variable(name), None, "{name} of {fields}");
        }
        assert_eq!(record.venue, None, "{fields}");
    }
}

#[test]
fn a_journal_stays_one() {
    let record = bib("journal={Nature}, volume={7}, doi={10.1000/x}, note={arXiv:1706.03762 [cs.LG]}");
    check(&record, "1706.03762", "10.1000/x", "", "journal");
    assert_eq!(record.variable("container-title"), Some("Nature"));
    assert_eq!(record.variable("type"), Some("article-journal"));
    assert_eq!(record.category.as_deref(), Some("cs.LG"));
    let record = bib("journal={Nature}, volume={7}, note={Best paper. See also arXiv:1706.03762.}");
    assert_eq!(record.variable("note"), Some("Best paper. See also arXiv:1706.03762."));
    let record = bib("journal={J. Math.}, volume={1706.03762}");
    check(&record, "", "", "", "a number alone is no id");
}

#[test]
fn dois_and_addresses() {
    for (fields, doi, url) in [
        ("url={https://www.doi.org/10.1000/x}", "10.1000/x", ""),
        ("doi={doi: 10.1000/x}", "10.1000/x", ""),
        ("doi={DOI 10.1000/x}", "10.1000/x", ""),
        ("doi={\\url{https://doi.org/10.1000/x}}", "10.1000/x", ""),
        ("doi={10.1000/a\\_b}", "10.1000/a_b", ""),
        ("doi={10.1000/a{\\_}b}", "10.1000/a_b", ""),
        ("doi={10.1000/0(1)2:3\\textless{}4::5\\textgreater{}6}", "10.1000/0(1)2:3<4::5>6", ""),
        ("note={doi:10.1000/x}", "10.1000/x", ""),
        ("howpublished={\\url{www.example.org/a}}", "", "https://www.example.org/a"),
        ("url={www.example.org/a}", "", "https://www.example.org/a"),
        ("url={https://example.org/\\~{}doe}", "", "https://example.org/~doe"),
        ("url={https://example.org/$\\sim$doe}", "", "https://example.org/~doe"),
        ("url={https://example.org/{\\textasciitilde}doe/100\\%}", "", "https://example.org/~doe/100%"),
        ("url={https://example.org/?a=1&amp;b=2}", "", "https://example.org/?a=1&b=2"),
        ("url={\\href{https://example.org/a}{here}}", "", "https://example.org/a"),
        ("note={Available at \\url{https://example.org/a}}", "", "https://example.org/a"),
        ("url={file:///home/doe/a.pdf}", "", ""),
        ("eprint={hal-01234567}, eprinttype={hal}", "", "https://hal.science/hal-01234567"),
        ("hal_id={hal-01234567}", "", "https://hal.science/hal-01234567"),
    ] {
        check(&bib(fields), "", doi, url, fields);
    }
}

#[test]
fn a_second_address_becomes_a_link() {
    let record = bib("url={https://a.example.org/x, https://www.example.com/y}");
    check(&record, "", "", "https://a.example.org/x", "two");
    assert_eq!(record.named_links, [("example.com".to_owned(), "https://www.example.com/y".to_owned())]);
}

#[test]
fn csl_and_ris_say_it_in_their_own_ways() {
    for item in [
        r#""publisher": "arXiv", "DOI": "10.48550/arXiv.1706.03762", "type": "article""#,
        r#""container-title": "arXiv (Cornell University)", "number": "arXiv:1706.03762", "type": "article-journal""#,
        r#""note": "arXiv:1706.03762 [cs]", "publisher": "arXiv", "type": "article""#,
        r#""container-title": "CoRR", "volume": "abs/1706.03762", "type": "article-journal""#,
        r#""archive": "arXiv", "archive_location": "1706.03762", "type": "article""#,
    ] {
        let record = records(Format::Csl, &format!("{{\"id\": \"a\", \"title\": \"T\", {item}}}")).remove(0);
        check(&record, "1706.03762", "", "", item);
        assert_eq!((record.variable("type"), &record.venue), (Some("article"), &None), "{item}");
    }
    for lines in [
        "TY  - JOUR\nJO  - arXiv preprint arXiv:1706.03762",
        "TY  - UNPB\nDB  - arXiv\nAN  - arXiv:1706.03762",
        "TY  - JOUR\nT2  - CoRR\nVL  - abs/1706.03762",
        "TY  - JOUR\nT2  - arXiv\nM1  - arXiv:1706.03762",
        "TY  - JOUR\nDO  - 10.48550/arXiv.1706.03762\nPB  - arXiv",
    ] {
        let record = records(Format::Ris, &format!("{lines}\nTI  - T\nER  - \n")).remove(0);
        check(&record, "1706.03762", "", "", lines);
        assert_eq!((record.variable("type"), &record.venue), (Some("article"), &None), "{lines}");
    }
}

#[test]
fn parts_that_have_the_doi_of_their_book_are_papers_of_their_own() {
    let text = "@incollection{a, title={One}, booktitle={B}, doi={10.1000/b}}\n\
        @incollection{b, title={Two}, booktitle={B}, doi={10.1000/B}}\n\
        @book{c, title={B}, doi={10.1000/b}}\n\
        @article{d, title={Three}, doi={10.1000/d}}\n@article{e, title={Three.}, doi={10.1000/d}}";
    let records = records(Format::Bibtex, text);
    let dois: Vec<bool> = records.iter().map(|record| record.doi.is_some()).collect();
    assert_eq!(dois, [false, false, true, true, true]);
    assert_eq!(records[0].named_links, [("Book".to_owned(), "https://doi.org/10.1000/b".to_owned())]);
}
