//! `import` and `add`: what becomes of the records of other systems.

mod add;
mod bibtex_files;
mod command;
mod formats;
mod identity;
mod recorded;
mod ris_files;
mod roundtrip;
mod rules;
mod server;
mod update;

use digestgen::import::{Format, ImportedPaper, NewEntryOptions, entry, read};
use digestgen::place::SourcePath;
use digestgen::syntax::Syntax;

/// The records of a text that has no problems.
#[track_caller]
pub fn records(format: Format, text: &str) -> Vec<ImportedPaper> {
    let found = read(format, &SourcePath::new("list"), text);
    assert!(found.diagnostics.is_empty(), "{:?}", found.diagnostics);
    found.value.records
}

/// The entry of the only record of a text.
#[track_caller]
pub fn written(format: Format, text: &str) -> String {
    let records = records(format, text);
    assert_eq!(records.len(), 1);
    let choice = NewEntryOptions::of_day("2025-06-01".parse().unwrap());
    entry(&records[0], &choice, Syntax::Toml)
}

/// The value of a key in the entry of the only record of a text.
#[track_caller]
pub fn value(format: Format, text: &str, key: &str) -> toml::Value {
    let entry = written(format, text);
    let mut table: toml::Table = toml::from_str(entry.trim_matches(['+', '\n'])).unwrap();
    if let Some((_, name)) = key.split_once('.') {
        return table["publication"][name].clone();
    }
    table.remove(key).unwrap_or_else(|| panic!("no `{key}` in\n{entry}"))
}
