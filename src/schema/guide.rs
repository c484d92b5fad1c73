//! What the guide says of each key, in its own tables, so that editors and the guide say the same. Knows
//! no key.

const CONFIGURATION: &str = include_str!("../../docs/guide/configuration.md");
const WRITING: &str = include_str!("../../docs/guide/writing.md");

/// Words on keys.
pub struct Guide(Vec<(String, String)>);

impl Guide {
    /// On the keys of `config.toml`.
    pub fn of_config() -> Self {
        Self::of(CONFIGURATION, "key")
    }

    /// On the keys of entries.
    pub fn of_entries() -> Self {
        Self::of(WRITING, "field")
    }

    /// On the keys of editions, topics, authors and pages.
    pub fn of_others() -> Self {
        Self::of(WRITING, "field of the others")
    }

    /// Reads the tables whose first column is called `head`, or, of the keys of a table within,
    /// ``key of `NAME` ``.
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
                let (within, names) = first.split_once(" · ").unwrap_or(("", first));
                let within = named(within).next().map(|name| format!("{name}.")).unwrap_or_default();
                let said = said(&cells);
                words.extend(named(names).map(|name| (format!("{table}{within}{name}"), said.clone())));
            }
        }
        Self(words)
    }

    /// The words on a key, by its whole name.
    pub fn on(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, words)| words.as_str())
    }
}

/// What stands in backticks.
fn named(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// What a row says of its keys: the second cell, and the default.
fn said(cells: &[&str]) -> String {
    let words = cells.get(1).copied().unwrap_or_default();
    match cells.get(2) {
        Some(default) if default.starts_with('`') => format!("{words}. Default: {default}"),
        _ => words.to_owned(),
    }
}
