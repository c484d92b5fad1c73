//! JSON-LD with the vocabulary of schema.org.
//!
//! A paper is a `ScholarlyArticle`. The curator's note is a `Review` with the curator as its author. Any work can have
//! `review`, but only web pages can have `reviewedBy`, so that is a property of the entry's page. There is no `license`:
//! the curator's notes have one, but the paper's is not known.

use std::borrow::Cow;

use serde::Serialize;

use super::{folded, highwire};
use crate::paper::{AuthorField, Curator, LinkKind};
use crate::render::json::embeddable;
use crate::view::{About, Crumb, PageHead, PaperFacts, SiteHeader};

const CONTEXT: &str = "https://schema.org";

/// The page as JSON-LD, safe inside a `<script>`.
pub fn json(site: &SiteHeader, page: &PageHead, description: Option<&str>) -> Option<String> {
    Some(match &page.about {
        About::Page | About::Nothing => return None,
        About::Site => embeddable(&web_site(site, description)),
        About::List(trail) => embeddable(&list(site, page, description, trail)),
        About::Paper(facts) => embeddable(&article(site, page, facts, &folded(&facts.card.title_plain))),
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
    editor: Option<Person<'a>>,
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
    let editor = site.curator.as_ref().map(curator_of);
    WebSite { context: CONTEXT, description, language: &site.language, editor, ..part(site) }
}

/// The site that contains a page.
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

/// A paper.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    of_type: &'static str,
    name: &'a str,
    headline: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Person<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    summary: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    identifier: Vec<Identifier<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creative_work_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<File<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<Page<'a>>,
    main_entity_of_page: WebPage<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<Review<'a>>,
}

/// A person or organization.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Person<'a> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation: Option<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    name: &'a str,
}

/// An arXiv id or DOI, without URL.
#[derive(Serialize)]
struct Identifier<'a> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    #[serde(rename = "propertyID")]
    scheme: &'static str,
    value: &'a str,
}

/// The paper to read.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct File<'a> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    content_url: &'a str,
    encoding_format: &'static str,
}

/// The edition that lists the paper.
#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    name: &'a str,
    url: &'a str,
}

/// The entry's own page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WebPage<'a> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    url: &'a str,
    in_language: &'a str,
    date_published: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed_by: Option<Person<'a>>,
}

/// The curator's note in short.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Review<'a> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    author: Person<'a>,
    date_published: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    url: &'a str,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    summary: Option<Cow<'a, str>>,
}

/// `title` is that of the paper on one line.
fn article<'a>(
    site: &'a SiteHeader,
    page: &'a PageHead,
    facts: &'a PaperFacts,
    title: &'a str,
) -> Article<'a> {
    let card = &*facts.card;
    let known = [("arXiv", card.arxiv.as_deref()), ("DOI", card.doi.as_deref())];
    let known = known.into_iter().filter_map(|(scheme, value)| Some((scheme, value?)));
    let elsewhere = [LinkKind::Arxiv, LinkKind::Doi].map(|kind| card.link(kind));
    let file = |content_url| File { of_type: "MediaObject", content_url, encoding_format: "application/pdf" };
    let edition =
        |edition: &'a Crumb| Page { of_type: "CollectionPage", name: &edition.name, url: &edition.address };
    let curator = facts.curator.as_ref();
    Article {
        context: CONTEXT,
        of_type: "ScholarlyArticle",
        name: title,
        headline: title,
        author: card.names.iter().map(person).collect(),
        date_published: card.published.as_deref(),
        summary: facts.abstract_text.as_deref().map(folded),
        url: card.address_of_paper(),
        identifier: known
            .map(|(scheme, value)| Identifier { of_type: "PropertyValue", scheme, value })
            .collect(),
        same_as: elsewhere.into_iter().flatten().chain(card.url.as_deref()).collect(),
        keywords: card.topics.iter().chain(&card.tags).map(|term| &*term.name).collect(),
        image: page.image.as_deref(),
        creative_work_status: card.withdrawn.then_some("Withdrawn"),
        encoding: facts.pdf.as_deref().map(file),
        is_part_of: facts.edition.as_ref().map(edition),
        main_entity_of_page: WebPage {
            of_type: "WebPage",
            url: &page.address,
            in_language: &site.language,
            date_published: &card.date.iso,
            date_modified: facts.updated.as_deref(),
            reviewed_by: curator.map(curator_of),
        },
        // An entry without a text by the curator is a choice, not a review.
        review: curator.filter(|_| facts.has_note).map(|curator| Review {
            of_type: "Review",
            author: curator_of(curator),
            date_published: &card.date.iso,
            date_modified: facts.updated.as_deref(),
            url: &page.address,
            summary: page.description.as_deref().map(folded),
        }),
    }
}

fn curator_of(curator: &Curator) -> Person<'_> {
    let url = curator.url.as_deref();
    Person { of_type: "Person", name: &curator.name, url, same_as: None, affiliation: None }
}

fn person(author: &AuthorField) -> Person<'_> {
    Person {
        of_type: if author.name.literal { "Organization" } else { "Person" },
        name: &author.display,
        url: author.url.as_deref(),
        same_as: author.orcid.as_deref().map(highwire::orcid),
        affiliation: author.affiliation.as_deref().map(|name| Place { of_type: "Organization", name }),
    }
}
