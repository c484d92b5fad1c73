//! Finds the span of a part of a text value in its file. Does not parse values.

use std::cell::OnceCell;
use std::ops::Range;

use super::parsed::Located;
use crate::place::Span;

/// Maps a range of a text value to its span in the file, or to the span of the complete value if the
/// range contains, or follows, an escape that cannot be matched.
pub fn sub_span(file: &str, text: &Located<String>) -> impl Fn(Range<usize>) -> Span {
    // Aligned on first use and only once: a value of a megabyte may have a hundred thousand problems.
    let alignment = OnceCell::new();
    move |part| {
        let raw = || file.get(text.span.range()).unwrap_or_default();
        let alignment = alignment.get_or_init(|| Alignment::of(raw(), &text.value));
        match alignment.map(part) {
            Some(part) => Span::from(part).shifted(text.span.start),
            None => text.span,
        }
    }
}

/// Runs of characters that a value and its source have in common.
struct Alignment {
    /// Where each run starts in the value and in the source, and its length. Ascending.
    runs: Vec<(usize, usize, usize)>,
}

impl Alignment {
    fn of(raw: &str, value: &str) -> Self {
        if let Some(lead) = raw.find(value) {
            return Self { runs: vec![(0, lead, value.len())] };
        }
        Self { runs: runs(raw, value) }
    }

    fn map(&self, part: Range<usize>) -> Option<Range<usize>> {
        let position = |at: usize| {
            let (start, raw, len) = *self.runs[..self.runs.partition_point(|run| run.0 <= at)].last()?;
            (at <= start + len).then(|| raw + at - start)
        };
        let start = position(part.start)?;
        let end = if part.is_empty() { start } else { position(part.end - 1)? + 1 };
        (start <= end).then_some(start..end)
    }
}

/// Walks a value beside its source: line breaks of the source that are folded, its indentation and its
/// quotes are skipped. Ends at the first escape that is not a doubled or quoted character.
fn runs(raw: &str, value: &str) -> Vec<(usize, usize, usize)> {
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''));
    let is_block = raw.starts_with(['|', '>']);
    let mut at = match quote {
        Some(_) => 1,
        None if is_block => raw.find('\n').map_or(raw.len(), |end| end + 1),
        None => 0,
    };
    for (start, c) in value.char_indices() {
        let rest = |at: usize| raw.get(at..).and_then(|rest| rest.chars().next());
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        if is_space(c) {
            // A space or line break of the value may be a line break with indentation in the source.
            if rest(at) != Some(c) {
                at += raw.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches(is_space).len());
                continue;
            }
        } else {
            at += raw.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches(is_space).len());
            let doubled = quote == Some('\'') && c == '\'' && raw[at..].starts_with("''");
            let escaped = quote == Some('"') && matches!(c, '"' | '\\') && raw[at..].starts_with('\\');
            at += usize::from(doubled || escaped);
            if rest(at) != Some(c) {
                break;
            }
        }
        match runs.last_mut() {
            Some((from, to, len)) if *from + *len == start && *to + *len == at => *len += c.len_utf8(),
            _ => runs.push((start, at, c.len_utf8())),
        }
        at += c.len_utf8();
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_in_their_source() {
        for (raw, value, part, expected) in [
            ("\"a $x$ b\"", "a $x$ b", "$x$", "$x$"),
            ("|\n  first\n  a $x$ b\n", "first\na $x$ b\n", "$x$", "$x$"),
            (">-\n  one\n  two $x$\n", "one two $x$", "two $x$", "two $x$"),
            ("'it''s $x$'", "it's $x$", "$x$", "$x$"),
            ("\"a \\\\alpha $x$\"", "a \\alpha $x$", "\\alpha $x$", "\\alpha $x$"),
            ("one\n  two $x$", "one two $x$", "$x$", "$x$"),
            ("\"\\u00e9 $x$\"", "é $x$", "$x$", "\"\\u00e9 $x$\""),
        ] {
            let text = Located { value: value.to_owned(), span: Span::new(0, raw.len()) };
            let start = value.find(part).expect("the part is in the value");
            let span = sub_span(raw, &text)(start..start + part.len());
            assert_eq!(&raw[span.range()], expected, "{raw}");
        }
    }
}
