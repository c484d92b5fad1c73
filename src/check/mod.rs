//! What a build need not know: whether links lead somewhere, whether two entries are one paper, what is
//! missing, unused or heavy, and whether the web outside still answers. A leaf: builds the site, reads its
//! pages, and looks at the digest behind them. It prints nothing; what day it is and how to wait are told
//! to it.

mod address;
mod code;
mod facts;
mod fix;
mod links;
mod names;
mod pages;
mod places;
mod terms;
mod titles;
mod unused;
mod web;
mod weight;

use crate::config::{self, RawHtml, ThemeChain};
use crate::content::Document;
use crate::diagnostic::{self, Diagnostic};
use crate::digest::{self, Digest, Selection, Slugs};
use crate::pipeline::{self, Build, Inputs, Memo};
use crate::place::SourcePath;
use crate::source::{Sources, theme_folders};
use address::Addresses;
use pages::Pages;
use places::Written;

pub use fix::{Edit, Fix, fix};
pub use web::{NoNetwork, Settings as WebSettings, Step, WebLink, ask as ask_web};

/// What came of a check.
pub struct Report {
    /// All that is wrong, and notes, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// What can be mended without asking.
    pub fixes: Vec<Fix>,
    /// Links to the web outside, of which nothing is known yet.
    pub web: Vec<WebLink>,
    /// The build that was looked at.
    pub build: Build,
}

/// A site as checks see it.
struct Subject<'a> {
    sources: &'a Sources,
    addresses: &'a Addresses,
    documents: &'a [&'a Document],
    /// The entries that are shown or will be one day.
    digest: &'a Digest<'a>,
    /// Which of them are shown today.
    selection: Selection,
    chain: &'a ThemeChain,
    /// Whether HTML in notes is shown as text.
    escapes_html: bool,
    /// Themes that lie in the site's own folder.
    own_themes: &'a [String],
}

/// Builds a site and looks at it. Pages are only looked at when there are any: with errors there are none.
pub fn check(inputs: &Inputs<'_>) -> Report {
    let config = config::parse(inputs.sources, inputs.overrides).value;
    let chain = config::theme_chain(inputs.sources, &config).value;
    let addresses = Addresses::new(&config.base_url);
    let pages = Pages::new(&addresses);
    let (mut build, memo) = pipeline::build(inputs, Memo::default(), &pages);
    let read = pages.finish();
    let documents = memo.documents();
    let slugs = Slugs::of(&documents);
    let selection = Selection {
        today: inputs.today.day(&config.timezone),
        drafts: inputs.overrides.drafts,
        future: inputs.overrides.future,
    };
    let one_day = Selection { future: true, ..selection };
    let digest = digest::assemble(&documents, &slugs, one_day).value;
    let subject = Subject {
        sources: inputs.sources,
        addresses: &addresses,
        documents: &documents,
        digest: &digest,
        selection,
        chain: &chain,
        escapes_html: config.markdown.raw_html == RawHtml::Escape,
        own_themes: &theme_folders(&inputs.sources.root),
    };
    // A link to what waits for its day is not wrong, it is early; what has expired will not be shown again.
    let is_early =
        |found: &Diagnostic| found.code == "hidden-reference" && !found.message.contains("expired");
    let told = std::mem::take(&mut build.diagnostics).into_iter();
    let told = told.map(|found| if is_early(&found) { found.into_note() } else { found });
    let mut diagnostics: Vec<_> = told.collect();
    let (mut fixes, mut web) = (Vec::new(), Vec::new());
    diagnostics.extend(facts::check(&subject));
    diagnostics.extend(facts::waiting(&subject));
    diagnostics.extend(titles::check(&subject));
    diagnostics.extend(names::check(&subject));
    terms::check(&subject, &mut diagnostics, &mut fixes);
    code::check(&subject, &mut diagnostics, &mut fixes);
    diagnostics.extend(unused::templates(&subject));
    if build.is_whole() && !diagnostics.iter().any(Diagnostic::is_error) {
        let written = Written::read(&subject);
        diagnostics.extend(links::check(&subject, &read, &written));
        diagnostics.extend(links::pictures(&subject, &read, &written));
        diagnostics.extend(unused::files(&subject, &read));
        web = web::gather(&subject, &read, &written);
        diagnostics.extend(weight::check(&read, &written, &SourcePath::new("config.toml")));
    }
    diagnostic::sort(&mut diagnostics);
    fixes.sort_unstable();
    fixes.dedup();
    Report { diagnostics, fixes, web, build }
}

impl<'a> Subject<'a> {
    /// Documents that stand on pages today.
    fn shown_documents(&self) -> Vec<&'a Document> {
        let is_shown = |document: &&&Document| match document {
            Document::Paper(paper) => self.selection.hides(paper).is_none(),
            Document::Section(_) => true,
        };
        self.documents.iter().filter(is_shown).copied().collect()
    }

    /// The folders of templates or static files, of the site and of all its themes.
    fn folders(&self, kind: &str) -> Vec<String> {
        let themes = self.chain.folders.iter().map(|theme| format!("themes/{}/{kind}/", theme.name));
        [format!("{kind}/")].into_iter().chain(themes).collect()
    }

    /// Those that the curator wrote.
    fn own_folders(&self, kind: &str) -> Vec<String> {
        let themes = self.chain.folders.iter().filter(|theme| self.own_themes.contains(&theme.name));
        let themes = themes.map(|theme| format!("themes/{}/{kind}/", theme.name));
        [format!("{kind}/")].into_iter().chain(themes).collect()
    }

    /// The configuration and the templates, which hold addresses too.
    fn own_texts(&self) -> impl Iterator<Item = &'a SourcePath> {
        let folders = self.folders("templates");
        let of_config = self.sources.files.keys().filter(|path| path.as_str() == "config.toml");
        let templates =
            move |path: &&SourcePath| folders.iter().any(|folder| path.as_str().starts_with(folder));
        of_config.chain(self.sources.files.keys().filter(templates))
    }
}
