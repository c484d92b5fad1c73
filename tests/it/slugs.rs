//! Slugs: what becomes of names, and what every slug is.

use digestgen::slug::{MAX_SLUG_BYTES, Slug};
use proptest::prelude::*;

fn slug(name: &str) -> String {
    Slug::of(name).to_string()
}

#[test]
fn names_become_slugs() {
    for (name, expected) in [
        ("Attention Is All You Need", "attention-is-all-you-need"),
        ("  --Trimmed!  ", "trimmed"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("R&D", "r-and-d"),
        ("a+b", "a-plus-b"),
        ("PFGM++: Unlocking", "pfgm-plus-plus-unlocking"),
        ("Schrödinger's Ünïcödé", "schrodingers-unicode"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("Ｆｕｌｌ ｗｉｄｔｈ", "full-width"),
        ("ﬁeld", "field"),
        ("x²", "x2"),
        ("量子", "liang-zi"),
        ("Москва", "moskva"),
        ("2025-03-12", "2025-03-12"),
        ("snake_case.and.dots", "snake-case-and-dots"),
        ("don’t", "dont"),
    ] {
        assert_eq!(slug(name), expected, "{name}");
    }
}

#[test]
fn a_name_that_leaves_nothing_gets_its_hash() {
    for name in ["", "…", "—", "\u{200b}"] {
        let slug = slug(name);
        let digits = slug.strip_prefix("x-").expect(&slug);
        assert!(digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_hexdigit()), "{slug}");
    }
    assert_ne!(slug("…"), slug("—"));
}

#[test]
fn long_names_are_cut_at_a_hyphen() {
    assert_eq!(slug(&"word ".repeat(40)), ["word"; 16].join("-"));
    assert_eq!(slug(&"a".repeat(200)), "a".repeat(80));
    // 80 bytes are a slug; of 81 the last word goes.
    let fits = format!("{} {}", "a".repeat(40), "b".repeat(39));
    assert_eq!(slug(&fits).len(), 80);
    assert_eq!(slug(&format!("{fits}b")), "a".repeat(40));
    assert_eq!(slug(&format!("{fits} c")).len(), 80);
}

proptest! {
    #[test]
    fn every_slug_is_one(name in ".{0,120}") {
        let slug = slug(&name);
        prop_assert!(!slug.is_empty() && slug.len() <= MAX_SLUG_BYTES);
        prop_assert!(slug.split('-').all(|part| !part.is_empty()), "{slug}");
        prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{slug}");
        prop_assert_eq!(Slug::of(&slug).to_string(), slug, "the slug of a slug is the slug");
    }
}
