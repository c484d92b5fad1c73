//! Safe fixes of entries: renaming an item of a list, adding a missing key. Everything else in a file is kept,
//! including white space.

use toml_edit::{DocumentMut, Item, Value};

use crate::content::front_matter;
use crate::place::SourcePath;

/// A change to an entry.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Fix {
    /// The entry.
    pub path: SourcePath,
    /// The change.
    pub edit: Edit,
}

/// A change to the front matter of an entry.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Edit {
    /// Renames an item of a list; removes it if the new name is already there.
    Rename {
        /// The list's key.
        key: &'static str,
        /// The old name.
        from: String,
        /// The new name.
        to: String,
    },
    /// A text is replaced.
    Set {
        /// The key.
        key: &'static str,
        /// The old text.
        from: String,
        /// The new one.
        to: String,
    },
    /// Adds a missing key.
    Add {
        /// The key.
        key: &'static str,
        /// Its value.
        value: String,
    },
}

impl std::fmt::Display for Edit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Rename { key, from, to } | Self::Set { key, from, to } => write!(f, "{key}: {from} → {to}"),
            Self::Add { key, value } => write!(f, "{key}: + {value}"),
        }
    }
}

/// Applies changes to the text of an entry. Returns the new text and the changes that had an effect. A change
/// that is applied twice has no effect the second time.
pub fn fix<'e>(path: &SourcePath, text: &str, edits: &[&'e Edit]) -> Option<(String, Vec<&'e Edit>)> {
    let toml = front_matter(path, text).ok()?.toml;
    let front = &text[toml.clone()];
    let mut document: DocumentMut = front.parse().ok()?;
    let applied: Vec<_> = edits.iter().copied().filter(|edit| apply(&mut document, edit)).collect();
    if applied.is_empty() {
        return None;
    }
    let mut new = document.to_string();
    // toml_edit always writes `\n`.
    if front.contains("\r\n") {
        new = new.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    Some((format!("{}{new}{}", &text[..toml.start], &text[toml.end..]), applied))
}

fn apply(document: &mut DocumentMut, edit: &Edit) -> bool {
    match edit {
        Edit::Rename { key, from, to } => {
            document.get_mut(key).and_then(Item::as_array_mut).is_some_and(|list| rename(list, from, to))
        }
        Edit::Set { key, from, to } => {
            let value = document.get_mut(key).and_then(Item::as_value_mut);
            let Some(value) =
                value.filter(|value| value.as_str().is_some_and(|text| text.trim() == from.trim()))
            else {
                return false;
            };
            let decor = value.decor().clone();
            *value = Value::from(to.as_str());
            *value.decor_mut() = decor;
            true
        }
        Edit::Add { key, .. } if document.contains_key(key) => false,
        Edit::Add { key, value } => {
            document.insert(key, Item::Value(Value::from(value.as_str())));
            true
        }
    }
}

fn rename(list: &mut toml_edit::Array, from: &str, to: &str) -> bool {
    let at = |list: &toml_edit::Array, name: &str| {
        list.iter().position(|value| value.as_str().is_some_and(|value| value.trim() == name))
    };
    let Some(found) = at(list, from) else { return false };
    if at(list, to).is_some() {
        let removed = list.remove(found);
        // The new first item takes the white space of the removed one.
        if let Some(first) = list.get_mut(0).filter(|_| found == 0) {
            let prefix = removed.decor().prefix().cloned().unwrap_or_default();
            first.decor_mut().set_prefix(prefix);
        }
        return true;
    }
    let Some(value) = list.get_mut(found) else { return false };
    let decor = value.decor().clone();
    *value = Value::from(to);
    *value.decor_mut() = decor;
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str, edits: &[Edit]) -> Option<String> {
        let edits: Vec<_> = edits.iter().collect();
        fix(&SourcePath::new("a.md"), text, &edits).map(|(text, _)| text)
    }

    #[test]
    fn nothing_else_changes() {
        let text =
            "+++\ntitle='x'  # t\ntags = [ \"A\",\n  'b' , # c\n]\n[publication]\nvolume=\"1\"\n+++\nnote\n";
        let rename =
            |from: &str, to: &str| Edit::Rename { key: "tags", from: from.to_owned(), to: to.to_owned() };
        let add = Edit::Add { key: "code", value: "https://github.com/a/b".to_owned() };
        let new = fixed(text, &[rename("b", "B"), add.clone()]);
        assert_eq!(
            new.as_deref(),
            Some(
                "+++\ntitle='x'  # t\ntags = [ \"A\",\n  \"B\" , # c\n]\ncode = \"https://github.com/a/b\"\n[publication]\nvolume=\"1\"\n+++\nnote\n"
            )
        );
        assert_eq!(fixed(new.as_deref().unwrap_or_default(), &[rename("b", "B"), add]), None);
        assert_eq!(
            fixed("+++\r\ntags = [\"a\", \"A\"]\r\n+++\r\n", &[rename("A", "a")]).as_deref(),
            Some("+++\r\ntags = [\"a\"]\r\n+++\r\n")
        );
        assert_eq!(fixed("+++\ntags = \"x\"\n+++\n", &[rename("x", "y")]), None);
    }
}
