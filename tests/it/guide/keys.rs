//! Every key that digestgen reads stands in the guide.

use super::read;

/// How the readers of tables ask for a key: `fields.text("theme")`, `section(fields, "pages", …)`.
const ASKED: [&str; 20] = [
    ".plain(\"",
    ".text(\"",
    ".texts(\"",
    ".text_or_date(\"",
    ".text_table(\"",
    ".address(\"",
    ".any_address(\"",
    ".required(\"",
    ".require(\"",
    ".date(\"",
    ".number(\"",
    ".flag(\"",
    ".choice(\"",
    ".choices(\"",
    ".tables(\"",
    ".extra(\"",
    ".table(\"",
    "(fields, \"",
    "(&mut fields, \"",
    " formats(\"",
];

/// Keys that are named in a list of `(key, words, kind)` or asked for by a variable.
const ALSO: [&str; 7] = ["pdf", "code", "project", "video", "slides", "data", "name"];

fn keys(source: &str) -> Vec<String> {
    let text = read(source);
    let text = text.split("#[cfg(test)]").next().unwrap();
    let mut keys: Vec<String> = Vec::new();
    for asked in ASKED {
        for rest in text.split(asked).skip(1) {
            let key = rest.split('"').next().unwrap();
            if key.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
                keys.push(key.to_owned());
            }
        }
    }
    keys.sort();
    keys.dedup();
    keys
}

fn check(page: &str, keys: impl IntoIterator<Item = String>) {
    let text = read(&format!("docs/guide/{page}.md"));
    let missing: Vec<String> = keys.into_iter().filter(|key| !text.contains(&format!("`{key}`"))).collect();
    assert_eq!(missing, Vec::<String>::new(), "docs/guide/{page}.md does not name these");
}

#[test]
fn the_guide_names_every_key_of_the_configuration() {
    let keys = keys("src/config/parse.rs");
    assert!(keys.len() > 30 && keys.contains(&"per_page".to_owned()), "{keys:?}");
    check("configuration", keys);
}

#[test]
fn the_guide_names_every_field_of_entries_and_sections() {
    let mut all = keys("src/content/entry.rs");
    all.extend(keys("src/content/section.rs"));
    all.extend(ALSO.map(String::from));
    assert!(all.len() > 30 && all.contains(&"tldr".to_owned()), "{all:?}");
    check("writing", all);
}

#[test]
fn the_guide_names_every_option_of_the_default_theme() {
    let theme = read("themes/default/theme.toml");
    let extra = theme.split("[extra]").nth(1).unwrap();
    let options = extra.lines().filter_map(|line| line.split_once(" = "));
    let options: Vec<(&str, &str)> = options.filter(|(key, _)| !key.starts_with('#')).collect();
    assert!(options.len() > 4, "{options:?}");
    let text = read("docs/guide/themes.md");
    for (key, value) in options {
        assert!(text.contains(&format!("| `{key}` | `{value}` |")), "themes.md: `{key}` is `{value}`");
    }
}
