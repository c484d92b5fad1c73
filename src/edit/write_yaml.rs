//! Writes values as readable YAML that all YAML parsers read in the same way. Text is quoted unless it is only
//! simple words, and long lists take several lines. It does not depend on keys of entries.

use super::value::Value;

/// Maximum length of a list on one line, in characters.
const LINE: usize = 100;

/// Writes a key with its value as lines that end with a line break. `indent` is the number of spaces before the
/// key.
pub fn line(key: &str, value: &Value, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let key = text(key);
    match value {
        Value::List(values) if inline(value).chars().count() > LINE => {
            let rows: String = values.iter().map(|value| format!("{pad}  - {}\n", inline(value))).collect();
            format!("{pad}{key}:\n{rows}")
        }
        value => format!("{pad}{key}: {}\n", inline(value)),
    }
}

/// Writes a value on one line.
pub fn inline(value: &Value) -> String {
    match value {
        Value::Text(value) => text(value),
        Value::Number(number) => number.to_string(),
        Value::List(values) => format!("[{}]", values.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Table(parts) => {
            let parts: Vec<String> =
                parts.iter().map(|(key, value)| format!("{}: {}", text(key), inline(value))).collect();
            format!("{{{}}}", parts.join(", "))
        }
    }
}

/// Writes a text. Simple words and dates have no quotes. Other text is in double quotes, or in single quotes if
/// double quotes would need backslashes.
pub fn text(value: &str) -> String {
    if is_words(value) || is_date(value) {
        return value.to_owned();
    }
    quoted(value, '"')
}

/// Writes a text in the given quotes, if they can represent it.
pub fn quoted(value: &str, quote: char) -> String {
    let is_simple = !value.contains(needs_escape);
    let needs_backslash = value.contains(['"', '\\']);
    if is_simple && (needs_backslash || quote == '\'') {
        return format!("'{}'", value.replace('\'', "''"));
    }
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // The parser rejects control characters, so they are removed. Most come from a TeX command, because
            // YAML reads its backslash and first letter as an escape.
            c if c.is_control() => {}
            c if needs_escape(c) => out.push_str(&format!("\\U{:08X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a character is a line break, or is not printable in YAML.
fn needs_escape(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether a text has only letters, digits, spaces and hyphens, and no parser reads it as another type.
fn is_words(value: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    // YAML 1.1 reads these words as true, false, null or a number.
    let reserved = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"];
    value.starts_with(char::is_alphabetic)
        && value.chars().all(is_part)
        && !value.ends_with(' ')
        && !value.contains("  ")
        && !reserved.contains(&value.to_ascii_lowercase().as_str())
}

/// Whether a text is a complete date. All parsers read it in the same way with and without quotes.
fn is_date(value: &str) -> bool {
    value.len() == 10
        && value.bytes().enumerate().all(|(at, b)| match at {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::{Value as Parsed, parse_yaml};

    #[test]
    fn every_text_is_read_back_unchanged() {
        for value in [
            "",
            "plain",
            "two words",
            "a \"b\"",
            "\\alpha",
            "it's \\alpha",
            "a\nb",
            "\ta",
            "no",
            "~",
            "null",
            "2023",
            "2306.06626",
            "2025-03-12",
            "a: b",
            "a #b",
            "- a",
            "[a]",
            "*a",
            "'",
            "ends with :",
            " spaces ",
            "\u{feff}",
            "\u{2028}",
            "𝔸",
            "量子",
            "O'Neil",
            "\n\nx",
            "%a",
            "@a",
            "1e5",
        ] {
            for list in [false, true] {
                let item = Value::Text(value.to_owned());
                let item = if list { Value::List(vec![item.clone(), item]) } else { item };
                let yaml = line("x", &item, 0);
                let node = parse_yaml(&yaml).unwrap_or_else(|| panic!("{yaml} is not YAML"));
                let Parsed::Table(table) = node.value else { panic!("{yaml} is not a table") };
                let node = &table.get("x").expect("the key is there").node;
                let found = match &node.value {
                    Parsed::List(items) => &items[1].value,
                    found => found,
                };
                let (Parsed::Text(text) | Parsed::Plain(text)) = found else { panic!("{yaml}") };
                assert_eq!(text, value, "{yaml}");
            }
        }
        assert_eq!(text("a\u{85}b\r\n"), "\"ab\\n\"");
        assert_eq!(text("$\\alpha$"), "'$\\alpha$'");
        assert_eq!(text("say \"it's\""), "'say \"it''s\"'");
    }
}
