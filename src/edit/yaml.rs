//! Edits YAML by replacing the bytes of one value. Each result is parsed again. If the value is not the
//! intended one, or if any other value changed, the old text is kept. The caller decides which values to write.

use std::ops::Range;

use super::split;
use super::value::Value;
use super::write_yaml::{inline, line, quoted, text};
use crate::fields::{Entry, Node, Scalar, Table, Value as Parsed, parse_yaml};
use crate::place::Span;

/// YAML that is being edited.
pub struct Document {
    text: String,
}

/// A range of bytes and its replacement.
type Splice = (Range<usize>, String);

impl Document {
    /// Parses YAML. Returns `None` if it is invalid.
    pub fn new(front: &str) -> Option<Self> {
        parse_yaml(front).map(|_| Self { text: front.to_owned() })
    }

    /// Whether a top-level key exists.
    pub fn contains(&self, key: &str) -> bool {
        self.with_root(|_, root| root.get(key).is_some())
    }

    /// The value of a key. Unquoted text is read as a number only if `like` is a number.
    pub fn get(&self, key: &str, like: &Value) -> Option<Value> {
        self.with_root(|_, root| {
            let entry = match split(key) {
                (Some(table), name) => match &root.get(table)?.node.value {
                    Parsed::Table(table) => table.get(name)?,
                    _ => return None,
                },
                (None, key) => root.get(key)?,
            };
            Some(read(&entry.node.value, like))
        })
    }

    /// Replaces a value, and keeps the text around it. A new key is added at the end of its table.
    pub fn set(&mut self, key: &str, value: &Value) -> bool {
        let (outer, name) = split(key);
        let splices = self.with_root(|root, keys| match outer {
            None => self.splices(root, keys, name, value, 0),
            Some(outer) => match keys.get(outer).map(|entry| (&entry.node, &entry.node.value)) {
                Some((node, Parsed::Table(table))) => self.splices(node, table, name, value, 2),
                Some((node, _)) if node.value.is_empty_plain() => {
                    let rows = self.with_breaks(&format!("\n{}", line(name, value, 2)));
                    vec![(node.span.range(), rows.trim_end().to_owned())]
                }
                Some(_) => Vec::new(),
                None => {
                    let rows = format!("{}:\n{}", text(outer), line(name, value, 2));
                    let table = Value::Table(vec![(name.to_owned(), value.clone())]);
                    self.insertion(root, keys, &format!("{}: {}", text(outer), inline(&table)), &rows)
                }
            },
        });
        splices.into_iter().any(|splice| self.apply(splice, key, |found| read(found, value) == *value))
    }

    /// Replaces a text in a list, or removes it if the new text is already in the list.
    pub fn rename(&mut self, key: &str, from: &str, to: &str) -> bool {
        let change = self.with_root(|_, root| {
            let node = &root.get(key)?.node;
            let Parsed::List(items) = &node.value else { return None };
            let texts: Vec<&str> = items.iter().map(|item| text_of(&item.value)).collect::<Option<_>>()?;
            let found = texts.iter().position(|text| text.trim() == from)?;
            let mut expected: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
            let splice = if texts.iter().any(|text| text.trim() == to) {
                expected.remove(found);
                self.removal(node, items, found)
            } else {
                expected[found] = to.to_owned();
                let span = items[found].span.range();
                let new = match self.text[span.clone()].chars().next() {
                    Some(quote @ ('"' | '\'')) => quoted(to, quote),
                    _ => text(to),
                };
                (span, new)
            };
            Some((splice, Value::List(expected.into_iter().map(Value::Text).collect())))
        });
        let Some((splice, expected)) = change else { return false };
        self.apply(splice, key, |found| read(found, &expected) == expected)
    }

    /// The edited text.
    pub fn finish(self) -> String {
        self.text
    }

    fn with_root<T>(&self, work: impl FnOnce(&Node<'_>, &Table<'_>) -> T) -> T {
        let nothing = || Node { span: Span::default(), value: Parsed::Table(Table::default()) };
        let root = parse_yaml(&self.text).unwrap_or_else(nothing);
        match &root.value {
            Parsed::Table(table) => work(&root, table),
            _ => work(&root, &Table::default()),
        }
    }

    /// Possible ways to set a key of a table. The one with the smallest change is first.
    fn splices(
        &self,
        node: &Node<'_>,
        table: &Table<'_>,
        key: &str,
        value: &Value,
        indent: usize,
    ) -> Vec<Splice> {
        let Some(entry) = table.get(key) else {
            let rows = line(key, value, self.indent(table).unwrap_or(indent));
            return self.insertion(node, table, &format!("{}: {}", text(key), inline(value)), &rows);
        };
        let old = &entry.node;
        let mut splices = Vec::new();
        if let (Parsed::List(old), Value::List(new)) = (&old.value, value) {
            splices.extend(self.changed_item(old, new));
            splices.extend(self.block_list(old, new));
        }
        let from = old.span.range();
        let is_block = |first: &[char]| !self.text[from.clone()].starts_with(first);
        let is_block = match &old.value {
            Parsed::List(_) => is_block(&['[']),
            Parsed::Table(_) => is_block(&['{']),
            _ => false,
        };
        if !is_block {
            let space = if from.is_empty() { " " } else { "" };
            splices.push((from.clone(), format!("{space}{}", inline(value))));
        }
        // Replaces a block of several lines, from the colon on.
        let colon = self.text[entry.key_span.end..from.start.max(entry.key_span.end)].find(':');
        splices
            .extend(colon.map(|at| (entry.key_span.end + at + 1..from.end, format!(" {}", inline(value)))));
        splices
    }

    /// Replaces the only item that differs between two lists of the same length.
    fn changed_item(&self, old: &[Node<'_>], new: &[Value]) -> Option<Splice> {
        let mut differ = old.iter().zip(new).filter(|(old, new)| read(&old.value, new) != **new);
        let (item, value) = differ.next().filter(|_| old.len() == new.len())?;
        differ.next().is_none().then(|| (item.span.range(), inline(value)))
    }

    /// Replaces a list that has one item on each line.
    fn block_list(&self, old: &[Node<'_>], new: &[Value]) -> Option<Splice> {
        let (first, last) = (old.first()?, old.last()?);
        let before = &self.text[..first.span.start];
        let dash = before.trim_end_matches(' ').strip_suffix('-')?.len();
        let pad = &self.text[self.line_start(dash)..dash];
        if !pad.bytes().all(|b| b == b' ') {
            return None;
        }
        let rows: Vec<String> = new.iter().map(|item| format!("- {}", inline(item))).collect();
        let rows = self.with_breaks(&rows.join(&format!("\n{pad}")));
        Some((dash..last.span.end, rows))
    }

    /// Adds a new key at the end of a table, on a separate line or inside the brackets.
    fn insertion(&self, node: &Node<'_>, table: &Table<'_>, pair: &str, rows: &str) -> Vec<Splice> {
        let Some(last) = table.entries.last() else {
            let at = self.text.len();
            let lead = if at == 0 || self.text.ends_with('\n') { "" } else { "\n" };
            let is_root = !self.text[node.span.range()].starts_with('{');
            return is_root
                .then(|| (at..at, self.with_breaks(&format!("{lead}{rows}"))))
                .into_iter()
                .collect();
        };
        let end = last.node.span.end.max(last.key_span.end);
        if self.text[node.span.range()].starts_with('{') {
            return vec![(end..end, format!(", {pair}"))];
        }
        let pad = " ".repeat(self.indent(table).unwrap_or_default());
        let rows = match self.indent(table) {
            Some(0) | None => rows.to_owned(),
            Some(_) if rows.starts_with(' ') => rows.to_owned(),
            Some(_) => rows.lines().map(|row| format!("{pad}{row}\n")).collect(),
        };
        let at = self.text[end..].find('\n').map_or(self.text.len(), |at| end + at + 1);
        let lead = if self.text[..at].ends_with('\n') { "" } else { "\n" };
        vec![(at..at, self.with_breaks(&format!("{lead}{rows}")))]
    }

    /// Removes an item of a list: its line, or its text between the brackets.
    fn removal(&self, list: &Node<'_>, items: &[Node<'_>], at: usize) -> Splice {
        let item = items[at].span.range();
        if self.text[list.span.range()].starts_with('[') {
            let range = match items.get(at + 1) {
                Some(next) => item.start..next.span.start,
                None => items.get(at.wrapping_sub(1)).map_or(item.start, |last| last.span.end)..item.end,
            };
            return (range, String::new());
        }
        let end = self.text[item.end..].find('\n').map_or(self.text.len(), |at| item.end + at + 1);
        (self.line_start(item.start)..end, String::new())
    }

    /// The number of spaces before the keys of a table.
    fn indent(&self, table: &Table<'_>) -> Option<usize> {
        let key = table.entries.last()?.key_span.start;
        let before = &self.text[self.line_start(key)..key];
        before.bytes().all(|b| b == b' ').then_some(before.len())
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// Converts the ends of new lines to those of the file.
    fn with_breaks(&self, rows: &str) -> String {
        if self.text.contains("\r\n") { rows.replace('\n', "\r\n") } else { rows.to_owned() }
    }

    /// Makes a change if the key then has the intended value and all other values are unchanged.
    fn apply(&mut self, (range, new): Splice, key: &str, is_intended: impl Fn(&Parsed<'_>) -> bool) -> bool {
        let mut text = self.text.clone();
        text.replace_range(range, &new);
        let (outer, name) = split(key);
        let is_good = self.with_root(|_, before| {
            let Some(Node { value: Parsed::Table(after), .. }) = parse_yaml(&text) else { return false };
            let changed = outer.unwrap_or(name);
            if !same_except(before, &after, changed) {
                return false;
            }
            match (outer, after.get(changed).map(|entry| &entry.node.value)) {
                (None, Some(found)) => is_intended(found),
                (Some(_), Some(Parsed::Table(after))) => {
                    let nothing = Table::default();
                    let before = match before.get(changed).map(|entry| &entry.node.value) {
                        Some(Parsed::Table(before)) => before,
                        _ => &nothing,
                    };
                    let found = after.get(name).map(|entry| &entry.node.value);
                    same_except(before, after, name) && found.is_some_and(is_intended)
                }
                _ => false,
            }
        });
        if is_good {
            self.text = text;
        }
        is_good
    }
}

/// Whether two tables have the same keys and values in the same order, except for one key.
fn same_except(one: &Table<'_>, other: &Table<'_>, key: &str) -> bool {
    let others = |table: &Table<'_>| -> Vec<usize> {
        (0..table.entries.len()).filter(|at| table.entries[*at].key != key).collect()
    };
    let (a, b) = (others(one), others(other));
    let is_same = |one: &Entry<'_>, other: &Entry<'_>| one.key == other.key && same(&one.node, &other.node);
    a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| is_same(&one.entries[*a], &other.entries[*b]))
}

/// Whether two values are equal. Their positions are ignored.
fn same(one: &Node<'_>, other: &Node<'_>) -> bool {
    match (&one.value, &other.value) {
        (Parsed::Text(a), Parsed::Text(b)) | (Parsed::Plain(a), Parsed::Plain(b)) => a == b,
        (Parsed::List(a), Parsed::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Parsed::Table(a), Parsed::Table(b)) => {
            let pairs = || a.entries.iter().zip(&b.entries);
            a.entries.len() == b.entries.len()
                && pairs().all(|(a, b)| a.key == b.key && same(&a.node, &b.node))
        }
        _ => false,
    }
}

fn text_of<'n>(value: &'n Parsed<'_>) -> Option<&'n str> {
    match value {
        Parsed::Text(text) | Parsed::Plain(text) => Some(text),
        _ => None,
    }
}

fn read(value: &Parsed<'_>, like: &Value) -> Value {
    match (value, like) {
        (Parsed::Plain(text), Value::Number(_)) => match Scalar::of(text) {
            Scalar::Integer(number) => Value::Number(number),
            _ => Value::Text(text.to_string()),
        },
        (Parsed::List(values), like) => {
            let nothing = Value::Text(String::new());
            let like = match like {
                Value::List(like) => like.first().unwrap_or(&nothing),
                _ => &nothing,
            };
            Value::List(values.iter().map(|node| read(&node.value, like)).collect())
        }
        (Parsed::Table(table), _) => {
            let text = Value::Text(String::new());
            let pairs = table.entries.iter();
            Value::Table(pairs.map(|pair| (pair.key.to_string(), read(&pair.node.value, &text))).collect())
        }
        (value, _) => Value::Text(text_of(value).unwrap_or_default().to_owned()),
    }
}
