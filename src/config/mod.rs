//! Stage 1: `config.toml` → [`Config`], and the chain of themes it names.
//! Knows what may be configured; does nothing with it.
//!
//! # Example
//!
//! ```
//! use digestgen::config::{self, Overrides};
//!
//! let sources = digestgen::source::scan("starter/digest".as_ref())?;
//! let overrides = Overrides { base_url: Some("https://ada.example/digest/".to_owned()), ..Overrides::default() };
//! let config = config::parse(&sources, &overrides).value;
//! assert_eq!(config.title, "Papers of the Week");
//! assert_eq!(config.base_url.address("/about/"), "https://ada.example/digest/about/");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod overrides;
mod parse;
mod theme;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::fields::{Extra, Located};
use crate::format::Format;
use crate::paper::Curator;

pub use overrides::Overrides;
pub use parse::{curator, parse, recorded_keys};
pub use theme::{ThemeChain, ThemeFolder, theme_chain};

/// What `config.toml` says, overrides applied.
#[derive(Clone, PartialEq, Debug)]
pub struct Config {
    /// The digest's name.
    pub title: String,
    /// Where it will be found.
    pub base_url: BaseUrl,
    /// One or two sentences on it.
    pub description: Option<String>,
    /// BCP 47 tag of its language.
    pub language: String,
    /// Where its days begin and end.
    pub timezone: TimeZone,
    /// The theme's name, if one is named.
    pub theme: Option<Located<String>>,
    /// Who chooses.
    pub curator: Option<Curator>,
    /// Rights, as shown at the foot of every page.
    pub copyright: Option<String>,
    /// Where searches of the digest go: a whole address or a path, with `{searchTerms}` for the words.
    pub search: Option<String>,
    /// Links of the header, in order.
    pub nav: Vec<NavLink>,
    /// Which pages are made.
    pub pages: Pages,
    /// Which formats are written beside them.
    pub outputs: Outputs,
    /// How Markdown is read.
    pub markdown: MarkdownConfig,
    /// The digest's own TeX macros: name without backslash, and TeX.
    pub macros: Vec<(String, Located<String>)>,
    /// Names of highlighting themes.
    pub highlight: Highlight,
    /// Entries on a list page.
    pub per_page: usize,
    /// The feeds.
    pub feeds: Feeds,
    /// The services that are asked for facts.
    pub import: Import,
    /// For templates.
    pub extra: Extra,
}

/// The address of the site's home page, without the slash at its end.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct BaseUrl {
    /// Scheme and host: `https://example.org`.
    pub origin: String,
    /// The host alone: `example.org`.
    pub host: String,
    /// The path below which the site lies: empty, or `/digest`.
    pub path: String,
}

/// A link of the header.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct NavLink {
    /// The words shown.
    pub name: String,
    /// An address, or a path from the site's root.
    pub url: String,
}

/// `[pages]`: what is made.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own")]
pub struct Pages {
    /// Editions of a day.
    pub day: bool,
    /// Editions of an ISO week.
    pub week: bool,
    /// Editions of a month.
    pub month: bool,
    /// Years.
    pub year: bool,
    /// The calendar of all editions.
    pub archive: bool,
    /// Authors.
    pub authors: bool,
    /// Tags.
    pub tags: bool,
}

/// `[outputs]`: for each kind of page the formats beside it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Outputs {
    /// Of the whole digest.
    pub site: Vec<Format>,
    /// Of each topic.
    pub topics: Vec<Format>,
    /// Of each tag.
    pub tags: Vec<Format>,
    /// Of each day and week.
    pub editions: Vec<Format>,
    /// Of each author.
    pub authors: Vec<Format>,
    /// Of each entry.
    pub papers: Vec<Format>,
    /// The static API.
    pub api: bool,
}

/// `[markdown]`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct MarkdownConfig {
    /// What becomes of HTML in entries.
    pub raw_html: RawHtml,
    /// Curly quotes and dashes from plain ones.
    pub smart_punctuation: bool,
}

/// What becomes of HTML in entries.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RawHtml {
    /// What is harmless stays.
    Sanitize,
    /// It is shown as text.
    Escape,
    /// It stays as it is: only for a digest whose every entry its curator wrote.
    Allow,
}

/// `[highlight]`: names of highlighting themes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Highlight {
    /// For light pages.
    pub light: Option<Located<String>>,
    /// For dark pages.
    pub dark: Option<Located<String>>,
}

/// `[feeds]`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Feeds {
    /// Entries in a feed; the day the last one is of is never cut.
    pub limit: usize,
    /// Whether feeds hold the note in full, or the summary.
    pub full_content: bool,
}

/// `[import]`: addresses of the services that `add` asks.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Import {
    /// arXiv's query API.
    pub arxiv: String,
    /// The resolver of DOIs.
    pub doi: String,
}

impl BaseUrl {
    /// The address of a path that starts with a slash and does not carry [`BaseUrl::path`].
    pub fn address(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.path)
    }
}

impl Config {
    /// 00:00 of a day where the digest is made.
    pub fn midnight(&self, day: Date) -> jiff::Zoned {
        let start = day.at(0, 0, 0, 0);
        // The compatible reading of a gap or fold always exists within jiff's years.
        start
            .to_zoned(self.timezone.clone())
            .unwrap_or_else(|_| jiff::Zoned::new(jiff::Timestamp::UNIX_EPOCH, TimeZone::UTC))
    }
}
