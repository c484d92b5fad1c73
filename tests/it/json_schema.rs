//! Holds values against JSON Schemas, with a validator that is not ours.

use boon::{Compiler, Schemas};
use serde_json::Value;

/// A schema that is whole and sound.
pub struct Schema {
    schemas: Schemas,
    at: boon::SchemaIndex,
}

impl Schema {
    pub fn new(schema: &Value) -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.enable_format_assertions();
        compiler.add_resource("schema.json", schema.clone()).unwrap();
        let at = compiler.compile("schema.json", &mut schemas).unwrap();
        Self { schemas, at }
    }

    /// What is wrong with a value.
    pub fn fault(&self, value: &Value) -> Option<String> {
        self.schemas.validate(value, self.at).err().map(|error| error.to_string())
    }
}

/// TOML as schemas see it: dates are texts.
pub fn json_of(toml: &str) -> Value {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(flag) => flag.into(),
            toml::Value::Datetime(datetime) => datetime.to_string().into(),
            toml::Value::Array(values) => values.into_iter().map(json).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
        }
    }
    json(toml::Value::Table(toml.parse().unwrap()))
}

/// YAML as schemas see it in editors, which resolve what has no quotes.
pub fn json_of_yaml(yaml: &str) -> Value {
    fn json(node: &digestgen::fields::Node<'_>) -> Value {
        use digestgen::fields::{Scalar, Value as Yaml};
        match &node.value {
            Yaml::Plain(text) => match Scalar::of(text) {
                Scalar::Empty => Value::Null,
                Scalar::Boolean(flag) => flag.into(),
                Scalar::Integer(number) => number.into(),
                Scalar::Float(number) => number.into(),
                Scalar::Text => text.as_ref().into(),
            },
            Yaml::Text(text) => text.as_ref().into(),
            Yaml::List(values) => values.iter().map(json).collect(),
            Yaml::Table(table) => {
                table.entries.iter().map(|entry| (entry.key.to_string(), json(&entry.node))).collect()
            }
            other => panic!("{other:?} is not a value of YAML"),
        }
    }
    json(&digestgen::fields::parse_yaml(yaml).unwrap())
}
