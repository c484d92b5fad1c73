//! Safe fixes of entries: renaming an item of a list, adding a missing key. Everything else in a file is kept,
//! including white space.

use crate::content::front_matter;
use crate::edit::{Editor, Value};
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
    let split = front_matter(path, text).ok()?;
    let mut editor = Editor::new(&text[split.data.clone()], split.syntax)?;
    let applied: Vec<_> = edits.iter().copied().filter(|edit| apply(&mut editor, edit)).collect();
    if applied.is_empty() {
        return None;
    }
    Some((format!("{}{}{}", &text[..split.data.start], editor.finish(), &text[split.data.end..]), applied))
}

fn apply(editor: &mut Editor, edit: &Edit) -> bool {
    match edit {
        Edit::Rename { key, from, to } => editor.rename(key, from, to),
        Edit::Set { key, from, to } => {
            let new = Value::Text(to.clone());
            let is_from = |value: Value| matches!(value, Value::Text(text) if text.trim() == from.trim());
            editor.get(key, &new).is_some_and(is_from) && editor.set(key, &new)
        }
        Edit::Add { key, value } => !editor.contains(key) && editor.set(key, &Value::Text(value.clone())),
    }
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
