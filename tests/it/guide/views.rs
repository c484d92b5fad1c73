//! The reference of what templates see, in `docs/guide/themes.md`: made from the views' own source, so
//! that it says what the code does. `UPDATE_GUIDE=1 cargo test --test it guide::` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use digestgen::site::{CARD, COINS, FRAME, METADATA, TEMPLATES};

use super::{path, read};

const BEGIN: &str = "<!-- fields: made by `UPDATE_GUIDE=1 cargo test --test it guide::` -->\n";
const END: &str = "<!-- /fields -->\n";

/// What `render` puts in place of the record of an entry.
const CITATION: [(&str, &str, &str); 5] = [
    ("key", "text", "What BibTeX cites it by."),
    ("apa", "HTML", "As APA has it."),
    ("text", "text", "In a line of plain text."),
    ("bibtex", "text", "As BibTeX."),
    ("ris", "text", "As RIS."),
];

/// A struct of the views: what it is, and its public fields with type and words.
#[derive(Default, Debug)]
struct Struct {
    about: String,
    fields: Vec<(String, String, String)>,
}

/// The structs and enums of the files that views are made of. Reads what rustfmt writes: a field a line.
fn structs() -> BTreeMap<String, Struct> {
    let mut all = BTreeMap::new();
    let mut files = vec!["src/config/mod.rs".to_owned(), "src/content/document.rs".to_owned()];
    files.push("src/content/name.rs".to_owned());
    for file in fs::read_dir(path("src/site")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        // What lies deeper is no page's view.
        if name.ends_with(".rs") {
            files.push(format!("src/site/{name}"));
        }
    }
    for file in files {
        let (mut words, mut open, mut skipped) = (String::new(), None::<String>, false);
        for line in read(&file).lines() {
            let text = line.trim();
            if let Some(doc) = text.strip_prefix("///") {
                words = format!("{words} {}", doc.trim()).trim().to_owned();
                continue;
            }
            if text.starts_with("#[") {
                skipped |= text == "#[serde(skip)]";
                continue;
            }
            let named = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "));
            if let Some(name) = named.and_then(|rest| rest.strip_suffix(" {")) {
                let about = std::mem::take(&mut words);
                all.insert(name.to_owned(), Struct { about, fields: Vec::new() });
                open = Some(name.to_owned());
            } else if line == "}" {
                open = None;
            } else if let (Some(name), Some((field, kind))) =
                (&open, line.strip_prefix("    pub ").and_then(|rest| rest.split_once(": ")))
            {
                let field =
                    (field.to_owned(), kind.trim_end_matches(',').to_owned(), std::mem::take(&mut words));
                if !skipped {
                    all.entry(name.clone()).and_modify(|known| known.fields.push(field));
                }
            }
            words.clear();
            skipped = false;
        }
    }
    all
}

/// Which struct a template is given, as `render` and `View` say.
fn view_of(template: &str) -> String {
    let render = read("src/render/page.rs");
    let (before, _) = render.split_once(&format!("page(\"{template}\"")).unwrap();
    let (_, arm) = before.rsplit_once("View::").unwrap();
    let variant = arm.split('(').next().unwrap();
    let views = read("src/site/view.rs");
    let line = views.lines().find(|line| line.trim().starts_with(&format!("{variant}(Box<"))).unwrap();
    line.split("Box<").nth(1).unwrap().split('>').next().unwrap().to_owned()
}

/// A Rust type as a template's author knows it; the structs it names are added to `named`.
fn shown(kind: &str, structs: &BTreeMap<String, Struct>, named: &mut Vec<String>) -> String {
    let inner = |outer: &str| kind.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>'));
    if let Some(kind) = inner("Option<") {
        return format!("{} or none", shown(kind, structs, named));
    }
    if let Some(kind) = inner("Vec<").or_else(|| inner("Arc<[").and_then(|kind| kind.strip_suffix(']'))) {
        return format!("list of {}", shown(kind, structs, named));
    }
    if let Some(kind) = inner("Fingerprinted<").or_else(|| inner("Arc<")) {
        return shown(kind, structs, named);
    }
    match kind {
        "String" | "str" | "&'static str" | "char" | "LinkKind" | "Slug" => "text".to_owned(),
        "Html" => "HTML".to_owned(),
        "usize" | "u64" | "i64" | "i16" | "i8" => "number".to_owned(),
        "bool" => "true or false".to_owned(),
        "Extra" | "PublicationView" => "table".to_owned(),
        "Record" => "[citation](#citation)".to_owned(),
        name => {
            assert!(structs.contains_key(name), "say in {} what `{name}` is to a template", file!());
            if !named.iter().any(|known| known == name) {
                named.push(name.to_owned());
            }
            format!("[{}](#{})", words(name), words(name).replace(' ', "-"))
        }
    }
}

/// `TermHead` as words: `term head`.
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

/// What a template is given besides its view, or in place of a value's own fields: nothing in the source
/// of the views says it.
fn given(text: &mut String, name: &str, kind: &str, words: &str) {
    let _ = writeln!(text, "| `{name}` | {kind} | {words} |");
}

fn table(text: &mut String, of: &Struct, all: &BTreeMap<String, Struct>, named: &mut Vec<String>) {
    text.push_str("\n| field | type | |\n| --- | --- | --- |\n");
    for (name, kind, words) in &of.fields {
        let kind = shown(kind, all, named);
        let _ = writeln!(text, "| `{name}` | {kind} | {} |", words.replace('|', "\\|"));
    }
}

fn reference() -> String {
    let all = structs();
    let (mut text, mut named) = (String::new(), Vec::new());
    text.push_str("\n### The templates\n");
    // Templates that see the same view stand together.
    let mut views: Vec<(String, Vec<&str>)> = Vec::new();
    for (template, fields) in TEMPLATES {
        let view = view_of(template);
        let of: BTreeSet<&str> = all[&view].fields.iter().map(|(name, ..)| name.as_str()).collect();
        assert_eq!(of, fields.iter().copied().collect(), "`TEMPLATES` and `{view}` agree on {template}");
        match views.iter_mut().find(|(known, _)| *known == view) {
            Some((_, templates)) => templates.push(template),
            None => views.push((view, vec![template])),
        }
    }
    for (view, templates) in views {
        let names: Vec<String> = templates.iter().map(|name| format!("`{name}`")).collect();
        let _ = write!(text, "\n#### {}\n\n{}\n", names.join(", "), all[&view].about);
        table(&mut text, &all[&view], &all, &mut named);
        given(&mut text, METADATA, "HTML", "What machines read in the head of the page.");
        given(&mut text, FRAME, "table", "The templates in `frame/`, by their names, as HTML.");
    }
    let (card, fields) = CARD;
    let _ = write!(
        text,
        "\n#### `{card}`\n\nA row of a list. It is rendered once for each entry and joined into every list, so it sees no page.\n"
    );
    let card = |field: &str, kind: &str, words: &str| (field.to_owned(), kind.to_owned(), words.to_owned());
    let row = vec![card("site", "SiteHeader", "The site."), card("paper", "Card", "The entry.")];
    assert_eq!(fields, &row.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>());
    table(&mut text, &Struct { about: String::new(), fields: row }, &all, &mut named);
    given(&mut text, COINS, "HTML", "The paper for reference managers (COinS).");
    text.push_str("\n### What the fields hold\n");
    let mut at = 0;
    while at < named.len() {
        let name = named[at].clone();
        let _ = write!(text, "\n#### {}\n\n{}\n", words(&name), all[&name].about);
        table(&mut text, &all[&name], &all, &mut named);
        if name == "Card" {
            given(&mut text, "html", "HTML", "Its row, as `card.html` makes it; not in `card.html` itself.");
        }
        at += 1;
    }
    text.push_str("\n#### citation\n\nHow to cite an entry.\n\n| field | type | |\n| --- | --- | --- |\n");
    for (name, kind, words) in CITATION {
        given(&mut text, name, kind, words);
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
