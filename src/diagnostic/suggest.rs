//! The nearest name to a mistyped one. Knows nothing of what the names are for.

/// Longer names, in bytes, are no slip of the hand, and to compare two takes as long as the product of
/// their lengths.
const LONGEST: usize = 100;
/// How alike two names must be.
const ALIKE: f64 = 0.72;
/// What a common beginning is worth less than it claims.
const HANDICAP: f64 = 0.12;

/// The candidate that is nearest to `name`, if one is near enough to be meant.
///
/// ```
/// use digestgen::diagnostic::nearest;
///
/// assert_eq!(nearest("titel", ["title", "date", "topics"]), Some("title"));
/// assert_eq!(nearest("colour", ["title", "date", "topics"]), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let wanted = name.to_lowercase();
    let letters = Letters::of(&wanted);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name && candidate.len() <= LONGEST)
        .filter_map(|candidate| Some((likeness(&wanted, &letters, &candidate.to_lowercase())?, candidate)))
        .filter(|(score, _)| *score > ALIKE)
        .max_by(|(a, x), (b, y)| a.total_cmp(b).then_with(|| y.cmp(x)))
        .map(|(_, candidate)| candidate)
}

/// How alike two names are, unless their letters alone tell that they are not enough so.
fn likeness(a: &str, letters: &Letters, b: &str) -> Option<f64> {
    if a.len().min(b.len()) >= 4 && (a.starts_with(b) || b.starts_with(a)) {
        return Some(0.9);
    }
    if !letters.promise(&Letters::of(b)) {
        return None;
    }
    Some(strsim::normalized_damerau_levenshtein(a, b).max(strsim::jaro_winkler(a, b) - HANDICAP))
}

/// How often each letter stands in a name; some share a place.
struct Letters {
    count: f64,
    counts: [u8; 64],
}

impl Letters {
    fn of(name: &str) -> Self {
        let (mut count, mut counts) = (0.0, [0_u8; 64]);
        for c in name.chars() {
            count += 1.0;
            let place = &mut counts[u32::from(c) as usize % 64];
            *place = place.saturating_add(1);
        }
        Self { count, counts }
    }

    /// Whether two names of these letters, in the best order, could be alike enough: both measures are
    /// bounded by how many letters two names have in common.
    fn promise(&self, other: &Letters) -> bool {
        if self.count.min(other.count) * 5.0 < self.count.max(other.count) {
            return false;
        }
        let pairs = self.counts.iter().zip(other.counts);
        let common = f64::from(pairs.map(|(a, b)| u32::from((*a).min(b))).sum::<u32>());
        let damerau = common / self.count.max(other.count);
        let jaro = (common / self.count + common / other.count + 1.0) / 3.0;
        // Winkler adds a tenth of what is missing for each of the first four letters.
        damerau > ALIKE || jaro + 0.4 * (1.0 - jaro) - HANDICAP > ALIKE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant() {
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
