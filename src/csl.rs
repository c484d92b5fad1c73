//! The vocabulary of CSL 1.0.2, and what BibTeX, BibLaTeX and RIS call the same things: the one
//! table that citations are written by, and read by. Writes and reads nothing itself.
//!
//! Names of types and variables are those of `csl-data.json`, version 1.0.2; fields of BibTeX those
//! of the BibLaTeX manual, which has all of BibTeX's; tags of RIS those that Zotero and EndNote share.

/// A type of work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Type {
    /// Its name in CSL.
    pub csl: &'static str,
    /// The type of a BibTeX entry; those that BibLaTeX alone has are `@misc` to older styles.
    pub bibtex: &'static str,
    /// The value of `TY` in RIS.
    pub ris: &'static str,
}

const fn of(csl: &'static str, bibtex: &'static str, ris: &'static str) -> Type {
    Type { csl, bibtex, ris }
}

/// All types of CSL 1.0.2. The first one that has a BibTeX or RIS name is the one it is read as.
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
    of("figure", "misc", "FIGURE"),
    of("graphic", "misc", "ART"),
    of("hearing", "misc", "HEAR"),
    of("interview", "misc", "PCOMM"),
    of("legal_case", "misc", "CASE"),
    of("legislation", "misc", "STAT"),
    of("manuscript", "unpublished", "MANSCPT"),
    of("map", "misc", "MAP"),
    of("motion_picture", "misc", "MPCT"),
    of("musical_score", "misc", "MUSIC"),
    of("pamphlet", "booklet", "PAMP"),
    of("paper-conference", "inproceedings", "CONF"),
    of("patent", "patent", "PAT"),
    of("performance", "misc", "GEN"),
    of("periodical", "periodical", "JFULL"),
    of("personal_communication", "misc", "PCOMM"),
    of("post", "online", "BLOG"),
    of("post-weblog", "online", "BLOG"),
    of("regulation", "misc", "STAT"),
    of("report", "techreport", "RPRT"),
    of("review", "article", "JOUR"),
    of("review-book", "article", "JOUR"),
    of("software", "software", "COMP"),
    of("song", "misc", "SOUND"),
    of("speech", "unpublished", "SLIDE"),
    of("standard", "misc", "STAND"),
    of("thesis", "phdthesis", "THES"),
    of("treaty", "misc", "GEN"),
    of("webpage", "online", "ELEC"),
];

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

/// Variables that hold text or a number. `title`, `abstract`, `DOI` and `URL` are not among them:
/// an entry has fields of its own for these.
pub const TEXTS: [Variable; 59] = [
    is("container-title", "howpublished", "T2"),
    is("container-title-short", "shortjournal", "J2"),
    is("collection-title", "series", "T3"),
    is("collection-number", "", ""),
    is("event-title", "eventtitle", ""),
    is("event-place", "venue", "C1"),
    is("volume", "volume", "VL"),
    is("volume-title", "", ""),
    is("issue", "number", "IS"),
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
    is("medium", "", ""),
    is("version", "version", ""),
    is("status", "pubstate", ""),
    is("language", "language", "LA"),
    is("ISBN", "isbn", "SN"),
    is("ISSN", "issn", "SN"),
    is("PMID", "pmid", ""),
    is("PMCID", "pmcid", ""),
    is("keyword", "", ""),
    is("note", "note", "N1"),
    is("annote", "annote", ""),
    is("title-short", "shorttitle", "ST"),
    is("part", "part", ""),
    is("part-title", "", ""),
    is("printing", "", ""),
    is("section", "", "SE"),
    is("supplement", "", ""),
    is("source", "", "DP"),
    is("archive", "", ""),
    is("archive_collection", "", ""),
    is("archive_location", "", ""),
    is("archive-place", "", ""),
    is("authority", "", ""),
    is("call-number", "", "CN"),
    is("dimensions", "", ""),
    is("division", "", ""),
    is("jurisdiction", "", ""),
    is("references", "", ""),
    is("reviewed-genre", "", ""),
    is("reviewed-title", "", ""),
    is("scale", "", ""),
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

/// Variables that hold people. `author` is not among them: an entry has `authors`.
pub const NAMES: [Variable; 12] = [
    is("editor", "editor", "ED"),
    is("translator", "translator", "A4"),
    is("collection-editor", "", "A3"),
    is("container-author", "bookauthor", ""),
    is("chair", "", ""),
    is("compiler", "", ""),
    is("contributor", "", ""),
    is("director", "", ""),
    is("editorial-director", "", ""),
    is("illustrator", "illustrator", ""),
    is("original-author", "", ""),
    is("reviewed-author", "", ""),
];

/// Variables that hold a date, as precise as it is known. `issued` is when the version of record
/// appeared, where that is not the `published` of the entry.
pub const DATES: [Variable; 6] = [
    is("issued", "date", "DA"),
    is("accessed", "urldate", "Y2"),
    is("available-date", "", ""),
    is("event-date", "eventdate", ""),
    is("original-date", "origdate", ""),
    is("submitted", "", ""),
];

/// Where a type of BibTeX entry has another field for a variable: type, variable, field.
pub const EXCEPTIONS: [(&str, &str, &str); 22] = [
    ("article", "container-title", "journal"),
    ("periodical", "container-title", "journal"),
    ("article", "number", "eid"),
    ("article", "genre", ""),
    ("inproceedings", "container-title", "booktitle"),
    ("inproceedings", "genre", ""),
    ("inproceedings", "number", "eid"),
    ("incollection", "container-title", "booktitle"),
    ("incollection", "genre", ""),
    ("inreference", "container-title", "booktitle"),
    ("book", "container-title", ""),
    ("book", "genre", ""),
    ("phdthesis", "publisher", "school"),
    ("mastersthesis", "publisher", "school"),
    ("techreport", "publisher", "institution"),
    ("online", "container-title", "organization"),
    ("online", "genre", ""),
    ("misc", "genre", ""),
    ("dataset", "genre", ""),
    ("dataset", "container-title", "organization"),
    ("software", "genre", ""),
    ("software", "container-title", "organization"),
];

/// What BibTeX calls the months: macros of every style, and what names of months begin with.
pub const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The seasons of a year, as CSL and EDTF number them from the first.
pub const SEASONS: [&str; 4] = ["Spring", "Summer", "Autumn", "Winter"];

/// The type that CSL calls so.
pub fn type_of(csl: &str) -> Option<Type> {
    TYPES.iter().find(|known| known.csl == csl).copied()
}

/// The text variable that CSL calls so.
pub fn text(csl: &str) -> Option<Variable> {
    TEXTS.iter().find(|known| known.csl == csl).copied()
}

/// The name variable that CSL calls so.
pub fn names(csl: &str) -> Option<Variable> {
    NAMES.iter().find(|known| known.csl == csl).copied()
}

/// The date variable that CSL calls so.
pub fn date(csl: &str) -> Option<Variable> {
    DATES.iter().find(|known| known.csl == csl).copied()
}

/// The field of a BibTeX entry of this type that says a variable; empty if none does.
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
            assert!(text(csl).is_some(), "{csl}");
            let known = TYPES.iter().any(|known| known.bibtex == entry) || entry == "mastersthesis";
            assert!(known, "{entry}");
        }
    }
}
