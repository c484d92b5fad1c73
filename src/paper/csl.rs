//! CSL 1.0.2 types and variables, and their names in BibTeX, BibLaTeX and RIS. Used for export and import; names that
//! are only read are in separate tables. Tables only.
//!
//! Types and variables are named as in `csl-data.json`, version 1.0.2; BibTeX fields as in the BibLaTeX manual, which
//! includes those of BibTeX; RIS tags are those that Zotero and EndNote share.
//!
//! ```
//! use digestgen::paper::csl;
//!
//! let article = csl::type_of("article-journal").expect("a type of CSL");
//! assert_eq!((article.bibtex, article.ris), ("article", "JOUR"));
//! let title = csl::text("container-title").expect("a variable of CSL");
//! assert_eq!(csl::bibtex_field("article", &title), "journal");
//! ```

mod languages;

pub use languages::{babel, language};

/// A type of work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Type {
    /// Its name in CSL.
    pub csl: &'static str,
    /// The BibTeX entry type; older styles treat types that only BibLaTeX has as `@misc`. If it is read as another
    /// CSL type ([`of_bibtex`]), `entrysubtype` contains the original type.
    pub bibtex: &'static str,
    /// The value of `TY` in RIS.
    pub ris: &'static str,
}

const fn of(csl: &'static str, bibtex: &'static str, ris: &'static str) -> Type {
    Type { csl, bibtex, ris }
}

/// All types of CSL 1.0.2.
pub const TYPES: [Type; 45] = [
    of("article", "misc", "UNPB"),
    of("article-journal", "article", "JOUR"),
    of("article-magazine", "article", "MGZN"),
    of("article-newspaper", "article", "NEWS"),
    of("bill", "misc", "BILL"),
    of("book", "book", "BOOK"),
    of("broadcast", "misc", "MPCT"),
    of("chapter", "incollection", "CHAP"),
    of("classic", "book", "CLSWK"),
    of("collection", "misc", "GEN"),
    of("dataset", "dataset", "DATA"),
    of("document", "misc", "GEN"),
    of("entry", "inreference", "DICT"),
    of("entry-dictionary", "inreference", "DICT"),
    of("entry-encyclopedia", "inreference", "ENCYC"),
    of("event", "misc", "GEN"),
    of("figure", "image", "FIGURE"),
    of("graphic", "artwork", "ART"),
    of("hearing", "misc", "HEAR"),
    of("interview", "misc", "PCOMM"),
    of("legal_case", "jurisdiction", "CASE"),
    of("legislation", "legislation", "STAT"),
    of("manuscript", "unpublished", "MANSCPT"),
    of("map", "misc", "MAP"),
    of("motion_picture", "movie", "MPCT"),
    of("musical_score", "misc", "MUSIC"),
    of("pamphlet", "booklet", "PAMP"),
    of("paper-conference", "inproceedings", "CONF"),
    of("patent", "patent", "PAT"),
    of("performance", "performance", "GEN"),
    of("periodical", "periodical", "JFULL"),
    of("personal_communication", "letter", "PCOMM"),
    of("post", "online", "BLOG"),
    of("post-weblog", "online", "BLOG"),
    of("regulation", "misc", "STAT"),
    of("report", "techreport", "RPRT"),
    of("review", "article", "JOUR"),
    of("review-book", "article", "JOUR"),
    of("software", "software", "COMP"),
    of("song", "music", "SOUND"),
    of("speech", "unpublished", "SLIDE"),
    of("standard", "standard", "STAND"),
    of("thesis", "phdthesis", "THES"),
    of("treaty", "misc", "GEN"),
    of("webpage", "online", "ELEC"),
];

/// BibTeX and BibLaTeX types whose CSL type has another name, or that several CSL types are written as. Other types are
/// read by the table above, unknown ones as `document`.
const BIBTEX_TYPES: [(&str, &str); 25] = [
    ("audio", "song"),
    ("bookinbook", "chapter"),
    ("collection", "book"),
    ("conference", "paper-conference"),
    ("electronic", "webpage"),
    ("inbook", "chapter"),
    ("inreference", "entry-encyclopedia"),
    ("manual", "book"),
    ("mastersthesis", "thesis"),
    ("misc", "document"),
    ("mvbook", "book"),
    ("mvcollection", "book"),
    ("mvproceedings", "book"),
    ("mvreference", "book"),
    ("online", "webpage"),
    ("proceedings", "book"),
    ("reference", "book"),
    ("report", "report"),
    ("review", "review"),
    ("suppbook", "chapter"),
    ("suppcollection", "chapter"),
    ("suppperiodical", "article-journal"),
    ("thesis", "thesis"),
    ("video", "motion_picture"),
    ("www", "webpage"),
];

/// The same for types of RIS.
const RIS_TYPES: [(&str, &str); 20] = [
    ("ABST", "article-journal"),
    ("AGGR", "dataset"),
    ("BLOG", "post-weblog"),
    ("CPAPER", "paper-conference"),
    ("DBASE", "dataset"),
    ("DICT", "entry-dictionary"),
    ("EBOOK", "book"),
    ("ECHAP", "chapter"),
    ("EDBOOK", "book"),
    ("EJOUR", "article-journal"),
    ("GEN", "document"),
    ("GOVDOC", "report"),
    ("INPR", "article-journal"),
    ("MPCT", "motion_picture"),
    ("PCOMM", "personal_communication"),
    ("PREPRINT", "article"),
    ("SER", "book"),
    ("UNPD", "article"),
    ("VIDEO", "motion_picture"),
    ("WEB", "webpage"),
];

/// BibTeX fields for the place of publication.
const PLACES: [&str; 6] = ["journaltitle", "journal", "booktitle", "publisher", "school", "institution"];

/// A variable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Variable {
    /// Its name in CSL.
    pub csl: &'static str,
    /// The field of BibTeX, unless [`EXCEPTIONS`] has another for the type of entry; may be empty.
    pub bibtex: &'static str,
    /// The tag of RIS, likewise; may be empty.
    pub ris: &'static str,
}

const fn is(csl: &'static str, bibtex: &'static str, ris: &'static str) -> Variable {
    Variable { csl, bibtex, ris }
}

/// Variables for text or a number. `title`, `abstract`, `DOI` and `URL` are not included, because entries have
/// separate fields for them.
pub const TEXTS: [Variable; 59] = [
    is("container-title", "howpublished", "T2"),
    is("container-title-short", "shortjournal", "J2"),
    is("collection-title", "series", "T3"),
    is("collection-number", "", ""),
    is("event-title", "eventtitle", ""),
    is("event-place", "venue", "C1"),
    is("volume", "volume", "VL"),
    is("volume-title", "", ""),
    is("issue", "issue", "IS"),
    is("number", "number", "M1"),
    is("page", "pages", "SP"),
    is("page-first", "", ""),
    is("number-of-pages", "pagetotal", ""),
    is("number-of-volumes", "volumes", "NV"),
    is("chapter-number", "chapter", ""),
    is("edition", "edition", "ET"),
    is("publisher", "publisher", "PB"),
    is("publisher-place", "address", "CY"),
    is("genre", "type", "M3"),
    is("medium", "howpublished", ""),
    is("version", "version", ""),
    is("status", "pubstate", ""),
    is("language", "language", "LA"),
    is("ISBN", "isbn", "SN"),
    is("ISSN", "issn", "SN"),
    is("PMID", "pmid", ""),
    is("PMCID", "pmcid", ""),
    is("keyword", "keywords", "KW"),
    is("note", "note", "N1"),
    is("annote", "annote", "RN"),
    is("title-short", "shorttitle", "ST"),
    is("part", "part", ""),
    is("part-title", "", ""),
    is("printing", "", ""),
    is("section", "", "SE"),
    is("supplement", "", ""),
    is("source", "", "DP"),
    is("archive", "", "DB"),
    is("archive_collection", "", ""),
    is("archive_location", "", "AN"),
    is("archive-place", "", ""),
    is("authority", "", ""),
    is("call-number", "library", "CN"),
    is("dimensions", "", ""),
    is("division", "", ""),
    is("jurisdiction", "", ""),
    is("references", "", ""),
    is("reviewed-genre", "", ""),
    is("reviewed-title", "", ""),
    is("scale", "scale", ""),
    is("original-publisher", "origpublisher", ""),
    is("original-publisher-place", "origlocation", ""),
    is("original-title", "origtitle", ""),
    is("volume-title-short", "", ""),
    is("journalAbbreviation", "shortjournal", "J2"),
    is("shortTitle", "shorttitle", "ST"),
    is("citation-key", "", ""),
    is("citation-label", "", ""),
    is("year-suffix", "", ""),
];

/// Variables for people. `author` is not included: an entry has `authors`.
pub const NAMES: [Variable; 12] = [
    is("editor", "editor", "ED"),
    is("translator", "translator", "A4"),
    is("collection-editor", "", "A3"),
    is("container-author", "bookauthor", ""),
    is("chair", "", ""),
    is("compiler", "", ""),
    is("contributor", "", ""),
    is("director", "director", ""),
    is("editorial-director", "", ""),
    is("illustrator", "illustrator", ""),
    is("original-author", "", ""),
    is("reviewed-author", "", ""),
];

/// Variables for dates of any precision. `issued` is the date of the version of record, if it differs from the entry's
/// `published`.
pub const DATES: [Variable; 6] = [
    is("issued", "date", "DA"),
    is("accessed", "urldate", "Y2"),
    is("available-date", "", ""),
    is("event-date", "eventdate", ""),
    is("original-date", "origdate", ""),
    is("submitted", "", ""),
];

/// Where a type of BibTeX entry has another field for a variable: type, variable, field. A book has no number
/// of its own, but one in its series; an article has one where others have pages.
pub const EXCEPTIONS: [(&str, &str, &str); 31] = [
    ("article", "container-title", "journal"),
    ("article", "issue", "number"),
    ("article", "number", "eid"),
    ("article", "volume-title", "issuetitle"),
    ("periodical", "container-title", "journal"),
    ("periodical", "issue", "number"),
    ("periodical", "number", "eid"),
    ("inproceedings", "container-title", "booktitle"),
    ("inproceedings", "collection-number", "number"),
    ("inproceedings", "number", "eid"),
    ("incollection", "container-title", "booktitle"),
    ("incollection", "collection-number", "number"),
    ("incollection", "number", "eid"),
    ("inreference", "container-title", "booktitle"),
    ("inreference", "collection-number", "number"),
    ("inreference", "number", "eid"),
    ("book", "container-title", "maintitle"),
    ("book", "collection-number", "number"),
    ("book", "number", "eid"),
    ("booklet", "container-title", "maintitle"),
    ("booklet", "collection-number", "number"),
    ("booklet", "number", "eid"),
    ("phdthesis", "publisher", "school"),
    ("mastersthesis", "publisher", "school"),
    ("techreport", "publisher", "institution"),
    ("patent", "jurisdiction", "location"),
    ("patent", "publisher-place", ""),
    ("patent", "contributor", "holder"),
    ("online", "container-title", "organization"),
    ("dataset", "container-title", "organization"),
    ("software", "container-title", "organization"),
];

/// BibTeX's names of months: macros of every style, and the first letters of the English names.
pub const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The seasons of a year, as CSL and EDTF number them from the first.
pub const SEASONS: [&str; 4] = ["Spring", "Summer", "Autumn", "Winter"];

/// The type with this CSL name.
pub fn type_of(csl: &str) -> Option<Type> {
    TYPES.iter().find(|known| known.csl == csl).copied()
}

/// The type that an entry of BibTeX is read as. `has` returns whether a field is not empty.
pub fn of_bibtex(entry: &str, is_at_arxiv: bool, has: impl Fn(&str) -> bool) -> &'static str {
    let written = TYPES.iter().find(|known| known.bibtex == entry).map(|known| known.csl);
    let read = BIBTEX_TYPES.iter().find(|(kind, _)| *kind == entry).map(|(_, csl)| *csl);
    match read.or(written).unwrap_or("document") {
        kind @ ("book" | "pamphlet") => kind,
        // A paper that is only on arXiv is a preprint, which CSL calls `article`.
        _ if is_at_arxiv && !PLACES.iter().any(|field| has(field)) => "article",
        "manuscript" if has("eventtitle") => "speech",
        kind => kind,
    }
}

/// The type that an `entrysubtype` names: BibLaTeX's `magazine` and `newspaper`, or any of CSL.
pub fn of_subtype(subtype: &str) -> Option<Type> {
    type_of(subtype).or_else(|| type_of(&format!("article-{subtype}")))
}

/// The type that a record of RIS is read as.
pub fn of_ris(kind: &str) -> &'static str {
    let written = TYPES.iter().find(|known| known.ris == kind).map(|known| known.csl);
    let read = RIS_TYPES.iter().find(|(ris, _)| *ris == kind).map(|(_, csl)| *csl);
    read.or(written).unwrap_or("document")
}

/// The RIS tag for editors: `A2`, for secondary authors, for parts of a book or journal. For other types most programs
/// use `A2` for other people, but all support `ED`.
pub fn ris_editor(csl: &str) -> &'static str {
    let parts = ["article-journal", "chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary"];
    if parts.contains(&csl) { "A2" } else { "ED" }
}

/// Whether RIS stores the number of pages of this type in the field for the first page.
pub fn is_counted_in_pages(csl: &str) -> bool {
    matches!(csl, "book" | "thesis")
}

/// Whether works of this type are not parts of others.
pub fn is_standalone(csl: &str) -> bool {
    matches!(csl, "book" | "report" | "thesis")
}

/// Whether works of this type are books or parts of books, which have a number in their series.
pub fn is_numbered_in_series(csl: &str) -> bool {
    let books = ["book", "chapter", "paper-conference", "pamphlet", "entry-encyclopedia", "entry-dictionary"];
    books.contains(&csl)
}

/// The text variable with this CSL name.
pub fn text(csl: &str) -> Option<Variable> {
    TEXTS.iter().find(|known| known.csl == csl).copied()
}

/// The name variable with this CSL name.
pub fn names(csl: &str) -> Option<Variable> {
    NAMES.iter().find(|known| known.csl == csl).copied()
}

/// The date variable with this CSL name.
pub fn date(csl: &str) -> Option<Variable> {
    DATES.iter().find(|known| known.csl == csl).copied()
}

/// The BibTeX field for a variable in this type of entry; empty if there is none.
pub fn bibtex_field(entry: &str, variable: &Variable) -> &'static str {
    let other = EXCEPTIONS.iter().find(|(kind, csl, _)| *kind == entry && *csl == variable.csl);
    other.map_or(variable.bibtex, |(_, _, field)| field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_twice() {
        let types = TYPES.iter().map(|known| known.csl);
        let variables = TEXTS.iter().chain(&NAMES).chain(&DATES).map(|known| known.csl);
        for names in [types.collect::<Vec<_>>(), variables.collect()] {
            let mut once = names.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), names.len());
        }
    }

    #[test]
    fn exceptions_speak_of_what_there_is() {
        for (entry, csl, _) in EXCEPTIONS {
            assert!(text(csl).or(names(csl)).is_some(), "{csl}");
            let known = TYPES.iter().any(|known| known.bibtex == entry) || entry == "mastersthesis";
            assert!(known, "{entry}");
        }
    }
}
