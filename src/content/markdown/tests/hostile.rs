//! Hostile input: it tries to run a script, to forge HTML that digestgen generates, or to block the build.

use super::*;
use crate::conditions::{rounds, shared};

/// Finds what may not be in HTML, by a reading of it that is stricter than any browser's: a `<` that
/// begins no well-formed tag is a find as well.
fn find(html: &str) -> Option<String> {
    const ELEMENTS: &str = " math mi mn mo mrow msub msup msubsup mtext mfrac msqrt mroot mover munder munderover \
        mspace mtable mtr mtd mpadded mphantom a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q rp rt \
        ruby s samp small span strong sub sup time u var wbr address article aside blockquote caption col colgroup dd \
        details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section summary table tbody \
        td tfoot th thead tr ul input ";
    const ATTRIBUTES: &str = " href src alt title id class role tabindex scope loading lang dir width height start \
        reversed type value colspan rowspan abbr span open datetime hreflang translate headers disabled checked \
        data-language display mathvariant stretchy form lspace rspace minsize maxsize linethickness accent accentunder \
        movablelimits displaystyle scriptlevel ";
    for section in html.split('<').skip(1) {
        let Some((tag, text)) = section.split_once('>') else { return Some(section.to_owned()) };
        let (name, mut rest) =
            tag.strip_prefix('/').unwrap_or(tag).split_once(' ').unwrap_or((tag.trim_start_matches('/'), ""));
        if text.contains('>') || !ELEMENTS.contains(&format!(" {} ", name.trim_end_matches('/'))) {
            return Some(section.to_owned());
        }
        while !rest.is_empty() {
            let (name, behind) = match rest.split_once("=\"") {
                Some((name, behind)) if !name.contains(' ') => (name, behind),
                _ => {
                    let (name, behind) = rest.split_once(' ').unwrap_or((rest, ""));
                    assert!(matches!(name, "disabled" | "checked"), "{section}");
                    rest = behind;
                    continue;
                }
            };
            let Some((value, behind)) = behind.split_once('"') else { return Some(section.to_owned()) };
            let known = ATTRIBUTES.contains(&format!(" {name} "))
                || name.starts_with("aria-")
                || name == "style" && tag.starts_with('m');
            let address = !matches!(name, "href" | "src") || {
                let bare: String = value.chars().filter(|c| !c.is_control() && *c != ' ').collect();
                ["https:", "http:", "mailto:", "#", "?", "/", "[B]/", "[F]"]
                    .iter()
                    .any(|start| bare.starts_with(start))
                    || !bare.split(['/', '?', '#']).next().unwrap_or_default().contains(':')
            };
            if !known || !address {
                return Some(section.to_owned());
            }
            rest = behind.trim_start();
        }
    }
    None
}

#[test]
fn the_check_finds() {
    for html in [
        "<script>",
        "<a href=\"javascript:x\">",
        "<b onclick=\"x\">",
        "<img src=x>",
        "a < b",
        "<a href=\"data:x\">",
        "<p style=\"x\">",
    ] {
        assert!(std::panic::catch_unwind(|| find(html)).map_or(true, |found| found.is_some()), "{html}");
    }
    assert_eq!(find("<p>a <a href=\"https://b\" title=\"c\">d</a><br></p>"), None);
}

#[test]
fn scripts() {
    let mut payloads: Vec<String> = vec![
        "$\\operatorname{<img\\text{ }src=x\\text{ }onerror=alert(1)>}$".to_owned(),
        "<svg><p><style><g title=\"</style><img src onerror=alert(1)>\">".to_owned(),
        "<math><mtext><table><mglyph><style><img src onerror=x>".to_owned(),
        "[[a|<img src=x onerror=y>]] [[<script>]] ![<img src=x onerror=y>](z)".to_owned(),
        "```\"><img/src/onerror=x>\n```".to_owned(),
        "<a title='&#xFDD0;0;'>\n\n```\n\" onclick=x\n```".to_owned(),
        "\u{FDD0}0; \u{FDD0}i &#xfdd0;0; `\u{FDD0}0;`\n\n# \u{FDD0}0;\n\n$x$".to_owned(),
        "<a href='javas&#99;ript:x'>a</a> <a href='&#1;javascript:x'>a</a> <img src='data:image/svg+xml,x'>"
            .to_owned(),
    ];
    if let Some(file) = shared("security/dompurify-xss.json", "scripts") {
        let text = std::fs::read_to_string(file).unwrap();
        let cases: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
        payloads.extend(cases.iter().filter_map(|case| Some(case["payload"].as_str()?.to_owned())));
        assert!(payloads.len() > 200);
    }
    for raw_html in [RawHtml::Sanitize, RawHtml::Escape] {
        let markdown = markdown(raw_html);
        for payload in &payloads {
            let line = payload.replace(['\n', '\r'], " ");
            for text in [
                payload.clone(),
                format!("text {line} text"),
                format!("[a](<{line}>) ![b](<{line}> \"{line}\") [c]({line})"),
                format!("```{line}\n{payload}\n```\n\n`{line}` ${line}$ [[{line}]]"),
                format!("| {line} |\n|---|\n| {line} |\n\n# {line}\n\n> {line}\n\n[^1]\n\n[^1]: {line}"),
                format!("<div title='{line}'>\n\n{payload}"),
            ] {
                let checked = markdown.body(&path(), &text, 0);
                for html in [shown(&checked.value.markup), shown(&checked.value.summary)] {
                    let html = html.replace("[slug ", "").replace("[arxiv ", "");
                    assert_eq!(find(&html), None, "{raw_html:?}: {text}\n→ {html}");
                }
            }
            let at = |range: Range<usize>| range.into();
            assert_eq!(
                find(&shown(&markdown.plain_text(&path(), payload, &at).value.markup)),
                None,
                "{payload}"
            );
            assert_eq!(find(&shown(&markdown.inline(&path(), payload, &at).value.markup)), None, "{payload}");
        }
    }
}

#[test]
fn awkward_strings() {
    let Some(file) = shared("security/naughty-strings.json", "awkward_strings") else { return };
    let text = std::fs::read_to_string(file).unwrap();
    let strings: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    assert!(strings.len() > 500);
    for string in strings.iter().filter_map(|string| string.as_str()) {
        let html = shown(&body(string).value.markup);
        assert_eq!(find(&html), None, "{string}\n→ {html}");
    }
}

/// What takes a time that grows with the square of the length runs for hours here, in full.
#[test]
fn long_texts_are_read_to_their_end() {
    let times = rounds(100_000);
    for (name, text) in [
        ("quotes", ">".repeat(times) + "a"),
        ("brackets", "[".repeat(times)),
        ("stars", "*".repeat(times) + "a"),
        ("stars apart", "*a ".repeat(times)),
        ("emphasis", "*a **b ".repeat(times / 10)),
        ("pictures", "![".repeat(times)),
        ("closed pictures", "![a".repeat(times / 50) + &"](b)".repeat(times / 50)),
        ("lists", "- ".repeat(times / 10) + "a"),
        ("dollars", "$a ".repeat(times)),
        ("braces", format!("${}$", "{".repeat(times))),
        ("references", "[[a|".repeat(times / 10)),
        ("notes", "[^1]".repeat(times / 10) + "\n\n[^1]: a"),
        ("tags", "<b>".repeat(times / 10)),
        ("tags with quotes", "<a '\n".repeat(times / 10)),
        ("unknown tags", "<x>".repeat(times / 10)),
        ("comments", "<!--".repeat(times / 10)),
        ("quotes and a tag", ">".repeat(times / 20) + "<b>"),
        ("formatting", "<b title=1><i><u>".repeat(60) + &"</p>x\n\n".repeat(times / 10)),
        ("open paragraphs", "<p><b>".repeat(90) + &"a\n\n".repeat(times / 10)),
    ] {
        let read = body(&text);
        // A comment that does not end hides all that follows.
        let is_read = !shown(&read.value.markup).is_empty() || !read.diagnostics.is_empty();
        assert!(is_read || name == "comments", "{name}");
        let at = |range: Range<usize>| range.into();
        markdown(RawHtml::Sanitize).plain_text(&path(), &text, &at);
        markdown(RawHtml::Sanitize).inline(&path(), &text, &at);
    }
}

#[test]
fn deep_html_is_text() {
    let text = "<b>".repeat(300) + "a";
    let checked = body(&text);
    assert!(shown(&checked.value.markup).starts_with("<p>&lt;b&gt;&lt;b&gt;"));
    assert_eq!(checked.diagnostics.len(), 1);
    assert_eq!(checked.diagnostics[0].code, "deep-nesting");
    assert_eq!(body(&"<b>a</b>".repeat(300)).diagnostics.len(), 0);
}
