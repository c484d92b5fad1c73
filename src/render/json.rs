//! JSON that can be embedded in a page.

use serde::Serialize;

/// A value as JSON that no HTML parser takes for the end of a script or the beginning of a comment, and that
/// is allowed in JavaScript (which does not allow U+2028 and U+2029 everywhere).
pub fn embeddable(value: &impl Serialize) -> String {
    // Only maps with keys that are no text can fail, and no view has one.
    let json = serde_json::to_string(value).unwrap_or_default();
    // U+2028 and U+2029 begin with E2. They occur only in strings, where the escapes have the same meaning.
    let mut safe = String::with_capacity(json.len() + json.len() / 16);
    let mut rest = json.as_str();
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'<' | 0xE2)) {
        let (plain, from) = rest.split_at(at);
        safe.push_str(plain);
        let mut chars = from.chars();
        match (chars.next(), chars.clone().next()) {
            (Some('<'), Some('/')) => safe.push_str("<\\"),
            (Some('<'), Some('!' | 's' | 'S')) => safe.push_str("\\u003c"),
            (Some('\u{2028}'), _) => safe.push_str("\\u2028"),
            (Some('\u{2029}'), _) => safe.push_str("\\u2029"),
            (c, _) => safe.extend(c),
        }
        rest = chars.as_str();
    }
    safe.push_str(rest);
    safe
}

#[cfg(test)]
mod tests {
    use super::embeddable;

    #[test]
    fn no_text_ends_a_script() {
        for text in ["</script><!--", "<!-- <script>", "<SCRIPT\u{2028}\u{2029}", "a < b </ <", "é\"\\</b>"]
        {
            let json = embeddable(&text);
            for part in ["</", "<!", "<s", "<S", "\u{2028}", "\u{2029}"] {
                assert!(!json.contains(part), "{json}");
            }
            assert_eq!(serde_json::from_str::<String>(&json).unwrap_or_default(), text);
        }
    }
}
