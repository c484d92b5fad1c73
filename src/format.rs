//! The output formats. Which page has which is said by the configuration; they are written in `render`.

/// A format written beside a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Format {
    /// RSS 2.0.
    Rss,
    /// Atom 1.0 (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    JsonFeed,
    /// BibTeX.
    Bib,
    /// RIS.
    Ris,
    /// CSL-JSON 1.0.2.
    Csl,
    /// The digest's own JSON.
    Json,
    /// Markdown.
    Md,
}
