//! Footnotes: numbered in the order in which the text refers to them, and written at its end. The numbers are known
//! only when the complete text has been read, so references are placeholders until then.

use std::collections::HashMap;

use crate::content::markup::MarkupPart;
use crate::content::placeholders::{HtmlBuffer, ID_PREFIX};
use crate::place::Span;

/// The footnotes of one document.
#[derive(Default)]
pub struct Footnotes {
    definitions: Vec<Definition>,
    references: Vec<Reference>,
    /// The definitions that are being read, each with the HTML before it.
    open: Vec<(usize, String)>,
}

struct Definition {
    name: String,
    span: Span,
    html: String,
}

struct Reference {
    /// The definition that contains it; `None` for the text itself.
    inside: Option<usize>,
    name: String,
    part: usize,
}

/// Names are compared without case, like labels in CommonMark.
fn key(name: &str) -> String {
    name.to_lowercase()
}

impl Footnotes {
    /// Begins a definition. All HTML up to its end belongs to it.
    pub fn open(&mut self, name: &str, span: Span, buffer: &mut HtmlBuffer) {
        self.open.push((self.definitions.len(), std::mem::take(&mut buffer.html)));
        self.definitions.push(Definition { name: key(name), span, html: String::new() });
    }

    /// Ends the definition.
    pub fn close(&mut self, buffer: &mut HtmlBuffer) {
        if let Some((index, outside)) = self.open.pop() {
            self.definitions[index].html = std::mem::replace(&mut buffer.html, outside);
        }
    }

    /// Adds a reference to a footnote.
    pub fn refer(&mut self, name: &str, buffer: &mut HtmlBuffer) {
        let inside = self.open.last().map(|(index, _)| *index);
        self.references.push(Reference { inside, name: key(name), part: buffer.protect(Vec::new()) });
    }

    /// Numbers the references and writes the footnotes that are used. Returns the unused ones.
    pub fn finish(self, buffer: &mut HtmlBuffer) -> Vec<(String, Span)> {
        let mut named = HashMap::new();
        for (index, definition) in self.definitions.iter().enumerate() {
            named.entry(definition.name.as_str()).or_insert(index);
        }
        // The references of the text, then those of each definition.
        let mut references = vec![Vec::new(); self.definitions.len() + 1];
        for reference in &self.references {
            references[reference.inside.map_or(0, |index| index + 1)].push(reference);
        }
        let mut order: Vec<usize> = Vec::new();
        let mut uses = vec![(0, 0); self.definitions.len()];
        let mut next = 0;
        loop {
            let inside = if next == 0 { 0 } else { order[next - 1] + 1 };
            for reference in &references[inside] {
                let Some(&index) = named.get(reference.name.as_str()) else { continue };
                let (number, count) = &mut uses[index];
                if *number == 0 {
                    order.push(index);
                    *number = order.len();
                }
                *count += 1;
                buffer.replace(reference.part, reference_html(*number, *count));
            }
            next += 1;
            if next > order.len() {
                break;
            }
        }
        self.write(&order, &uses, buffer);
        let unused = self.definitions.into_iter().zip(uses).filter(|(_, (number, _))| *number == 0);
        unused.map(|(definition, _)| (definition.name, definition.span)).collect()
    }

    fn write(&self, order: &[usize], uses: &[(usize, usize)], buffer: &mut HtmlBuffer) {
        if order.is_empty() {
            return;
        }
        let html = &mut buffer.html;
        html.push_str("<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n");
        for &index in order {
            let (number, count) = uses[index];
            let text = self.definitions[index].html.trim_end();
            let (text, end) = text.strip_suffix("</p>").map_or((text, ""), |text| (text, "</p>"));
            html.push_str(&format!("<li id=\"{ID_PREFIX}fn-{number}\">{text}"));
            for use_ in 1..=count {
                let (id, again) =
                    (reference_id(number, use_), if use_ == 1 { String::new() } else { format!(" {use_}") });
                let sign = if use_ == 1 { "↩".to_owned() } else { format!("↩<sup>{use_}</sup>") };
                html.push_str(&format!(
                    " <a href=\"#{ID_PREFIX}{id}\" aria-label=\"Back to text{again}\">{sign}</a>"
                ));
            }
            html.push_str(end);
            html.push_str("</li>\n");
        }
        html.push_str("</ol>\n</section>\n");
    }
}

fn reference_id(number: usize, count: usize) -> String {
    if count == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{count}") }
}

fn reference_html(number: usize, count: usize) -> Vec<MarkupPart> {
    let id = reference_id(number, count);
    vec![
        MarkupPart::Html("<sup class=\"footnote-ref\" id=\"".to_owned()),
        MarkupPart::IdPrefix,
        MarkupPart::Html(format!("{id}\"><a href=\"#")),
        MarkupPart::IdPrefix,
        MarkupPart::Html(format!("fn-{number}\" aria-label=\"Footnote {number}\">{number}</a></sup>")),
    ]
}

/// Whether the anchor of a heading could be the id of a footnote.
pub fn is_footnote_id(anchor: &str) -> bool {
    let rest = anchor.strip_prefix("fnref-").or_else(|| anchor.strip_prefix("fn-"));
    rest.is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit() || b == b'-'))
}
