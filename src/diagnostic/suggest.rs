//! The nearest name to a mistyped one. Does not know what the names are for.

/// Maximum length of a name, in bytes. Longer names are not typing errors, and the time of a comparison grows
/// with the product of the two lengths.
const MAX_NAME_BYTES: usize = 100;
/// Minimum similarity of two names, from 0 to 1.
const MIN_SIMILARITY: f64 = 0.72;
/// Jaro-Winkler overrates names with the same beginning; this is subtracted from it.
const PREFIX_PENALTY: f64 = 0.12;

/// The candidate most similar to `name`, if one is similar enough to be a suggestion.
///
/// ```
/// use digestgen::diagnostic::nearest;
///
/// assert_eq!(nearest("titel", ["title", "date", "topics"]), Some("title"));
/// assert_eq!(nearest("colour", ["title", "date", "topics"]), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > MAX_NAME_BYTES {
        return None;
    }
    let name_lower = name.to_lowercase();
    let letters = Letters::of(&name_lower);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name && candidate.len() <= MAX_NAME_BYTES)
        .filter_map(|candidate| {
            Some((similarity(&name_lower, &letters, &candidate.to_lowercase())?, candidate))
        })
        .filter(|(score, _)| *score > MIN_SIMILARITY)
        .max_by(|(a, x), (b, y)| a.total_cmp(b).then_with(|| y.cmp(x)))
        .map(|(_, candidate)| candidate)
}

/// The similarity of two names; `None` if their letters alone show that it is too low.
fn similarity(a: &str, letters: &Letters, b: &str) -> Option<f64> {
    if a.len().min(b.len()) >= 4 && (a.starts_with(b) || b.starts_with(a)) {
        return Some(0.9);
    }
    if !letters.can_be_similar(&Letters::of(b)) {
        return None;
    }
    Some(strsim::normalized_damerau_levenshtein(a, b).max(strsim::jaro_winkler(a, b) - PREFIX_PENALTY))
}

/// How often each letter occurs in a name. Letters with the same remainder modulo 64 share a counter.
struct Letters {
    count: f64,
    counts: [u8; 64],
}

impl Letters {
    fn of(name: &str) -> Self {
        let (mut count, mut counts) = (0.0, [0_u8; 64]);
        for c in name.chars() {
            count += 1.0;
            let counter = &mut counts[u32::from(c) as usize % 64];
            *counter = counter.saturating_add(1);
        }
        Self { count, counts }
    }

    /// Whether two names with these letters, in the best order, could be similar enough: the number of common
    /// letters is an upper bound for both measures.
    fn can_be_similar(&self, other: &Letters) -> bool {
        if self.count.min(other.count) * 5.0 < self.count.max(other.count) {
            return false;
        }
        let pairs = self.counts.iter().zip(other.counts);
        let common = f64::from(pairs.map(|(a, b)| u32::from((*a).min(b))).sum::<u32>());
        let damerau = common / self.count.max(other.count);
        let jaro = (common / self.count + common / other.count + 1.0) / 3.0;
        // Winkler adds a tenth of what is missing for each of the first four letters.
        damerau > MIN_SIMILARITY || jaro + 0.4 * (1.0 - jaro) - PREFIX_PENALTY > MIN_SIMILARITY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_similar_name_is_suggested() {
        for (name, expected) in [
            ("tilte", Some("title")),
            ("titel", Some("title")),
            ("AUTHOR", Some("authors")),
            ("tag", Some("tags")),
            ("tugs", Some("tags")),
            ("ｔags", Some("tags")),
            ("xyz", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, ["title", "authors", "tags", "date"]), expected, "{name}");
        }
        assert_eq!(nearest(&"a".repeat(101), [&*"a".repeat(100)]), None);
    }
}
