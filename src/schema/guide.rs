//! Descriptions of keys, read from the tables of the guide, so that editors and the guide show the same text.
//! Does not define keys.

const CONFIGURATION: &str = include_str!("../../docs/guide/configuration.md");
const WRITING: &str = include_str!("../../docs/guide/writing.md");

/// Descriptions by key.
pub struct Guide(Vec<(String, String)>);

impl Guide {
    /// Descriptions of the keys of `config.toml`.
    pub fn of_config() -> Self {
        Self::of(CONFIGURATION, "key")
    }

    /// Descriptions of the keys of entries.
    pub fn of_entries() -> Self {
        Self::of(WRITING, "field")
    }

    /// Descriptions of the keys of editions, topics, authors and pages.
    pub fn of_others() -> Self {
        Self::of(WRITING, "field of the others")
    }

    /// Reads the tables whose first column is called `head` or, for the keys of a sub-table, ``key of `NAME` ``.
    fn of(page: &str, head: &str) -> Self {
        let mut words = Vec::new();
        let mut table: Option<String> = None;
        for line in page.lines() {
            let Some(row) = line.strip_prefix("| ").and_then(|row| row.strip_suffix(" |")) else {
                table = None;
                continue;
            };
            let cells: Vec<&str> = row.split(" | ").collect();
            let Some(first) = cells.first() else { continue };
            if *first == head {
                table = Some(String::new());
            } else if let Some(name) = first.strip_prefix("key of `").and_then(|name| name.strip_suffix('`'))
            {
                table = Some(format!("{name}."));
            } else if let Some(table) = &table {
                let (parent, names) = first.split_once(" · ").unwrap_or(("", first));
                let parent = code_spans(parent).next().map(|name| format!("{name}.")).unwrap_or_default();
                let text = description(&cells);
                words.extend(code_spans(names).map(|name| (format!("{table}{parent}{name}"), text.clone())));
            }
        }
        Self(words)
    }

    /// The description of a key, by its full name.
    pub fn description(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, words)| words.as_str())
    }
}

/// The texts in backticks.
fn code_spans(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The description in a row: the second cell, and the default.
fn description(cells: &[&str]) -> String {
    let words = cells.get(1).copied().unwrap_or_default();
    match cells.get(2) {
        Some(default) if default.starts_with('`') => format!("{words}. Default: {default}"),
        _ => words.to_owned(),
    }
}
