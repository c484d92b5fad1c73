//! Finds the place of a part of a text value in its file. Reads no value.

use std::cell::OnceCell;
use std::ops::Range;

use super::Located;
use crate::place::Span;

/// Tells where parts of a text value stand in the file. The whole value, if escapes stand in it.
pub fn within(file: &str, text: &Located<String>) -> impl Fn(Range<usize>) -> Span {
    // Looked for when first asked, and once: a value of a megabyte may have a hundred thousand problems.
    let lead = OnceCell::new();
    move |part| {
        let raw = || file.get(text.span.range()).unwrap_or_default();
        match lead.get_or_init(|| raw().find(text.value.as_str())) {
            Some(lead) => Span::from(part).shifted(text.span.start + lead),
            None => text.span,
        }
    }
}
