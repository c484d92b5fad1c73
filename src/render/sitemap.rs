//! Writes the files for crawlers: sitemaps (sitemaps.org protocol 0.9), `robots.txt`
//! (RFC 9309) and `llms.txt`.

use std::fmt::Write as _;

use crate::html::escape;
use crate::view::{LlmsView, RobotsView, SitemapView};

/// A sitemap, or the index of several.
pub fn sitemap(view: &SitemapView) -> Vec<u8> {
    let (all, each) = if view.is_index { ("sitemapindex", "sitemap") } else { ("urlset", "url") };
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{all} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    let home = escape(&view.home);
    for (output, changed) in &view.outputs {
        let _ = write!(xml, "<{each}><loc>{home}{}</loc>", escape(&output.in_url().to_string()));
        if let Some(day) = changed {
            let _ = write!(xml, "<lastmod>{day}</lastmod>");
        }
        let _ = writeln!(xml, "</{each}>");
    }
    let _ = writeln!(xml, "</{all}>");
    xml.into_bytes()
}

/// `robots.txt`: everything may be read. Its comments are for people who look.
pub fn robots(view: &RobotsView) -> Vec<u8> {
    let mut text = format!("# {}\n# Everything here may be read and indexed.\n", line(&view.title));
    if let Some(feeds) = &view.feeds {
        let _ = writeln!(text, "# To be told of what is new, take a feed: {feeds}");
    }
    let _ = writeln!(text, "# What there is, for language models: {}", view.llms);
    let _ = write!(text, "\nUser-agent: *\nAllow: /\n\nSitemap: {}\n", view.sitemap);
    text.into_bytes()
}

/// `llms.txt` in Markdown: a heading, a quotation, lists of links.
pub fn llms(view: &LlmsView) -> Vec<u8> {
    let mut text = format!("# {}\n\n", words(&view.title));
    if let Some(description) = &view.description {
        let _ = write!(text, "> {}\n\n", words(description));
    }
    let papers = if view.total == 1 {
        "1 research paper".to_string()
    } else {
        format!("{} research papers", view.total)
    };
    let by =
        view.curator.as_ref().map(|curator| format!(", chosen by {}", words(curator))).unwrap_or_default();
    let _ = write!(
        text,
        "A digest of {papers}{by}. Each has a page with its title, authors, abstract and links, and a note on \
         why it was chosen. The note is the curator's, the abstract the authors'; both stand apart, also in \
         the page's JSON-LD.\n\n## Lists\n\n"
    );
    for (name, address, what) in &view.places {
        let _ = writeln!(text, "- [{name}]({address}): {what}");
    }
    if !view.editions.is_empty() {
        text.push_str("\n## Newest editions\n\n");
    }
    for (name, address, count) in &view.editions {
        let papers = if *count == 1 { "paper" } else { "papers" };
        let _ = writeln!(text, "- [{}]({address}): {count} {papers}", words(name));
    }
    text.into_bytes()
}

/// A text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text on one line, with the characters escaped that mean something in Markdown.
fn words(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in line(text).chars() {
        if matches!(c, '\\' | '[' | ']' | '<' | '>' | '*' | '_' | '`' | '#' | '&' | '!' | '|' | '~') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
