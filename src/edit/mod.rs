//! Changes single values of front matter and keeps everything else: comments, order, quotes and line ends. A
//! change that would alter anything else is rejected. It does not read or write files.
//!
//! ```
//! use digestgen::edit::{Editor, Value};
//! use digestgen::syntax::Syntax;
//!
//! let mut editor = Editor::new("title: A # draft\nvotes: 1\n", Syntax::Yaml).unwrap();
//! assert!(editor.set("title", &Value::Text("A: B".to_owned())));
//! assert_eq!(editor.finish(), "title: \"A: B\" # draft\nvotes: 1\n");
//! ```

mod toml;
mod value;
mod write_toml;
mod write_yaml;
mod yaml;

use crate::syntax::Syntax;

pub use value::Value;

/// Front matter that is being edited. A key is a top-level key or `TABLE.KEY`.
pub enum Editor {
    /// Front matter in TOML.
    Toml(toml::Document),
    /// Front matter in YAML.
    Yaml(yaml::Document),
}

impl Editor {
    /// Parses front matter without its fences. Returns `None` if it has syntax errors.
    pub fn new(front: &str, syntax: Syntax) -> Option<Self> {
        match syntax {
            Syntax::Toml => toml::Document::new(front).map(Self::Toml),
            Syntax::Yaml => yaml::Document::new(front).map(Self::Yaml),
        }
    }

    /// The value of a key. `like` is the value that it is compared with. In YAML, unquoted text is read as a
    /// number only if `like` is a number.
    pub fn get(&self, key: &str, like: &Value) -> Option<Value> {
        match self {
            Self::Toml(document) => document.get(key),
            Self::Yaml(document) => document.get(key, like),
        }
    }

    /// Whether a top-level key exists.
    pub fn contains(&self, key: &str) -> bool {
        match self {
            Self::Toml(document) => document.contains(key),
            Self::Yaml(document) => document.contains(key),
        }
    }

    /// Replaces the value of a key. A new key is added at the end of its table. Returns false and changes
    /// nothing if the file has no place for the key, or if the result would not have the intended value.
    pub fn set(&mut self, key: &str, value: &Value) -> bool {
        match self {
            Self::Toml(document) => document.set(key, value),
            Self::Yaml(document) => document.set(key, value),
        }
    }

    /// Replaces a text in a list. If `to` is already in the list, removes `from`. Returns false and changes
    /// nothing if `from` is not in the list.
    pub fn rename(&mut self, key: &str, from: &str, to: &str) -> bool {
        match self {
            Self::Toml(document) => document.rename(key, from, to),
            Self::Yaml(document) => document.rename(key, from, to),
        }
    }

    /// The edited front matter.
    pub fn finish(self) -> String {
        match self {
            Self::Toml(document) => document.finish(),
            Self::Yaml(document) => document.finish(),
        }
    }
}

/// Writes a value on one line.
pub fn inline(value: &Value, syntax: Syntax) -> String {
    match syntax {
        Syntax::Toml => write_toml::toml(value, false),
        Syntax::Yaml => write_yaml::inline(value),
    }
}

/// Writes a key with its value as lines that end with a line break. Long lists take several lines. In YAML,
/// `indent` is the number of spaces before the key.
pub fn line(key: &str, value: &Value, indent: usize, syntax: Syntax) -> String {
    match syntax {
        Syntax::Toml => format!("{} = {}\n", write_toml::key(key), write_toml::toml(value, true)),
        Syntax::Yaml => write_yaml::line(key, value, indent),
    }
}

/// Splits a key such as `publication.volume` into its table and its name in the table.
fn split(key: &str) -> (Option<&str>, &str) {
    key.split_once('.').map_or((None, key), |(table, name)| (Some(table), name))
}
