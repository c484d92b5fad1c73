//! Parses numbers with a fixed number of digits, as in dates and arXiv ids.

/// Parses a number of exactly `digits` digits.
///
/// ```
/// use digestgen::paper::parse_digits;
///
/// assert_eq!(parse_digits("07", 2), Some(7));
/// assert_eq!(parse_digits("7", 2), None);
/// assert_eq!(parse_digits("+7", 2), None);
/// ```
pub fn parse_digits(text: &str, digits: usize) -> Option<i16> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}
