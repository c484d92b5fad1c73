//! The table of output formats: their names in the configuration, files, media types and labels. The functions
//! that write them are in the table of `render::formats`.

/// Declares [`Format`] and [`FORMATS`] from one row for each format.
macro_rules! formats {
    ($(
        $(#[$doc:meta])*
        $variant:ident { name: $name:literal, kind: $kind:ident, slot: $slot:literal, file: $file:literal,
            media_type: $media_type:literal, label: $label:literal, intro: $intro:literal }
    )*) => {
        /// A format that is written beside a page. Where one of several feeds must be chosen, the first is.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Format {
            $($(#[$doc])* $variant,)*
        }

        /// All formats, in the order of [`Format`].
        pub const FORMATS: &[FormatInfo] = &[$(FormatInfo {
            format: Format::$variant,
            name: $name,
            kind: FormatKind::$kind,
            slot: $slot,
            file: $file,
            media_type: $media_type,
            label: $label,
            has_intro: $intro,
        },)*];
    };
}

formats! {
    /// RSS 2.0.
    Rss { name: "rss", kind: Feed, slot: 0, file: "feed.xml",
        media_type: "application/rss+xml", label: "RSS", intro: false }
    /// Atom 1.0 (RFC 4287).
    Atom { name: "atom", kind: Feed, slot: 1, file: "atom.xml",
        media_type: "application/atom+xml", label: "Atom", intro: false }
    /// JSON Feed 1.1.
    JsonFeed { name: "json-feed", kind: Feed, slot: 2, file: "feed.json",
        media_type: "application/feed+json", label: "JSON Feed", intro: false }
    /// BibTeX.
    Bib { name: "bib", kind: Bibliography, slot: 0, file: "bib",
        media_type: "application/x-bibtex", label: "BibTeX", intro: false }
    /// RIS.
    Ris { name: "ris", kind: Bibliography, slot: 1, file: "ris",
        media_type: "application/x-research-info-systems", label: "RIS", intro: false }
    /// CSL-JSON 1.0.2.
    Csl { name: "csl", kind: Bibliography, slot: 2, file: "csl.json",
        media_type: "application/vnd.citationstyles.csl+json", label: "CSL-JSON", intro: false }
    /// The digest's own JSON.
    Json { name: "json", kind: Bibliography, slot: 3, file: "json",
        media_type: "application/json", label: "JSON", intro: false }
    /// Markdown.
    Md { name: "md", kind: Bibliography, slot: 4, file: "md",
        media_type: "text/markdown", label: "Markdown", intro: true }
    /// BibLaTeX.
    Biblatex { name: "biblatex", kind: Bibliography, slot: 5, file: "biblatex.bib",
        media_type: "application/x-bibtex", label: "BibLaTeX", intro: false }
}

/// The number of formats of feeds.
pub const FEED_FORMATS: usize = count(FormatKind::Feed);
/// The number of formats of bibliographies.
pub const BIBLIOGRAPHY_FORMATS: usize = count(FormatKind::Bibliography);

/// A row of the table of formats.
#[derive(Debug)]
pub struct FormatInfo {
    /// The format.
    pub format: Format,
    /// Its name in `[outputs]` of `config.toml`.
    pub name: &'static str,
    /// What is written in it.
    pub kind: FormatKind,
    /// Its number among the formats of its kind, from 0.
    pub slot: usize,
    /// Of a feed, the name of its file; of a bibliography, the extension, without a full stop.
    pub file: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// The name that readers see.
    pub label: &'static str,
    /// Whether a list in it begins with the introduction of an edition.
    pub has_intro: bool,
}

impl FormatInfo {
    /// Whether pages that have every format by default have this one. BibLaTeX repeats what BibTeX says.
    pub fn is_default(&self) -> bool {
        self.format != Format::Biblatex
    }
}

/// What is written in a format, and thus which pages can have it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FormatKind {
    /// The newest entries: of the digest, a topic, a tag or an author. The head of the page links it.
    Feed,
    /// All entries of a page, or one entry. The page itself links it.
    Bibliography,
}

impl Format {
    /// The format with this name in the configuration.
    ///
    /// ```
    /// use digestgen::format::Format;
    ///
    /// let bib = Format::from_name("bib").expect("a format");
    /// assert_eq!(bib.info().media_type, "application/x-bibtex");
    /// assert!(!bib.is_feed());
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        FORMATS.iter().find(|info| info.name == name).map(|info| info.format)
    }

    /// Its row in the table.
    pub fn info(self) -> &'static FormatInfo {
        &FORMATS[self as usize]
    }

    /// Whether it is a format of feeds.
    pub fn is_feed(self) -> bool {
        self.info().kind == FormatKind::Feed
    }
}

const fn count(kind: FormatKind) -> usize {
    let (mut at, mut count) = (0, 0);
    while at < FORMATS.len() {
        if FORMATS[at].kind as u8 == kind as u8 {
            count += 1;
        }
        at += 1;
    }
    count
}

/// A host's file of redirects.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RedirectFormat {
    /// `_redirects` as Netlify reads it.
    Netlify,
    /// `_redirects` as Cloudflare Pages reads it.
    Cloudflare,
    /// `redirects.map`, which a `map` of nginx includes.
    Nginx,
}

impl RedirectFormat {
    /// The names in `config.toml`.
    pub const NAMES: [&str; 3] = ["netlify", "cloudflare", "nginx"];

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "netlify" => Some(Self::Netlify),
            "cloudflare" => Some(Self::Cloudflare),
            "nginx" => Some(Self::Nginx),
            _ => None,
        }
    }

    /// The path of the file.
    pub fn path(self) -> &'static str {
        match self {
            Self::Netlify | Self::Cloudflare => "/_redirects",
            Self::Nginx => "/redirects.map",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FORMATS, Format, FormatKind};

    #[test]
    fn rows_are_in_the_order_of_the_formats_and_of_their_slots() {
        for (at, info) in FORMATS.iter().enumerate() {
            assert_eq!(info.format as usize, at);
            assert_eq!(Format::from_name(info.name), Some(info.format));
        }
        for kind in [FormatKind::Feed, FormatKind::Bibliography] {
            let slots = FORMATS.iter().filter(|info| info.kind == kind).map(|info| info.slot);
            assert!(slots.eq(0..FORMATS.iter().filter(|info| info.kind == kind).count()));
        }
    }
}
