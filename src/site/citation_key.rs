//! Citation keys for BibTeX: the `citation-key` of the entry, or one like `vaswani2017attention`. A key depends on
//! the whole digest, but not on a list, so an entry has the same key in every file.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use super::entry::issued;
use crate::content::PaperDocument;
use crate::digest::Digest;
use crate::fingerprint::Fingerprint;
use crate::slug::transliterated;

/// Words at the beginning of a title that a key skips.
const SKIPPED_WORDS: [&str; 18] = [
    "a", "an", "and", "are", "as", "at", "by", "for", "from", "how", "in", "is", "of", "on", "the", "to",
    "towards", "with",
];

/// The keys of all entries. Where several entries would have the same key, the oldest one gets it, and the others
/// add letters derived from their slugs. So a new entry never changes the key of another one.
pub fn keys(digest: &Digest<'_>) -> Vec<String> {
    let key = |document| given_key(document).map_or_else(|| generated_key(document), str::to_string);
    let mut keys: Vec<String> = digest.papers.par_iter().map(|paper| key(paper.document)).collect();
    let mut same_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, key) in keys.iter().enumerate() {
        same_key.entry(key).or_default().push(index);
    }
    let mut same_key: Vec<Vec<usize>> =
        same_key.into_values().filter(|same_key| same_key.len() > 1).collect();
    if same_key.is_empty() {
        return keys;
    }
    let mut taken: HashSet<String> = keys.iter().cloned().collect();
    for papers in &mut same_key {
        let age =
            |index: &usize| (digest.papers[*index].document.date.value, &digest.papers[*index].document.slug);
        papers.sort_by_key(age);
        for index in papers.iter().skip(1) {
            let slug = digest.papers[*index].document.slug.as_str();
            let key = &keys[*index];
            let letters = letters(slug);
            let mut longer = (3..letters.len()).map(|length| format!("{key}{}", &letters[..length]));
            let free = longer.find(|key| !taken.contains(key)).unwrap_or_else(|| format!("{key}{letters}"));
            taken.insert(free.clone());
            keys[*index] = free;
        }
    }
    keys
}

/// The key that the entry gives, if BibTeX can read it.
fn given_key(document: &PaperDocument) -> Option<&str> {
    let key = document.publication.text("citation-key")?;
    let is_allowed = |c: char| c.is_ascii_graphic() && !"{}(),\"#%'=~\\".contains(c);
    Some(key).filter(|key| !key.is_empty() && key.chars().all(is_allowed))
}

/// The family name of the first author, the year, and the first word of the title that is not skipped.
fn generated_key(document: &PaperDocument) -> String {
    let author = document.authors.first().map(|author| ascii(&author.name.family)).unwrap_or_default();
    let year =
        issued(document).and_then(|date| date.year()).map(|year| format!("{year:04}")).unwrap_or_default();
    let title = transliterated(&document.title.value.plain);
    let mut words = title.split('-').filter(|word| !word.is_empty());
    let word =
        words.clone().find(|word| !SKIPPED_WORDS.contains(word)).or_else(|| words.next()).unwrap_or_default();
    format!("{author}{year}{word}")
}

fn ascii(name: &str) -> String {
    transliterated(name).replace('-', "")
}

/// Letters derived from a slug.
fn letters(slug: &str) -> String {
    let mut number = Fingerprint::of_bytes(slug.as_bytes()).0;
    let mut letters = String::new();
    while number > 0 {
        letters.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    letters
}
