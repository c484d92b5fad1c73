//! Reads the words on an edition, topic or author, and the curator's pages.

use super::classify::ContentKind;
use super::document::SectionDocument;
use super::entry::{aliases, inline, named_links};
use super::markdown::Markdown;
use super::source;
use crate::config::curator;
use crate::diagnostic::WithDiagnostics;
use crate::fields::TableReader;

/// Reads the front matter and body of a file that is no entry.
pub fn read(
    mut fields: TableReader<'_>,
    kind: ContentKind,
    body: usize,
    markdown: &Markdown,
) -> WithDiagnostics<SectionDocument> {
    let mut diagnostics = Vec::new();
    let file = fields.file();
    let key = if matches!(kind, ContentKind::Author(_)) { "name" } else { "title" };
    if matches!(kind, ContentKind::Page(_)) {
        let example = file.syntax.either("title = \"…\"", "title: …");
        fields.require("title", &format!("a page has at least a title: `{example}`"));
    }
    let title = fields.text(key).map(|text| inline(&fields, text, markdown, &mut diagnostics));
    let description =
        fields.text("description").map(|text| inline(&fields, text, markdown, &mut diagnostics).value);
    let curator =
        if matches!(kind, ContentKind::Edition(_)) { curator(&mut fields, "curator") } else { None };
    let aliases = aliases(&mut fields, matches!(kind, ContentKind::Topic(_) | ContentKind::Author(_)));
    let text = markdown.body(file.path, file.text, body).take_value(&mut diagnostics);
    let is_edition = matches!(kind, ContentKind::Edition(_));
    let section = SectionDocument {
        path: file.path.clone(),
        kind,
        title,
        description,
        order: fields.number("order", i64::MIN..i64::MAX),
        aliases,
        links: named_links(&mut fields),
        image: fields.image("image"),
        curator,
        extra: fields.extra("extra"),
        source: if is_edition { source::parts(file.text, body, &text.markup) } else { Vec::new() },
        body: text,
    };
    diagnostics.extend(fields.finish());
    WithDiagnostics::new(section, diagnostics)
}
