//! Every key that digestgen reads stands in the guide, where schemas have their words from.

use digestgen::schema;

use super::read;
use crate::schemas::without_words;

#[test]
fn the_guide_has_words_on_every_key_of_the_configuration() {
    assert_eq!(without_words(&schema::config(), ""), Vec::<String>::new());
}

#[test]
fn the_guide_has_words_on_every_field_of_entries_and_sections() {
    let mut schema = schema::front_matter();
    // Its keys are CSL's.
    assert!(schema["properties"].as_object_mut().unwrap().remove("publication").is_some());
    assert_eq!(without_words(&schema, ""), Vec::<String>::new());
    let author = &schema["properties"]["authors"]["items"]["anyOf"][1];
    assert_eq!(without_words(author, "authors."), Vec::<String>::new());
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
