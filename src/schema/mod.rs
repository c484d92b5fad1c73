//! JSON Schemas of `config.toml` and of front matter, for editors. They are generated from the keys that the readers
//! request, so a schema cannot differ from its reader. Does not validate.
//!
//! The schemas use JSON Schema draft-07, the version that Taplo and Even Better TOML support. All keys are in
//! `properties`, without references, because their completion supports little else.

mod directive;
mod guide;

use serde_json::{Map, Value, json};

use crate::fields::{Key, Outline, Shape};
use crate::{config, content};
use guide::Guide;

pub use directive::{CONFIG_FILE, FRONT_MATTER_FILE, with_directive};

/// The schema of `config.toml`.
pub fn config() -> Value {
    let guide = Guide::of_config();
    with_header("The configuration of a digest", object(&config::outline(), "", &guide).into())
}

/// The schema of front matter: of entries, which have a `date`, and of editions, topics, authors and pages, which do
/// not. It is one table instead of alternatives, because errors in alternatives do not mention the key.
pub fn front_matter() -> Value {
    let [entry, others @ ..] = content::outlines();
    let entry = object(&entry, "", &Guide::of_entries());
    let others: Vec<_> = others.iter().map(|outline| object(outline, "", &Guide::of_others())).collect();
    let keys = |schema: &Map<String, Value>| schema["properties"].as_object().cloned().unwrap_or_default();
    let of_entry = keys(&entry);
    let of_others: Map<String, Value> = others.iter().flat_map(keys).collect();
    let names = |keys: &Map<String, Value>| json!({ "enum": keys.keys().collect::<Vec<_>>() });
    let schema = json!({
        "type": "object",
        "additionalProperties": false,
        "if": { "required": ["date"] },
        "then": { "required": entry["required"], "propertyNames": names(&of_entry) },
        "else": { "propertyNames": names(&of_others) },
        "properties": of_others.into_iter().chain(of_entry).collect::<Map<_, _>>(),
    });
    with_header("Front matter of a digest's content", schema)
}

/// The text of a schema file.
pub fn to_text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// Adds the version and the title to a schema.
fn with_header(title: &str, mut schema: Value) -> Value {
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema["title"] = title.into();
    schema
}

/// The schema of a table, with the keys directly in it.
fn object(outline: &Outline, table: &str, guide: &Guide) -> Map<String, Value> {
    let (mut schema, mut properties, mut required) = (Map::new(), Map::new(), Vec::new());
    let relative_name = |key: &Key| key.name.strip_prefix(table).map(str::to_owned);
    for key in &outline.keys {
        let Some(name) = relative_name(key).filter(|name| !name.contains('.')) else { continue };
        let mut value = value(outline, key, guide);
        if let Some(words) = guide.description(&key.name) {
            value.insert("description".to_owned(), words.into());
        }
        if key.required {
            required.push(Value::from(name.as_str()));
        }
        if let Some(other) = key.unless {
            let either = json!([{ "required": [name] }, { "required": [other] }]);
            schema.insert("anyOf".to_owned(), either);
        }
        properties.insert(name, Value::Object(value));
    }
    schema.insert("type".to_owned(), "object".into());
    schema.insert("additionalProperties".to_owned(), false.into());
    if !required.is_empty() {
        schema.insert("required".to_owned(), required.into());
    }
    schema.insert("properties".to_owned(), properties.into());
    schema
}

/// The schema of a key's value.
fn value(outline: &Outline, key: &Key, guide: &Guide) -> Map<String, Value> {
    let mut shapes = key.shapes.iter().map(|shape| shaped(outline, key, shape, guide));
    let schema = match (shapes.next(), shapes.next()) {
        (Some(only), None) => only,
        (first, second) => {
            json!({ "anyOf": first.into_iter().chain(second).chain(shapes).collect::<Vec<_>>() })
        }
    };
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

fn shaped(outline: &Outline, key: &Key, shape: &Shape, guide: &Guide) -> Value {
    let text = || json!({ "type": "string", "minLength": 1 });
    let table = || Value::Object(object(outline, &format!("{}.", key.name), guide));
    match shape {
        Shape::Text => text(),
        // TOML dates become strings in JSON.
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::TextOrDate => text(),
        Shape::TextOrNumber => json!({ "type": ["string", "integer"] }),
        Shape::Number(range) => {
            let mut schema = json!({ "type": "integer" });
            if range.start > i64::MIN {
                schema["minimum"] = range.start.into();
            }
            if range.end < i64::MAX {
                schema["maximum"] = (range.end - 1).into();
            }
            schema
        }
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Choice(names) => json!({ "enum": names }),
        Shape::Texts => json!({ "type": "array", "items": text() }),
        Shape::Choices(names) => json!({ "type": "array", "items": { "enum": names } }),
        Shape::Table => table(),
        Shape::Tables => json!({ "type": "array", "items": { "anyOf": [text(), table()] } }),
        Shape::TextTable => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        Shape::Anything => json!({ "type": "object" }),
    }
}
