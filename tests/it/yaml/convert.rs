//! Writes TOML front matter as YAML, for tests that compare the two.

use toml::{Table, Value};

/// A content file with its TOML front matter written as YAML. `None` if it has none.
pub fn to_yaml(text: &str) -> Option<String> {
    let (toml, body) = text.strip_prefix("+++\n")?.split_once("\n+++\n")?;
    let table: Table = toml.parse().expect("the front matter is TOML");
    Some(format!("---\n{}---\n{body}", block(&table, 0)))
}

fn block(table: &Table, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let lines = table.iter().map(|(key, value)| match value {
        Value::Table(inner) if !inner.is_empty() => format!("{pad}{key}:\n{}", block(inner, indent + 2)),
        // Both styles of lists are used.
        Value::Array(values) if values.len() > 2 => {
            let rows = values.iter().map(|value| format!("{pad}- {}\n", flow(value)));
            format!("{pad}{key}:\n{}", rows.collect::<String>())
        }
        Value::String(text) if text.contains('\n') && !text.starts_with([' ', '\n']) => {
            let chomp = if text.ends_with('\n') { "" } else { "-" };
            let rows = text.lines().map(|line| match line {
                "" => "\n".to_owned(),
                line => format!("{pad}  {line}\n"),
            });
            format!("{pad}{key}: |{chomp}\n{}", rows.collect::<String>())
        }
        value => format!("{pad}{key}: {}\n", flow(value)),
    });
    lines.collect()
}

fn flow(value: &Value) -> String {
    match value {
        Value::String(text) if is_plain(text) => text.clone(),
        // JSON's escapes are escapes of YAML.
        Value::String(text) if text.len() % 2 == 0 => serde_json::to_string(text).expect("text is JSON"),
        Value::String(text) if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
        Value::String(text) => serde_json::to_string(text).expect("text is JSON"),
        Value::Array(values) => format!("[{}]", values.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Table(table) => {
            let pairs = table.iter().map(|(key, value)| format!("{key}: {}", flow(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
        Value::Integer(_) | Value::Boolean(_) | Value::Datetime(_) => value.to_string(),
        Value::Float(number) => format!("{number:?}"),
    }
}

/// Text that needs no quotes: it stays text where a key expects text.
fn is_plain(text: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '/' | '-' | '(' | ')');
    text.starts_with(char::is_alphanumeric) && !text.ends_with(' ') && text.chars().all(is_word)
}
