//! Heading anchors by GitHub's rules, so that links copied from GitHub keep working. Does not handle HTML or URLs.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

/// The anchors of one document. No two headings get the same one.
#[derive(Default)]
pub struct Anchors {
    /// How often each anchor was requested again.
    given: HashMap<String, usize>,
}

impl Anchors {
    /// The anchor of a heading with this text.
    pub fn of(&mut self, text: &str) -> String {
        let wanted: String =
            text.to_lowercase().chars().filter_map(|c| if c == ' ' { Some('-') } else { keep(c) }).collect();
        self.unique(wanted)
    }

    /// The anchor that a heading sets with `{#id}`.
    pub fn pinned(&mut self, id: &str) -> String {
        self.unique(id.to_owned())
    }

    fn unique(&mut self, wanted: String) -> String {
        let mut anchor = wanted.clone();
        while self.given.contains_key(&anchor) {
            let again = self.given.entry(wanted.clone()).or_default();
            *again += 1;
            anchor = format!("{wanted}-{again}");
        }
        self.given.insert(anchor.clone(), 0);
        anchor
    }
}

/// Keeps letters, marks, decimal digits, letter-like numbers, connectors and the hyphen.
fn keep(c: char) -> Option<char> {
    let connector = matches!(
        c,
        '_' | '-' | '\u{203F}' | '\u{2040}' | '\u{2054}' | '\u{FE33}' | '\u{FE34}' | '\u{FE4D}'
            ..='\u{FE4F}' | '\u{FF3F}'
    );
    let number = c.is_numeric() && !c.is_alphabetic();
    let word = c.is_alphanumeric() && !(number && is_other_number(c)) && !is_newer(c);
    (connector || word || is_combining_mark(c)).then_some(c)
}

/// The larger blocks of letters that were added to Unicode after GitHub's rule was written.
fn is_newer(c: char) -> bool {
    matches!(c, '\u{105C0}'..='\u{105FF}' | '\u{13460}'..='\u{143FF}' | '\u{2EBF0}'..='\u{2EE5F}' | '\u{31350}'..='\u{3347F}')
}

/// The more common numbers that are neither digits nor letters: superscripts, fractions, circled numbers.
fn is_other_number(c: char) -> bool {
    matches!(c,
        '\u{B2}' | '\u{B3}' | '\u{B9}' | '\u{BC}'..='\u{BE}' | '\u{2070}'..='\u{209C}' | '\u{2150}'..='\u{215F}'
        | '\u{2189}' | '\u{2460}'..='\u{249B}' | '\u{24EA}'..='\u{24FF}' | '\u{2776}'..='\u{2793}'
        | '\u{2CFD}' | '\u{3192}'..='\u{3195}' | '\u{3220}'..='\u{3229}' | '\u{3248}'..='\u{325F}'
        | '\u{3280}'..='\u{32BF}' | '\u{9F4}'..='\u{9F9}' | '\u{B72}'..='\u{B77}' | '\u{BF0}'..='\u{BF2}'
        | '\u{C78}'..='\u{C7E}' | '\u{D58}'..='\u{D5E}' | '\u{D70}'..='\u{D78}' | '\u{F2A}'..='\u{F33}'
        | '\u{1369}'..='\u{137C}' | '\u{17F0}'..='\u{17F9}' | '\u{19DA}' | '\u{A830}'..='\u{A835}'
        | '\u{10107}'..='\u{10133}' | '\u{10175}'..='\u{10178}' | '\u{1018A}'..='\u{1018B}'
        | '\u{102E1}'..='\u{102FB}' | '\u{10320}'..='\u{10323}' | '\u{10858}'..='\u{10CFF}' | '\u{10E60}'..='\u{10E7E}'
        | '\u{11052}'..='\u{11065}' | '\u{10F1D}'..='\u{10F26}' | '\u{10F51}'..='\u{10F54}' | '\u{111E1}'..='\u{111F4}' | '\u{1173A}'..='\u{1173B}' | '\u{118EA}'..='\u{118F2}' | '\u{11C5A}'..='\u{11C6C}' | '\u{11FC0}'..='\u{11FD4}' | '\u{16B5B}'..='\u{16B61}' | '\u{16E80}'..='\u{16E96}' | '\u{1D2E0}'..='\u{1D2F3}' | '\u{1E8C7}'..='\u{1E8CF}' | '\u{1EC71}'..='\u{1ECB4}' | '\u{1ED01}'..='\u{1ED3D}' | '\u{1D360}'..='\u{1D378}' | '\u{1F100}'..='\u{1F10C}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::disallowed_methods)]
    use super::*;

    #[test]
    fn as_github_makes_them() {
        let mut anchors = Anchors::default();
        for (text, expected) in [
            ("alpha", "alpha"),
            ("alpha", "alpha-1"),
            ("bravoCharlieDelta", "bravocharliedelta"),
            ("echo", "echo"),
            ("echo", "echo-1"),
            ("echo 1", "echo-1-1"),
            ("echo-1", "echo-1-2"),
            ("echo", "echo-2"),
            ("heading with a - dash", "heading-with-a---dash"),
            ("heading with a period.txt", "heading-with-a-periodtxt"),
            ("I ♥ unicode", "i--unicode"),
            ("Привет non-latin 你好", "привет-non-latin-你好"),
            ("en–dash", "endash"),
            ("x² and ½", "x-and-"),
        ] {
            assert_eq!(anchors.of(text), expected, "{text}");
        }
        assert_eq!(anchors.pinned("alpha"), "alpha-2");
    }

    #[test]
    fn githubs_own_cases() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/slugs.json");
        let Ok(text) = std::fs::read_to_string(path) else {
            eprintln!("SKIPPED githubs_own_cases: {path} is not there");
            return;
        };
        let cases: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
        let mut anchors = Anchors::default();
        for case in &cases {
            let text = |key: &str| case[key].as_str().unwrap();
            assert_eq!(anchors.of(text("input")), text("expected"), "{}", text("name"));
        }
        assert_eq!(cases.len(), 78);
    }
}
