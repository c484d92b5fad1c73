//! Builds the tree of values from the events of the YAML parser. Refuses what front matter has no use
//! for: anchors, aliases, tags, several documents, keys that are not text. Does not explain syntax errors.

use std::ops::Range;

use granit_parser::{
    ErrorKind, Event, Parser, ScalarStyle, ScanError, StrInput, StructureStyle, Tag, options,
};

use super::super::parsed::line_around;
use super::super::value::{Entry, Node, Table, Value};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::yaml as codes;
use crate::place::{SourcePath, Span};

/// The maximum nesting of lists and tables.
const MAX_DEPTH: usize = 32;

/// Why a tree could not be built.
pub enum Stop {
    /// The text is not YAML.
    Syntax(ScanError),
    /// It is YAML that front matter must not contain.
    Refused(Diagnostic),
}

/// A tree that is being built from a range of a file.
pub struct Tree<'a, 'p> {
    path: &'p SourcePath,
    text: &'a str,
    range: Range<usize>,
    events: Parser<'a, StrInput<'a>>,
    /// What is wrong, besides syntax.
    pub diagnostics: Vec<Diagnostic>,
    /// The lines of these problems.
    pub broken: Vec<Range<usize>>,
}

impl<'a, 'p> Tree<'a, 'p> {
    /// Starts to parse a range.
    pub fn new(path: &'p SourcePath, text: &'a str, range: Range<usize>) -> Self {
        let options = options! {
            emit_anchor_events: true,
            emit_unresolved_aliases: true,
            emit_comments: false,
        };
        let events = Parser::new_from_str_with_options(&text[range.clone()], options);
        Self { path, text, range, events, diagnostics: Vec::new(), broken: Vec::new() }
    }

    /// The value of the document; `None` if it is empty.
    pub fn root(&mut self) -> Result<Option<Node<'a>>, Stop> {
        let mut root = None;
        let mut documents = 0;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::DocumentStart(..) if documents > 0 => {
                    return Err(Stop::Refused(codes::several_documents(self.path, span)));
                }
                Event::DocumentStart(..) => documents += 1,
                Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
                event => root = Some(self.node(event, span, 0)?),
            }
        }
        let is_empty = root.as_ref().is_some_and(|root: &Node<'_>| root.value.is_empty_plain());
        Ok(root.filter(|_| !is_empty))
    }

    /// The next event. Anchors are reported here: they follow the event of the value they name.
    fn next(&mut self) -> Result<Option<(Event<'a>, Span)>, Stop> {
        loop {
            let Some(next) = self.events.next_event() else { return Ok(None) };
            let (event, span) = next.map_err(|error| self.stop(error))?;
            let range = span.byte_range().unwrap_or_default();
            let place = Span::from(range).shifted(self.range.start);
            if let Some(tag) = event.tag() {
                let at = span.tag_span().and_then(|span| span.byte_range());
                let at = at.map_or(place, |range| Span::from(range).shifted(self.range.start));
                self.report_tag(at, tag);
            }
            match event {
                Event::Anchor(..) => self.report(place, codes::yaml_anchor),
                event => return Ok(Some((event, place))),
            }
        }
    }

    /// The parser has limits of its own, which it meets before the events of deep lists are known.
    fn stop(&self, error: ScanError) -> Stop {
        if !matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
            return Stop::Syntax(error);
        }
        let at = self.range.start + error.marker().byte_offset().unwrap_or_default().min(self.range.len());
        Stop::Refused(codes::yaml_too_deep(self.path, Span::new(at, at), MAX_DEPTH))
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node<'a>, Stop> {
        if depth > MAX_DEPTH {
            return Err(Stop::Refused(codes::yaml_too_deep(self.path, span, MAX_DEPTH)));
        }
        match event {
            Event::Scalar(text, style, ..) => Ok(self.scalar(text, style, span)),
            Event::SequenceStart(style, ..) => {
                let mut values = Vec::new();
                let mut end = span;
                while let Some((event, span)) = self.next()? {
                    end = span;
                    if matches!(event, Event::SequenceEnd) {
                        break;
                    }
                    values.push(self.node(event, span, depth + 1)?);
                }
                let last = values.last().map(|node| node.span);
                Ok(Node { span: around(style, span, last, end), value: Value::List(values) })
            }
            Event::MappingStart(style, ..) => {
                let mut table = Table::default();
                let mut end = span;
                while let Some((event, span)) = self.next()? {
                    end = span;
                    if matches!(event, Event::MappingEnd) {
                        break;
                    }
                    let key = self.node(event, span, depth + 1)?;
                    let Some((event, span)) = self.next()? else { break };
                    let mut node = self.node(event, span, depth + 1)?;
                    if node.value.is_empty_plain() && span.start == span.end {
                        node.span = self.after_colon(key.span);
                    }
                    self.check_indentation(key.span);
                    match key.value {
                        Value::Plain(text) if text.is_empty() => self.report(key.span, codes::yaml_key),
                        Value::Text(text) | Value::Plain(text) => {
                            table.entries.push(Entry { key: text, key_span: key.span, node });
                        }
                        _ => self.report(key.span, codes::yaml_key),
                    }
                }
                let last = table.entries.last().map(|entry| entry.node.span);
                self.remove_duplicates(&mut table);
                Ok(Node { span: around(style, span, last, end), value: Value::Table(table) })
            }
            _ => {
                self.report(span, codes::yaml_alias);
                Ok(Node { span, value: Value::Plain("".into()) })
            }
        }
    }

    fn scalar(&mut self, text: std::borrow::Cow<'a, str>, style: ScalarStyle, span: Span) -> Node<'a> {
        match style {
            // A value that is missing comes as `~` without a span.
            ScalarStyle::Plain if span.start == span.end => Node { span, value: Value::Plain("".into()) },
            ScalarStyle::Plain => Node { span, value: Value::Plain(text) },
            ScalarStyle::Literal | ScalarStyle::Folded => {
                Node { span: with_header(self.text, self.range.start, span), value: Value::Text(text) }
            }
            _ => {
                let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
                if style == ScalarStyle::DoubleQuoted && text.contains(is_control) {
                    self.report(span, codes::yaml_control_escape);
                }
                Node { span, value: Value::Text(text) }
            }
        }
    }

    /// Where a missing value would be; the parser gives the end of the key.
    fn after_colon(&self, key: Span) -> Span {
        let rest = &self.text[key.end..self.range.end];
        let colon = rest.find(|c: char| c != ' ' && c != '\t').filter(|at| rest[*at..].starts_with(':'));
        let at = key.end + colon.map_or(0, |at| at + 1);
        Span::new(at, at)
    }

    /// The parser allows some tabs before a key.
    fn check_indentation(&mut self, key: Span) {
        let before = &self.text[self.range.start..key.start];
        let indent = &before[before.trim_end_matches([' ', '\t']).len()..];
        let begins_line =
            before.len() == indent.len() || before[..before.len() - indent.len()].ends_with('\n');
        if let Some(tab) = indent.find('\t').filter(|_| begins_line) {
            let tab = key.start - indent.len() + tab;
            self.report(Span::new(tab, tab + 1), codes::yaml_tab);
        }
    }

    /// Keeps the first of several equal keys, and reports the others.
    fn remove_duplicates(&mut self, table: &mut Table<'a>) {
        let mut order: Vec<usize> = (0..table.entries.len()).collect();
        order.sort_by(|a, b| table.entries[*a].key.cmp(&table.entries[*b].key));
        let mut first = 0;
        let mut duplicates = Vec::new();
        for at in 1..order.len() {
            let (one, other) = (&table.entries[order[first]], &table.entries[order[at]]);
            if one.key == other.key {
                let problem = codes::duplicate_key(self.path, other.key_span, one.key_span, &one.key);
                self.diagnostics.push(problem);
                duplicates.push(order[at]);
            } else {
                first = at;
            }
        }
        if !duplicates.is_empty() {
            duplicates.sort_unstable();
            let mut at = 0;
            table.entries.retain(|_| {
                at += 1;
                duplicates.binary_search(&(at - 1)).is_err()
            });
        }
    }

    fn report_tag(&mut self, span: Span, tag: &Tag) {
        let name = tag.original();
        self.report(span, |path, span| codes::yaml_tag(path, span, &name));
    }

    fn report(&mut self, span: Span, code: impl FnOnce(&SourcePath, Span) -> Diagnostic) {
        self.diagnostics.push(code(self.path, span));
        // A line of a megabyte may have a hundred thousand problems.
        if !self.broken.last().is_some_and(|line| line.contains(&span.start)) {
            self.broken.push(line_around(self.text, span.start));
        }
    }
}

/// The span of a collection: to its closing bracket, or to the end of its last value.
fn around(style: StructureStyle, start: Span, last: Option<Span>, end: Span) -> Span {
    match style {
        StructureStyle::Flow => Span::new(start.start, end.end),
        _ => Span::new(start.start, last.map_or(start.end, |last| last.end)),
    }
}

/// The span of a block of text from its header `|` or `>` to its last line. The parser's span begins
/// after the header and includes the empty lines that follow.
fn with_header(text: &str, from: usize, span: Span) -> Span {
    let end = span.start + text[span.range()].trim_end().len();
    let lines = text[from..span.start].trim_end_matches([' ', '\n', '\r']);
    let line = lines.rfind('\n').map_or(0, |at| at + 1);
    let is_header = |at: usize| {
        let after = lines[at + 1..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '+' || c == '-');
        let is_end = after.is_empty() || after.trim_start().is_empty();
        is_end || after.starts_with([' ', '\t']) && after.trim_start().starts_with('#')
    };
    let header = lines[line..].match_indices(['|', '>']).map(|(at, _)| line + at).find(|at| is_header(*at));
    match header {
        Some(header) => Span::new(from + header, end.max(from + header + 1)),
        None => span,
    }
}
