//! Writes a record and the curator's choices as the text of a content file. It does not choose the path of the
//! file.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::facts::{PUBLICATION, facts};
use super::imported_paper::ImportedPaper;
use crate::edit::{Value, line};
use crate::syntax::Syntax;

/// The curator's choices for new entries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewEntryOptions {
    /// The date of the edition that lists the entries. It is used for records without a date of their own.
    pub date: Date,
    /// The topics. Entries are grouped under the first one.
    pub topics: Vec<String>,
    /// The tags.
    pub tags: Vec<String>,
    /// Whether keywords of the source become tags.
    pub keep_keywords: bool,
    /// Whether private notes of the source become the note of the entry.
    pub keep_notes: bool,
}

impl NewEntryOptions {
    /// Options for entries of one day, with default values for all else.
    pub fn of_day(date: Date) -> Self {
        Self { date, topics: Vec::new(), tags: Vec::new(), keep_keywords: true, keep_notes: false }
    }
}

/// Returns the text of a new entry.
pub fn entry(record: &ImportedPaper, choice: &NewEntryOptions, syntax: Syntax) -> String {
    entry_of(record, &facts(record), choice, syntax)
}

/// Returns the text of a new entry with the given facts. The note is empty unless notes of the source are kept.
pub fn entry_of(
    record: &ImportedPaper,
    facts: &[(String, Value)],
    choice: &NewEntryOptions,
    syntax: Syntax,
) -> String {
    let mut tags = choice.tags.clone();
    if choice.keep_keywords {
        let is_new = |word: &&String| !choice.tags.contains(word) && !choice.topics.contains(word);
        tags.extend(record.keywords.iter().filter(is_new).cloned());
    }
    let terms = |terms: &[String]| Value::List(terms.iter().cloned().map(Value::Text).collect());
    let own = [("topics", terms(&choice.topics)), ("tags", terms(&tags))];
    let own = own.into_iter().filter(|(_, value)| !matches!(value, Value::List(list) if list.is_empty()));
    let (publication, facts): (Vec<_>, Vec<_>) =
        facts.iter().partition(|(key, _)| key.starts_with("publication."));
    let mut text = format!("{}\n", syntax.fence());
    // The keys of the curator come after the title and the authors, which is the usual reading order.
    let first = facts.iter().take_while(|(name, _)| matches!(name.as_str(), "title" | "authors")).count();
    for (name, value) in &facts[..first] {
        text.push_str(&line(name, value, 0, syntax));
        if name == "title" {
            let date = record.day.unwrap_or(choice.date);
            let _ = writeln!(text, "date{}{date}", syntax.either(" = ", ": "));
        }
    }
    own.for_each(|(name, value)| text.push_str(&line(name, &value, 0, syntax)));
    facts[first..].iter().for_each(|(name, value)| text.push_str(&line(name, value, 0, syntax)));
    if !publication.is_empty() {
        let _ = match syntax {
            Syntax::Toml => writeln!(text, "\n[{PUBLICATION}]"),
            Syntax::Yaml => writeln!(text, "{PUBLICATION}:"),
        };
        for (name, value) in publication {
            let name = name.split_once('.').map_or(name.as_str(), |(_, name)| name);
            text.push_str(&line(name, value, 2, syntax));
        }
    }
    text = text + syntax.fence() + "\n";
    if choice.keep_notes && !record.notes.is_empty() {
        let _ = writeln!(text, "\n{}", record.notes.join("\n\n"));
    }
    text
}
