//! What a digest exports is read back: a digest made of its bibliography has the same bibliography. What a
//! format has no place for is named here, with the reason; nothing else may differ.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use digestgen::import::Format;
use digestgen::paper::csl;
use serde_json::Value;

use super::recorded::import;
use crate::conditions::shared;
use crate::site::{Build, Site, site};

/// Everything that bibliographies say of an entry, by its key: the item of CSL-JSON, and what the digest's own
/// JSON says besides.
fn records(build: &Build) -> BTreeMap<String, BTreeMap<String, Value>> {
    let items: Vec<BTreeMap<String, Value>> = serde_json::from_str(build.page("/papers.csl.json")).unwrap();
    let own: Value = serde_json::from_str(build.page("/papers.json")).unwrap();
    let own = own["papers"].as_array().unwrap();
    assert_eq!(items.len(), own.len());
    let both = items.into_iter().zip(own).map(|(mut item, own)| {
        let key = item.remove("id").unwrap().as_str().unwrap().to_owned();
        assert_eq!(own["key"], key.as_str());
        for name in ["title_tex", "venue", "category", "arxiv", "published"] {
            item.extend(own.get(name).map(|value| (format!("own {name}"), value.clone())));
        }
        item.insert("own abstract".to_owned(), own["abstract"].clone());
        item.remove("custom");
        // Besides the topic that new entries are given.
        if let Some(Value::String(words)) = item.get_mut("keyword") {
            *words = words.split(", ").filter(|word| *word != "T").collect::<Vec<_>>().join(", ");
        }
        item.retain(|name, value| name != "keyword" || value != "");
        (key, item)
    });
    both.collect()
}

fn demo() -> Site {
    let mut site = site("");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/papers");
    for file in fs::read_dir(root).unwrap().map(|file| file.unwrap().path()).filter(|file| file.is_file()) {
        let path = format!("content/papers/{}", file.file_name().unwrap().to_str().unwrap());
        site.write(&path, fs::read_to_string(file).unwrap());
    }
    site
}

/// Exports a digest, imports that into another one, and holds their records against each other. `lost` says
/// which keys of a record the format does not bring back, and why; each must be needed.
#[track_caller]
fn comes_back(digest: &mut Site, format: Format, file: &str, lost: &[(&str, &str)]) {
    let build = digest.today("2030-01-01").build();
    let before = records(&build);
    let mut other = site("");
    let (count, problems) = import(&mut other, format, file, build.page(&format!("/{file}")));
    assert_eq!((count, problems), (before.len(), 0));
    let build = other.today("2030-01-01").build();
    let after = records(&build);
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let mut unneeded: BTreeSet<&str> = lost.iter().map(|(key, _)| *key).collect();
    let mut differences = String::new();
    for (cited, before) in &before {
        let after = &after[cited];
        for key in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
            let (one, other) = (before.get(key), after.get(key));
            let exception = format!("{cited} {key}");
            if one == other {
                continue;
            }
            let known = lost.iter().find(|(known, _)| key == known || exception == *known);
            match known {
                Some((known, _)) => drop(unneeded.remove(known)),
                None => {
                    let text = |value: Option<&Value>| value.map_or("-".to_owned(), Value::to_string);
                    differences.push_str(&format!("{exception}:\n  {}\n  {}\n", text(one), text(other)));
                }
            }
        }
    }
    assert!(differences.is_empty(), "{differences}");
    assert!(unneeded.is_empty(), "{unneeded:?}");
}

fn examples(test: &str) -> Option<Site> {
    let path = shared("bib/biblatex-examples.bib", test)?;
    let mut site = site("");
    import(&mut site, Format::Bibtex, "b.bib", &fs::read_to_string(path).unwrap());
    Some(site)
}

/// CSL-JSON has every variable of CSL.
#[test]
fn the_demo_comes_back_from_csl_json() {
    let lost = [
        ("own title_tex", "titles of CSL hold no formulas"),
        ("keyword", "a topic that holds a comma is several keywords"),
    ];
    comes_back(&mut demo(), Format::Csl, "papers.csl.json", &lost);
}

#[test]
fn the_examples_of_biblatex_come_back_from_csl_json() {
    let Some(mut digest) = examples("the_examples_of_biblatex_come_back_from_csl_json") else { return };
    comes_back(&mut digest, Format::Csl, "papers.csl.json", &[]);
}

#[test]
fn the_demo_comes_back_from_bibtex() {
    let lost = [
        ("own published", "there is one date, that of the version of record"),
        ("available-date", "the same"),
        ("own venue", "there is one field for what it appeared in; a venue without it is a note"),
        ("note", "the same"),
    ];
    comes_back(&mut demo(), Format::Bibtex, "papers.bib", &lost);
}

#[test]
fn the_examples_of_biblatex_come_back_from_bibtex() {
    let Some(mut digest) = examples("the_examples_of_biblatex_come_back_from_bibtex") else { return };
    let lost = [
        ("abstract", "no style shows it in a reference"),
        ("own abstract", "the same"),
        ("iliad contributor", "only a patent has a field for it: those who hold it"),
    ];
    comes_back(&mut digest, Format::Bibtex, "papers.bib", &lost);
}

fn with_biblatex(mut digest: Site) -> Site {
    let config = digest.root().join("config.toml");
    let text = fs::read_to_string(&config).unwrap();
    digest.write("config.toml", format!("{text}\n[outputs]\nsite = [\"csl\", \"json\", \"biblatex\"]\n"));
    digest
}

#[test]
fn the_examples_come_back_from_biblatex() {
    let lost = [
        ("own published", "there is one date, that of the version of record"),
        ("available-date", "the same"),
        ("own venue", "there is one field for what it appeared in; a venue without it is a note"),
        ("note", "the same"),
    ];
    comes_back(&mut with_biblatex(demo()), Format::Bibtex, "papers.biblatex.bib", &lost);
    let Some(digest) = examples("the_examples_come_back_from_biblatex") else { return };
    let lost = [("abstract", "no style shows it in a reference"), ("own abstract", "the same")];
    comes_back(&mut with_biblatex(digest), Format::Bibtex, "papers.biblatex.bib", &lost);
}

#[test]
fn the_demo_comes_back_from_ris() {
    let lost = [
        ("own title_tex", "RIS is plain text"),
        ("own category", "no tag"),
        ("own published", "there is one date, that of the version of record"),
        ("available-date", "the same"),
        ("own venue", "there is one tag for what it appeared in; a venue without it is a note"),
    ];
    comes_back(&mut demo(), Format::Ris, "papers.ris", &lost);
}

#[test]
fn the_examples_of_biblatex_come_back_from_ris() {
    let Some(mut digest) = examples("the_examples_of_biblatex_come_back_from_ris") else { return };
    let lost = [
        ("moraux title", "RIS is plain text"),
        ("note", PRIVATE),
        ("container-title", "a book has no tag for the whole that it is a volume of"),
        ("volume-title", "a part of a book has no tag for the volume that it is in"),
        ("own venue", "what follows from these is the venue"),
        ("own category", "no tag"),
        ("container-author", "no tag"),
        ("contributor", "no tag"),
        ("event-date", "no tag"),
        ("jurisdiction", "no tag"),
        ("original-date", "no tag"),
        ("original-publisher", "no tag"),
        ("version", "no tag"),
    ];
    comes_back(&mut digest, Format::Ris, "papers.ris", &lost);
}

/// An entry of each type of CSL.
fn types() -> Site {
    let of_type = |known: &csl::Type| {
        let kind = known.csl;
        format!(
            "--- content/papers/{kind}.md\n+++\ntitle = \"On {kind}\"\ndate = 2025-05-01\n[publication]\ntype = \"{kind}\"\ncitation-key = \"{kind}\"\n+++\n"
        )
    };
    site(&csl::TYPES.iter().map(of_type).collect::<String>())
}

#[test]
fn every_type_comes_back() {
    comes_back(&mut types(), Format::Csl, "papers.csl.json", &[]);
    let lost = [
        ("thesis genre", "the type of the entry is one, `PhD thesis`"),
        ("report genre", "the type of the entry is one, `technical report`"),
    ];
    comes_back(&mut types(), Format::Bibtex, "papers.bib", &lost);
    let lost = [
        ("broadcast type", "the tag is that of films"),
        ("collection type", "RIS has no tag"),
        ("entry type", "the tag is that of dictionaries"),
        ("event type", "RIS has no tag"),
        ("interview type", "the tag is that of letters"),
        ("performance type", "RIS has no tag"),
        ("post type", "the tag is that of weblogs"),
        ("regulation type", "the tag is that of statutes"),
        ("review type", "the tag is that of articles"),
        ("review-book type", "the tag is that of articles"),
        ("treaty type", "RIS has no tag"),
    ];
    comes_back(&mut types(), Format::Ris, "papers.ris", &lost);
}

#[test]
fn every_variable_comes_back_from_csl_json() {
    let of_kind = |kind: &str| {
        let mut text = format!(
            "--- content/papers/{kind}.md\n+++\ntitle = \"On {kind}\"\ndate = 2025-05-01\npublished = \"2019\"\n[publication]\ntype = \"{kind}\"\n"
        );
        // These are other names of two that are there.
        let texts =
            csl::TEXTS.iter().filter(|known| !matches!(known.csl, "journalAbbreviation" | "shortTitle"));
        for known in texts {
            let value =
                if known.csl == "citation-key" { kind.to_owned() } else { format!("{} of it", known.csl) };
            text.push_str(&format!("{} = \"{value}\"\n", known.csl));
        }
        csl::NAMES.iter().for_each(|known| {
            text.push_str(&format!(
                "{} = [\"Jan van der Berg\", \"{{NASA}}\", \"King, Jr., Martin\", \"Aristotle\"]\n",
                known.csl
            ));
        });
        for (known, date) in
            csl::DATES.iter().zip(["1988/1991", "2020-22", "1988-05~", "1988/..", "1723", "2020-05-03"])
        {
            text.push_str(&format!("{} = \"{date}\"\n", known.csl));
        }
        text + "+++\n"
    };
    let entries = ["article-journal", "book", "document", "article"].map(of_kind).concat();
    let lost = [("own published", "`available-date` says when it was first there"), VENUE];
    comes_back(&mut site(&entries), Format::Csl, "papers.csl.json", &lost);
}

#[test]
fn any_text_comes_back_from_bibtex() {
    let texts = [
        "100% of #1 A_B ~ x^2",
        r"A } brace { and a \\ stroke",
        r"Costs \$5, not \$10",
        r"\<think> & more",
        r#"a--b---c ``q'' `r' "s" t'"#,
        r"C:\\dir and \\emph{it}",
        "量子 Überblick, “q” – é",
        "1 < 2 > 0 | x/y",
        r"AT&T \&amp; \&lt;b>",
        "Smith and Sons; A, B and others",
        r"foo~10 \[a](b)? \*x* \_\_y\_\_ \`z`",
        "and",
        r"A \{b\} c: $x_1$",
        "iPhone GPT-4o eBay",
    ];
    let entry = |(at, title): (usize, &&str)| {
        let plain = plain(title);
        format!(
            "--- content/papers/p{at}.md\n+++\ntitle = '''{title}'''\ndate = 2025-05-01\n\
            authors = [{{ literal = '''{plain}''' }}, {{ family = '''{plain}''', given = '''{plain}''' }}]\n\
            [publication]\ntype = \"article-journal\"\ncitation-key = \"p{at}\"\npublisher = '''{plain}'''\n\
            container-title = '''{plain}'''\nnote = '''{plain}'''\n+++\n"
        )
    };
    let entries = texts.iter().enumerate().map(entry).collect::<String>();
    comes_back(&mut site(&entries), Format::Bibtex, "papers.bib", &[VENUE]);
}

/// Markdown without the backslashes before its marks.
fn plain(markdown: &str) -> String {
    let mut plain = String::new();
    let mut chars = markdown.chars().peekable();
    while let Some(c) = chars.next() {
        let is_mark = c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation);
        plain.push(if is_mark { chars.next().unwrap() } else { c });
    }
    plain
}

/// An entry of each type that has all that a format has a place for, as `place` says; of several variables that
/// share one it has the first.
fn full(
    is_wanted: impl Fn(&csl::Type) -> bool,
    place: impl Fn(&csl::Type, &csl::Variable) -> &'static str,
) -> Site {
    let of_type = |known: &csl::Type| {
        let kind = known.csl;
        let mut text = format!(
            "--- content/papers/{kind}.md\n+++\ntitle = \"On {kind}\"\ndate = 2025-05-01\n\
            [publication]\ntype = \"{kind}\"\ncitation-key = \"{kind}\"\n"
        );
        let mut taken = vec![""];
        for variable in csl::TEXTS.iter().chain(&csl::NAMES) {
            if taken.contains(&place(known, variable)) {
                continue;
            }
            taken.push(place(known, variable));
            let value = match variable.csl {
                "page" => "\"12-34\"",
                "ISBN" => "\"978-0-306-40615-7\"",
                name if csl::names(name).is_some() => "[\"Ada Lovelace\"]",
                _ => "\"12\"",
            };
            text.push_str(&format!("{} = {value}\n", variable.csl));
        }
        text + "+++\n"
    };
    site(&csl::TYPES.iter().filter(|known| is_wanted(known)).map(of_type).collect::<String>())
}

const PRIVATE: &str = "notes are private to most programs, so they are not imported";

const VENUE: (&str, &str) = ("own venue", "what it appeared in is the venue of an entry that is imported");

#[test]
fn what_bibtex_has_a_field_for_comes_back() {
    let mut digest = full(|_| true, |known, variable| csl::bibtex_field(known.bibtex, variable));
    let lost = [
        VENUE,
        ("annote", PRIVATE),
        ("part", "it is read as part of the volume"),
        ("volume", "the same"),
        ("container-title", "`@misc` and the like say it by `howpublished`"),
        ("medium", "which is read as the medium"),
    ];
    comes_back(&mut digest, Format::Bibtex, "papers.bib", &lost);
}

#[test]
fn what_ris_has_a_tag_for_comes_back() {
    let mut digest = full(|known| csl::of_ris(known.ris) == known.csl, |_, variable| variable.ris);
    let series = "the tag is that of the number in the series";
    let whole = "the tag is that of the series";
    let lost = [
        VENUE,
        ("note", PRIVATE),
        ("annote", PRIVATE),
        ("book issue", series),
        ("book number", series),
        ("chapter number", series),
        ("chapter issue", series),
        ("entry-dictionary issue", series),
        ("entry-encyclopedia issue", series),
        ("pamphlet issue", series),
        ("paper-conference issue", series),
        ("book container-title", whole),
        ("report container-title", whole),
        ("thesis container-title", whole),
        ("speech container-title", "the tag is that of the event"),
    ];
    comes_back(&mut digest, Format::Ris, "papers.ris", &lost);
}
