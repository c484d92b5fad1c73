//! A site written inline as one string of several files, and what is built of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use digestgen::check::{self, CheckReport};
use digestgen::config::Overrides;
use digestgen::diagnostic::{Colour, Diagnostic, draw, to_json};
use digestgen::output::{BuiltFiles, MemorySink, OutputBytes};
use digestgen::pipeline::{self, Inputs, Memo, Today};
use digestgen::place::SourcePath;
use digestgen::source::{self, Sources};
use tempfile::TempDir;

/// The day on which every test builds, unless it says otherwise.
pub const TODAY: &str = "2025-06-01";

/// What `config.toml` says, unless a test writes its own.
pub const CONFIG: &str = "title = \"Digest\"\nbase_url = \"https://digest.example\"\ntheme = \"plain\"\n";

/// A site on disk that can be changed and built again.
pub struct Site {
    /// Shared with the servers of this site, so that the folder is there as long as anyone reads it.
    folder: Arc<TempDir>,
    overrides: Overrides,
    today: Today,
    strict: bool,
    memo: Memo,
    last: Arc<BuiltFiles>,
}

/// A site of the files in `text`: each begins with a line `--- path`. What stands before the first one
/// is added to [`CONFIG`].
pub fn site(text: &str) -> Site {
    let mut site = Site {
        folder: Arc::new(TempDir::new().unwrap()),
        overrides: Overrides::default(),
        today: Today::Day(TODAY.parse().unwrap()),
        strict: false,
        memo: Memo::default(),
        last: Arc::default(),
    };
    let text = format!("\n{text}");
    let (config, files) = text.split_once("\n--- ").unwrap_or((&text, ""));
    site.write("config.toml", format!("{CONFIG}{config}\n"));
    for file in files.split("\n--- ").filter(|file| !file.is_empty()) {
        let (path, text) = file.split_once('\n').unwrap_or((file, ""));
        site.write(path.trim(), format!("{}\n", text.strip_suffix('\n').unwrap_or(text)));
    }
    site
}

/// A site as [`site`] takes it: an entry called `slug`, with further front matter.
pub fn entry(slug: &str, date: &str, more: &str) -> String {
    format!(
        r#"--- content/papers/{slug}.md
+++
title = "{slug}"
date = {date}
{more}
+++
Note on {slug}.
"#
    )
}

/// All that is wrong with a site, as it is drawn.
pub fn drawn(text: &str) -> String {
    site(text).build().drawn()
}

impl Site {
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Keeps the folder of the site while it is used.
    pub fn folder(&self) -> Arc<TempDir> {
        Arc::clone(&self.folder)
    }

    /// Adds an entry called `slug`, with further lines of front matter.
    pub fn add(&mut self, slug: &str, date: &str, more: &str) -> &mut Self {
        let text = entry(slug, date, more);
        let (_, text) = text.split_once('\n').unwrap();
        self.write(&format!("content/papers/{slug}.md"), text)
    }

    #[track_caller]
    pub fn write(&mut self, path: &str, text: impl AsRef<[u8]>) -> &mut Self {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    #[track_caller]
    pub fn remove(&mut self, path: &str) -> &mut Self {
        fs::remove_file(self.root().join(path)).unwrap();
        self
    }

    #[track_caller]
    pub fn replace(&mut self, path: &str, from: &str, to: &str) -> &mut Self {
        let text = fs::read_to_string(self.root().join(path)).unwrap();
        assert!(text.contains(from), "`{path}` holds no `{from}`");
        self.write(path, text.replacen(from, to, 1))
    }

    #[track_caller]
    pub fn today(&mut self, day: &str) -> &mut Self {
        self.today = Today::Day(day.parse().unwrap());
        self
    }

    #[track_caller]
    pub fn now(&mut self, moment: &str) -> &mut Self {
        self.today = Today::Now(moment.parse().unwrap());
        self
    }

    pub fn drafts(&mut self) -> &mut Self {
        self.overrides.drafts = true;
        self
    }

    pub fn future(&mut self) -> &mut Self {
        self.overrides.future = true;
        self
    }

    pub fn base_url(&mut self, url: &str) -> &mut Self {
        self.overrides.base_url = Some(url.to_owned());
        self
    }

    pub fn strict(&mut self) -> &mut Self {
        self.strict = true;
        self
    }

    /// Builds with the memo of the last build, as `serve` does.
    #[track_caller]
    pub fn build(&mut self) -> Build {
        let sources = source::scan(self.root()).unwrap();
        let sink = MemorySink::after(&self.last);
        let inputs = Inputs {
            sources: &sources,
            overrides: &self.overrides,
            today: self.today,
            strict: self.strict,
            progress: &|_| {},
        };
        let (build, memo) = pipeline::build(&inputs, std::mem::take(&mut self.memo), &sink);
        self.memo = memo;
        let (made, _) = sink.finish();
        let files = made.iter().map(|(path, held)| (path.to_string(), bytes_of(held))).collect();
        if build.is_complete() {
            self.last = made;
        }
        Build { files, sources, build }
    }

    /// Looks at the site, as `check` does.
    pub fn check(&self) -> Looked {
        let sources = source::scan(self.root()).unwrap();
        let (overrides, today) = (&self.overrides, self.today);
        let inputs = Inputs { sources: &sources, overrides, today, strict: self.strict, progress: &|_| {} };
        let report = check::check(&inputs);
        Looked { sources, report }
    }

    /// Builds without a memo.
    pub fn clean(&mut self) -> Build {
        (self.memo, self.last) = (Memo::default(), Arc::default());
        self.build()
    }
}

/// The bytes that are held in memory.
pub fn bytes_of(held: &OutputBytes) -> Vec<u8> {
    match held {
        OutputBytes::Bytes(bytes) => bytes.to_vec(),
        OutputBytes::Large(file) => panic!("{file:?} is not held in memory"),
    }
}

/// What `check` found in a site.
pub struct Looked {
    pub sources: Sources,
    pub report: CheckReport,
}

impl Looked {
    /// Codes of what was found, in order.
    pub fn codes(&self) -> Vec<&str> {
        self.report.diagnostics.iter().map(|found| &*found.code).collect()
    }

    /// What was found under some codes, drawn without colour.
    pub fn drawn(&self, codes: &[&str]) -> String {
        draw_all(&self.report.diagnostics, &self.report.build, &self.sources, codes)
    }
}

/// Draws diagnostics without colour: those of some codes, or all.
pub fn draw_all(
    diagnostics: &[Diagnostic],
    build: &pipeline::Build,
    sources: &Sources,
    codes: &[&str],
) -> String {
    let text_of = |path: &SourcePath| build.text(sources, path);
    let wanted = diagnostics.iter().filter(|found| codes.is_empty() || codes.contains(&&*found.code));
    wanted.map(|found| draw(found, &text_of, Colour::No)).collect::<Vec<_>>().join("\n\n")
}

/// What came of a site.
pub struct Build {
    /// Every output, by its path.
    pub files: BTreeMap<String, Vec<u8>>,
    sources: Sources,
    build: pipeline::Build,
}

impl Build {
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.build.diagnostics
    }

    /// Codes of what is wrong, in the order in which it is shown.
    pub fn codes(&self) -> Vec<&str> {
        self.diagnostics().iter().map(|diagnostic| &*diagnostic.code).collect()
    }

    /// All that is wrong, drawn without colour.
    pub fn drawn(&self) -> String {
        draw_all(self.diagnostics(), &self.build, &self.sources, &[])
    }

    /// All that is wrong, one JSON object a line.
    pub fn json(&self) -> String {
        let text_of = |path: &SourcePath| self.build.text(&self.sources, path);
        self.diagnostics().iter().map(|diagnostic| to_json(diagnostic, &text_of) + "\n").collect()
    }

    pub fn is_complete(&self) -> bool {
        self.build.is_complete()
    }

    /// This build, which has no problems.
    #[track_caller]
    pub fn fine(self) -> Self {
        assert!(self.diagnostics().is_empty(), "{}", self.drawn());
        self
    }

    /// Addresses of the outputs that were made anew.
    pub fn rendered(&self) -> Vec<String> {
        self.build.report.rendered.iter().map(|(path, _)| address(path.as_str())).collect()
    }

    /// Addresses of all outputs.
    pub fn addresses(&self) -> Vec<String> {
        self.files.keys().map(|path| address(path)).collect()
    }

    pub fn has(&self, address: &str) -> bool {
        self.files.contains_key(&file_of(address))
    }

    /// The text at an address.
    #[track_caller]
    pub fn page(&self, address: &str) -> &str {
        let Some(bytes) = self.files.get(&file_of(address)) else {
            panic!("no output at `{address}`, only {:?}\n{}", self.addresses(), self.drawn());
        };
        std::str::from_utf8(bytes).unwrap()
    }

    /// What stands in the page's `<main>`.
    #[track_caller]
    pub fn main(&self, address: &str) -> &str {
        let page = self.page(address);
        let main = page.split_once("<main").and_then(|(_, rest)| rest.split_once('>'));
        let main = main.and_then(|(_, rest)| rest.split_once("</main>"));
        main.expect("the page has a `<main>`").0.trim()
    }

    /// Where the links of the page's `<main>` lead, in order.
    #[track_caller]
    pub fn links(&self, address: &str) -> Vec<&str> {
        self.main(address).split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    /// Slugs of the entries that a page lists, in order.
    #[track_caller]
    pub fn papers(&self, address: &str) -> Vec<&str> {
        let mut slugs: Vec<_> = self.links(address).into_iter().filter_map(slug_of).collect();
        slugs.dedup();
        slugs
    }

    /// Headings below the first, and the entries under each: `Physics: a b`.
    #[track_caller]
    pub fn groups(&self, address: &str) -> Vec<String> {
        let sections = self.main(address).split("<h2").skip(1);
        sections
            .map(|section| {
                let heading = section.split_once('>').and_then(|(_, rest)| rest.split("</h2>").next());
                let rows =
                    section.split("href=\"").skip(1).filter_map(|rest| slug_of(rest.split('"').next()?));
                format!("{}: {}", plain(heading.unwrap()), rows.collect::<Vec<_>>().join(" "))
            })
            .collect()
    }
}

/// The slug of an entry in the address of its page.
fn slug_of(address: &str) -> Option<&str> {
    let (_, slug) = address.split_once("/papers/")?;
    slug.strip_suffix('/').filter(|slug| !slug.is_empty() && !slug.contains('/'))
}

/// What stands between two texts, the first time.
pub fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    let start = text.find(open)? + open.len();
    let end = text[start..].find(close)?;
    Some(&text[start..start + end])
}

/// HTML without its tags.
pub fn plain(html: &str) -> String {
    let parts = html.split('<').enumerate();
    parts
        .filter_map(
            |(at, part)| if at == 0 { Some(part) } else { part.split_once('>').map(|(_, text)| text) },
        )
        .collect()
}

fn address(path: &str) -> String {
    format!("/{}", path.strip_suffix("index.html").unwrap_or(path))
}

fn file_of(address: &str) -> String {
    let path = address.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}
