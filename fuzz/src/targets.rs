//! One function for each fuzz target: takes any bytes, and panics if a check fails.

use std::cell::RefCell;
use std::sync::Arc;

use digestgen::config::{self, Overrides};
use digestgen::content::{self, Markdown, Markup, MarkupPart};
use digestgen::diagnostic::{Colour, Diagnostic, draw, to_json};
use digestgen::edit::{Editor, Value};
use digestgen::fingerprint::Fingerprint;
use digestgen::import::{self, Format, NewEntryOptions};
use digestgen::paper::{ArxivId, Doi, EditionId, Name, Published};
use digestgen::pipeline::accepts_cache;
use digestgen::place::SourcePath;
use digestgen::slug::{MAX_SLUG_BYTES, Slug};
use digestgen::source::{Content, Source, Sources, Text};
use digestgen::syntax::Syntax;

use super::document::faults_within;

/// The front matter of an entry, and of an edition, in TOML.
pub fn front_matter(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    content_file(&format!("+++\n{text}"));
}

/// The same in YAML. What can be read can also be edited, and reads back as intended.
pub fn yaml(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    content_file(&format!("---\n{text}"));
    let Some(mut editor) = Editor::new(text, Syntax::Yaml) else { return };
    let value = Value::Text("it's: \"new\" # here".to_owned());
    for key in ["title", "votes", "tags", "publication.volume", "new"] {
        let before = editor.get(key, &value);
        let done = editor.set(key, &value);
        let expected = if done { Some(value.clone()) } else { before };
        assert_eq!(editor.get(key, &value), expected, "{key} in {text:?}");
    }
    editor.rename("authors", "a", "b");
    let text = editor.finish();
    assert!(Editor::new(&text, Syntax::Yaml).is_some(), "{text:?}");
}

fn content_file(text: &str) {
    for path in [
        "content/papers/a.md",
        "content/papers/a/index.md",
        "content/editions/2025-W11.md",
        "content/authors/a.md",
    ] {
        let path = SourcePath::new(path);
        let checked = with_markdown(|markdown| content::parse(&path, text, markdown));
        assert!(checked.value.is_some() || checked.diagnostics.iter().any(Diagnostic::is_error));
        check_diagnostics(&checked.diagnostics, text);
    }
}

/// `config.toml`.
pub fn config(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut sources = Sources::default();
    sources.files.insert(SourcePath::new("config.toml"), source(text));
    let mut diagnostics = Vec::new();
    let config = config::parse(&sources, &Overrides::default()).take_value(&mut diagnostics);
    config::theme_chain(&sources, &config).take_value(&mut diagnostics);
    content::markdown_of(&config).take_value(&mut diagnostics);
    // Takes longer than everything else.
    if text.contains("highlight") {
        content::content_css(&config).take_value(&mut diagnostics);
    }
    check_diagnostics(&diagnostics, text);
}

/// Markdown to HTML: the body, the summary and the lines of an entry.
pub fn markdown(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let path = SourcePath::new("content/papers/a/index.md");
    let at = |range: std::ops::Range<usize>| range.into();
    with_markdown(|markdown| {
        let body = markdown.body(&path, text, 0);
        harmless(&body.value.markup, "div", text);
        harmless(&body.value.summary, "p", text);
        check_diagnostics(&body.diagnostics, text);
        let line = markdown.inline(&path, text, &at);
        harmless(&line.value.markup, "h1", text);
        check_diagnostics(&line.diagnostics, text);
        let plain = markdown.plain_text(&path, text, &at);
        harmless(&plain.value.markup, "div", text);
        check_diagnostics(&plain.diagnostics, text);
    });
}

/// Slugs, and names on their way to them.
pub fn slugs(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let name = Name::parse(text).display();
    for text in [text, &name] {
        let slug = Slug::of(text);
        let is_part = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        assert!(slug.as_str().split('-').all(is_part) && slug.as_str().len() <= MAX_SLUG_BYTES, "{slug}");
        assert_eq!(Slug::of(slug.as_str()), slug, "the slug of a slug");
    }
}

/// Editions' names, a paper's date and its identifiers: values that are parsed and written again do not change.
pub fn dates(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Some(id) = EditionId::parse(text) {
        assert_eq!(EditionId::parse(&id.to_string()), Some(id));
        assert!(id.to_string().eq_ignore_ascii_case(text), "{text}");
    }
    if let Some(date) = Published::parse(text) {
        assert_eq!(Published::parse(&date.to_string()), Some(date));
        assert_eq!(date.to_string(), text.trim());
    }
    if let Some(id) = ArxivId::parse(text) {
        assert_eq!(ArxivId::parse(&id.to_string()), Some(id));
    }
    if let Some(doi) = Doi::parse(text) {
        assert_eq!(Doi::parse(doi.as_str()), Some(doi));
    }
}

/// Records in RIS.
pub fn ris(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    imports(Format::Ris, text);
    imports(Format::Ris, &format!("TY  - JOUR\nTI  - T\n{text}\nER  - \n"));
}

/// Records in CSL-JSON, and texts in their fields.
pub fn csl(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    imports(Format::Csl, text);
    let name = serde_json::json!({ "family": text, "given": text });
    let item = serde_json::json!({
        "title": text, "abstract": text, "container-title": text, "note": text, "keyword": text,
        "author": [name], "issued": { "raw": text }, "URL": text, "DOI": text, "number": text,
    });
    imports(Format::Csl, &item.to_string());
}

/// Names of people in BibTeX.
pub fn names(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    imports(Format::Bibtex, &format!("@misc{{a, title={{T}}, author={{{text}}}, editor={{{text}}}}}"));
    imports(Format::Ris, &format!("TY  - JOUR\nTI  - T\nAU  - {text}\nER  - \n"));
}

/// Dates of imported records, in words too.
pub fn record_dates(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for field in ["date", "year", "month"] {
        imports(Format::Bibtex, &format!("@misc{{a, title={{T}}, {field}={{{text}}}}}"));
    }
    imports(Format::Bibtex, &format!("@misc{{a, title={{T}}, year=2003, month={{{text}}}}}"));
    imports(Format::Ris, &format!("TY  - JOUR\nTI  - T\nPY  - 2003\nDA  - {text}\nER  - \n"));
}

/// BibTeX, and TeX in its fields.
pub fn tex(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    imports(Format::Bibtex, text);
    imports(
        Format::Bibtex,
        &format!(
            "@article{{a, title={{{text}}}, abstract={{{text}}}, journal={{{text}}}, url={{{text}}}, note={{{text}}}, annote={{{text}}}}}"
        ),
    );
}

/// Reads records, and their entries as a build reads them: whatever a record holds, the front matter is valid.
fn imports(format: Format, text: &str) {
    let found = import::read(format, &SourcePath::new("list"), text);
    check_diagnostics(&found.diagnostics, text);
    let Ok(day) = "2025-03-12".parse() else { return };
    let options = NewEntryOptions { keep_notes: true, ..NewEntryOptions::of_day(day) };
    let path = SourcePath::new("content/papers/a.md");
    for record in &found.value.records {
        let entry = import::entry(record, &options, Syntax::Toml);
        let parsed = with_markdown(|markdown| content::parse(&path, &entry, markdown));
        let errors: Vec<&Diagnostic> = parsed.diagnostics.iter().filter(|found| found.is_error()).collect();
        assert!(errors.is_empty() && parsed.value.is_some(), "{errors:?}\nfrom {text:?}\nmade {entry}");
    }
}

/// The build cache: the state and the documents, possibly damaged.
pub fn kept(data: &[u8]) {
    let Some((&first, rest)) = data.split_first() else { return };
    let (state, documents) = rest.split_at(rest.len() * usize::from(first) / 255);
    // Random input does not produce a matching fingerprint.
    assert!(!accepts_cache(state, documents, Fingerprint::default()));
}

fn with_markdown<T>(work: impl FnOnce(&Markdown) -> T) -> T {
    thread_local! {
        static MARKDOWN: RefCell<Option<Markdown>> = const { RefCell::new(None) };
    }
    MARKDOWN.with_borrow_mut(|kept| {
        let made = || {
            let mut sources = Sources::default();
            let text = "title = \"T\"\nbase_url = \"https://a.b\"\n[math.macros]\nR = '\\mathbb{R}'\n";
            sources.files.insert(SourcePath::new("config.toml"), source(text));
            content::markdown_of(&config::parse(&sources, &Overrides::default()).value).value
        };
        work(kept.get_or_insert_with(made))
    })
}

fn source(text: &str) -> Source {
    let content = Content::Text(Text::new(Arc::from(text)));
    Source { fingerprint: Fingerprint::of_bytes(text.as_bytes()), content, stat: None }
}

/// Checks that HTML is inert after its placeholders are replaced.
fn harmless(markup: &Markup, element: &'static str, text: &str) {
    let mut html = String::new();
    for piece in markup.parts() {
        match piece {
            MarkupPart::Html(piece) => html.push_str(piece),
            MarkupPart::Base | MarkupPart::IdPrefix => {}
            MarkupPart::Folder => html.push_str("/papers/a/"),
            MarkupPart::Reference(reference) => {
                html.push_str("<a href=\"/\">");
                html.push_str(reference.text.as_deref().unwrap_or("title"));
                html.push_str("</a>");
            }
        }
    }
    let faults = faults_within(&html, element);
    assert!(faults.is_empty(), "{faults:?}\nfrom {text:?}\nmade {html:?}");
}

/// Formats all diagnostics, as text and as JSON.
fn check_diagnostics(diagnostics: &[Diagnostic], text: &str) {
    let text_of = |_: &SourcePath| Some(text);
    for diagnostic in diagnostics {
        let drawn = draw(diagnostic, &text_of, Colour::No);
        assert!(!drawn.chars().any(|c| c.is_control() && c != '\n'), "{drawn:?}");
        assert!(to_json(diagnostic, &text_of).starts_with("{\"code\":\""));
    }
}
