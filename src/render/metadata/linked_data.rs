//! JSON-LD in the words of schema.org.
//!
//! A paper is a `ScholarlyArticle`. What the curator says of it is a `Review` with the curator as its
//! author: `review` may stand on any work, while `reviewedBy` belongs to web pages, so it is said of the
//! entry's page. No `license` is given: the curator's notes have one, the paper's is not known.

use serde::Serialize;
use serde_json::{Value, json};

use super::cited::Cited;
use super::{folded, highwire};
use crate::render::json::embeddable;
use crate::site::{About, AuthorField, Crumb, Curator, LinkKind, PageHead, PaperFacts, SiteHeader};

const CONTEXT: &str = "https://schema.org";

/// The page in JSON-LD, ready to stand in a script.
pub fn json(site: &SiteHeader, page: &PageHead, description: Option<&str>) -> Option<String> {
    Some(match &page.about {
        About::Page | About::Nothing => return None,
        About::Site => embeddable(&web_site(site, description)),
        About::List(trail) => embeddable(&list(site, page, description, trail)),
        About::Paper(facts) => embeddable(&article(site, page, facts)),
    })
}

#[derive(Serialize)]
struct WebSite<'a> {
    #[serde(rename = "@context", skip_serializing_if = "str::is_empty")]
    context: &'static str,
    #[serde(rename = "@type")]
    of_type: &'static str,
    name: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(rename = "inLanguage", skip_serializing_if = "str::is_empty")]
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    editor: Option<Value>,
}

#[derive(Serialize)]
struct List<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    of_type: &'static str,
    name: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    #[serde(rename = "isPartOf")]
    site: WebSite<'a>,
    breadcrumb: Trail<'a>,
}

#[derive(Serialize)]
struct Trail<'a> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    #[serde(rename = "itemListElement")]
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    position: usize,
    name: &'a str,
    item: &'a str,
}

fn web_site<'a>(site: &'a SiteHeader, description: Option<&'a str>) -> WebSite<'a> {
    let editor = site.curator.as_ref().map(curator);
    WebSite { context: CONTEXT, description, language: &site.language, editor, ..part(site) }
}

/// The site as that which a page is a part of.
fn part(site: &SiteHeader) -> WebSite<'_> {
    WebSite {
        context: "",
        of_type: "WebSite",
        name: &site.title,
        url: &site.address,
        description: None,
        language: "",
        editor: None,
    }
}

fn list<'a>(
    site: &'a SiteHeader,
    page: &'a PageHead,
    description: Option<&'a str>,
    trail: &'a [Crumb],
) -> List<'a> {
    let home = (site.title.as_str(), site.address.as_str());
    let steps = trail.iter().map(|crumb| (crumb.name.as_str(), crumb.address.as_str()));
    let steps = std::iter::once(home).chain(steps).enumerate();
    let step = |(at, (name, item))| Step { of_type: "ListItem", position: at + 1, name, item };
    List {
        context: CONTEXT,
        of_type: "CollectionPage",
        name: &page.title,
        url: &page.address,
        description,
        language: &site.language,
        site: part(site),
        breadcrumb: Trail { of_type: "BreadcrumbList", steps: steps.map(step).collect() },
    }
}

fn article(site: &SiteHeader, page: &PageHead, facts: &PaperFacts) -> Value {
    let card = &*facts.card;
    let cited = Cited::of(card);
    let title = folded(&card.title_plain);
    let names = card.topics.iter().chain(&card.tags).map(|term| &*term.name);
    let mut article = json!({
        "@context": CONTEXT,
        "@type": "ScholarlyArticle",
        "name": title,
        "headline": title,
        "mainEntityOfPage": web_page(site, page, facts),
    });
    let authors: Vec<Value> = card.names.iter().map(person).collect();
    set(&mut article, "author", (!authors.is_empty()).then_some(authors));
    set(&mut article, "datePublished", card.published.as_deref());
    set(&mut article, "abstract", facts.abstract_text.as_deref().map(folded));
    set(&mut article, "url", card.address_of_paper());
    set(&mut article, "identifier", Some(identifiers(&cited)).filter(|ids| !ids.is_empty()));
    set(&mut article, "sameAs", Some(addresses(&cited)).filter(|addresses| !addresses.is_empty()));
    set(&mut article, "keywords", Some(names.collect::<Vec<_>>()).filter(|names| !names.is_empty()));
    set(&mut article, "image", page.image.as_deref());
    set(&mut article, "creativeWorkStatus", card.withdrawn.then_some("Withdrawn"));
    let file =
        |url| json!({ "@type": "MediaObject", "contentUrl": url, "encodingFormat": "application/pdf" });
    set(&mut article, "encoding", facts.pdf.as_deref().map(file));
    let edition =
        |edition: &Crumb| json!({ "@type": "CollectionPage", "name": edition.name, "url": edition.address });
    set(&mut article, "isPartOf", facts.edition.as_ref().map(edition));
    set(&mut article, "review", facts.curator.as_ref().and_then(|by| review(page, facts, by)));
    article
}

/// The curator's note in short. An entry without words of the curator's is a choice, not a review.
fn review(page: &PageHead, facts: &PaperFacts, by: &Curator) -> Option<Value> {
    let mut review = json!({
        "@type": "Review",
        "author": curator(by),
        "datePublished": facts.card.date.iso,
        "url": page.address,
    });
    set(&mut review, "dateModified", facts.updated.as_deref());
    set(&mut review, "abstract", page.description.as_deref().map(folded));
    facts.has_note.then_some(review)
}

fn web_page(site: &SiteHeader, page: &PageHead, facts: &PaperFacts) -> Value {
    let mut page = json!({
        "@type": "WebPage",
        "url": page.address,
        "inLanguage": site.language,
        "datePublished": facts.card.date.iso,
    });
    set(&mut page, "dateModified", facts.updated.as_deref());
    set(&mut page, "reviewedBy", facts.curator.as_ref().map(curator));
    page
}

fn curator(curator: &Curator) -> Value {
    let mut person = json!({ "@type": "Person", "name": curator.name });
    set(&mut person, "url", curator.url.as_deref());
    person
}

fn person(author: &AuthorField) -> Value {
    let of_type = if author.name.literal { "Organization" } else { "Person" };
    let mut person = json!({ "@type": of_type, "name": author.display });
    set(&mut person, "url", author.url.as_deref());
    set(&mut person, "sameAs", author.orcid.as_deref().map(highwire::orcid));
    let place = |name| json!({ "@type": "Organization", "name": name });
    set(&mut person, "affiliation", author.affiliation.as_deref().map(place));
    person
}

/// arXiv id and DOI, bare.
fn identifiers(cited: &Cited<'_>) -> Vec<Value> {
    let known = [("arXiv", cited.card.arxiv.as_deref()), ("DOI", cited.card.doi.as_deref())];
    let known = known.into_iter().filter_map(|(name, value)| Some((name, value?)));
    known
        .map(|(name, value)| json!({ "@type": "PropertyValue", "propertyID": name, "value": value }))
        .collect()
}

/// Where else the paper is.
fn addresses<'a>(cited: &Cited<'a>) -> Vec<&'a str> {
    let known = [LinkKind::Arxiv, LinkKind::Doi].map(|kind| cited.card.link(kind));
    known.into_iter().flatten().chain(cited.card.url.as_deref()).collect()
}

/// Sets a key that has a value.
fn set(object: &mut Value, key: &'static str, value: Option<impl Serialize>) {
    if let (Some(map), Some(value)) = (object.as_object_mut(), value) {
        map.insert(key.to_string(), json!(value));
    }
}
