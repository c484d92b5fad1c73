//! Aliases of fields and types in BibTeX and BibLaTeX, names of languages, and the rules for inherited fields
//! (BibLaTeX manual, appendices A and B). This module is only tables. The tables of types and fields are in
//! [`crate::paper::csl`].

use crate::paper::csl;

/// A field and its aliases. Reports and theses are published by institutions.
pub fn aliases(field: &str) -> &'static [&'static str] {
    match field {
        "publisher" => &["publisher", "institution", "school", "organization"],
        _ => &["location", "address"],
    }
}

/// The English name of a thesis or report type. The key is an entry type or a localization key of BibLaTeX.
pub fn thesis_or_report(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "phdthesis" => "PhD thesis",
        "mathesis" | "mastersthesis" => "Master’s thesis",
        "bathesis" => "Bachelor’s thesis",
        "candthesis" => "Candidate thesis",
        "techreport" => "technical report",
        "resreport" => "research report",
        "software" => "computer software",
        "datacd" => "data CD",
        "audiocd" => "audio CD",
        kind => return localized(kind),
    })
}

/// The English text of a BibLaTeX localization key. Only keys that occur in databases are included.
pub fn localized(key: &str) -> Option<&'static str> {
    Some(match key {
        "newseries" => "new series",
        "oldseries" => "old series",
        "patent" => "patent",
        "patentde" => "German patent",
        "patenteu" => "European patent",
        "patentfr" => "French patent",
        "patentuk" => "British patent",
        "patentus" => "U.S. patent",
        "patreq" => "patent request",
        "patreqde" => "German patent request",
        "patreqeu" => "European patent request",
        "patreqfr" => "French patent request",
        "patrequk" => "British patent request",
        "patreqqus" | "patrequs" => "U.S. patent request",
        "countryde" => "Germany",
        "countryeu" | "countryep" => "European Union",
        "countryfr" => "France",
        "countryuk" => "United Kingdom",
        "countryus" => "United States of America",
        "inpreparation" => "in preparation",
        "inpress" => "in press",
        "submitted" => "submitted",
        "forthcoming" => "forthcoming",
        "prepublished" => "pre-published",
        _ => return None,
    })
}

/// The language tag (BCP 47) for a language name of Babel, as in `langid`.
pub fn language_tag(name: &str, options: &str) -> Option<&'static str> {
    match name.trim() {
        "english" if options.contains("american") => Some("en-US"),
        "english" if options.contains("british") => Some("en-GB"),
        // Language keys of BibLaTeX begin with `lang`.
        name => csl::language(name.strip_prefix("lang").unwrap_or(name)),
    }
}

/// Whether a field is private to the owner of the library.
pub fn is_private(field: &str) -> bool {
    PRIVATE.contains(&field)
}

/// Private notes, files, and internal fields of programs.
pub const PRIVATE: [&str; 14] = [
    "annotation",
    "annote",
    "file",
    "localfile",
    "local-url",
    "bdsk-file-1",
    "comment",
    "review",
    "owner",
    "groups",
    "readstatus",
    "ranking",
    "priority",
    "__markedentry",
];

/// Link fields of the themes al-folio, HugoBlox and jekyll-scholar, and the key or name that each becomes.
pub const LINKS: [(&str, Target); 31] = [
    ("pdf", Target::Key("pdf")),
    ("url_pdf", Target::Key("pdf")),
    ("code", Target::Key("code")),
    ("url_code", Target::Key("code")),
    ("github", Target::Key("code")),
    ("repository", Target::Key("code")),
    ("slides", Target::Key("slides")),
    ("url_slides", Target::Key("slides")),
    ("video", Target::Key("video")),
    ("url_video", Target::Key("video")),
    ("website", Target::Key("project")),
    ("project", Target::Key("project")),
    ("url_project", Target::Key("project")),
    ("demo", Target::Name("Demo")),
    ("data", Target::Key("data")),
    ("dataset", Target::Key("data")),
    ("url_dataset", Target::Key("data")),
    ("poster", Target::Name("Poster")),
    ("url_poster", Target::Name("Poster")),
    ("url_preprint", Target::Name("Preprint")),
    ("url_source", Target::Name("Source")),
    ("abstract_url", Target::Name("Abstract")),
    ("blog", Target::Name("Blog")),
    ("html", Target::Name("HTML")),
    ("supp", Target::Name("Supplement")),
    ("supplementary", Target::Name("Supplement")),
    ("appendix", Target::Name("Appendix")),
    ("talk", Target::Name("Talk")),
    ("press", Target::Name("Press")),
    ("doc", Target::Name("Documentation")),
    ("biburl", Target::Name("Record")),
];

/// Where a link is stored in an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// A separate key.
    Key(&'static str),
    /// A name in `[[links]]`.
    Name(&'static str),
}

/// The name that a field of a parent entry has in its child. `None` if the field is not inherited.
pub fn inherited<'f>(field: &'f str, parent: &str, child: &str) -> Option<&'f str> {
    if is_private(field) {
        return None;
    }
    let several = parent.starts_with("mv");
    Some(match field {
        "title" if several => "maintitle",
        "subtitle" if several => "mainsubtitle",
        "titleaddon" if several => "maintitleaddon",
        "title" | "subtitle" | "titleaddon" if parent == "periodical" => match field {
            "title" => "journaltitle",
            "subtitle" => "journalsubtitle",
            _ => "journaltitleaddon",
        },
        "title" => "booktitle",
        "subtitle" => "booksubtitle",
        "titleaddon" => "booktitleaddon",
        "author" if matches!(child, "inbook" | "bookinbook" | "suppbook") => "bookauthor",
        "author" => return None,
        "crossref" | "xref" | "xdata" | "entryset" | "ids" | "label" | "options" | "presort" | "related"
        | "relatedtype" | "relatedstring" | "relatedoptions" | "shorthand" | "shorttitle" | "sortkey"
        | "sorttitle" | "sortname" | "sortyear" | "indextitle" | "indexsorttitle" | "annotation"
        | "annote" | "abstract" | "pages" | "pagetotal" | "doi" | "url" | "urldate" | "eprint" | "note"
        | "keywords" | "eprinttype" | "eprintclass" | "archiveprefix" | "primaryclass" | "booktitle"
        | "booksubtitle" => return None,
        field => field,
    })
}
