//! What makes two entries the same paper, and the forms in which people write it.

use digestgen::paper::{ArxivId, Doi, PaperId, Published};

#[test]
fn arxiv_ids() {
    let read = |text: &str| ArxivId::parse(text).map(|id| id.to_string());
    for (text, expected) in [
        ("2306.06626", "2306.06626"),
        ("2306.06626v2", "2306.06626v2"),
        ("0704.0001", "0704.0001"),
        (" arXiv:2306.06626v11 ", "2306.06626v11"),
        ("ARXIV: 2306.06626", "2306.06626"),
        ("math.GT/0309136", "math.GT/0309136"),
        ("hep-th/9901001v3", "hep-th/9901001v3"),
        ("solv-int/9901001", "solv-int/9901001"),
    ] {
        assert_eq!(read(text).as_deref(), Some(expected), "{text}");
    }
    for text in [
        "",
        "v2",
        "2306.066",
        "2306.066261",
        "2313.06626",
        "2300.06626",
        "306.06626",
        "2306.06626v",
        "2306.06626v0",
        "2306.06626v99999999999",
        "2306.06626 v2",
        "math/030913",
        "Math/0309136",
        "math.GT/0313136",
        "/0309136",
        "2306,06626",
        "２３０６.06626",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn dois() {
    let read = |text: &str| Doi::parse(text).map(|doi| doi.as_str().to_owned());
    for (text, expected) in [
        ("10.1007/s10955-022-02966-8", "10.1007/s10955-022-02966-8"),
        ("https://doi.org/10.1000/ABC", "10.1000/ABC"),
        ("http://dx.doi.org/10.1000/abc", "10.1000/abc"),
        ("doi:10.1000/abc", "10.1000/abc"),
        ("DOI: 10.1000/a/b(c)<d>;e", "10.1000/a/b(c)<d>;e"),
        ("10.1000.10/x", "10.1000.10/x"),
    ] {
        assert_eq!(read(text).as_deref(), Some(expected), "{text}");
    }
    for text in [
        "",
        "10.1000",
        "10.1000/",
        "10.1/x",
        "11.1000/x",
        "10.1000/a b",
        "10.abcd/x",
        "https://example.org/10.1000/x",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn one_paper_in_many_forms() {
    let arxiv = |text: &str| PaperId::of_arxiv(&ArxivId::parse(text).unwrap());
    let doi = |text: &str| PaperId::of_doi(&Doi::parse(text).unwrap());
    let address = PaperId::of_address;
    let same = |ids: &[PaperId]| ids.windows(2).for_each(|pair| assert_eq!(pair[0], pair[1]));
    same(&[
        arxiv("2306.06626"),
        arxiv("2306.06626v2"),
        doi("10.48550/arXiv.2306.06626"),
        doi("10.48550/ARXIV.2306.06626v1"),
        address("https://arxiv.org/abs/2306.06626"),
        address("http://www.arxiv.org/abs/2306.06626v3/"),
        address("https://arxiv.org/pdf/2306.06626v1.pdf"),
        address("https://arxiv.org/html/2306.06626v1#S2"),
        address("https://doi.org/10.48550/arXiv.2306.06626"),
    ]);
    same(&[arxiv("math.GT/0309136"), address("https://arxiv.org/abs/math.GT/0309136")]);
    same(&[
        doi("10.1000/AbC"),
        address("https://doi.org/10.1000/abc"),
        address("http://dx.doi.org/10.1000/ABC"),
    ]);
    same(&[
        address("https://example.org/a"),
        address("http://example.org/a/"),
        address("https://www.EXAMPLE.org/a#top"),
    ]);
}

#[test]
fn what_is_not_the_same_paper() {
    let address = PaperId::of_address;
    assert_ne!(address("https://example.org/a"), address("https://example.org/A"));
    assert_ne!(address("https://example.org/a?id=1"), address("https://example.org/a?id=2"));
    assert_ne!(address("https://notdoi.org/10.1000/abc"), address("https://doi.org/10.1000/abc"));
    assert_ne!(address("https://notarxiv.org/abs/2306.06626"), address("https://arxiv.org/abs/2306.06626"));
}

#[test]
fn publication_dates_keep_their_precision() {
    for text in ["2023", "2023-06", "2023-06-11", "0999"] {
        assert_eq!(Published::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
    }
    for text in [
        "",
        "23",
        "2023-",
        "2023-6",
        "2023-00",
        "2023-13",
        "2023-02-29",
        "2023-06-11-1",
        "2023-06-11T00:00",
        "+2023",
    ] {
        assert_eq!(Published::parse(text), None, "{text}");
    }
}
