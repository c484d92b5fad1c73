//! Values of the wrong type that a YAML author does not see as such: `yes`, `tags: a, b`, `-a`. Does not
//! look at keys.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::fields::{Expected, wrong_type, wrong_type_with};
use crate::place::{SourcePath, Span};
use crate::syntax::Syntax;

use super::super::value::Value;

/// The message for a value without quotes where something else is expected.
pub fn type_error(path: &SourcePath, span: Span, key: &str, expected: Expected, text: &str) -> Diagnostic {
    let found = Value::Plain(text.into()).kind();
    let lower = text.to_ascii_lowercase();
    let last = key.rsplit('.').next().unwrap_or(key);
    let help = match expected {
        Expected::Flag if matches!(lower.as_str(), "yes" | "on" | "y" | "true") => {
            format!("`{text}` is text here: write `{last}: true`")
        }
        Expected::Flag if matches!(lower.as_str(), "no" | "off" | "n" | "false") => {
            format!("`{text}` is text here: write `{last}: false`")
        }
        Expected::List if text.starts_with('-') => "put a space after each `-`: `- …`".to_owned(),
        Expected::List => format!("write a list: `{last}: [{text}]`"),
        _ => return wrong_type(path, span, key, expected, found, Syntax::Yaml),
    };
    wrong_type_with(path, span, key, expected, found, Syntax::Yaml, &help)
}
