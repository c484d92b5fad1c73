//! JSON Schemas of `config.toml` and of front matter, for editors. They are generated from the keys that the readers
//! request, so that a schema and its reader cannot differ. Does not validate anything.
//!
//! In draft-07 of JSON Schema, which is what Taplo validates by, and with it Even Better TOML. Keys stand
//! in `properties`, without references: its completion follows little else.
//!
//! # Example
//!
//! ```
//! let schema = digestgen::schema::config();
//! assert_eq!(schema["properties"]["title"]["type"], "string");
//! let words = schema["properties"]["title"]["description"].as_str();
//! assert_eq!(words, Some("the name of the digest"));
//! ```

mod directive;
mod guide;

use serde_json::{Map, Value, json};

use crate::fields::{Key, KeyRecorder, ValueType};
use crate::{config, content};
use guide::Guide;

pub use directive::{CONFIG_FILE, FRONT_MATTER_FILE, with_directive};

/// The schema of `config.toml`.
pub fn config() -> Value {
    let guide = Guide::of_config();
    whole("The configuration of a digest", object(&config::recorded_keys(), "", &guide, &text()).into())
}

/// The schema of front matter: of entries, which have a `date`, and of editions, topics, authors and
/// pages, which have none. One table, since the errors of alternatives name no key.
pub fn front_matter() -> Value {
    let [entry, others @ ..] = content::recorded_keys();
    // YAML without quotes is text to its reader and may be a number to an editor: `arxiv: 1706.03762`.
    let text = json!({ "type": ["string", "number"], "minLength": 1 });
    let entry = object(&entry, "", &Guide::of_entries(), &text);
    let others: Vec<_> =
        others.iter().map(|recorder| object(recorder, "", &Guide::of_others(), &text)).collect();
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
    whole("Front matter of a digest's content", schema)
}

/// The schema of text.
fn text() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

/// A schema as a file has it.
pub fn to_text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// A schema with what it begins with.
fn whole(title: &str, mut schema: Value) -> Value {
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema["title"] = title.into();
    schema
}

/// The schema of a table: of the keys that stand right in it.
fn object(recorder: &KeyRecorder, table: &str, guide: &Guide, text: &Value) -> Map<String, Value> {
    let (mut schema, mut properties, mut required) = (Map::new(), Map::new(), Vec::new());
    let within = |key: &Key| key.name.strip_prefix(table).map(str::to_owned);
    for key in &recorder.keys {
        let Some(name) = within(key).filter(|name| !name.contains('.')) else { continue };
        let mut value = value(recorder, key, guide, text);
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

/// The schema of what a key may hold.
fn value(recorder: &KeyRecorder, key: &Key, guide: &Guide, text: &Value) -> Map<String, Value> {
    let mut types = key.types.iter().map(|value_type| typed(recorder, key, value_type, guide, text));
    let schema = match (types.next(), types.next()) {
        (Some(only), None) => only,
        (first, second) => {
            json!({ "anyOf": first.into_iter().chain(second).chain(types).collect::<Vec<_>>() })
        }
    };
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

fn typed(recorder: &KeyRecorder, key: &Key, value_type: &ValueType, guide: &Guide, text: &Value) -> Value {
    let table = || Value::Object(object(recorder, &format!("{}.", key.name), guide, text));
    match value_type {
        ValueType::Text | ValueType::TextOrDate => text.clone(),
        // TOML's dates are texts to JSON.
        ValueType::Date => json!({ "type": "string", "format": "date" }),
        ValueType::TextOrNumber => json!({ "type": ["string", "integer"] }),
        ValueType::Number(range) => {
            let mut schema = json!({ "type": "integer" });
            if range.start > i64::MIN {
                schema["minimum"] = range.start.into();
            }
            if range.end < i64::MAX {
                schema["maximum"] = (range.end - 1).into();
            }
            schema
        }
        ValueType::Flag => json!({ "type": "boolean" }),
        ValueType::Choice(names) => json!({ "enum": names }),
        ValueType::Texts => json!({ "type": "array", "items": text }),
        ValueType::Choices(names) => json!({ "type": "array", "items": { "enum": names } }),
        ValueType::Table => table(),
        ValueType::Tables => json!({ "type": "array", "items": { "anyOf": [text, table()] } }),
        ValueType::TextTable => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        ValueType::Anything => json!({ "type": "object" }),
    }
}
