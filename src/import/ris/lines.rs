//! Reads the lines of RIS files and groups their tags and values into records. It does not interpret tags.
//! Lines that some services write between records are ignored.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::import as codes;
use crate::place::{SourcePath, Span};

/// A record.
pub struct RisFields {
    /// The position of its `TY` line, where the record begins.
    pub opening: Span,
    /// The end of the record.
    pub end: usize,
    /// The record type.
    pub kind: String,
    values: Vec<(String, String)>,
}

impl RisFields {
    /// The values of the given tags, in the order of the file.
    pub fn all<'f>(&'f self, names: &'f [&str]) -> impl Iterator<Item = &'f str> {
        let named = move |(name, value): &'f (String, String)| {
            (names.contains(&name.as_str()) && !value.trim().is_empty()).then_some(value.as_str())
        };
        self.values.iter().filter_map(named)
    }

    /// The first value that is not empty. Tags are tried in the given order.
    pub fn first(&self, names: &[&str]) -> &str {
        let value = |name: &&str| self.values.iter().find(|(tag, value)| tag == name && !value.is_empty());
        names.iter().find_map(value).map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

/// Reads the records of a file.
pub fn read(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<RisFields> {
    let mut records: Vec<RisFields> = Vec::new();
    let mut open: Option<RisFields> = None;
    let (mut at, mut is_stray) = (0, false);
    let missing_end =
        |record: &RisFields| codes::repaired_record(path, record.opening, "`ER  -` is missing at the end");
    // Old files end their lines with only a carriage return.
    let line_end = if text.contains('\n') { '\n' } else { '\r' };
    for line in text.split_inclusive(line_end) {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        let span = Span::new(start, start + line.len());
        match tag(line, open.is_some()) {
            Some(("TY", kind)) => {
                if let Some(fields) = open.take() {
                    diagnostics.push(missing_end(&fields));
                    records.push(fields);
                }
                let kind = kind.to_owned();
                open = Some(RisFields { opening: span, end: span.end, kind, values: Vec::new() });
                is_stray = false;
            }
            Some(("ER", _)) => {
                records.extend(open.take().map(|fields| RisFields { end: span.end, ..fields }));
                is_stray = false;
            }
            Some((name, value)) => match &mut open {
                Some(fields) => {
                    fields.end = span.end;
                    fields.values.push((name.to_owned(), value.to_owned()));
                }
                // Reported once for consecutive lines outside a record.
                None if !is_stray => {
                    is_stray = true;
                    diagnostics.push(codes::bad_record(path, span, "no record was started with `TY  -`"));
                }
                None => {}
            },
            // A line without a tag continues the last value.
            None => {
                let last = open.as_mut().and_then(|fields| fields.values.last_mut());
                if let Some((_, value)) = last {
                    value.push('\n');
                    value.push_str(line);
                }
            }
        }
    }
    if let Some(fields) = open {
        diagnostics.push(missing_end(&fields));
        records.push(fields);
    }
    if records.is_empty() && diagnostics.is_empty() && !text.trim().is_empty() {
        let line = text.lines().next().unwrap_or_default().len();
        diagnostics.push(codes::bad_record(
            path,
            Span::new(0, line),
            "this is not RIS: there is no line `TY  -`",
        ));
    }
    records
}

/// Splits a line into its tag and value. A tag is a capital and a capital or digit, then two spaces and a
/// hyphen. Some programs write only one space. Inside a record, one space is accepted only for the tags `TY`
/// and `ER`, because `UK - based` is text.
fn tag(line: &str, is_inside: bool) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['\u{FEFF}', ' ', '\t']);
    let (name, rest) = line.split_at_checked(2)?;
    let mut letters = name.bytes();
    let is_tag = letters.next().is_some_and(|byte| byte.is_ascii_uppercase())
        && letters.all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let value = rest.trim_start_matches(' ').strip_prefix('-')?;
    let is_marked =
        rest.starts_with("  ") || rest.starts_with(' ') && (!is_inside || matches!(name, "TY" | "ER"));
    (is_tag && is_marked && (value.is_empty() || value.starts_with(' ') || rest.starts_with("  -")))
        .then(|| (name, value.trim()))
}
