//! Stage 1: `config.toml` → [`Config`], and the chain of themes it names.
//! Does not use the configuration.
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

mod base_url;
mod limits;
mod overrides;
mod parse;
mod theme;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::fields::{Extra, Located};
use crate::format::{Format, RedirectFormat};
use crate::paper::Curator;
use crate::syntax::Syntax;

pub use limits::Limits;
pub use overrides::{BaseUrlSource, Overrides};
pub use parse::{curator, parse, recorded_keys};
pub use theme::{ThemeChain, ThemeFolder, theme_chain};

/// The configuration in `config.toml`, with overrides applied.
#[derive(Clone, PartialEq, Debug)]
pub struct Config {
    /// The digest's name.
    pub title: String,
    /// The URL of the home page.
    pub base_url: BaseUrl,
    /// One or two sentences on it.
    pub description: Option<String>,
    /// BCP 47 tag of its language.
    pub language: String,
    /// The time zone of its dates.
    pub timezone: TimeZone,
    /// The theme's name, if it is set.
    pub theme: Option<Located<String>>,
    /// The curator.
    pub curator: Option<Curator>,
    /// The copyright notice at the end of every page.
    pub copyright: Option<String>,
    /// The search URL: an absolute URL or a path, with `{searchTerms}` in place of the query.
    pub search: Option<String>,
    /// Links of the header, in order.
    pub nav: Vec<NavLink>,
    /// Which pages are generated.
    pub pages: Pages,
    /// Which formats are written next to them.
    pub outputs: Outputs,
    /// Limits of the host.
    pub limits: Limits,
    /// Markdown settings.
    pub markdown: MarkdownConfig,
    /// The digest's own TeX macros: name without backslash, and TeX.
    pub macros: Vec<(String, Located<String>)>,
    /// Names of highlighting themes.
    pub highlight: Highlight,
    /// Entries on a list page.
    pub per_page: usize,
    /// The feeds.
    pub feeds: Feeds,
    /// The services for metadata.
    pub import: Import,
    /// How the front matter of new files is written.
    pub front_matter: Syntax,
    /// For templates.
    pub extra: Extra,
}

/// The URL of the site's home page in its normal form, without the slash at its end.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct BaseUrl {
    /// Scheme and host: `https://example.org`.
    pub origin: String,
    /// The host alone: `example.org`.
    pub host: String,
    /// The path of the site, percent-encoded: empty, or `/digest`.
    pub path: String,
}

/// A link of the header.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct NavLink {
    /// The text of the link.
    pub name: String,
    /// A URL, or a path from the site's root.
    pub url: String,
}

/// `[pages]`: which pages are generated.
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
    /// The least number of entries with which an author has a page.
    pub authors_min: usize,
    /// The least number of entries with which a tag has a page.
    pub tags_min: usize,
}

/// `[outputs]`: the formats for each kind of page.
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
    /// The file of redirects that the host reads, besides the pages at old addresses.
    pub redirects: Option<RedirectFormat>,
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
    /// How HTML in entries is handled.
    pub raw_html: RawHtml,
    /// Curly quotes and dashes from plain ones.
    pub smart_punctuation: bool,
}

/// How HTML in entries is handled.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RawHtml {
    /// Harmless HTML is kept.
    Sanitize,
    /// It is shown as text.
    Escape,
    /// It is kept unchanged: only for digests whose authors are all trusted.
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
    /// Maximum number of entries in a feed; a day is never split.
    pub limit: usize,
    /// Whether feeds contain the full note or only the summary.
    pub full_content: bool,
}

/// `[import]`: URLs of the services that `add` queries.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Import {
    /// arXiv's query API.
    pub arxiv: String,
    /// The resolver of DOIs.
    pub doi: String,
}

impl BaseUrl {
    /// The absolute URL of a path that starts with a slash and does not include [`BaseUrl::path`].
    pub fn address(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.path)
    }
}

impl Config {
    /// 00:00 of a day in the digest's time zone.
    pub fn midnight(&self, day: Date) -> jiff::Zoned {
        let start = day.at(0, 0, 0, 0);
        // In a gap or fold, jiff's `compatible` strategy always finds a time within its range of years.
        start
            .to_zoned(self.timezone.clone())
            .unwrap_or_else(|_| jiff::Zoned::new(jiff::Timestamp::UNIX_EPOCH, TimeZone::UTC))
    }
}
