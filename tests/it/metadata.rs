//! What machines read in the pages: the citation, Open Graph, JSON-LD, COinS, `llms.txt`.

use serde_json::{Value, json};

use crate::site::{Build, Site, between, entry};

/// The theme `plain` has metadata on entries alone.
fn site(text: &str) -> Site {
    let mut site = crate::site::site(text);
    site.replace("config.toml", "theme = \"plain\"", "theme = \"default\"");
    site
}

fn head<'b>(build: &'b Build, page: &str) -> &'b str {
    between(build.page(page), "<head>", "</head>").unwrap()
}

/// Name and content of every `<meta>` whose name begins so, in order.
fn metas<'b>(build: &'b Build, page: &str, start: &str) -> Vec<(&'b str, &'b str)> {
    let metas = head(build, page).split("<meta ").skip(1).filter_map(|meta| {
        let (_, rest) = meta.split_once("=\"")?;
        let (name, rest) = rest.split_once('"')?;
        Some((name, between(rest, "content=\"", "\"")?))
    });
    metas.filter(|(name, _)| name.starts_with(start)).collect()
}

fn linked_data(build: &Build, page: &str) -> Value {
    let text = between(head(build, page), "<script type=\"application/ld+json\">", "</script>").unwrap();
    serde_json::from_str(text).unwrap()
}

/// The COinS of a page, each as its decoded pairs.
fn coins(build: &Build, page: &str) -> Vec<Vec<(String, String)>> {
    let spans = build.page(page).split("<span class=\"Z3988\" title=\"").skip(1);
    let pairs = |text: &str| url::form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    spans.map(|span| pairs(span.split('"').next().unwrap())).collect()
}

const CITED: &str = "\
authors = [\"Ludwig van Beethoven\", \"King, Jr., Martin Luther\", \"{The <Group>}\", { family = \"Curie\", given = \"Marie\", orcid = \"0000-0002-1825-0097\", affiliation = \"Paris\" }]
arxiv = \"2306.06626v2\"
doi = \"10.1000/x\"
published = \"2023-06\"
topics = [\"T\"]
tags = [\"g\"]
abstract = \"Of\\n  $x$ & y.\"
[publication]
type = \"article-journal\"
container-title = \"Annals\"
volume = 12
page = \"100–110\"
";

#[test]
fn an_entry_is_cited() {
    let build = site(&entry("a", "2025-05-01", CITED)).build().fine();
    let tags = metas(&build, "/papers/a/", "citation_");
    assert_eq!(
        tags,
        [
            ("citation_title", "a"),
            ("citation_author", "van Beethoven, Ludwig"),
            ("citation_author", "King Jr., Martin Luther"),
            ("citation_author", "The &lt;Group&gt;"),
            ("citation_author", "Curie, Marie"),
            ("citation_author_institution", "Paris"),
            ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
            ("citation_doi", "10.1000/x"),
            ("citation_publication_date", "2023/06"),
            ("citation_journal_title", "Annals"),
            ("citation_volume", "12"),
            ("citation_firstpage", "100"),
            ("citation_lastpage", "110"),
            ("citation_pdf_url", "https://arxiv.org/pdf/2306.06626v2"),
            ("citation_abstract_html_url", "https://arxiv.org/abs/2306.06626v2"),
            ("citation_arxiv_id", "2306.06626v2"),
            ("citation_keywords", "T; g"),
            ("citation_abstract", "Of x &amp; y."),
        ]
    );
    assert_eq!(metas(&build, "/papers/a/", "z:"), [("z:itemType", "journalArticle")]);
}

#[test]
fn the_kind_of_work_is_what_the_facts_allow() {
    let kind = |front: &str| {
        let build = site(&entry("a", "2025-05-01", front)).build().fine();
        metas(&build, "/papers/a/", "z:")[0].1.to_owned()
    };
    assert_eq!(kind("arxiv = \"2306.06626\""), "preprint");
    assert_eq!(
        kind("arxiv = \"2306.06626\"\ndoi = \"10.48550/arXiv.2306.06626\"\nvenue = \"V\""),
        "preprint"
    );
    assert_eq!(kind("doi = \"10.1000/x\"\nvenue = \"Annals\""), "journalArticle");
    assert_eq!(kind("url = \"https://x.org\""), "webpage");
    assert_eq!(kind("arxiv = \"2306.06626\"\n[publication]\ntype = \"paper-conference\""), "conferencePaper");
    assert_eq!(kind("[publication]\ntype = \"thesis\""), "thesis");
}

#[test]
fn all_authors_are_in_the_metadata() {
    let build = by_many(600, "");
    assert_eq!(metas(&build, "/papers/a/", "citation_author").len(), 600);
    assert_eq!(linked_data(&build, "/papers/a/")["author"].as_array().unwrap().len(), 600);
}

#[test]
fn rows_have_all_authors_or_a_doi_to_look_them_up_by() {
    for (count, more, in_row, doi) in [
        (20, "arxiv = \"2306.06626v2\"", 20, None),
        (21, "arxiv = \"2306.06626v2\"", 0, Some("info:doi/10.48550/arXiv.2306.06626")),
        (600, "arxiv = \"math.GT/0309136\"", 0, Some("info:doi/10.48550/arXiv.math.GT/0309136")),
        (600, "doi = \"10.1000/x\"\narxiv = \"2306.06626\"", 0, Some("info:doi/10.1000/x")),
        (600, "", 600, None),
    ] {
        let row = &coins(&by_many(count, more), "/papers/")[0];
        assert_eq!(row.iter().filter(|(key, _)| key == "rft.au").count(), in_row, "{count} {more}");
        let found = row.iter().find(|(_, value)| value.starts_with("info:doi/"));
        assert_eq!(found.map(|(_, value)| value.as_str()), doi, "{count} {more}");
    }
}

/// A digest of one paper, by so many.
fn by_many(count: usize, more: &str) -> Build {
    let names: String = (0..count).map(|at| format!("\"Given F{at}\",")).collect();
    site(&entry("a", "2025-05-01", &format!("authors = [{names}]\n{more}"))).build().fine()
}

#[test]
fn a_paper_is_an_article_that_the_curator_reviewed() {
    let text = "curator = { name = \"Site\", url = \"https://c.example\" }\n".to_owned()
        + &entry("a", "2025-05-01", &format!("updated = 2025-05-02\n{CITED}"))
        + r#"--- content/editions/2025-05-01.md
+++
title = "The First"
curator = "Guest"
+++
"#;
    let build = site(&text).build().fine();
    let article = linked_data(&build, "/papers/a/");
    assert_eq!(
        (&article["@context"], &article["@type"]),
        (&json!("https://schema.org"), &json!("ScholarlyArticle"))
    );
    assert_eq!(article["author"][0], json!({ "@type": "Person", "name": "Ludwig van Beethoven" }));
    assert_eq!(article["author"][2]["@type"], "Organization");
    assert_eq!(article["author"][3]["sameAs"], "https://orcid.org/0000-0002-1825-0097");
    assert_eq!(article["abstract"], "Of x & y.");
    assert_eq!(
        article["identifier"][1],
        json!({ "@type": "PropertyValue", "propertyID": "DOI", "value": "10.1000/x" })
    );
    assert_eq!(article["sameAs"], json!(["https://arxiv.org/abs/2306.06626v2", "https://doi.org/10.1000/x"]));
    assert_eq!(
        article["isPartOf"],
        json!({ "@type": "CollectionPage", "name": "The First", "url": "https://digest.example/2025/05/01/" })
    );
    let guest = json!({ "@type": "Person", "name": "Guest" });
    assert_eq!(
        article["review"],
        json!({
            "@type": "Review", "author": guest, "datePublished": "2025-05-01", "dateModified": "2025-05-02",
            "url": "https://digest.example/papers/a/", "abstract": "Note on a.",
        })
    );
    assert_eq!(article["mainEntityOfPage"]["reviewedBy"], guest);
    assert_eq!(article["license"], Value::Null, "the licence of a paper is not known");
}

#[test]
fn without_the_curators_words_there_is_no_review() {
    let text = r#"curator = "C"
--- content/papers/a.md
+++
title = "A"
date = 2025-05-01
+++
"#;
    let article = linked_data(&site(text).build().fine(), "/papers/a/");
    assert_eq!(article["review"], Value::Null);
}

#[test]
fn a_withdrawn_paper_is_not_offered_for_citing() {
    let build = site(&entry("a", "2025-05-01", "status = \"withdrawn\"")).build().fine();
    assert_eq!(metas(&build, "/papers/a/", "citation_"), []);
    assert_eq!(coins(&build, "/papers/").len(), 0);
    assert_eq!(linked_data(&build, "/papers/a/")["creativeWorkStatus"], "Withdrawn");
}

#[test]
fn a_list_is_a_collection_and_says_where_it_stands() {
    let build = site(&entry("a", "2025-05-01", "topics = [\"T\"]"))
        .base_url("https://digest.example/repo")
        .build()
        .fine();
    let trail = |page: &str| -> Vec<String> {
        let list = linked_data(&build, page);
        assert_eq!(list["@type"], "CollectionPage", "{page}");
        let steps = list["breadcrumb"]["itemListElement"].as_array().unwrap().clone();
        let path = |step: &Value| {
            step["item"].as_str().unwrap().strip_prefix("https://digest.example/repo").unwrap().to_owned()
        };
        steps
            .iter()
            .map(|step| format!("{} {} {}", step["position"], step["name"].as_str().unwrap(), path(step)))
            .collect()
    };
    assert_eq!(trail("/topics/t/"), ["1 Digest /", "2 Topics /topics/", "3 T /topics/t/"]);
    assert_eq!(trail("/papers/"), ["1 Digest /", "2 Papers /papers/"]);
    assert_eq!(
        trail("/2025/05/01/"),
        ["1 Digest /", "2 2025 /2025/", "3 May 2025 /2025/05/", "4 1 May 2025 /2025/05/01/"]
    );
    assert_eq!(trail("/2025/"), ["1 Digest /", "2 Archive /archive/", "3 2025 /2025/"]);
    assert_eq!(linked_data(&build, "/")["@type"], "WebSite");
}

#[test]
fn lists_offer_their_rows_to_reference_managers() {
    let build = site(
        &(entry("a", "2025-05-01", CITED)
            + &entry("b", "2025-05-01", "arxiv = \"2306.00001\"\nauthors = [\"李明\"]")),
    )
    .build()
    .fine();
    let rows = coins(&build, "/2025/05/01/");
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    assert_eq!(
        rows[1],
        [
            pair("ctx_ver", "Z39.88-2004"),
            pair("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
            pair("rft.atitle", "b"),
            pair("rft.au", "李明"),
            pair("rft_id", "https://arxiv.org/abs/2306.00001"),
        ]
    );
    for expected in [
        pair("rft.jtitle", "Annals"),
        pair("rft.volume", "12"),
        pair("rft.spage", "100"),
        pair("rft.au", "King Jr., Martin Luther"),
        pair("rft.date", "2023-06"),
        pair("rft_id", "info:doi/10.1000/x"),
    ] {
        assert!(rows[0].contains(&expected), "{expected:?} in {:?}", rows[0]);
    }
    for page in [
        "/",
        "/papers/",
        "/2025/05/",
        "/2025/w18/",
        "/topics/t/",
        "/tags/g/",
        "/authors/ludwig-van-beethoven/",
    ] {
        assert!(!coins(&build, page).is_empty(), "{page}");
    }
}

#[test]
fn a_page_says_what_a_link_to_it_shows() {
    let long = "word ".repeat(100);
    let text = entry("a", "2025-05-01", "image = \"/pic.png\"")
        + r#"--- content/papers/b.md
+++
title = "B \" <b>"
date = 2025-05-01
+++
"# + &long;
    let build = site(&text).build().fine();
    assert_eq!(
        metas(&build, "/papers/a/", "og:"),
        [
            ("og:type", "article"),
            ("og:title", "a"),
            ("og:url", "https://digest.example/papers/a/"),
            ("og:site_name", "Digest"),
            ("og:description", "Note on a."),
            ("og:image", "https://digest.example/pic.png"),
        ]
    );
    assert_eq!(metas(&build, "/papers/a/", "twitter:"), [("twitter:card", "summary_large_image")]);
    assert_eq!(metas(&build, "/papers/b/", "article:"), [("article:published_time", "2025-05-01")]);
    let (_, description) = metas(&build, "/papers/b/", "description")[0];
    assert!(description.len() <= 303 && description.ends_with("word…"), "{description}");
    assert!(head(&build, "/404.html").contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!head(&build, "/404.html").contains("canonical"));
}

#[test]
fn a_plain_theme_has_the_same_metadata_on_entries() {
    let text = entry("a", "2025-05-01", CITED);
    let (plain, default) = (crate::site::site(&text).build().fine(), site(&text).build().fine());
    for start in ["citation_", "og:", "description"] {
        assert_eq!(metas(&plain, "/papers/a/", start), metas(&default, "/papers/a/", start));
    }
    assert_eq!(linked_data(&plain, "/papers/a/"), linked_data(&default, "/papers/a/"));
    assert!(!plain.page("/").contains("ld+json"), "what no template asks for is not made");
}

#[test]
fn what_there_is_is_told_to_programs() {
    let text = "description = \"On [all] *things*\"\n".to_owned() + &entry("a", "2025-05-01", "");
    let build = site(&text).base_url("https://digest.example/repo").build().fine();
    let llms = build.page("/llms.txt");
    assert!(llms.starts_with("# Digest\n\n> On \\[all\\] \\*things\\*\n\n"), "{llms}");
    for part in [
        "- [Papers](https://digest.example/repo/papers/): ",
        "(https://digest.example/repo/feeds.opml)",
        "- [1 May 2025](https://digest.example/repo/2025/05/01/): 1 paper\n",
    ] {
        assert!(llms.contains(part), "{part} in {llms}");
    }
    assert!(
        build
            .page("/robots.txt")
            .contains("\n# What there is, for language models: https://digest.example/repo/llms.txt\n")
    );
    let own = site("--- static/llms.txt\nmine\n").build().fine();
    assert_eq!(own.page("/llms.txt"), "mine\n", "the site's own file wins");
}

#[test]
fn browsers_are_told_where_a_search_goes() {
    let text = "search = \"https://search.example/?q={searchTerms}&s=1\"\n".to_owned()
        + &entry("a", "2025-05-01", "");
    for build in [site(&text).build().fine(), crate::site::site(&text).build().fine()] {
        let link = "<link rel=\"search\" type=\"application/opensearchdescription+xml\" title=\"Digest\" href=\"/opensearch.xml\">";
        for page in ["/", "/papers/a/"] {
            assert_eq!(build.page(page).matches(link).count(), 1, "{page}");
        }
        let xml = build.page("/opensearch.xml");
        let url = "<Url type=\"text/html\" template=\"https://search.example/?q={searchTerms}&amp;s=1\"/>";
        assert!(xml.contains(url) && xml.contains("<ShortName>Digest</ShortName>"), "{xml}");
    }
    let mut own = site(&text.replace("https://search.example", "/find"));
    let build = own.base_url("https://digest.example/repo").build().fine();
    assert!(build.page("/opensearch.xml").contains("\"https://digest.example/repo/find/?q="));
    assert!(!site("").build().fine().has("/opensearch.xml"), "no search, no description");
}
