//! JSON that can stand in a page. What it says is not known here.

use serde::Serialize;

/// A value as JSON that no HTML parser takes for the end of a script or the beginning of a comment, and that
/// may stand in JavaScript (which does not allow U+2028 and U+2029 everywhere).
pub fn embeddable(value: &impl Serialize) -> String {
    // Only maps with keys that are no text can fail, and no view has one.
    let json = serde_json::to_string(value).unwrap_or_default();
    // U+2028 and U+2029 begin with E2. Bytes are looked for first, since most pages have neither.
    let has = |byte: u8| json.as_bytes().contains(&byte);
    if !has(b'<') && !has(0xE2) {
        return json;
    }
    let mut safe = String::with_capacity(json.len() + json.len() / 16);
    let mut chars = json.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            // Both stand within texts alone, where these escapes mean the same.
            ('<', Some('/')) => safe.push_str("<\\"),
            ('<', Some('!' | 's' | 'S')) => safe.push_str("\\u003c"),
            ('\u{2028}', _) => safe.push_str("\\u2028"),
            ('\u{2029}', _) => safe.push_str("\\u2029"),
            (c, _) => safe.push(c),
        }
    }
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
