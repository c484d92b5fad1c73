//! Reads numbers of a fixed number of digits, as dates and arXiv ids have them.

/// A number of exactly so many digits.
pub fn parse_digits(text: &str, digits: usize) -> Option<i16> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}
