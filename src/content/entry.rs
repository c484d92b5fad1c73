//! Reads the entry of a paper. Does not compare it with other entries.

use jiff::civil::Date;

use super::document::{PaperDocument, TermField};
use super::markdown::{Inline, Markdown};
use super::{people, publication};
use crate::config::curator;
use crate::diagnostic::codes::content as codes;
use crate::diagnostic::codes::fields::bad_value;
use crate::diagnostic::{Diagnostic, WithDiagnostics};
use crate::fields::{Located, TableReader, check_address, is_address, sub_span};
use crate::fingerprint::Fingerprint;
use crate::paper::{ArxivId, Doi, Link, LinkKind, PaperId, Published};
use crate::place::Span;
use crate::slug::Slug;
use crate::url_path::decode;

/// Maximum number of topics, and of tags, of an entry: the page of each one links to all the others.
const MAX_TERMS: usize = 1_000;

/// Links with a separate key: the key, the text and the kind of the link.
const LINKS: [(&str, &str, LinkKind); 6] = [
    ("pdf", "PDF", LinkKind::Pdf),
    ("code", "Code", LinkKind::Code),
    ("project", "Project", LinkKind::Project),
    ("video", "Video", LinkKind::Video),
    ("slides", "Slides", LinkKind::Slides),
    ("data", "Data", LinkKind::Data),
];

/// Keys of Hugo, Jekyll, Quarto, Obsidian and al-folio that mean something in an entry, and what to do
/// about them.
const FOREIGN_KEYS: [(&str, &str); 17] = [
    ("summary", "rename it to `tldr`"),
    ("description", "rename it to `tldr`"),
    ("abstract_short", "rename it to `tldr`"),
    ("categories", "rename it to `topics`"),
    ("subjects", "rename it to `topics`"),
    ("keywords", "rename it to `tags`"),
    ("publishDate", "rename it to `date`"),
    ("pubDate", "rename it to `date`"),
    ("lastmod", "rename it to `updated`"),
    ("last_modified_at", "rename it to `updated`"),
    ("expiryDate", "rename it to `expires`"),
    ("author", "rename it to `authors`"),
    ("cover", "rename it to `image`"),
    ("thumbnail", "rename it to `image`"),
    ("layout", "remove it: themes choose the template"),
    ("type", "remove it: the folder says what a file is; the kind of publication is `type` of `publication`"),
    ("permalink", "use `slug` for the path, or `aliases` for an old one"),
];

/// Reads the front matter and body of an entry. `name` is what its file is called.
pub fn read(
    mut fields: TableReader<'_>,
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
        let at = sub_span(file.text, &text);
        markdown.plain_text(file.path, &text.value, &at).take_value(&mut diagnostics)
    });
    let publication = publication::read(&mut fields);
    let status = fields.choice("status", &["withdrawn"]);
    let body = markdown.body(file.path, file.text, body).take_value(&mut diagnostics);
    let complete = title.is_some() && date.is_some();
    let nowhere = Span::default();
    let authors = people::authors(&mut fields);
    let document = PaperDocument {
        fingerprint: Fingerprint::default(),
        path: file.path.clone(),
        slug: Slug::of(&slug.value),
        slug_span: slug.span,
        title: title.unwrap_or(Located { value: Inline::default(), span: nowhere }),
        date: date.unwrap_or(Located { value: Date::default(), span: nowhere }),
        updated,
        has_more_authors: authors.iter().any(|author| author.name.is_et_al()),
        authors: authors.into_iter().filter(|author| !author.name.is_et_al()).collect(),
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
        aliases: aliases(&mut fields, false),
        image: fields.image("image"),
        extra: fields.extra("extra"),
        body,
    };
    fields.report_foreign(&FOREIGN_KEYS);
    diagnostics.extend(fields.finish());
    // An entry without title or date is still read to its end, so that all its problems are reported.
    WithDiagnostics::new(complete.then_some(document), diagnostics)
}

fn required_date(fields: &mut TableReader<'_>) -> Option<Located<Date>> {
    let example = fields.file().syntax.either("date = 2025-03-12", "date: 2025-03-12");
    fields.require("date", &format!("say which day's edition lists it: `{example}`"));
    fields.date("date")
}

fn terms(fields: &mut TableReader<'_>, key: &'static str) -> Vec<TermField> {
    let mut texts = fields.strings(key);
    if let Some(first) = texts.get(MAX_TERMS) {
        let (problem, help) = (format!("holds {} names", texts.len()), format!("name {MAX_TERMS} at most"));
        fields.report(bad_value(fields.file().path, first.span, key, &problem, &help));
        texts.truncate(MAX_TERMS);
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
    fields: &TableReader<'_>,
    text: Located<String>,
    markdown: &Markdown,
    diagnostics: &mut Vec<Diagnostic>,
) -> Located<Inline> {
    let file = fields.file();
    let at = sub_span(file.text, &text);
    let value = markdown.inline(file.path, &text.value, &at).take_value(diagnostics);
    Located { value, span: text.span }
}

fn arxiv(fields: &mut TableReader<'_>) -> Option<Located<ArxivId>> {
    let text = fields.text("arxiv")?;
    let id = ArxivId::parse_any(&text.value);
    if id.is_none() {
        fields.report(codes::bad_arxiv_id(fields.file().path, text.span, &text.value));
    }
    id.map(|value| Located { value, span: text.span })
}

fn doi(fields: &mut TableReader<'_>) -> Option<Located<Doi>> {
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

fn published(fields: &mut TableReader<'_>) -> Option<Published> {
    let text = fields.text_or_date("published")?;
    let published = Published::parse(&text.value);
    if published.is_none() {
        fields.report(codes::bad_published(fields.file().path, text.span, "published", &text.value));
    }
    published
}

fn links(fields: &mut TableReader<'_>) -> Vec<Link> {
    let mut links = Vec::new();
    for (key, name, kind) in LINKS {
        let link = fields.address(key).map(|url| Link { name: name.to_string(), url: url.value, kind });
        links.extend(link);
    }
    links.extend(named_links(fields));
    links
}

/// Reads `[[links]]`.
pub fn named_links(fields: &mut TableReader<'_>) -> Vec<Link> {
    let help = fields.file().syntax.either(
        "a link has both: `{ name = \"Poster\", url = \"https://…\" }`",
        "a link has both: `{ name: Poster, url: \"https://…\" }`",
    );
    let mut texts = Vec::new();
    let plain = |text: Located<String>| {
        let (name, url) = (text.value.clone(), text.value.trim().to_owned());
        texts.push(text);
        Link { name, url, kind: LinkKind::Other }
    };
    let mut links = fields.tables("links", plain, |mut fields| {
        let name = fields.required("name", help);
        fields.require("url", help);
        let url = fields.address("url");
        let link =
            name.zip(url).map(|(name, url)| Link { name: name.value, url: url.value, kind: LinkKind::Other });
        WithDiagnostics::new(link, fields.finish())
    });
    for text in texts {
        fields.checked_address("links", text);
    }
    links.retain(|link| is_address(&link.url));
    links
}

/// Leaves out aliases that cannot be paths of this site. Those of topics and authors may be `spellings` instead.
pub fn aliases(fields: &mut TableReader<'_>, may_be_spellings: bool) -> Vec<Located<String>> {
    let mut good = Vec::new();
    for alias in fields.strings("aliases") {
        let is_spelling = may_be_spellings && !alias.value.starts_with('/');
        match if is_spelling { Ok(()) } else { check_alias(&alias.value) } {
            Ok(()) => good.push(alias),
            Err(meant) => {
                let found = codes::bad_alias(fields.file().path, alias.span, &alias.value, meant.as_deref());
                fields.report(found);
            }
        }
    }
    good
}

/// Checks that an alias is a path of this site that an output can have.
fn check_alias(alias: &str) -> Result<(), Option<String>> {
    let is_output = |path: &str| {
        let decoded = decode(path);
        let mut parts = decoded.trim_matches('/').split('/');
        path.starts_with('/')
            && parts.all(|part| {
                !matches!(part, "" | "." | "..")
                    && !part.contains(['\\', '?', '#', '<', '>', '"', ':'])
                    && !part.contains(char::is_control)
            })
    };
    // Old paths may have spaces.
    match check_address(&alias.replace(' ', "%20")) {
        Ok(()) if is_output(alias) => Ok(()),
        Ok(()) => Err(None),
        Err(meant) => Err(meant.filter(|meant| is_output(meant))),
    }
}
