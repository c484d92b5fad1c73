//! Finds entries that may be the same paper: similar titles and compatible authors. Ignores entries that share an
//! identifier.

use std::collections::{BTreeSet, HashMap};

use super::CheckContext;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::check as codes;
use crate::digest::{Paper, PaperIndex};
use crate::fingerprint::Fingerprint;

/// Minimum number of words of a title that is evidence by itself; `Editorial` is not.
const MIN_WORDS: usize = 4;
/// Minimum similarity of two words, from 0 to 1, to count as one word with a typing error.
const MIN_SIMILARITY: f64 = 0.7;

struct Title {
    words: Vec<String>,
    /// Number of words before the colon, if there is one.
    main: Option<usize>,
}

/// Reports pairs of entries with similar titles. Two titles are compared only if they are equal after a word is
/// removed from either, so the work grows linearly with the number of entries.
pub fn check(context: &CheckContext<'_>) -> Vec<Diagnostic> {
    let papers = &context.digest.papers;
    let titles: Vec<Title> =
        papers.iter().map(|paper| Title::of(&paper.document.title.value.plain)).collect();
    let mut by_key: HashMap<Fingerprint, Vec<PaperIndex>> = HashMap::new();
    for (at, title) in titles.iter().enumerate() {
        for key in title.keys() {
            by_key.entry(key).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    let mut groups: Vec<_> = by_key.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_unstable();
    for group in groups {
        // If a hundred titles share words, the entries are a series, not the same paper.
        for (position, one) in group.iter().enumerate().take(100) {
            for other in group[..position].iter().filter(|other| *other != one) {
                pairs.insert((*one.max(other), *one.min(other)));
            }
        }
    }
    let is_same = |(older, newer): &(PaperIndex, PaperIndex)| {
        let (a, b) = (&papers[*older], &papers[*newer]);
        !a.again.contains(newer) && !share_identity(a, b) && titles[*older].is_like(&titles[*newer], a, b)
    };
    // Entries are sorted newest first.
    let diagnostic = |(older, newer): (PaperIndex, PaperIndex)| {
        let (older, newer) = (papers[older].document, papers[newer].document);
        let location = (&newer.path, Some(newer.title.span));
        codes::similar_titles(location, (&older.path, Some(older.title.span)), older.slug.as_str())
    };
    pairs.into_iter().filter(is_same).map(diagnostic).collect()
}

fn share_identity(a: &Paper<'_>, b: &Paper<'_>) -> bool {
    let ids = &b.document.identities;
    a.document.identities.iter().any(|id| ids.iter().any(|other| other.value == id.value))
}

impl Title {
    fn of(plain: &str) -> Self {
        let words = |text: &str| {
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.map(str::to_lowercase).collect::<Vec<_>>()
        };
        let main = plain.split_once(": ").map(|(main, _)| words(main).len());
        Self { words: words(plain), main }
    }

    /// The keys by which titles are compared: all words, all but one, all joined, and those before the colon.
    fn keys(&self) -> BTreeSet<Fingerprint> {
        let key = |words: &[&[String]]| Fingerprint::of(&words.concat().join(" "));
        let without = |at: usize| key(&[&self.words[..at], &self.words[at + 1..]]);
        let mut keys: BTreeSet<_> = [key(&[&self.words]), Fingerprint::of(&self.words.concat())].into();
        if self.words.len() >= 3 {
            keys.extend((0..self.words.len()).map(without));
        }
        keys.extend(self.main.filter(|main| *main >= 3).map(|main| key(&[&self.words[..main]])));
        keys
    }

    fn is_like(&self, other: &Title, a: &Paper<'_>, b: &Paper<'_>) -> bool {
        let people = Authors::of(a, b);
        if self.words.concat() == other.words.concat() {
            return people.may_be_same() || (people.is_unknown || self.words.len() >= MIN_WORDS);
        }
        if !people.are_mostly_same() {
            return false;
        }
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        if long.main == Some(short.words.len()) && long.words.starts_with(&short.words) {
            return true;
        }
        let lead = short.words.iter().zip(&long.words).take_while(|(a, b)| a == b).count();
        let (left, right) = (&short.words[lead..], &long.words[lead..]);
        let tail = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
        match (&left[..left.len() - tail], &right[..right.len() - tail]) {
            // `Part 2` and `Part 3`, `GPT-3` and `GPT-4` are different.
            ([a], [b]) => {
                !distinguishes(a)
                    && !distinguishes(b)
                    && strsim::normalized_levenshtein(a, b) >= MIN_SIMILARITY
            }
            ([], [more]) => !distinguishes(more) && short.words.len() > MIN_WORDS,
            _ => false,
        }
    }
}

/// Whether a word is a number or letter that distinguishes parts of a series.
fn distinguishes(word: &str) -> bool {
    let is_roman = word.chars().all(|c| "ivx".contains(c));
    is_roman || word.chars().count() == 1 || word.contains(|c: char| c.is_numeric())
}

/// The common authors of two entries.
struct Authors {
    shared: usize,
    fewer: usize,
    more: usize,
    is_unknown: bool,
}

impl Authors {
    fn of(a: &Paper<'_>, b: &Paper<'_>) -> Self {
        let set = |paper: &Paper<'_>| {
            paper.document.authors.iter().map(|author| author.name.family.to_lowercase()).collect()
        };
        let (a, b): (BTreeSet<String>, BTreeSet<String>) = (set(a), set(b));
        let (fewer, more) = (a.len().min(b.len()), a.len().max(b.len()));
        Self { shared: a.intersection(&b).count(), fewer, more, is_unknown: fewer == 0 }
    }

    fn may_be_same(&self) -> bool {
        self.shared > 0
    }

    fn are_mostly_same(&self) -> bool {
        !self.is_unknown && self.shared * 2 >= self.more.min(self.fewer * 2)
    }
}
