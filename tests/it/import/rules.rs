//! Single rules of the formats, through `digestgen import` as it is typed.

use std::collections::BTreeMap;

use crate::folder::texts;
use crate::program::{digestgen, run_with_input};
use crate::site::site;

/// Entries that an import of this text writes, by the names of their files.
#[track_caller]
fn written(format: &str, text: &str) -> BTreeMap<String, String> {
    let site = site("");
    let words = ["import", format, "-", "--date", "2025-05-01"];
    let ran = run_with_input(&mut digestgen(site.root(), &words), text);
    assert_eq!(ran.code, 0, "{}", ran.err);
    texts(&site.root().join("content/papers"))
}

/// The front matter of the only entry that an import of this text writes.
#[track_caller]
fn imported(format: &str, text: &str) -> toml::Table {
    let entries = written(format, text);
    assert_eq!(entries.len(), 1, "{entries:?}");
    let entry = entries.into_values().next().unwrap();
    toml::from_str(entry.trim_matches(['+', '\n'])).unwrap()
}

#[track_caller]
fn book(fields: &str) -> toml::Table {
    imported("bibtex", &format!("@book{{a, author={{Lee, Ann}}, {fields}}}"))
}

#[track_caller]
fn check(fields: &str, key: &str, expected: &str) {
    let entry = book(fields);
    let value = entry.get(key).unwrap_or_else(|| panic!("no `{key}` in {entry}"));
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    assert_eq!(text, expected, "{fields}");
}

#[test]
fn names_in_keys_and_values() {
    let name = |name: &str| {
        let entry = imported("bibtex", &format!("@book{{a, title={{T}}, author={{{name}}}}}"));
        entry["authors"].as_array().unwrap()[0].to_string()
    };
    for text in [
        "family=Berg, given=Jan, prefix=van den, useprefix=true",
        "given=Jan, given-i=J, family=Berg, family-i=B, prefix=van den, prefix-i=v",
        "family={Berg}, given={Jan}, prefix={van den}, suffix-i=x, juniorcomma=false",
    ] {
        let name = name(text);
        assert!(name.contains("van den") && name.contains("Berg") && name.contains("Jan"), "{text}: {name}");
        assert!(!name.contains('='), "{text}: {name}");
    }
}

#[test]
fn days_that_do_not_exist() {
    check("title={T}, year=2020, month=feb, day=30", "published", "2020-02");
    check("title={T}, year=2020, month=feb, day=29", "published", "2020-02-29");
    check("title={T}, year=2021, month=feb, day=29", "published", "2021-02");
}

#[test]
fn addresses_are_taken_out_of_tex() {
    check("title={T}, url={https://x.org/a\\_b\\%20c\\#d}", "url", "https://x.org/a_b%20c#d");
}

#[test]
fn a_subtitle_behind_a_question_has_no_colon() {
    check("title={Why?}, subtitle={Because}", "title", "Why? Because");
    check("title={Why}, subtitle={Because}", "title", "Why: Because");
}

#[test]
fn a_crossref_means_the_first_of_two_equal_keys() {
    let text = "@inproceedings{a, title={T}, author={Lee, Ann}, crossref={p}}\n\
                @proceedings{p, title={First}, year=2001}\n@proceedings{p, title={Second}, year=2002}\n";
    let entries = written("bibtex", text);
    assert!(entries["t.md"].contains("venue = \"First\""), "{entries:?}");
}
