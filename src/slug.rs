//! Slugs: the part of an address that stands for a name. One function makes them all.
//! Whether two names may share a slug is not decided here.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::fingerprint::Fingerprint;

/// The longest slug, in bytes.
pub const LONGEST: usize = 80;

/// A name as it stands in an address: lower-case ASCII letters, digits and single hyphens.
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
    /// The slug of a name: NFKC, `+ # &` spelled out, transliterated to ASCII, lower case, runs of
    /// anything else to one hyphen, at most [`LONGEST`] bytes cut at a hyphen. A name that leaves
    /// nothing gets `x-` and eight hexadecimal digits of its fingerprint.
    pub fn of(name: &str) -> Self {
        let mut slug = String::with_capacity(name.len().min(LONGEST) + 8);
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
            slug.len() <= LONGEST * 4
        };
        // ASCII is its own normal form, and most names are.
        let _is_short = match name.is_ascii() {
            true => name.chars().all(|c| add(c, &mut slug)),
            false => name.nfkc().all(|c| add(c, &mut slug)),
        };
        if slug.len() > LONGEST {
            let cut = slug[..=LONGEST].rfind('-').unwrap_or(LONGEST);
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
