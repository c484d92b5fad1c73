//! Parses numbers with a fixed number of digits, as in dates and arXiv ids.

/// Parses a number of exactly `digits` digits.
pub fn parse_digits(text: &str, digits: usize) -> Option<i16> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}
