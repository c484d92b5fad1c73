//! Changes single values of front matter and nothing else in it: no comment, no order, no quotes, no line
//! ends. A change that cannot be made that way is not made. Does not read or write files.
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

/// Front matter that is being edited. Keys are top-level keys, or `TABLE.KEY`.
pub enum Editor {
    /// In TOML.
    Toml(toml::Document),
    /// In YAML.
    Yaml(yaml::Document),
}

impl Editor {
    /// Reads front matter, without its fences. `None` if it has syntax errors.
    pub fn new(front: &str, syntax: Syntax) -> Option<Self> {
        match syntax {
            Syntax::Toml => toml::Document::new(front).map(Self::Toml),
            Syntax::Yaml => yaml::Document::new(front).map(Self::Yaml),
        }
    }

    /// The value of a key. `like` is the value it is compared with: in YAML, text without quotes is a
    /// number only where a number is expected.
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

    /// Replaces the value of a key; a new key is added after the others of its table. Returns false, and
    /// changes nothing, if the file has no place for it or would not read back as intended.
    pub fn set(&mut self, key: &str, value: &Value) -> bool {
        match self {
            Self::Toml(document) => document.set(key, value),
            Self::Yaml(document) => document.set(key, value),
        }
    }

    /// Replaces a text in a list, or removes it if `to` is in the list. Returns false, and changes nothing,
    /// if it is not there.
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

/// A value on one line.
pub fn inline(value: &Value, syntax: Syntax) -> String {
    match syntax {
        Syntax::Toml => write_toml::toml(value, false),
        Syntax::Yaml => write_yaml::inline(value),
    }
}

/// A key with its value, as lines that end with a line break; long lists have several. In YAML, `indent` is
/// the number of spaces before the key.
pub fn line(key: &str, value: &Value, indent: usize, syntax: Syntax) -> String {
    match syntax {
        Syntax::Toml => format!("{} = {}\n", write_toml::key(key), write_toml::toml(value, true)),
        Syntax::Yaml => write_yaml::line(key, value, indent),
    }
}

/// The table of a key and its name in it: `publication.volume`.
fn split(key: &str) -> (Option<&str>, &str) {
    key.split_once('.').map_or((None, key), |(table, name)| (Some(table), name))
}
