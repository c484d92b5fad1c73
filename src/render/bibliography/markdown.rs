//! Writes a list in Markdown, for programs that read pages as text. Formulas stay TeX between dollar signs.

use crate::paper::{LinkKind, Run, Style};
use crate::view::{BibRecord, BibliographyView, IntroPart, RichLine};

/// Maximum number of authors that are named.
const MAX_AUTHORS: usize = 20;

/// Writes a list with a title, headings and entries.
pub fn list(view: &BibliographyView, records: &[&str]) -> String {
    let mut text_of_list = format!("# {}\n\n<{}>\n", escaped(&view.title), view.address);
    if let Some(description) = &view.description {
        text_of_list.push_str(&format!("\n{}\n", escaped(description)));
    }
    if !view.intro.is_empty() {
        let intro: String = view.intro.iter().map(intro_part).collect();
        text_of_list.push_str(&format!("\n{}\n", intro.trim()));
    }
    let mut records = records.iter();
    for group in view.groups.iter() {
        if let Some(title) = &group.title {
            text_of_list.push_str(&format!("\n## {}\n", escaped(title)));
        }
        for record in records.by_ref().take(group.records.len()) {
            text_of_list.push('\n');
            text_of_list.push_str(record);
        }
    }
    text_of_list
}

fn intro_part(part: &IntroPart) -> String {
    match part {
        IntroPart::Text(text) => text.clone(),
        IntroPart::Entry { words, title, address } => {
            format!("[{}]({address})", words.clone().unwrap_or_else(|| escaped(title)))
        }
    }
}

/// Writes an entry as an item of a list.
pub fn item(record: &BibRecord) -> String {
    let mut item = format!("- **[{}]({})**", line(&record.title), record.address);
    let mut authors: Vec<String> =
        record.authors.iter().take(MAX_AUTHORS).map(|author| escaped(&author.display)).collect();
    if record.authors.len() > MAX_AUTHORS {
        authors.push(format!("and {} more", record.authors.len() - MAX_AUTHORS));
    }
    if !authors.is_empty() {
        item.push_str(&format!(", by {}", authors.join(", ")));
    }
    item.push('.');
    if let Some(venue) = record.venue.as_deref().or(record.container()) {
        item.push_str(&format!(" *{}*.", escaped(venue)));
    }
    if let Some(issued) = record.issued {
        item.push_str(&format!(" {issued}."));
    }
    item.push('\n');
    if !record.summary.plain.is_empty() {
        item.push_str(&format!("\n  {}\n", line(&record.summary)));
    }
    let links = record.links.iter().map(|link| {
        let name = match (&record.arxiv, link.kind) {
            (Some(arxiv), LinkKind::Arxiv) => format!("arXiv:{arxiv}"),
            _ => escaped(&link.name),
        };
        format!("[{name}](<{}>)", link.url.replace(['<', '>', '\n'], ""))
    });
    let links: Vec<String> = links.collect();
    if !links.is_empty() {
        item.push_str(&format!("\n  {}\n", links.join(", ")));
    }
    item
}

/// Writes a line of text with its formulas and styles.
fn line(line: &RichLine) -> String {
    if line.rich.runs().is_empty() {
        return escaped(&line.plain);
    }
    let mut text = String::with_capacity(line.plain.len() + 16);
    let mut in_code = false;
    for run in line.rich.runs() {
        match run {
            Run::Text(words) if in_code => text.push_str(&words.replace('`', "'")),
            Run::Text(words) => text.push_str(&escaped(words)),
            Run::Formula { tex, .. } => text.push_str(&format!("${}$", tex.replace('\n', " "))),
            Run::Open(style) | Run::Close(style) => {
                in_code = matches!(run, Run::Open(Style::Code));
                text.push_str(match style {
                    Style::Emphasis => "*",
                    Style::Strong => "**",
                    Style::Code => "`",
                });
            }
        }
    }
    text
}

/// Escapes the characters that have a special meaning in Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '$' | '~' | '|' | '&' | '#' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c if c.is_whitespace() => escaped.push(' '),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}
