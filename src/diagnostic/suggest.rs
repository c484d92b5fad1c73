//! The nearest name to a mistyped one. Knows nothing of what the names are for.

/// The candidate that is nearest to `name`, if one is near enough to be meant.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
        .map(|candidate| (distance(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(score, _)| *score > 0.72)
        .max_by(|(a, x), (b, y)| a.total_cmp(b).then_with(|| y.cmp(x)))
        .map(|(_, candidate)| candidate)
}

fn distance(a: &str, b: &str) -> f64 {
    if a.len().min(b.len()) >= 4 && (a.starts_with(b) || b.starts_with(a)) {
        return 0.9;
    }
    strsim::normalized_damerau_levenshtein(a, b).max(strsim::jaro_winkler(a, b) - 0.12)
}
