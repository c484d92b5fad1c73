//! The cite box of an entry's page, and the formats that pages offer.

use crate::site::{Build, between, plain, site};

const DEFAULT: &str = "title = \"Digest\"\nbase_url = \"https://digest.example\"\n";

fn page(more: &str) -> Build {
    let entry = format!("+++\ntitle = 'Notes on R&D'\ndate = 2025-05-01\n{more}\n+++\nNote.\n");
    let mut site = site("");
    site.write("config.toml", DEFAULT).write("content/papers/a.md", entry);
    site.build().fine()
}

fn apa(more: &str) -> String {
    let build = page(more);
    let reference = between(build.page("/papers/a/"), "data-copy=\"APA\">", "</p>").unwrap().to_owned();
    reference.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
}

#[test]
fn an_entry_says_how_to_cite_it() {
    let build = page("authors = [\"Ada Lovelace\"]\narxiv = \"2306.06626\"\ndoi = \"10.1000/x\"");
    let page = build.page("/papers/a/");
    let text = |id: &str| {
        let text = page.split_once(&format!("id=\"{id}\"")).unwrap().1.split_once('>').unwrap().1;
        plain(text.split_once("</p").unwrap_or((text, "")).0.split_once("</pre").unwrap_or((text, "")).0)
    };
    assert!(page.contains("@misc{lovelace2023notes,\n  title = {Notes on {R\\&amp;D}},"));
    assert!(page.contains("TI  - Notes on R&amp;D\n"), "texts are escaped");
    assert!(
        text("cite-text").starts_with("Ada Lovelace. “Notes on R&amp;D”. arXiv:2306.06626, 2023. https:")
    );
    assert_eq!(page.matches("<details>").count(), 3, "readable without a script");
}

#[test]
fn references_are_in_the_style_of_apa() {
    let check = |more: &str, expected: &str| assert_eq!(apa(more), expected);
    check(
        "authors = [\"Ada Lovelace\", \"Charles van Babbage\"]\narxiv = \"2306.06626\"",
        "Lovelace, A., & van Babbage, C. (2023). <i>Notes on R&D</i> (arXiv:2306.06626). arXiv. https://arxiv.org/abs/2306.06626",
    );
    let journal =
        "type = \"article-journal\"\ncontainer-title = \"J & K\"\nvolume = 7\nissue = 2\npage = \"1-9\"";
    check(
        &format!(
            "authors = [\"Ada Lovelace\"]\npublished = \"2020-05\"\ndoi = \"10.1000/x\"\n[publication]\n{journal}"
        ),
        "Lovelace, A. (2020). Notes on R&D. <i>J & K</i>, <i>7</i>(2), 1–9. https://doi.org/10.1000/x",
    );
    check(
        "authors = [\"Ada Lovelace\"]\npublished = \"2020\"\n[publication]\ntype = \"paper-conference\"\ncontainer-title = \"Proc. X\"\nvolume = \"202\"\npage = \"3-5\"\npublisher = \"PMLR\"\neditor = [\"Emmy Noether\"]",
        "Lovelace, A. (2020). Notes on R&D. In E. Noether (Ed.), <i>Proc. X</i> (Vol. 202, pp. 3–5). PMLR.",
    );
    check(
        "authors = [\"Ada Lovelace\"]\n[publication]\ntype = \"thesis\"\npublisher = \"ETH\"",
        "Lovelace, A. (n.d.). <i>Notes on R&D</i> [Doctoral dissertation, ETH].",
    );
    check(
        "url = \"https://x.org/\"\npublished = 2020-02-03",
        "<i>Notes on R&D</i>. (2020, February 3). https://x.org/",
    );
    for (issued, years) in [
        ("1988/1991", "1988–1991"),
        ("1988-05/1988-06", "1988"),
        ("1988/..", "1988–present"),
        ("1988~", "ca. 1988"),
        ("2020-22", "2020"),
    ] {
        check(
            &format!("[publication]\ntype = \"book\"\nissued = \"{issued}\""),
            &format!("<i>Notes on R&D</i>. ({years})."),
        );
    }
    let names: Vec<String> = (1..=22).map(|number| format!("\"A. Name{number}\"")).collect();
    let long = apa(&format!("authors = [{}]", names.join(", ")));
    assert!(long.contains("Name19, A., … Name22, A. (n.d.)") && !long.contains("Name20"), "{long}");
}

#[test]
fn what_is_withdrawn_is_not_cited() {
    let build = page("status = \"withdrawn\"");
    assert!(!build.page("/papers/a/").contains("data-copy"));
}

#[test]
fn pages_offer_the_formats_they_can_be_had_in() {
    let build = page("topics = [\"T\"]\ntags = [\"g\"]");
    let offered = |page: &str| {
        let line = between(build.page(page), "class=\"formats\">", "</p>").unwrap_or_default();
        line.split("href=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    for page in ["/", "/papers/", "/2025/05/01/", "/2025/w18/", "/topics/t/", "/tags/g/"] {
        let offered = offered(page);
        assert!(!offered.is_empty(), "{page}");
        assert!(offered.iter().all(|path| build.has(path)), "{page}: {offered:?}");
    }
    assert!(offered("/2025/05/").is_empty());
    let bib = page_with_downloads();
    assert!(bib.page("/papers/a/").contains("href=\"/papers/a/paper.bib\""));
}

fn page_with_downloads() -> Build {
    let mut site = site("");
    let config = format!("{DEFAULT}[outputs]\npapers = [\"bib\"]\n");
    site.write("config.toml", config)
        .write("content/papers/a.md", "+++\ntitle = \"A\"\ndate = 2025-05-01\n+++\n");
    site.build().fine()
}
