//! The reference of what templates see, in `docs/guide/themes.md`: generated from the descriptions of the views.
//! `UPDATE_GUIDE=1 cargo test --test it guide::` writes it again.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use digestgen::describe::{FieldType, StructDescription};
use digestgen::view::{CARD, COINS, FRAME, METADATA, TEMPLATES};

use super::{path, read};

const BEGIN: &str = "<!-- fields: made by `UPDATE_GUIDE=1 cargo test --test it guide::` -->\n";
const END: &str = "<!-- /fields -->\n";

/// A type as authors of themes know it. Structs are added to `named`.
fn shown(field_type: &FieldType, named: &mut Vec<StructDescription>) -> String {
    match field_type {
        FieldType::Text => "text".to_owned(),
        FieldType::Html => "HTML".to_owned(),
        FieldType::Number => "number".to_owned(),
        FieldType::Flag => "true or false".to_owned(),
        FieldType::Table => "table".to_owned(),
        FieldType::Optional(inner) => format!("{} or none", shown(inner, named)),
        FieldType::List(inner) => format!("list of {}", shown(inner, named)),
        FieldType::Struct(description) => {
            let description = description();
            let name = words(description.name);
            if !named.iter().any(|known| known.name == description.name) {
                named.push(description);
            }
            format!("[{name}](#{})", name.replace(' ', "-"))
        }
    }
}

/// `TermSummary` as words: `term summary`.
fn words(name: &str) -> String {
    let name = name.trim_end_matches("View");
    let mut text = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push(' ');
        }
        text.extend(c.to_lowercase());
    }
    text
}

fn row(text: &mut String, name: &str, kind: &str, about: &str) {
    let _ = writeln!(text, "| `{name}` | {kind} | {} |", about.replace('|', "\\|"));
}

fn table(text: &mut String, of: &StructDescription, named: &mut Vec<StructDescription>) {
    let _ = write!(text, "\n{}\n\n| field | type | |\n| --- | --- | --- |\n", of.about);
    for field in &of.fields {
        row(text, field.name, &shown(&field.field_type, named), &field.about);
    }
}

fn reference() -> String {
    let (mut text, mut named) = (String::new(), Vec::new());
    text.push_str("\n### The templates\n");
    // Templates that see the same view are described together.
    let mut views: Vec<(StructDescription, Vec<&str>)> = Vec::new();
    for template in TEMPLATES {
        let view = (template.description)();
        match views.iter_mut().find(|(known, _)| known.name == view.name) {
            Some((_, templates)) => templates.push(template.name),
            None => views.push((view, vec![template.name])),
        }
    }
    for (view, templates) in views {
        let names: Vec<String> = templates.iter().map(|name| format!("`{name}`")).collect();
        let _ = write!(text, "\n#### {}\n", names.join(", "));
        table(&mut text, &view, &mut named);
        row(&mut text, METADATA, "HTML", "Metadata for the head of the page.");
        row(&mut text, FRAME, "table", "The templates in `frame/`, by their names, as HTML.");
    }
    let _ = write!(text, "\n#### `{}`\n", CARD.name);
    table(&mut text, &(CARD.description)(), &mut named);
    row(&mut text, COINS, "HTML", "The paper for reference managers (COinS).");
    text.push_str("\n### What the fields contain\n");
    let mut at = 0;
    while at < named.len() {
        let of = named[at].clone();
        let _ = write!(text, "\n#### {}\n", words(of.name));
        table(&mut text, &of, &mut named);
        if of.name == "Card" {
            row(
                &mut text,
                "html",
                "HTML",
                "Its row, as `card.html` renders it. Not available in `card.html`.",
            );
        }
        at += 1;
    }
    text.push('\n');
    text
}

#[test]
fn the_reference_of_the_guide_says_what_templates_see() {
    let guide = read("docs/guide/themes.md");
    let (before, rest) = guide.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let fresh = format!("{before}{BEGIN}{}{END}{after}", reference());
    if std::env::var_os("UPDATE_GUIDE").is_some() {
        fs::write(path("docs/guide/themes.md"), &fresh).unwrap();
    } else if fresh != guide {
        let differs = fresh.lines().zip(guide.lines()).find(|(fresh, old)| fresh != old);
        panic!("docs/guide/themes.md is stale: UPDATE_GUIDE=1 cargo test --test it guide::\n{differs:?}");
    }
}

#[test]
fn every_template_sees_the_fields_that_are_described() {
    for template in TEMPLATES.iter().chain([&CARD]) {
        let description = (template.description)();
        let described: BTreeSet<&str> = description.fields.iter().map(|field| field.name).collect();
        assert_eq!(described, template.fields.iter().copied().collect(), "{}", template.name);
        assert!(!description.about.is_empty(), "{}", description.name);
        for field in &description.fields {
            assert!(!field.about.is_empty(), "{}: `{}` has no documentation", description.name, field.name);
        }
    }
}
