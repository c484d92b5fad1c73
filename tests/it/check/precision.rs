//! What `check` must not say: a warning that is none makes all others worthless.

use crate::site::{Looked, entry, site};

fn by(slug: &str, title: &str, authors: &str) -> String {
    let text = entry(slug, "2025-05-01", &format!("authors = {authors}\nurl = \"https://a.example/{slug}\""));
    text.replace(&format!("title = \"{slug}\""), &format!("title = \"{title}\""))
}

#[track_caller]
fn check(text: &str, code: &str, count: usize) -> Looked {
    let looked = site(text).check();
    let found = looked.codes().into_iter().filter(|found| *found == code).count();
    assert_eq!(found, count, "{}", looked.drawn(&[]));
    looked
}

#[test]
fn titles_of_one_paper_and_of_two() {
    const LEE: &str = "[\"Ann Lee\", \"Bo Li\"]";
    for (one, other, authors, is_one) in [
        ("Deep learning", "Deep Learning", LEE, true),
        ("Meta-Learning with a Prior", "Metalearning with a prior", LEE, true),
        ("A Theory of the Learnable World", "A theory of learnable world", LEE, true),
        ("Denoising diffusion model", "Denoising diffusion models", LEE, true),
        ("Deep Equilibrium Nets", "Deep Equilibrium Nets: Fixed Points as Layers", LEE, true),
        ("On the Theory of Nets, Part I", "On the Theory of Nets, Part II", LEE, false),
        ("On the Theory of Nets, Part IV", "On the Theory of Nets, Part VI", LEE, false),
        ("On the Theory of Nets, Part VIII", "On the Theory of Nets, Part XIII", LEE, false),
        ("On the Theory of Nets", "On the Theory of Nets II", LEE, false),
        ("The Model 2 Technical Report", "The Model 3 Technical Report", LEE, false),
        ("Scaling laws for language models", "Scaling laws for reward models", LEE, false),
        ("Attention is all you need", "Attention is all you needed", "[\"Cy Kim\"]", false),
        ("Introduction", "Introduction", "[\"Cy Kim\"]", false),
        ("Attention is all you need", "Attention is all you need", "[\"Cy Kim\"]", true),
    ] {
        let text = by("a", one, LEE) + &by("b", other, authors);
        check(&text, "similar-titles", usize::from(is_one));
    }
    let again =
        by("a", "Deep Learning", LEE) + &by("b", "Deep Learning", LEE).replace("url", "again = \"a\"\nurl");
    check(&again, "similar-titles", 0);
}

#[test]
fn names_of_one_person_and_of_two() {
    for (one, other, is_one) in [
        // Each of the first two writes with Bo Li and Cy Kim, the last ones with nobody else.
        ("[\"Ann Lee\", \"Bo Li\", \"Cy Kim\"]", "[\"A. Lee\", \"Bo Li\", \"Cy Kim\"]", true),
        ("[\"Ann Lee\", \"Bo Li\"]", "[\"Ann B. Lee\", \"Bo Li\"]", true),
        ("[\"Yan-Pei Cao\", \"Bo Li\"]", "[\"Yanpei Cao\", \"Bo Li\"]", true),
        ("[\"Wehhao Huang\", \"Bo Li\", \"Cy Kim\"]", "[\"Wenhao Huang\", \"Bo Li\", \"Cy Kim\"]", true),
        ("[\"Li Wei\", \"Bo Li\", \"Cy Kim\"]", "[\"Wei Li\", \"Bo Li\", \"Cy Kim\"]", true),
        ("[\"Ann Lee\", \"Bo Li\"]", "[\"Bea Lee\", \"Bo Li\"]", false),
        ("[\"Ann B. Lee\", \"Bo Li\"]", "[\"Ann C. Lee\", \"Bo Li\"]", false),
        ("[\"Yun-Hui Liu\", \"Bo Li\"]", "[\"Yun Liu\", \"Bo Li\"]", false),
        ("[\"R. J. Chen\", \"Bo Li\", \"Cy Kim\"]", "[\"Ruibin Chen\", \"Bo Li\", \"Cy Kim\"]", false),
        ("[\"Wenhao Huang\"]", "[\"Wehhao Huang\"]", false),
        ("[\"Wei Li\"]", "[\"Li Wei\"]", false),
        ("[\"{Group One}\"]", "[\"{Group-One}\"]", false),
        // Nobody is two authors of one paper.
        ("[\"Ann Lee\", \"Ann B. Lee\"]", "[\"Ann Lee\"]", false),
        (
            "[{ family = \"Lee\", given = \"A\", orcid = \"0000-0002-1825-0097\" }]",
            "[{ family = \"Lee-Hu\", given = \"Ann\", orcid = \"0000-0002-1825-0097\" }]",
            true,
        ),
        (
            "[{ family = \"Lee\", given = \"Ann\", orcid = \"0000-0002-1825-0097\" }, \"Bo Li\"]",
            "[{ family = \"Lee\", given = \"Ann B.\", orcid = \"0000-0001-5109-3700\" }, \"Bo Li\"]",
            false,
        ),
    ] {
        // Others of these names, so that no name is rare.
        let others = by("c", "Third", "[\"Zoe Lee\", \"Zoe Huang\", \"Zoe Cao\", \"Zoe Liu\", \"Zoe Chen\"]");
        check(
            &(by("a", "One", one) + &by("b", "Two", other) + &others),
            "similar-names",
            usize::from(is_one),
        );
    }
    let rare = by("a", "One", "[\"Eric Oermann\"]") + &by("b", "Two", "[\"Eric Karl Oermann\"]");
    check(&rare, "similar-names", 1);
    let joined = "--- content/authors/eric-oermann.md\n+++\nname = \"Eric Oermann\"\naliases = [\"Eric Karl Oermann\"]\n+++\n";
    check(&(rare + joined), "similar-names", 0);
}

#[test]
fn who_writes_with_everybody_is_no_sign() {
    let text = |papers: usize| {
        let others = (2..papers).map(|n| by(&format!("p-{n}"), &format!("Paper {n}"), "[\"Bo Li\"]"));
        by("a", "One", "[\"Ann Lee\", \"Bo Li\"]")
            + &by("b", "Two", "[\"Ann B. Lee\", \"Bo Li\"]")
            + &by("c", "Third", "[\"Zoe Lee\"]")
            + &others.collect::<String>()
    };
    check(&text(20), "similar-names", 1);
    check(&text(21), "similar-names", 0);
}

#[test]
fn a_draft_of_a_later_day_is_counted_once() {
    let text = entry("a", "2025-07-01", "draft = true\nauthors = [\"Ann Lee\"]")
        + &entry("b", "2025-07-02", "authors = [\"Ann Lee\"]\nurl = \"https://a.example/b\"");
    let looked = site(&text).check();
    assert_eq!(looked.codes(), ["draft-entries", "scheduled-entries"]);
    let drawn = looked.drawn(&["scheduled-entries"]);
    assert!(!drawn.contains("a.md") && drawn.contains("2025-07-02"), "{drawn}");
}

#[test]
fn terms_that_only_look_alike() {
    let tagged = |tags: &str| by("a", "One", "[\"Ann Lee\"]").replace("url", &format!("tags = {tags}\nurl"));
    for (tags, count) in [
        ("[\"dynamics\", \"dynamic\"]", 0),
        ("[\"bias\", \"bia\", \"news\", \"new\"]", 0),
        ("[\"pde\", \"pdes\"]", 1),
        ("[\"theory\", \"theories\"]", 1),
        ("[\"data set\", \"dataset\", \"datasets\"]", 2),
        ("[\"neural network\", \"network\"]", 0),
    ] {
        check(&tagged(tags), "similar-terms", count);
    }
}

#[test]
fn links_that_hosts_answer() {
    let page = "--- content/pages/about.md\n+++\ntitle = \"About\"\n+++\n## Who we are\n\n";
    let note = "[a](/about) [b](/about/) [c](https://digest.example/about/#who-we-are) [d](/about/#top) [e](#) \
                [f](/about/#:~:text=we) [g](/content.css?v=1) [h](../about/) [i](/feed.xml) [j](mailto:a@b.c) \
                [k](/favicon.svg#x) [[a]] <a id=\"own\"></a> [l](#own) [m](/about/#who%2Dwe%2Dare)\n";
    let paper = by("a", "One", "[\"Ann Lee\"]").replace("Note on a.", "[x](/about/)");
    let looked = site(&format!("{page}{note}{paper}")).check();
    assert_eq!(looked.codes(), [""; 0], "{}", looked.drawn(&[]));
    // A relative address is one from the page it stands on, wherever that is.
    let paper = by("a", "One", "[\"Ann Lee\"]").replace("Note on a.", "[x](../about/)");
    let looked = site(&format!("{page}{paper}")).check();
    assert_eq!(looked.codes(), ["missing-target"]);
    assert!(looked.drawn(&[]).contains("`/papers/about/`"), "{}", looked.drawn(&[]));
}

#[test]
fn files_that_something_names() {
    let mut site = site(
        &(by("a", "One", "[\"Ann Lee\"]")
            + "--- templates/parts/row.html\n{% component row() %}x{% endcomponent row %}\n"
            + "--- templates/404.html\n{% extends \"base.html\" %}{% block main %}{% include \"parts/x.html\" %}{% endblock %}\n"
            + "--- templates/frame/foot.html\n<p>x</p>\n"
            + "--- templates/parts/x.html\n{{ frame.foot }}{{<row/>}}<p style=\"background: url(/bg.png)\"></p>\n"
            + "--- content/pages/about/index.md\n+++\ntitle = \"About\"\n+++\n![a](my%20plot.png)\n"),
    );
    for file in
        ["bg.png", "img/face.woff2", "robots.txt", "favicon.ico", ".well-known/x", "CNAME", "google1.html"]
    {
        site.write(&format!("static/{file}"), "x");
    }
    site.write("static/own.css", "@font-face { src: url(img/face.woff2) }");
    site.write("content/pages/about/my plot.png", "x").write("content/pages/about/old.png", "x");
    site.write("static/index.txt", "own.css");
    let looked = site.check();
    assert_eq!(looked.codes(), ["unused-file", "unused-file"], "{}", looked.drawn(&[]));
    assert!(looked.drawn(&[]).contains("about/old.png") && looked.drawn(&[]).contains("static/index.txt"));
}

#[test]
fn what_waits_is_no_problem() {
    let text = by("a", "One", "[\"Ann Lee\"]").replace("Note on a.", "[[b]] [[c]]")
        + &entry("b", "2025-07-01", "authors = [\"Ann Lee\"]\nurl = \"https://a.example/b\"")
        + &entry("c", "2025-05-01", "draft = true");
    let looked = site(&text).check();
    assert!(looked.report.diagnostics.iter().all(|found| found.is_note()), "{}", looked.drawn(&[]));
    assert_eq!(
        looked.codes(),
        ["draft-entries", "scheduled-entries", "hidden-reference", "hidden-reference"]
    );
    // What will be shown is looked at before, a draft when it is wanted.
    let text = entry("b", "2025-07-01", "") + &entry("c", "2025-05-01", "draft = true");
    let count = |looked: Looked| looked.codes().into_iter().filter(|code| *code == "no-authors").count();
    assert_eq!((count(site(&text).check()), count(site(&text).drafts().check())), (1, 2));
}

#[test]
fn errors_of_the_build_are_told_and_pages_are_not_looked_at() {
    let text = by("a", "One", "[]").replace("Note on a.", "[[nothing]] [x](/nowhere/)");
    assert_eq!(site(&text).check().codes(), ["no-authors", "unresolved-reference"]);
}

#[test]
fn a_site_below_a_path() {
    let text = by("a", "One", "[\"Ann Lee\"]")
        .replace("Note on a.", "[x](/about/) [y](/nowhere/) [z](/favicon.svg)");
    let about = "--- content/pages/about.md\n+++\ntitle = \"About\"\n+++\n[a](/papers/a/)\n";
    let looked = site(&(text + about)).base_url("https://host.example/digest").check();
    assert_eq!(looked.codes(), ["missing-target"], "{}", looked.drawn(&[]));
    assert!(looked.drawn(&[]).contains("content/papers/a.md:7:14"), "{}", looked.drawn(&[]));
}
