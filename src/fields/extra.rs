//! The `[extra]` tables: values of any kind for templates. Does not interpret them.

use std::hash::{Hash, Hasher};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value as Json};

use super::value::{Scalar, Table, Value};

/// An `[extra]` table: any values, for templates only. Hashed as text, since it may contain floats.
#[derive(Clone, Debug, Default)]
pub struct Extra(Map<String, Json>);

impl From<&Table<'_>> for Extra {
    fn from(table: &Table<'_>) -> Self {
        Extra(json_table(table))
    }
}

impl Extra {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.0.get(key)
    }

    /// Its keys, and those of `under` that it does not have.
    pub fn over(&self, under: &Extra) -> Extra {
        let mut all = under.0.clone();
        all.extend(self.0.iter().map(|(key, value)| (key.clone(), value.clone())));
        Extra(all)
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Eq for Extra {}

impl Hash for Extra {
    fn hash<H: Hasher>(&self, state: &mut H) {
        serde_json::to_string(&self.0).unwrap_or_default().hash(state);
    }
}

impl Serialize for Extra {
    /// A map for templates; text for formats that do not describe themselves.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return self.0.serialize(serializer);
        }
        serializer.serialize_str(&serde_json::to_string(&self.0).unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return Map::deserialize(deserializer).map(Extra);
        }
        let text = String::deserialize(deserializer)?;
        serde_json::from_str(&text).map(Extra).map_err(serde::de::Error::custom)
    }
}

fn json_table(table: &Table<'_>) -> Map<String, Json> {
    table.entries.iter().map(|entry| (entry.key.to_string(), json(&entry.node.value))).collect()
}

/// A value as templates see it: dates, and numbers that JSON cannot represent, are texts.
fn json(value: &Value<'_>) -> Json {
    match value {
        Value::Text(text) => Json::from(text.as_ref()),
        Value::Plain(text) => plain(text),
        Value::Integer(digits) => {
            let number = i64::from_str_radix(digits.as_str(), digits.radix());
            number.map_or_else(|_| Json::from(digits.as_str()), Json::from)
        }
        Value::Float(digits) => {
            let number = digits.as_str().parse().ok().and_then(serde_json::Number::from_f64);
            number.map_or_else(|| Json::from(digits.as_str()), Json::Number)
        }
        Value::Boolean(flag) => Json::from(*flag),
        Value::Date(datetime) => Json::from(datetime.to_string()),
        Value::List(values) => values.iter().map(|node| json(&node.value)).collect(),
        Value::Table(table) => Json::Object(json_table(table)),
    }
}

/// A YAML value without quotes.
fn plain(text: &str) -> Json {
    match Scalar::of(text) {
        Scalar::Empty => Json::Null,
        Scalar::Boolean(flag) => Json::from(flag),
        Scalar::Integer(number) => Json::from(number),
        Scalar::Float(number) => {
            serde_json::Number::from_f64(number).map_or_else(|| Json::from(text), Json::Number)
        }
        // As TOML writes them.
        Scalar::Text => Json::from(match text {
            ".inf" | "+.inf" => "inf",
            "-.inf" => "-inf",
            ".nan" => "nan",
            other => other,
        }),
    }
}
