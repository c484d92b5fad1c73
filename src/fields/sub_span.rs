//! Finds the span of a part of a text value in its file. Does not parse values.

use std::cell::OnceCell;
use std::ops::Range;

use super::Located;
use crate::place::Span;

/// Maps a range of a text value to its span in the file, or to the span of the complete value if that
/// contains escapes.
pub fn sub_span(file: &str, text: &Located<String>) -> impl Fn(Range<usize>) -> Span {
    // Searched for on first use and only once: a value of a megabyte may have a hundred thousand problems.
    let lead = OnceCell::new();
    move |part| {
        let raw = || file.get(text.span.range()).unwrap_or_default();
        match lead.get_or_init(|| raw().find(text.value.as_str())) {
            Some(lead) => Span::from(part).shifted(text.span.start + lead),
            None => text.span,
        }
    }
}
