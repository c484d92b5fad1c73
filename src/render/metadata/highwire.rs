//! Highwire's `citation_…` tags, which Google Scholar, Zotero and Mendeley read, in the same order as on arXiv, and
//! Zotero's type of item.

use super::{Cited, Head, Work, inverted};
use crate::view::PaperFacts;

/// Writes the tags of a paper; none if it was withdrawn. They contain all authors, also those that the page hides in a
/// folded list.
pub fn write(facts: &PaperFacts, head: &mut Head) {
    let card = &*facts.card;
    if card.withdrawn {
        return;
    }
    let cited = Cited::of(card);
    let text = |variable: &str| cited.text(variable);
    // The title alone would make it a journal's article.
    head.name("z:itemType", cited.work.zotero());
    head.name("citation_title", &card.title_plain);
    for author in card.names.iter() {
        head.name("citation_author", &inverted(author));
        // The other elements of an author follow the name.
        if let Some(place) = &author.affiliation {
            head.name("citation_author_institution", place);
        }
        if let Some(id) = &author.orcid {
            head.name("citation_author_orcid", &orcid(id));
        }
    }
    if let Some(doi) = card.publisher_doi() {
        head.name("citation_doi", doi);
    }
    // Where there is a version of record, its date counts.
    let issued =
        card.publication.date("issued").and_then(|issued| issued.first()).map(|first| first.at.to_string());
    let issued = issued.filter(|_| card.venue.is_some() || cited.container().is_some());
    if let Some(date) = issued.or_else(|| card.published.clone()) {
        head.name("citation_publication_date", &date.replace('-', "/"));
    }
    let container = match cited.work {
        Work::Journal => Some("citation_journal_title"),
        Work::Conference => Some("citation_conference_title"),
        Work::Chapter => Some("citation_inbook_title"),
        _ => None,
    };
    if let (Some(name), Some(container)) = (container, cited.container()) {
        head.name(name, container);
    }
    let publisher = match cited.work {
        Work::Thesis => "citation_dissertation_institution",
        Work::Report => "citation_technical_report_institution",
        _ => "citation_publisher",
    };
    if let Some(name) = text("publisher") {
        head.name(publisher, name);
    }
    if cited.work == Work::Report
        && let Some(number) = text("number")
    {
        head.name("citation_technical_report_number", number);
    }
    let variables = [
        ("volume", "volume"),
        ("issue", "issue"),
        ("ISSN", "issn"),
        ("ISBN", "isbn"),
        ("language", "language"),
    ];
    for (variable, name) in variables {
        if let Some(value) = text(variable) {
            head.name(&format!("citation_{name}"), value);
        }
    }
    if let Some((first, last)) = cited.pages() {
        head.name("citation_firstpage", &first);
        if let Some(last) = &last {
            head.name("citation_lastpage", last);
        }
    }
    if let Some(url) = &facts.pdf {
        head.name("citation_pdf_url", url);
    }
    // The URL of the paper, not of this page, because references link to the paper.
    if let Some(url) = card.address_of_paper() {
        head.name("citation_abstract_html_url", url);
    }
    if let Some(id) = &card.arxiv {
        head.name("citation_arxiv_id", id);
    }
    let keywords: Vec<&str> = card.topics.iter().chain(&card.tags).map(|term| &*term.name).collect();
    if !keywords.is_empty() {
        head.name("citation_keywords", &keywords.join("; "));
    }
    if let Some(text) = &facts.abstract_text {
        head.name("citation_abstract", text);
    }
}

/// The URL of an ORCID iD, which entries contain with or without it.
pub fn orcid(id: &str) -> String {
    if id.starts_with("http") { id.to_string() } else { format!("https://orcid.org/{id}") }
}
