//! Reads a paper's entry. Which entries belong together is not known here.

use jiff::civil::Date;

use super::document::{PaperDocument, TermField};
use super::markdown::{Inline, Markdown};
use super::publication;
use crate::config::curator;
use crate::diagnostic::codes::content as codes;
use crate::diagnostic::codes::fields::bad_value;
use crate::diagnostic::{WithDiagnostics, Diagnostic};
use crate::fields::{Fields, Located, is_address, within};
use crate::fingerprint::Fingerprint;
use crate::paper::{ArxivId, AuthorField, Doi, Link, LinkKind, Name, PaperId, Published};
use crate::place::Span;
use crate::slug::Slug;

/// Every one of an entry's topics and tags lists it with all the others.
const MOST_TERMS: usize = 1_000;

/// Links with a key of their own: key, and the words shown.
const LINKS: [(&str, &str, LinkKind); 6] = [
    ("pdf", "PDF", LinkKind::Pdf),
    ("code", "Code", LinkKind::Code),
    ("project", "Project", LinkKind::Project),
    ("video", "Video", LinkKind::Video),
    ("slides", "Slides", LinkKind::Slides),
    ("data", "Data", LinkKind::Data),
];

/// Reads the front matter and body of an entry. `name` is what its file is called.
pub fn read(
    mut fields: Fields<'_>,
    name: String,
    body: usize,
    markdown: &Markdown,
) -> WithDiagnostics<Option<PaperDocument>> {
    let mut diagnostics = Vec::new();
    let file = fields.file();
    let title = fields.required("title", "an entry has at least `title` and `date`");
    let title = title.map(|text| inline(&fields, text, markdown, &mut diagnostics));
    let date = required_date(&mut fields);
    let slug = fields.text("slug").unwrap_or(Located { value: name, span: Span::default() });
    let (arxiv, doi, url) = (arxiv(&mut fields), doi(&mut fields), fields.address("url"));
    let identities = identities(&arxiv, &doi, &url);
    let updated = fields.date("updated").map(|date| date.value);
    let tldr = fields.text("tldr").map(|text| inline(&fields, text, markdown, &mut diagnostics).value);
    let abstract_text = fields.text("abstract").map(|text| {
        let at = within(file.text, &text);
        markdown.plain_text(file.path, &text.value, &at).take_value(&mut diagnostics)
    });
    let publication = publication::read(&mut fields);
    let status = fields.choice("status", &["withdrawn"]);
    let body = markdown.body(file.path, file.text, body).take_value(&mut diagnostics);
    let complete = title.is_some() && date.is_some();
    let nowhere = Span::default();
    let document = PaperDocument {
        made_of: Fingerprint::default(),
        path: file.path.clone(),
        slug: Slug::of(&slug.value),
        slug_span: slug.span,
        title: title.unwrap_or(Located { value: Inline::default(), span: nowhere }),
        date: date.unwrap_or(Located { value: Date::default(), span: nowhere }),
        updated,
        authors: authors(&mut fields).into(),
        topics: terms(&mut fields, "topics"),
        tags: terms(&mut fields, "tags"),
        arxiv,
        doi,
        url,
        identities,
        id: fields.plain("id"),
        again: fields.text("again"),
        published: published(&mut fields),
        venue: fields.plain("venue"),
        category: fields.plain("category"),
        publication,
        links: links(&mut fields),
        tldr,
        abstract_text,
        curator: curator(&mut fields, "curator"),
        votes: fields.number("votes", 0..i64::MAX),
        featured: fields.flag("featured").unwrap_or(false),
        withdrawn: status.is_some(),
        draft: fields.flag("draft").unwrap_or(false),
        expires: fields.date("expires").map(|date| date.value),
        aliases: address_aliases(&mut fields),
        image: fields.any_address("image"),
        extra: fields.extra("extra"),
        body,
    };
    diagnostics.extend(fields.finish());
    // An entry without title or date is still read to its end, so that all its problems are told.
    WithDiagnostics::new(complete.then_some(document), diagnostics)
}

fn required_date(fields: &mut Fields<'_>) -> Option<Located<Date>> {
    fields.require("date", "say which day's edition lists it: `date = 2025-03-12`");
    fields.date("date")
}

fn terms(fields: &mut Fields<'_>, key: &'static str) -> Vec<TermField> {
    let mut texts = fields.texts(key);
    if let Some(first) = texts.get(MOST_TERMS) {
        let (problem, help) = (format!("holds {} names", texts.len()), format!("name {MOST_TERMS} at most"));
        fields.report(bad_value(fields.file().path, first.span, key, &problem, &help));
        texts.truncate(MOST_TERMS);
    }
    texts
        .into_iter()
        .map(|text| TermField {
            slug: Slug::of(&text.value),
            name: text.value.trim().to_string(),
            span: text.span,
        })
        .collect()
}

/// Reads inline Markdown of a front-matter text.
pub fn inline(
    fields: &Fields<'_>,
    text: Located<String>,
    markdown: &Markdown,
    diagnostics: &mut Vec<Diagnostic>,
) -> Located<Inline> {
    let file = fields.file();
    let at = within(file.text, &text);
    let value = markdown.inline(file.path, &text.value, &at).take_value(diagnostics);
    Located { value, span: text.span }
}

fn authors(fields: &mut Fields<'_>) -> Vec<AuthorField> {
    let plain = |text: Located<String>| AuthorField::named(Name::parse(&text.value));
    let mut authors = fields.tables("authors", plain, author_table);
    authors.retain(|author| !author.name.family.is_empty());
    authors
}

fn author_table(mut fields: Fields<'_>) -> WithDiagnostics<Option<AuthorField>> {
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
pub fn name(fields: &mut Fields<'_>) -> Option<Name> {
    let literal = fields.plain("literal");
    if let Some(literal) = literal {
        return Some(Name::literal(&literal));
    }
    let family = fields.required_without(
        "literal",
        "family",
        "a person has a `family` name; a group is `{ literal = \"…\" }`",
    );
    let (given, particle, suffix) = (fields.plain("given"), fields.plain("particle"), fields.plain("suffix"));
    family.map(|family| Name {
        family: family.value,
        given: given.unwrap_or_default(),
        particle: particle.unwrap_or_default(),
        suffix: suffix.unwrap_or_default(),
        literal: false,
    })
}

fn arxiv(fields: &mut Fields<'_>) -> Option<Located<ArxivId>> {
    let text = fields.text("arxiv")?;
    let id = ArxivId::parse_any(&text.value);
    if id.is_none() {
        fields.report(codes::bad_arxiv_id(fields.file().path, text.span, &text.value));
    }
    id.map(|value| Located { value, span: text.span })
}

fn doi(fields: &mut Fields<'_>) -> Option<Located<Doi>> {
    let text = fields.text("doi")?;
    let doi = Doi::parse(&text.value);
    if doi.is_none() {
        fields.report(codes::bad_doi(fields.file().path, text.span, &text.value));
    }
    doi.map(|value| Located { value, span: text.span })
}

fn identities(
    arxiv: &Option<Located<ArxivId>>,
    doi: &Option<Located<Doi>>,
    url: &Option<Located<String>>,
) -> Vec<Located<PaperId>> {
    let arxiv = arxiv.iter().map(|id| Located { value: PaperId::of_arxiv(&id.value), span: id.span });
    let doi = doi.iter().map(|doi| Located { value: PaperId::of_doi(&doi.value), span: doi.span });
    let url = url.iter().map(|url| Located { value: PaperId::of_address(&url.value), span: url.span });
    let mut all: Vec<Located<PaperId>> = Vec::new();
    for id in arxiv.chain(doi).chain(url) {
        if !all.iter().any(|known| known.value == id.value) {
            all.push(id);
        }
    }
    all
}

fn published(fields: &mut Fields<'_>) -> Option<Published> {
    let text = fields.text_or_date("published")?;
    let published = Published::parse(&text.value);
    if published.is_none() {
        fields.report(codes::bad_published(fields.file().path, text.span, "published", &text.value));
    }
    published
}

fn links(fields: &mut Fields<'_>) -> Vec<Link> {
    let mut links = Vec::new();
    for (key, name, kind) in LINKS {
        let link = fields.address(key).map(|url| Link { name: name.to_string(), url: url.value, kind });
        links.extend(link);
    }
    links.extend(named_links(fields));
    links
}

/// Reads `[[links]]`.
pub fn named_links(fields: &mut Fields<'_>) -> Vec<Link> {
    let help = "a link has both: `{ name = \"Poster\", url = \"https://…\" }`";
    let plain =
        |text: Located<String>| Link { name: text.value.clone(), url: text.value, kind: LinkKind::Other };
    let mut links = fields.tables("links", plain, |mut fields| {
        let name = fields.required("name", help);
        fields.require("url", help);
        let url = fields.address("url");
        let link =
            name.zip(url).map(|(name, url)| Link { name: name.value, url: url.value, kind: LinkKind::Other });
        WithDiagnostics::new(link, fields.finish())
    });
    links.retain(|link| is_address(&link.url));
    links
}

/// Reads `aliases` that are old addresses of this site; their paths start with a slash.
fn address_aliases(fields: &mut Fields<'_>) -> Vec<Located<String>> {
    let mut aliases = fields.texts("aliases");
    for alias in &mut aliases {
        if !alias.value.starts_with('/') {
            alias.value.insert(0, '/');
        }
    }
    check_aliases(fields, aliases)
}

/// Leaves out aliases that cannot be paths of this site.
pub fn check_aliases(fields: &mut Fields<'_>, aliases: Vec<Located<String>>) -> Vec<Located<String>> {
    let (good, bad): (Vec<_>, Vec<_>) = aliases.into_iter().partition(|alias| {
        let path = alias.value.strip_prefix('/');
        path.is_none_or(|path| {
            let mut parts = path.trim_end_matches('/').split('/');
            parts.all(|part| {
                !matches!(part, "" | "." | "..") && !part.contains(['\\', '?', '#', '<', '>', '"', ':'])
            }) && !path.contains(char::is_control)
        })
    });
    for alias in bad {
        fields.report(codes::bad_alias(fields.file().path, alias.span, &alias.value));
    }
    good
}
