//! Writes values as readable TOML. Quotation marks are chosen to avoid escapes, and long lists take several
//! lines. It does not depend on keys of entries.

use super::value::Value;

/// Maximum length of a list on one line, in characters.
const LINE: usize = 100;

/// Writes a value as TOML. If `wide` is true, lists can take several lines.
pub fn toml(value: &Value, wide: bool) -> String {
    match value {
        Value::Text(text) => string(text),
        Value::Number(number) => number.to_string(),
        Value::List(values) => {
            let values: Vec<String> = values.iter().map(|value| toml(value, false)).collect();
            let line = format!("[{}]", values.join(", "));
            if wide && line.chars().count() > LINE {
                let rows: String = values.iter().map(|value| format!("    {value},\n")).collect();
                return format!("[\n{rows}]");
            }
            line
        }
        Value::Table(parts) => {
            let parts: Vec<String> = parts
                .iter()
                .map(|(key, value)| format!("{} = {}", self::key(key), toml(value, false)))
                .collect();
            format!("{{ {} }}", parts.join(", "))
        }
    }
}

/// Writes a key, in quotation marks if necessary.
pub fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { string(name) }
}

/// Writes a text in double quotes, or in single quotes if double quotes would need backslashes.
fn string(text: &str) -> String {
    let control = |c: char| c.is_control() && c != '\n' && c != '\t';
    let plain = !text.contains(['"', '\\']) && !text.contains(char::is_control);
    if plain {
        return format!("\"{text}\"");
    }
    // A line `+++` ends the front matter, even inside a string.
    let has_fence = text.lines().any(|line| line.trim_end() == "+++");
    if !text.contains(control) && !has_fence {
        let lines = text.contains('\n');
        if !lines && !text.contains(['\'', '\t']) {
            return format!("'{text}'");
        }
        if !text.contains('\\') && !text.contains("\"\"\"") && !text.ends_with('"') {
            return format!("\"\"\"{}{text}\"\"\"", if lines { "\n" } else { "" });
        }
        if !text.contains("'''") && !text.ends_with('\'') {
            return format!("'''{}{text}'''", if lines { "\n" } else { "" });
        }
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_read_again_as_it_was() {
        for text in [
            "",
            "plain",
            "a \"b\"",
            "\\alpha",
            "it's \\alpha",
            "'''\\",
            "\"\"\"'''",
            "a\nb",
            "a\n\\b'",
            "\ta",
            "\u{1}",
            "ends with \"",
            "it's \"",
            "\\ ends with '",
            "\r\n",
            "\n\nx",
            "a\u{7f}b",
            "\u{feff}",
            "𝔸",
        ] {
            let written = format!("x = {}", string(text));
            let table: toml::Table =
                toml::from_str(&written).unwrap_or_else(|error| panic!("{written}: {error}"));
            assert_eq!(table["x"].as_str(), Some(text), "{written}");
        }
        assert_eq!(string("a\n+++\nb"), "\"a\\n+++\\nb\"");
        assert_eq!(string("$\\alpha$"), "'$\\alpha$'");
        assert_eq!(string("say \"it's\""), "'''say \"it's\"'''");
    }
}
