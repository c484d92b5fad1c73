//! Converts private notes of a library to Markdown for the body of an entry. It reads TeX and HTML, which
//! Zotero uses for notes. Whether notes are imported is decided elsewhere.

use super::html;
use super::rich::{Piece, RichText};
use super::tex::{self, TexMode};

/// Tags that begin a new block, and the Markdown before the text of that block.
const BLOCKS: [(&str, &str); 14] = [
    ("p", ""),
    ("div", ""),
    ("br", ""),
    ("ul", ""),
    ("ol", ""),
    ("pre", ""),
    ("li", "- "),
    ("blockquote", "> "),
    ("h1", "## "),
    ("h2", "## "),
    ("h3", "### "),
    ("h4", "### "),
    ("h5", "### "),
    ("h6", "### "),
];

/// Converts a note in HTML, or in plain text with blank lines.
pub fn from_html(note: &str) -> String {
    let mut blocks: Vec<(&str, String)> = vec![("", String::new())];
    let mut rest = note;
    while let Some(at) = rest.find(['<', '\n']) {
        let (text, tail) = rest.split_at(at);
        push(&mut blocks, text);
        if let Some(after) = tail.strip_prefix('\n') {
            // A line break is white space, as in HTML. A blank line begins a block, as in plain text.
            let is_blank = after.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
            if is_blank {
                blocks.push(("", String::new()))
            } else {
                push(&mut blocks, " ")
            }
            rest = after;
            continue;
        }
        let end = tail.find('>').map_or(tail.len(), |end| end + 1);
        let name = tail[1..end].trim_start_matches('/').trim_end_matches(['>', '/', ' ']);
        let name = name.split_whitespace().next().unwrap_or_default().to_lowercase();
        match BLOCKS.iter().find(|(tag, _)| *tag == name) {
            Some((_, lead)) if !tail.starts_with("</") => blocks.push((lead, String::new())),
            Some(_) => blocks.push(("", String::new())),
            None => push(&mut blocks, &tail[..end]),
        }
        rest = &tail[end..];
    }
    push(&mut blocks, rest);
    let blocks = blocks.into_iter().filter_map(|(lead, html)| {
        let text = inline(&html);
        (!text.is_empty()).then(|| format!("{lead}{}", guarded(&text)))
    });
    blocks.collect::<Vec<_>>().join("\n\n")
}

/// Converts a note in TeX.
pub fn from_tex(note: &str) -> String {
    if note.contains("</") {
        return from_html(note);
    }
    let mut paragraphs = vec![RichText::default()];
    for piece in tex::read(note, TexMode::Full).0 {
        match (piece, paragraphs.last_mut()) {
            (Piece::Paragraph, _) => paragraphs.push(RichText::default()),
            (piece, Some(last)) => last.0.push(piece),
            (_, None) => {}
        }
    }
    let paragraphs = paragraphs.iter().map(RichText::markdown).filter(|text| !text.is_empty());
    paragraphs.map(|text| guarded(&text)).collect::<Vec<_>>().join("\n\n")
}

fn push(blocks: &mut [(&str, String)], text: &str) {
    if let Some((_, last)) = blocks.last_mut() {
        last.push_str(text);
    }
}

/// Converts text and links. Other tags are read as in titles.
fn inline(html: &str) -> String {
    let mut rich = RichText::default();
    let mut rest = html;
    while let Some(start) = rest.find("<a ") {
        rich.0.extend(html::read(&rest[..start]).0);
        let tag = &rest[start..];
        let Some((end, close)) = tag.find('>').zip(tag.find("</a>")).filter(|(end, close)| end < close)
        else {
            // A link without an end stays text.
            rich.0.push(Piece::Text("<a ".to_owned()));
            rest = &tag[3..];
            continue;
        };
        let words = html::read(&tag[end + 1..close]);
        let href = tag[..end].split_once("href=\"").and_then(|(_, rest)| rest.split('"').next());
        match href.map(html::unescaped).filter(|href| href.starts_with("http")) {
            Some(href) => rich.0.push(Piece::Link(href.into_owned(), words)),
            None => rich.0.extend(words.0),
        }
        rest = &tag[close + 4..];
    }
    rich.0.extend(html::read(rest).0);
    rich.markdown()
}

/// Adds a backslash if the beginning of a block would be read as a heading, a list or a quotation.
fn guarded(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if text.starts_with(['#', '-', '+', '>', '=', '|']) {
        format!("\\{text}")
    } else if digits > 0 && text[digits..].starts_with(['.', ')']) {
        format!("{}\\{}", &text[..digits], &text[digits..])
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_become_markdown() {
        let check = |html: &str, markdown: &str| assert_eq!(from_html(html), markdown, "{html}");
        check("<p>Read <b>this</b>.</p><p>Then <i>that</i>.</p>", "Read **this**.\n\nThen *that*.");
        check("<h1>Why</h1>\n<ul>\n<li>one</li><li>two</li></ul>", "## Why\n\n- one\n\n- two");
        check("see <a href=\"https://x.org/?a=1&amp;b\">here</a>", "see [here](<https://x.org/?a=1&b>)");
        check("<a href=\"javascript:x\">no</a>", "no");
        check("plain\nwords\n\n# not a heading", "plain words\n\n\\# not a heading");
        check("1. not a list", "1\\. not a list");
        check("<script>x</script>", "\\<script>x\\</script>");
        check("", "");
        check("<a href", "\\<a href");
        assert_eq!(from_tex("A \\emph{b}.\n\nC \\& d"), "A *b*.\n\nC & d");
    }
}
