//! Highwire's `citation_…` tags, which Google Scholar, Zotero and Mendeley read, in the order in
//! which arXiv gives them; and Zotero's own type of item.

use super::{Cited, Head, Work, inverted};
use crate::view::PaperFacts;

/// Writes the tags of a paper; none for one that was withdrawn. All authors are in them, also those
/// that the page folds away.
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
        // What belongs to an author stands behind the name.
        author.affiliation.iter().for_each(|place| head.name("citation_author_institution", place));
        author.orcid.iter().for_each(|id| head.name("citation_author_orcid", &orcid(id)));
    }
    card.publisher_doi().into_iter().for_each(|doi| head.name("citation_doi", doi));
    card.published.iter().for_each(|date| head.name("citation_publication_date", &date.replace('-', "/")));
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
    text("publisher").into_iter().for_each(|name| head.name(publisher, name));
    if cited.work == Work::Report {
        text("number").into_iter().for_each(|number| head.name("citation_technical_report_number", number));
    }
    let variables = [
        ("volume", "volume"),
        ("issue", "issue"),
        ("ISSN", "issn"),
        ("ISBN", "isbn"),
        ("language", "language"),
    ];
    for (variable, name) in variables {
        text(variable).into_iter().for_each(|value| head.name(&format!("citation_{name}"), value));
    }
    if let Some((first, last)) = cited.pages() {
        head.name("citation_firstpage", &first);
        last.iter().for_each(|last| head.name("citation_lastpage", last));
    }
    facts.pdf.iter().for_each(|url| head.name("citation_pdf_url", url));
    // Where the paper is, not this page: that is what a reference must lead to.
    card.address_of_paper().into_iter().for_each(|url| head.name("citation_abstract_html_url", url));
    card.arxiv.iter().for_each(|id| head.name("citation_arxiv_id", id));
    let keywords: Vec<&str> = card.topics.iter().chain(&card.tags).map(|term| &*term.name).collect();
    if !keywords.is_empty() {
        head.name("citation_keywords", &keywords.join("; "));
    }
    facts.abstract_text.iter().for_each(|text| head.name("citation_abstract", text));
}

/// The address of an ORCID iD, which entries give with or without it.
pub fn orcid(id: &str) -> String {
    if id.starts_with("http") { id.to_string() } else { format!("https://orcid.org/{id}") }
}
