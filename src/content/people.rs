//! Reads names of people in front matter: authors and the other roles of a publication, each a text or a table.
//! `paper` splits names into their parts.

use crate::diagnostic::WithDiagnostics;
use crate::fields::{Located, TableReader};
use crate::paper::{AuthorField, Name};
use crate::slug::Slug;

/// Reads `authors`. Authors without a name have been reported and are left out.
pub fn authors(fields: &mut TableReader<'_>) -> Vec<AuthorField> {
    let plain = |text: Located<String>| AuthorField::named(Name::parse(&text.value));
    let mut authors = fields.tables("authors", plain, author_table);
    authors.retain(|author| !author.name.family.is_empty());
    authors
}

fn author_table(mut fields: TableReader<'_>) -> WithDiagnostics<Option<AuthorField>> {
    let name = name(&mut fields);
    let (slug, orcid) = (fields.plain("slug"), fields.plain("orcid"));
    let (affiliation, url) = (fields.plain("affiliation"), fields.address("url").map(|url| url.value));
    let author = name.map(|name| {
        let mut author = AuthorField { orcid, affiliation, url, ..AuthorField::named(name) };
        if let Some(slug) = slug {
            author.slug = Slug::of(&slug);
        }
        author
    });
    WithDiagnostics::new(author, fields.finish())
}

/// Reads the parts of a name.
pub fn name(fields: &mut TableReader<'_>) -> Option<Name> {
    let literal = fields.plain("literal");
    if let Some(literal) = literal {
        return Some(Name::literal(&literal));
    }
    let group = fields.file().syntax.either("{ literal = \"…\" }", "{ literal: … }");
    let help = format!("a person has a `family` name; a group is `{group}`");
    let family = fields.required_without("literal", "family", &help);
    let (given, particle, suffix) = (fields.plain("given"), fields.plain("particle"), fields.plain("suffix"));
    family.map(|family| Name {
        family: family.value,
        given: given.unwrap_or_default(),
        particle: particle.unwrap_or_default(),
        suffix: suffix.unwrap_or_default(),
        literal: false,
    })
}
