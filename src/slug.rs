//! Slugs: the part of a URL that is derived from a name. One function creates all slugs.
//! Does not handle names with the same slug.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::fingerprint::Fingerprint;

/// Maximum length of a slug, in bytes.
pub const MAX_SLUG_BYTES: usize = 80;

/// A name in the form used in URLs: lower-case ASCII letters, digits and single hyphens.
///
/// ```
/// use digestgen::slug::Slug;
///
/// assert_eq!(Slug::of("Généralisation & Optimisation").as_str(), "generalisation-and-optimisation");
/// assert_eq!(Slug::of("deep learning"), Slug::of("Deep-Learning"));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Slug(Arc<str>);

impl Slug {
    /// The slug of a name: normalized to NFKC, `+ # &` spelled out, transliterated to ASCII, in lower case, with
    /// all other characters replaced by single hyphens, and cut at a hyphen to at most [`MAX_SLUG_BYTES`]. If
    /// nothing is left, the slug is `x-` and eight hexadecimal digits of the name's fingerprint.
    pub fn of(name: &str) -> Self {
        let mut slug = String::with_capacity(name.len().min(MAX_SLUG_BYTES) + 8);
        let mut gap = false;
        let mut push = |text: &str, slug: &mut String| {
            for c in text.chars() {
                if c.is_ascii_alphanumeric() {
                    if gap && !slug.is_empty() {
                        slug.push('-');
                    }
                    gap = false;
                    slug.push(c.to_ascii_lowercase());
                } else {
                    gap = true;
                }
            }
        };
        let mut add = |c: char, slug: &mut String| {
            match c {
                '+' => push(" plus ", slug),
                '#' => push(" sharp ", slug),
                '&' => push(" and ", slug),
                '\'' | '\u{2019}' => {}
                c if c.is_ascii() => push(c.encode_utf8(&mut [0; 4]), slug),
                c => push(deunicode::deunicode_char(c).unwrap_or(" "), slug),
            }
            slug.len() <= MAX_SLUG_BYTES * 4
        };
        // ASCII, as in most names, needs no normalization.
        let _is_short = if name.is_ascii() {
            name.chars().all(|c| add(c, &mut slug))
        } else {
            name.nfkc().all(|c| add(c, &mut slug))
        };
        if slug.len() > MAX_SLUG_BYTES {
            let cut = slug[..=MAX_SLUG_BYTES].rfind('-').unwrap_or(MAX_SLUG_BYTES);
            slug.truncate(cut);
        }
        if slug.is_empty() {
            let digits = Fingerprint::of_bytes(name.as_bytes()).0 as u32;
            slug = format!("x-{digits:08x}");
        }
        Self(slug.into())
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
