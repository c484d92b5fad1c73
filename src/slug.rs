//! Slugs: the part of a URL that is derived from a name. One function creates all slugs.
//! Does not handle names with the same slug.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::fingerprint::Fingerprint;
use crate::url_path;

/// Maximum length of a slug, in bytes.
pub const MAX_SLUG_BYTES: usize = 80;

/// The length of a hyphen and eight hexadecimal digits.
const HASH_BYTES: usize = 9;

/// A name in the form used in URLs: letters and digits in lower case, and single hyphens. Latin letters are ASCII.
///
/// ```
/// use digestgen::slug::Slug;
///
/// assert_eq!(Slug::of("Généralisation & Optimisation").as_str(), "generalisation-and-optimisation");
/// assert_eq!(Slug::of("deep learning"), Slug::of("Deep-Learning"));
/// assert_eq!(Slug::of("力学").as_str(), "力学");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Slug(Arc<str>);

impl Slug {
    /// The slug of a name:
    ///
    /// - NFKC, in lower case; `+ # & ♯ ♭` are spelled out; apostrophes and invisible characters are dropped
    /// - Latin letters become ASCII, accents are dropped on Latin and Greek letters
    /// - letters, marks and digits of other scripts are kept
    /// - runs of all other characters become one hyphen
    /// - a slug of more than [`MAX_SLUG_BYTES`] is cut at a hyphen, and `-` and a hash of the whole are added
    /// - the name of a Windows device, which cannot be a file there, gets `-` and its hash
    /// - if nothing is left, the slug is `x-` and a hash of the name
    ///
    /// A hash is eight hexadecimal digits.
    pub fn of(name: &str) -> Self {
        // ASCII, as in most names, needs no normalization.
        let mut slug = if name.is_ascii() { of_ascii(name) } else { of_unicode(name, keep) };
        if slug.is_empty() {
            slug = format!("x-{}", hash(name));
        } else if slug.len() > MAX_SLUG_BYTES {
            let hash = hash(&slug);
            let end = slug.floor_char_boundary(MAX_SLUG_BYTES - HASH_BYTES);
            let cut = if slug[end..].starts_with('-') { end } else { slug[..end].rfind('-').unwrap_or(end) };
            slug.truncate(cut);
            slug = format!("{slug}-{hash}");
        } else if is_device(&slug) {
            slug = format!("{slug}-{}", hash(&slug));
        }
        Self(slug.into())
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The slug as it is written in URLs: percent-encoded.
    pub fn in_url(&self) -> impl fmt::Display + '_ {
        url_path::encode(&self.0)
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name in lower-case ASCII letters, digits and single hyphens, for sorting and for citation keys. Letters of all
/// scripts are transliterated, so different names can be equal. Empty if nothing is left.
///
/// ```
/// use digestgen::slug::transliterated;
///
/// assert_eq!(transliterated("李伟"), "li-wei");
/// assert_eq!(transliterated("Łukasz"), "lukasz");
/// ```
pub fn transliterated(name: &str) -> String {
    if name.is_ascii() { of_ascii(name) } else { of_unicode(name, transliterate) }
}

/// Words separated by single hyphens.
#[derive(Default)]
struct Words {
    text: String,
    has_gap: bool,
    /// Whether the last letter is of a script whose marks are kept.
    keeps_marks: bool,
}

impl Words {
    fn gap(&mut self) {
        self.has_gap = true;
        self.keeps_marks = false;
    }

    fn push(&mut self, c: char) {
        if self.has_gap && !self.text.is_empty() {
            self.text.push('-');
        }
        self.has_gap = false;
        self.text.push(c);
    }

    fn word(&mut self, word: &str) {
        self.gap();
        word.chars().for_each(|c| self.push(c));
        self.gap();
    }

    /// Adds an ASCII character, or a symbol that is spelled out. Returns whether it was one.
    fn push_common(&mut self, c: char) -> bool {
        match c {
            'a'..='z' | '0'..='9' => {
                self.keeps_marks = false;
                self.push(c);
            }
            'A'..='Z' => {
                self.keeps_marks = false;
                self.push(c.to_ascii_lowercase());
            }
            '+' => self.word("plus"),
            '#' | '♯' => self.word("sharp"),
            '&' => self.word("and"),
            '♭' => self.word("flat"),
            '\'' => {}
            c if c.is_ascii() => self.gap(),
            _ => return false,
        }
        true
    }

    /// Adds the ASCII letters and digits of a transliteration. Returns whether there are any.
    fn push_transliteration(&mut self, c: char) -> bool {
        let mut is_found = false;
        for c in deunicode::deunicode_char(c).unwrap_or_default().chars() {
            if c.is_ascii_alphanumeric() {
                self.push(c.to_ascii_lowercase());
                is_found = true;
            } else if c == ' ' {
                self.has_gap = true;
            }
        }
        if is_found {
            self.keeps_marks = false;
        }
        is_found
    }
}

fn of_ascii(name: &str) -> String {
    let mut words = Words { text: String::with_capacity(name.len() + 8), ..Words::default() };
    for c in name.chars() {
        words.push_common(c);
    }
    words.text
}

fn of_unicode(name: &str, add: impl Fn(char, &mut Words)) -> String {
    let mut words = Words { text: String::with_capacity(name.len() + 8), ..Words::default() };
    for c in name.nfkc().flat_map(char::to_lowercase).nfkc() {
        if !is_ignored(c) && !words.push_common(c) {
            add(c, &mut words);
        }
    }
    // Dropped characters may have been between a letter and its mark.
    if words.text.is_ascii() { words.text } else { words.text.nfc().collect() }
}

/// Adds a character to a slug.
fn keep(c: char, words: &mut Words) {
    if is_combining_mark(c) {
        if words.keeps_marks {
            words.push(c);
        }
        return;
    }
    if is_latin(c) && words.push_transliteration(c) {
        return;
    }
    if is_greek(c) {
        decompose_canonical(c, |c| {
            if !is_combining_mark(c) && c.is_alphanumeric() {
                // Both forms of sigma are one letter.
                words.push(if c == 'ς' { 'σ' } else { c });
            }
        });
        words.keeps_marks = false;
    } else if c.is_alphanumeric() {
        words.push(c);
        words.keeps_marks = !is_latin(c);
    } else {
        words.gap();
    }
}

/// Adds a character to a transliteration.
fn transliterate(c: char, words: &mut Words) {
    if !is_combining_mark(c) && !words.push_transliteration(c) {
        words.gap();
    }
}

fn hash(text: &str) -> String {
    format!("{:08x}", Fingerprint::of_bytes(text.as_bytes()).0 as u32)
}

/// Whether Windows reserves a name for a device.
fn is_device(slug: &str) -> bool {
    let port = slug.strip_prefix("com").or_else(|| slug.strip_prefix("lpt"));
    let is_port = port.is_some_and(|port| port.len() == 1 && port.bytes().all(|byte| byte.is_ascii_digit()));
    is_port || ["con", "prn", "aux", "nul"].contains(&slug)
}

/// Apostrophes, and characters that are not visible: joiners, soft hyphens, marks of direction, selectors of variants.
fn is_ignored(c: char) -> bool {
    matches!(c,
        '\u{2018}' | '\u{2019}' | '\u{2b0}'..='\u{2ff}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}')
}

fn is_latin(c: char) -> bool {
    matches!(c,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2af}' | '\u{1d00}'..='\u{1d25}'
        | '\u{1d6b}'..='\u{1d77}' | '\u{1d79}'..='\u{1d9a}' | '\u{1e00}'..='\u{1eff}'
        | '\u{2c60}'..='\u{2c7f}' | '\u{a722}'..='\u{a7ff}' | '\u{ab30}'..='\u{ab64}')
}

fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}')
}
