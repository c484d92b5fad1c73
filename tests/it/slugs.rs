//! Slugs: what becomes of names, and what every slug is.

use digestgen::slug::{MAX_SLUG_BYTES, Slug};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::site::{entry, site};

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
        ("量子", "量子"),
        ("Москва", "москва"),
        ("C♯", "c-sharp"),
        ("E♭ minor", "e-flat-minor"),
        ("β-VAE", "β-vae"),
        ("Ἀθῆναι καὶ λόγος", "αθηναι-και-λογοσ"),
        ("ЁЖ и Йод", "ёж-и-йод"),
        ("Й", "й"),
        ("И\u{306}", "й"),
        ("がく", "がく"),
        ("か\u{3099}く", "がく"),
        ("हिन्दी विज्ञान", "हिन्दी-विज्ञान"),
        ("क्\u{200d}ष", "क्ष"),
        ("می\u{200c}خواهم", "میخواهم"),
        ("الذكاء الاصطناعي", "الذكاء-الاصطناعي"),
        ("한국어", "한국어"),
        ("Łukasz Øre", "lukasz-ore"),
        ("Əliyev", "əliyev"),
        ("İstanbul", "istanbul"),
        ("x̂ estimator", "x-estimator"),
        ("deep\u{ad}er", "deeper"),
        ("a 🚀 b", "a-b"),
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
fn long_names_are_cut_at_a_hyphen_and_get_a_hash() {
    let cut = |name: &str| {
        let slug = slug(name);
        let (start, hash) = slug.rsplit_once('-').unwrap();
        assert!(hash.len() == 8 && hash.bytes().all(|b| b.is_ascii_hexdigit()), "{slug}");
        start.to_owned()
    };
    assert_eq!(cut(&"word ".repeat(40)), ["word"; 14].join("-"));
    assert_eq!(cut(&"a".repeat(200)), "a".repeat(71));
    assert_eq!(cut(&"ж".repeat(100)), "ж".repeat(35), "no letter is cut in half");
    // A slug of 80 bytes fits; of 81 bytes, the last word is cut off.
    let fits = format!("{} {}", "a".repeat(40), "b".repeat(39));
    assert_eq!(slug(&fits), fits.replace(' ', "-"));
    assert_eq!(cut(&format!("{fits}b")), "a".repeat(40));
    // Long names that differ only in their last letters are different, their spellings are not.
    let long = "A Study of ".repeat(20);
    assert_ne!(slug(&format!("{long}x")), slug(&format!("{long}y")));
    assert_eq!(slug(&format!("{long}x")), slug(&format!("{}X", long.to_uppercase())));
}

#[test]
fn names_of_windows_devices_get_a_hash() {
    for name in ["con", "PRN", "aux", "Nul", "com1", "LPT9", "COM¹"] {
        let slug = slug(name);
        assert!(slug.len() == name.to_lowercase().replace('¹', "1").len() + 9, "{slug}");
    }
    for name in ["Conway", "com", "com10", "con 1", "Auxiliary"] {
        assert_eq!(slug(name), name.to_lowercase().replace(' ', "-"));
    }
}

#[test]
fn different_names_have_different_pages() {
    let text = [
        entry("a", "2025-05-01", "authors = [\"李伟\", \"黎薇\"]\ntopics = [\"力学\", \"理学\"]\ntags = [\"C\", \"C++\"]"),
        entry("b", "2025-05-01", "authors = [\"राम\", \"रमा\"]\ntopics = [\"理学\"]\ntags = [\"C#\", \"F♯\", \"β-VAE\", \"B-VAE\"]"),
        "--- content/papers/größen/index.md\n+++\ntitle = \"Größen\"\ndate = 2025-05-01\n+++\nSee [[β-note]] and [[Größen]].\n".to_owned(),
        "--- content/papers/β-note.md\n+++\ntitle = \"Beta\"\ndate = 2025-05-01\n+++\n".to_owned(),
    ]
    .concat();
    for theme in ["plain", "default"] {
        let mut site = site(&text);
        site.replace("config.toml", "\"plain\"", &format!("\"{theme}\""));
        let build = site.base_url("https://digest.example/d/").build().fine();
        for (path, paper) in [
            ("/authors/李伟/", "a"),
            ("/authors/黎薇/", "a"),
            ("/authors/राम/", "b"),
            ("/authors/रमा/", "b"),
            ("/topics/力学/", "a"),
            ("/tags/c-plus-plus/", "a"),
            ("/tags/c-sharp/", "b"),
            ("/tags/f-sharp/", "b"),
            ("/tags/β-vae/", "b"),
            ("/tags/b-vae/", "b"),
        ] {
            let page = build.page(path);
            let other = if paper == "a" { "b" } else { "a" };
            assert!(page.contains(&format!("href=\"/d/papers/{paper}/\"")), "{path}: {page}");
            assert!(!page.contains(&format!("href=\"/d/papers/{other}/\"")), "{path}: {page}");
        }
        // Links and machine-readable files have percent-encoded URLs.
        let page = build.page("/papers/a/");
        assert!(page.contains("\"/d/authors/%E6%9D%8E%E4%BC%9F/\""), "{page}");
        assert!(build.page("/papers/grossen/").contains("href=\"/d/papers/%CE%B2-note/\">Beta"));
        for file in ["/sitemap.xml", "/feed.xml", "/papers.json"] {
            let text = build.page(file);
            assert!(text.contains("https://digest.example/d/papers/%CE%B2-note/"), "{file}: {text}");
            assert!(!text.contains("papers/β"), "{file}: {text}");
        }
    }
}

proptest! {
    #[test]
    fn every_slug_is_one(name in ".{0,120}") {
        let slug = slug(&name);
        prop_assert!(!slug.is_empty() && slug.len() <= MAX_SLUG_BYTES);
        prop_assert!(slug.split('-').all(|part| !part.is_empty()), "{slug}");
        prop_assert!(!slug.chars().any(|c| c.is_ascii_uppercase() || c.is_ascii_punctuation() && c != '-' || c.is_whitespace()), "{slug}");
        prop_assert!(slug.nfc().eq(slug.chars()), "{slug}");
        if name.is_ascii() {
            prop_assert!(slug.is_ascii());
        }
        prop_assert_eq!(Slug::of(&slug).to_string(), slug, "the slug of a slug is the slug");
    }
}
