//! The schemas for editors: they take what a build takes, and refuse what it refuses. Their keys are those
//! of the readers by the way they are made.

use std::fs;
use std::path::Path;

use digestgen::schema;
use serde_json::Value;

use crate::json_schema::{Schema, json_of, json_of_yaml};
use crate::site::{CONFIG, site};

fn config() -> Schema {
    Schema::new(&schema::config())
}

fn front_matter() -> Schema {
    Schema::new(&schema::front_matter())
}

/// The front matter of a content file, as schemas see it.
fn front(text: &str) -> Value {
    let between = |open, close| crate::site::between(text, open, close);
    match text.starts_with("---\n") {
        true => {
            json_of_yaml(between("---\n", "\n---").unwrap_or_else(|| panic!("no front matter in {text}")))
        }
        false => json_of(between("+++\n", "\n+++").unwrap_or_else(|| panic!("no front matter in {text}"))),
    }
}

/// Holds all files of a digest that hold TOML against their schemas, and says how many there were.
#[track_caller]
pub fn hold<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> usize {
    let (config, front_matter) = (config(), front_matter());
    let mut count = 0;
    for (path, text) in files {
        let fault = match path {
            "config.toml" => config.fault(&json_of(text)),
            _ if path.starts_with("content/") && path.ends_with(".md") => front_matter.fault(&front(text)),
            _ => continue,
        };
        assert_eq!(fault, None, "{path}");
        count += 1;
    }
    count
}

#[test]
fn the_demo_is_as_the_schemas_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = fs::read_to_string(root.join("config.toml")).unwrap();
    let mut files = vec![("config.toml".to_owned(), config)];
    let content = crate::folder::files(&root.join("content")).into_iter();
    files.extend(content.filter_map(|(path, bytes)| {
        Some((format!("content/{path}"), String::from_utf8(bytes).ok()?.replace("\r\n", "\n")))
    }));
    assert!(hold(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))) > 70);
}

/// Whether a build and a schema take a text, which they must agree on.
#[track_caller]
fn check(path: &str, toml: &str, taken: bool) {
    let mut site = site("");
    let (schema, text) = match path {
        "config.toml" => (config(), toml.to_owned()),
        _ => (front_matter(), format!("+++\n{toml}\n+++\n")),
    };
    site.write(path, text);
    let errors: Vec<_> = site.build().diagnostics().iter().filter(|d| d.is_error()).cloned().collect();
    assert_eq!(errors.is_empty(), taken, "the build, of {toml}: {errors:?}");
    let fault = schema.fault(&json_of(toml));
    assert_eq!(fault.is_none(), taken, "the schema, of {toml}: {fault:?}");
}

#[test]
fn configurations() {
    let check = |more: &str, taken| check("config.toml", &format!("{CONFIG}{more}"), taken);
    check("", true);
    check("curator = \"Ada\"", true);
    check("curator = { name = \"Ada\", email = \"ada@example.org\" }", true);
    check("curator = { email = \"ada@example.org\" }", false);
    check("curator = 3", false);
    check("nav = [{ name = \"About\", url = \"/about/\" }]", true);
    check("nav = [{ name = \"About\" }]", false);
    check("[pages]\nperiods = [\"day\"]\ntags = false", true);
    check("[pages]\nperiods = [\"dai\"]", false);
    check("[feeds]\nlimit = 10000", true);
    check("[feeds]\nlimit = 0", false);
    check("[feeds]\nlimit = 10001", false);
    check("[feeds]\nlimits = 10", false);
    check("[math.macros]\nR = '\\mathbb{R}'", true);
    check("[math.macros]\nR = 3", false);
    check("[markdown]\nraw_html = \"no\"", false);
    check("[extra]\nwhatever = [{ it = 1.5 }]", true);
    check("tilte = \"x\"", false);
    self::check("config.toml", "title = \"x\"", false);
}

#[test]
fn entries() {
    let check = |more: &str, taken| {
        check("content/papers/a.md", &format!("title = \"A\"\ndate = 2025-05-01\n{more}"), taken);
    };
    check("", true);
    check(
        "authors = [\"Ada Lovelace\", { literal = \"NASA\" }, { family = \"Berg\", given = \"Jan\" }]",
        true,
    );
    check("authors = [{ given = \"Jan\" }]", false);
    check("authors = \"Ada Lovelace\"", false);
    check("votes = -1", false);
    check("published = \"2023-06\"\n", true);
    check("published = 2023-06-11\n", true);
    check("status = \"withdrawn\"", true);
    check("status = \"gone\"", false);
    check("tldr = \"\"", false);
    check("order = 1", false);
    check(
        "[publication]\ntype = \"book\"\nvolume = 3\neditor = [{ family = \"Noether\" }]\nissued = \"2024\"",
        true,
    );
    check("[publication]\ntype = \"bok\"", false);
    check("[publication]\nvolumes = 3", false);
    check("[[links]]\nname = \"Poster\"\nurl = \"https://example.org\"", true);
    self::check("content/papers/a.md", "date = 2025-05-01", false);
}

#[test]
fn yaml_without_quotes() {
    let yaml =
        "title: 1984\ndate: 2025-05-01\narxiv: 1706.03760\npublished: 2023\ntags: [2024, a]\nfeatured: true";
    let mut site = site("");
    site.write("content/papers/a.md", format!("---\n{yaml}\n---\n")).build().fine();
    assert_eq!(front_matter().fault(&json_of_yaml(yaml)), None);
    assert!(front_matter().fault(&json_of_yaml(&yaml.replace("true", "yes"))).is_some());
    // The price of one schema for both: in TOML this passes the schema, and is an error of the build.
    let toml = "title = \"A\"\ndate = 2025-05-01\npublished = 2023";
    assert_eq!(front_matter().fault(&json_of(toml)), None);
    let build = site.write("content/papers/a.md", format!("+++\n{toml}\n+++\n")).build();
    assert_eq!(build.codes(), ["wrong-type"]);
}

#[test]
fn the_other_files() {
    check("content/topics/a.md", "title = \"A\"\norder = -3\naliases = [\"B\"]", true);
    check("content/topics/a.md", "title = \"A\"\nvotes = 3", false);
    check("content/authors/a.md", "name = \"A\"\n[[links]]\nname = \"Home\"\nurl = \"https://a.org\"", true);
    check("content/pages/a.md", "title = \"A\"\nimage = \"a.png\"\nordr = 1", false);
    check("content/editions/2026-03.md", "curator = \"Ada\"\n[extra]\nx = 1", true);
}

/// The keys of a schema that no words stand on: `pages.periods`. Words on a table may stand on its keys.
pub fn without_words(schema: &Value, within: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (key, value) in schema["properties"].as_object().unwrap() {
        let name = format!("{within}{key}");
        let rows = &value["items"]["anyOf"][1];
        if value["description"].as_str().is_some_and(|words| words.len() > 3) {
            continue;
        } else if rows.is_object() {
            found.extend(without_words(rows, &format!("{name}.")));
        } else if value["properties"].is_object() {
            found.extend(without_words(value, &format!("{name}.")));
        } else {
            found.push(name);
        }
    }
    found
}
