//! A record and what the curator chose → the text of a content file. Does not know where it goes.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::facts::{PUBLICATION, Value, facts};
use super::imported_paper::ImportedPaper;
use super::toml_value::{key, toml};

/// What the curator says of new entries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewEntryOptions {
    /// The day of the edition that lists them, for records that name none.
    pub date: Date,
    /// The first is the one they are grouped under.
    pub topics: Vec<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// Whether keywords of the source become tags.
    pub keep_keywords: bool,
    /// Whether private notes of the source become the note of the entry.
    pub keep_notes: bool,
}

impl NewEntryOptions {
    /// Entries of a day, with nothing else said of them.
    pub fn of_day(date: Date) -> Self {
        Self { date, topics: Vec::new(), tags: Vec::new(), keep_keywords: true, keep_notes: false }
    }
}

/// The text of a new entry.
pub fn entry(record: &ImportedPaper, choice: &NewEntryOptions) -> String {
    entry_of(record, &facts(record), choice)
}

/// The text of a new entry with these facts of its record: facts, and a note that is empty unless the source's own are kept.
pub fn entry_of(record: &ImportedPaper, facts: &[(String, Value)], choice: &NewEntryOptions) -> String {
    let mut text = String::from("+++\n");
    let terms = |terms: &[String]| Value::List(terms.iter().cloned().map(Value::Text).collect());
    let mut tags = choice.tags.clone();
    if choice.keep_keywords {
        tags.extend(
            record
                .keywords
                .iter()
                .filter(|word| !choice.tags.contains(word) && !choice.topics.contains(word))
                .cloned(),
        );
    }
    let own = [("topics", terms(&choice.topics)), ("tags", terms(&tags))];
    let (publication, facts): (Vec<_>, Vec<_>) =
        facts.iter().partition(|(key, _)| key.starts_with("publication."));
    let mut own_written = false;
    for (name, value) in facts {
        // The curator's keys stand behind title and authors, as one reads them.
        if !own_written && !matches!(name.as_str(), "title" | "authors") {
            write_own(&mut text, &own);
            own_written = true;
        }
        let _ = writeln!(text, "{name} = {}", toml(value, true));
        if name == "title" {
            let _ = writeln!(text, "date = {}", record.day.unwrap_or(choice.date));
        }
    }
    if !own_written {
        write_own(&mut text, &own);
    }
    if !publication.is_empty() {
        let _ = writeln!(text, "\n[{PUBLICATION}]");
        for (name, value) in publication {
            let name = name.split_once('.').map_or(name.as_str(), |(_, name)| name);
            let _ = writeln!(text, "{} = {}", key(name), toml(value, true));
        }
    }
    text.push_str("+++\n");
    if choice.keep_notes && !record.notes.is_empty() {
        let _ = writeln!(text, "\n{}", record.notes.join("\n\n"));
    }
    text
}

fn write_own(text: &mut String, own: &[(&str, Value)]) {
    for (name, value) in own {
        if !matches!(value, Value::List(list) if list.is_empty()) {
            let _ = writeln!(text, "{name} = {}", toml(value, true));
        }
    }
}
