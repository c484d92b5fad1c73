//! Text in XML 1.0: escapes special characters and removes those that are not allowed.

use std::borrow::Cow;

use crate::html::escape_into;

/// Adds text, in content or in an attribute.
pub fn text(text: &str, xml: &mut String) {
    escape_into(&clean(text), xml);
}

/// Adds an element that contains only text.
pub fn element(name: &str, content: &str, xml: &mut String) {
    for part in ["<", name, ">"] {
        xml.push_str(part);
    }
    text(content, xml);
    for part in ["</", name, ">"] {
        xml.push_str(part);
    }
}

/// Adds an attribute.
pub fn attribute(name: &str, value: &str, xml: &mut String) {
    for part in [" ", name, "=\""] {
        xml.push_str(part);
    }
    text(value, xml);
    xml.push('"');
}

/// Adds text as a CDATA section: markup that would have to be escaped throughout is copied.
pub fn cdata(text: &str, xml: &mut String) {
    xml.push_str("<![CDATA[");
    let text = clean(text);
    let mut parts = text.split("]]>");
    xml.push_str(parts.next().unwrap_or_default());
    for part in parts {
        // The end of a section is split between two sections.
        xml.push_str("]]]]><![CDATA[>");
        xml.push_str(part);
    }
    xml.push_str("]]>");
}

/// Removes the characters that XML 1.0 does not allow. Most texts contain none, so the bytes are checked first.
fn clean(text: &str) -> Cow<'_, str> {
    // U+FFFE and U+FFFF are the only characters that are written EF BF BE and EF BF BF.
    let is_suspect = |byte: u8| (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0xEF;
    if !text.bytes().any(is_suspect) {
        return Cow::Borrowed(text);
    }
    let is_allowed =
        |c: &char| (*c >= ' ' || matches!(c, '\t' | '\n' | '\r')) && !matches!(c, '\u{fffe}' | '\u{ffff}');
    Cow::Owned(text.chars().filter(is_allowed).collect())
}

#[cfg(test)]
mod tests {
    use super::{cdata, element};

    #[test]
    fn text_stays_inside_of_its_element() {
        let written = |write: fn(&str, &mut String), text: &str| {
            let mut xml = String::new();
            write(text, &mut xml);
            xml
        };
        let title = |text: &str, xml: &mut String| element("title", text, xml);
        assert_eq!(
            written(title, "</title>&\u{7}\u{fffe}é\u{feff}"),
            "<title>&lt;/title&gt;&amp;é\u{feff}</title>"
        );
        assert_eq!(written(cdata, "<p>]]></p>\u{c}"), "<![CDATA[<p>]]]]><![CDATA[></p>]]>");
        assert_eq!(written(cdata, ""), "<![CDATA[]]>");
    }
}
