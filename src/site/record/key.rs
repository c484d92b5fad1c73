//! What BibTeX cites entries by: the `citation-key` of the entry, else `vaswani2017attention`. A key depends on the whole digest and on no
//! list, so an entry has the same one in every file.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use super::issued;
use crate::content::PaperDocument;
use crate::digest::Digest;
use crate::fingerprint::Fingerprint;
use crate::slug::Slug;

/// Words that a key does not take from the beginning of a title.
const SMALL: [&str; 18] = [
    "a", "an", "and", "are", "as", "at", "by", "for", "from", "how", "in", "is", "of", "on", "the", "to",
    "towards", "with",
];

/// The keys of all entries. Of several entries that would have one key the oldest has it as it is;
/// the others add letters that follow from their slugs, so that a new entry changes no other's key.
pub fn keys(digest: &Digest<'_>) -> Vec<String> {
    let key = |document| said(document).map_or_else(|| plain(document), str::to_string);
    let mut keys: Vec<String> = digest.papers.par_iter().map(|paper| key(paper.document)).collect();
    let mut alike: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, key) in keys.iter().enumerate() {
        alike.entry(key).or_default().push(index);
    }
    let mut alike: Vec<Vec<usize>> = alike.into_values().filter(|alike| alike.len() > 1).collect();
    if alike.is_empty() {
        return keys;
    }
    let mut taken: HashSet<String> = keys.iter().cloned().collect();
    for papers in &mut alike {
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

/// The key that the entry says, if BibTeX can read it.
fn said(document: &PaperDocument) -> Option<&str> {
    let key = document.publication.text("citation-key")?;
    let is_sound = |c: char| c.is_ascii_graphic() && !"{}(),\"#%'=~\\".contains(c);
    Some(key).filter(|key| !key.is_empty() && key.chars().all(is_sound))
}

/// Family name of the first author, year, first word of the title that says something.
fn plain(document: &PaperDocument) -> String {
    let author = document.authors.first().map(|author| ascii(&author.name.family)).unwrap_or_default();
    let year =
        issued(document).and_then(|date| date.year()).map(|year| format!("{year:04}")).unwrap_or_default();
    let title = Slug::of(&document.title.value.plain);
    let mut words = title.as_str().split('-').filter(|word| !word.is_empty());
    let word = words.clone().find(|word| !SMALL.contains(word)).or_else(|| words.next()).unwrap_or_default();
    format!("{author}{year}{word}")
}

fn ascii(name: &str) -> String {
    Slug::of(name).as_str().replace('-', "")
}

/// Letters that stand for a slug.
fn letters(slug: &str) -> String {
    let mut number = Fingerprint::of_bytes(slug.as_bytes()).0;
    let mut letters = String::new();
    while number > 0 {
        letters.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    letters
}
