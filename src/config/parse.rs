//! Reads `config.toml`, key by key. A missing or invalid key gets its default, so that later stages can report
//! further problems.

use jiff::tz::TimeZone;
use url::Url;

use super::limits::{HOSTS, Limits};
use super::{
    BaseUrl, BaseUrlSource, Config, Feeds, Highlight, Import, MarkdownConfig, NavLink, Outputs, Overrides,
    Pages, RawHtml,
};
use crate::diagnostic::codes::config as codes;
use crate::diagnostic::codes::fields::bad_address;
use crate::diagnostic::{WithDiagnostics, cap_per_code, nearest};
use crate::fields::{File, KeyRecorder, Located, TableReader, is_address};
use crate::format::{FORMATS, Format, RedirectFormat};
use crate::paper::Curator;
use crate::place::SourcePath;
use crate::source::Sources;
use crate::syntax::Syntax;

const PERIODS: [&str; 4] = ["day", "week", "month", "year"];

/// Reads the configuration of a site.
pub fn parse(sources: &Sources, overrides: &Overrides) -> WithDiagnostics<Config> {
    let path = SourcePath::new("config.toml");
    let text = sources.text(&path).unwrap_or_default();
    let file = File { path: &path, text, data: 0..text.len(), syntax: Syntax::Toml };
    let mut diagnostics = Vec::new();
    let mut fields = TableReader::parse(&file).take_value(&mut diagnostics);
    let config = read(&mut fields, overrides);
    diagnostics.extend(fields.finish());
    WithDiagnostics::new(config, cap_per_code(diagnostics))
}

/// All keys that are read.
pub fn recorded_keys() -> KeyRecorder {
    KeyRecorder::of(|mut fields| drop(read(&mut fields, &Overrides::default())))
}

fn read(fields: &mut TableReader<'_>, overrides: &Overrides) -> Config {
    let title = fields.required("title", "name the digest: `title = \"…\"`");
    Config {
        title: title.map(|title| title.value).unwrap_or_default(),
        base_url: base_url(fields, overrides),
        description: fields.plain("description"),
        language: fields.plain("language").unwrap_or_else(|| "en".to_string()),
        timezone: timezone(fields),
        theme: fields.text("theme"),
        curator: curator(fields, "curator"),
        copyright: fields.plain("copyright"),
        search: search(fields),
        nav: nav(fields),
        pages: section(fields, "pages", pages),
        outputs: section(fields, "outputs", outputs),
        limits: section(fields, "limits", limits),
        markdown: section(fields, "markdown", markdown),
        macros: section(fields, "math", |math| math.text_table("macros")),
        highlight: section(fields, "highlight", highlight),
        per_page: section(fields, "pagination", |f| f.number("per_page", 1..10_001)).unwrap_or(100) as usize,
        feeds: section(fields, "feeds", feeds),
        import: section(fields, "import", import),
        front_matter: section(fields, "content", front_matter),
        extra: fields.extra("extra"),
    }
}

/// Reads a sub-table; one that is missing reads like an empty one.
fn section<'a, T>(
    fields: &mut TableReader<'a>,
    key: &'static str,
    read: impl FnOnce(&mut TableReader<'a>) -> T,
) -> T {
    let mut table = fields.table(key).unwrap_or_else(|| fields.empty());
    let value = read(&mut table);
    for diagnostic in table.finish() {
        fields.report(diagnostic);
    }
    value
}

fn base_url(fields: &mut TableReader<'_>, overrides: &Overrides) -> BaseUrl {
    if overrides.base_url.is_none() {
        fields.require("base_url", "say where the site will be found: `base_url = \"https://example.org\"`");
    }
    let written = fields.text("base_url");
    let (value, span) = match (&overrides.base_url, written) {
        (Some(value), _) => (value.clone(), None),
        (None, Some(Located { value, span })) => (value, Some(span)),
        (None, None) => return BaseUrl::default(),
    };
    super::base_url::parse(&value).unwrap_or_else(|bad| {
        let name = match (span, overrides.base_url_source) {
            (Some(_), _) => "base_url",
            (None, BaseUrlSource::Flag) => "--base-url",
            (None, BaseUrlSource::Environment) => "DIGESTGEN_BASE_URL",
        };
        let suggestion = bad.suggestion.as_deref();
        fields.report(codes::bad_base_url(fields.file().path, span, name, &value, bad.expected, suggestion));
        BaseUrl::default()
    })
}

fn timezone(fields: &mut TableReader<'_>) -> TimeZone {
    let Some(name) = fields.text("timezone") else { return TimeZone::UTC };
    TimeZone::get(&name.value).unwrap_or_else(|_| {
        let known: Vec<String> = jiff::tz::db().available().map(|zone| zone.to_string()).collect();
        let near = nearest(&name.value, known.iter().map(String::as_str));
        fields.report(codes::unknown_timezone(fields.file().path, name.span, &name.value, near));
        TimeZone::UTC
    })
}

/// Reads a curator: a name, or a table.
pub fn curator(fields: &mut TableReader<'_>, key: &'static str) -> Option<Curator> {
    if fields.is_text(key) {
        return fields.plain(key).map(|name| Curator { name, email: None, url: None });
    }
    let mut table = fields.table(key)?;
    let name = table.required("name", "name the curator: `{ name = \"…\" }`");
    let (email, url) = (table.plain("email"), table.address("url").map(|url| url.value));
    let curator = name.map(|name| Curator { name: name.value, email, url });
    for diagnostic in table.finish() {
        fields.report(diagnostic);
    }
    curator
}

fn search(fields: &mut TableReader<'_>) -> Option<String> {
    let Located { value, span } = fields.text("search")?;
    let has_page_scheme = ["https://", "http://", "/"].iter().any(|start| value.starts_with(start));
    if !has_page_scheme || !is_address(&value) || !value.contains("{searchTerms}") {
        fields.report(codes::bad_search(fields.file().path, span, &value));
        return None;
    }
    Some(value)
}

fn nav(fields: &mut TableReader<'_>) -> Vec<NavLink> {
    let mut texts = Vec::new();
    let plain = |text: Located<String>| {
        let link = NavLink { name: text.value.clone(), url: text.value.trim().to_owned() };
        texts.push(text);
        link
    };
    let mut links = fields.tables("nav", plain, nav_link);
    for text in texts {
        fields.checked_address("nav", text);
    }
    links.retain(|link| is_address(&link.url));
    links
}

fn nav_link(mut fields: TableReader<'_>) -> WithDiagnostics<Option<NavLink>> {
    let help = "a link needs both: `{ name = \"About\", url = \"/about/\" }`";
    let name = fields.required("name", help);
    fields.require("url", help);
    let url = fields.address("url");
    let link = name.zip(url).map(|(name, url)| NavLink { name: name.value, url: url.value });
    WithDiagnostics::new(link, fields.finish())
}

fn pages(fields: &mut TableReader<'_>) -> Pages {
    let periods = fields.choices("periods", &PERIODS).unwrap_or_else(|| PERIODS.to_vec());
    let has = |name| periods.contains(&name);
    Pages {
        day: has("day"),
        week: has("week"),
        month: has("month"),
        year: has("year"),
        archive: fields.flag("archive").unwrap_or(true),
        authors: fields.flag("authors").unwrap_or(true),
        tags: fields.flag("tags").unwrap_or(true),
        authors_min: fields.number("authors_min", 1..i64::MAX).unwrap_or(1) as usize,
        tags_min: fields.number("tags_min", 1..i64::MAX).unwrap_or(1) as usize,
    }
}

fn outputs(fields: &mut TableReader<'_>) -> Outputs {
    let all: Vec<&'static str> = FORMATS.iter().map(|info| info.name).collect();
    let usual: Vec<&'static str> =
        FORMATS.iter().filter(|info| info.is_default()).map(|info| info.name).collect();
    let mut formats = |key, default: &[&'static str]| {
        let names = fields.choices(key, &all).unwrap_or_else(|| default.to_vec());
        let mut formats: Vec<_> = names.into_iter().filter_map(Format::from_name).collect();
        formats.sort_unstable();
        formats.dedup();
        formats
    };
    Outputs {
        site: formats("site", &usual),
        topics: formats("topics", &usual),
        tags: formats("tags", &["rss", "bib"]),
        editions: formats("editions", &["bib", "json", "md"]),
        authors: formats("authors", &[]),
        papers: formats("papers", &[]),
        redirects: fields.choice("redirects", &RedirectFormat::NAMES).and_then(RedirectFormat::from_name),
        api: fields.flag("api").unwrap_or(false),
    }
}

fn limits(fields: &mut TableReader<'_>) -> Limits {
    let host = fields.choice("host", &HOSTS);
    let limits = host.map(Limits::of_host).unwrap_or_default();
    let (files, bytes) = (fields.number("files", 1..i64::MAX), fields.number("bytes", 1..i64::MAX));
    Limits {
        files: files.map(i64::unsigned_abs).or(limits.files),
        bytes: bytes.map(i64::unsigned_abs).or(limits.bytes),
        ..limits
    }
}

fn markdown(fields: &mut TableReader<'_>) -> MarkdownConfig {
    let raw_html = match fields.choice("raw_html", &["sanitize", "escape", "allow"]) {
        Some("escape") => RawHtml::Escape,
        Some("allow") => RawHtml::Allow,
        _ => RawHtml::Sanitize,
    };
    MarkdownConfig { raw_html, smart_punctuation: fields.flag("smart_punctuation").unwrap_or(true) }
}

fn highlight(fields: &mut TableReader<'_>) -> Highlight {
    Highlight { light: fields.text("light"), dark: fields.text("dark") }
}

fn feeds(fields: &mut TableReader<'_>) -> Feeds {
    Feeds {
        limit: fields.number("limit", 1..10_001).unwrap_or(50) as usize,
        full_content: fields.flag("full_content").unwrap_or(true),
    }
}

/// Reads `[content]`.
fn front_matter(fields: &mut TableReader<'_>) -> Syntax {
    fields.choice("front_matter", &Syntax::NAMES).and_then(Syntax::named).unwrap_or_default()
}

fn import(fields: &mut TableReader<'_>) -> Import {
    Import {
        arxiv: service(fields, "arxiv", "https://export.arxiv.org/api/query"),
        doi: service(fields, "doi", "https://doi.org"),
    }
}

/// The URL of a service; it must be `http` or `https`.
fn service(fields: &mut TableReader<'_>, key: &'static str, default: &str) -> String {
    let Some(address) = fields.address(key) else { return default.to_string() };
    if Url::parse(&address.value).is_ok_and(|url| matches!(url.scheme(), "http" | "https")) {
        return address.value;
    }
    fields.report(bad_address(
        fields.file().path,
        address.span,
        &format!("import.{key}"),
        &address.value,
        None,
    ));
    default.to_string()
}
