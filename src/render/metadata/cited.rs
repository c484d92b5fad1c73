//! A paper as reference managers sort it: the kind of work, and where it appeared.

use crate::paper::AuthorField;
use crate::view::Card;

/// A paper and the kind of work it is.
pub struct Cited<'a> {
    /// The entry.
    pub card: &'a Card,
    /// The kind of work.
    pub work: Work,
}

/// The kinds of works that the formats distinguish.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Work {
    /// An article of a journal or magazine.
    Journal,
    /// A paper in the proceedings of a conference.
    Conference,
    /// A manuscript that was put online.
    Preprint,
    /// A book.
    Book,
    /// A part of a book.
    Chapter,
    /// A thesis.
    Thesis,
    /// A report.
    Report,
    /// Another kind, by its name in Zotero.
    Other(&'static str),
}

impl<'a> Cited<'a> {
    /// The kind of work is the type in `[publication]`, if it is one of those distinguished here, else it is guessed from
    /// the other fields.
    pub fn of(card: &'a Card) -> Self {
        let work = of_csl(card.work()).or_else(|| of_csl(card.guessed_work()));
        Self { card, work: work.unwrap_or(Work::Preprint) }
    }

    /// A variable of CSL that is one text or number.
    pub fn text(&self, variable: &str) -> Option<&'a str> {
        self.card.publication.text(variable)
    }

    /// The work that contains it: a journal, proceedings, a book.
    pub fn container(&self) -> Option<&'a str> {
        let venue = || self.card.venue.as_deref();
        match self.work {
            Work::Journal | Work::Conference => self.text("container-title").or_else(venue),
            Work::Chapter | Work::Preprint | Work::Other(_) => self.text("container-title"),
            Work::Book | Work::Thesis | Work::Report => None,
        }
    }

    /// The first and the last page.
    pub fn pages(&self) -> Option<(String, Option<String>)> {
        let pages = self.text("page")?;
        let mut parts = pages.split(['-', '–']).map(str::trim).filter(|part| !part.is_empty());
        let first = parts.next()?.to_string();
        Some((first, parts.next().map(str::to_string)))
    }
}

/// A type of CSL 1.0.2.
fn of_csl(csl: &str) -> Option<Work> {
    Some(match csl {
        "article-journal" | "article-magazine" | "article-newspaper" | "review" => Work::Journal,
        "paper-conference" => Work::Conference,
        "article" => Work::Preprint,
        "book" | "classic" => Work::Book,
        "chapter" | "entry" | "entry-encyclopedia" | "entry-dictionary" => Work::Chapter,
        "thesis" => Work::Thesis,
        "report" => Work::Report,
        "dataset" => Work::Other("dataset"),
        "software" => Work::Other("computerProgram"),
        "speech" => Work::Other("presentation"),
        "patent" => Work::Other("patent"),
        "webpage" => Work::Other("webpage"),
        "post-weblog" => Work::Other("blogPost"),
        "manuscript" => Work::Other("manuscript"),
        _ => return None,
    })
}

impl Work {
    /// Its name in Zotero.
    pub fn zotero(self) -> &'static str {
        match self {
            Work::Journal => "journalArticle",
            Work::Conference => "conferencePaper",
            Work::Preprint => "preprint",
            Work::Book => "book",
            Work::Chapter => "bookSection",
            Work::Thesis => "thesis",
            Work::Report => "report",
            Work::Other(name) => name,
        }
    }
}

/// A name with the family name first: `van Beethoven, Ludwig`. Names without parts stay.
pub fn inverted(author: &AuthorField) -> String {
    let name = &author.name;
    let family = name.full_family();
    let family = if name.suffix.is_empty() { family } else { format!("{family} {}", name.suffix) };
    if name.given.is_empty() { family } else { format!("{family}, {}", name.given) }
}
