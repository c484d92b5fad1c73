//! Pages of days, weeks and months.

use serde::Serialize;

use super::bibliography::{self, FormatLink, List};
use super::card::Neighbour;
use super::date::{DateView, edition_name};
use super::head::{PageHead, SiteHeader};
use super::list::{GroupView, Pagination, chunks, numbered_title};
use super::metadata;
use super::outputs::Outputs;
use super::parts::Parts;
use super::planned::Output;
use super::route;
use super::view::View;
use crate::digest::{Edition, PaperIndex, TermIndex, by_day, by_topic};
use crate::fields::Extra;
use crate::fingerprint::Fingerprinted;
use crate::html::Html;
use crate::paper::{Curator, EditionId};

/// The page of a day, week or month.
#[derive(Clone, Hash, Debug)]
pub struct EditionView {
    /// The site.
    pub site: Fingerprinted<SiteHeader>,
    /// This page.
    pub page: PageHead,
    /// The edition itself.
    pub edition: EditionHead,
    /// The entries on this page: of a day by topic, of a week or month by day.
    pub groups: Vec<GroupView>,
    /// Its place among the pages of the edition.
    pub pagination: Pagination,
    /// The edition before it.
    pub older: Option<Neighbour>,
    /// The edition after it.
    pub newer: Option<Neighbour>,
    /// The formats the edition can be had in.
    pub formats: Vec<FormatLink>,
}

/// What an edition says of itself.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct EditionHead {
    /// `2025-03-12`, `2025-W11` or `2025-03`.
    pub id: String,
    /// `12 March 2025`, `Week 11, 2025` or `March 2025`.
    pub name: String,
    /// Its own title.
    pub title: Option<Html>,
    /// The day, of a day's edition.
    pub date: Option<DateView>,
    /// The path of its page, if its kind has pages.
    pub permalink: Option<String>,
    /// How many entries it has.
    pub count: usize,
    /// One or two sentences.
    pub description: Html,
    /// Opening words.
    pub words: Html,
    /// Who chose, if not the digest's curator.
    pub curator: Option<Curator>,
    /// The path of a picture that stands for it.
    pub image: Option<String>,
    /// `[extra]` of its file.
    pub extra: Extra,
}

/// An edition as lists of editions show it.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct EditionLink {
    /// `12 March 2025`, `Week 11, 2025` or `March 2025`.
    pub name: String,
    /// Its own title as plain text.
    pub title: Option<String>,
    /// The day, of a day's edition.
    pub date: Option<DateView>,
    /// The path of its page, if its kind has pages.
    pub permalink: Option<String>,
    /// How many entries it has.
    pub count: usize,
    /// One or two sentences.
    pub description: Html,
}

/// Names an edition in a list.
pub fn link(parts: &Parts<'_>, edition: &Edition<'_>) -> EditionLink {
    let title = edition.section.and_then(|section| section.title.as_ref());
    EditionLink {
        name: edition_name(edition.id),
        title: title.map(|title| title.value.plain.clone()),
        date: day_of(edition.id).map(DateView::from),
        permalink: parts.edition_path(edition.id).map(|path| path.to_string()),
        count: edition.papers.len(),
        description: description(parts, edition),
    }
}

/// Says of an edition what its file does. `id_prefix` keeps ids apart on pages it shares.
pub fn head(parts: &Parts<'_>, edition: &Edition<'_>, id_prefix: &str) -> EditionHead {
    let folder = route::edition(edition.id);
    let section = edition.section;
    let title = section.and_then(|section| section.title.as_ref());
    let words = section.map(|section| parts.filling(&folder, id_prefix).fill(&section.body.markup));
    let image = section.and_then(|section| section.image.as_ref());
    EditionHead {
        id: edition.id.to_string(),
        name: edition_name(edition.id),
        title: title.map(|title| parts.inline(&title.value, &folder)),
        date: day_of(edition.id).map(DateView::from),
        permalink: parts.edition_path(edition.id).map(|path| path.to_string()),
        count: edition.papers.len(),
        description: description(parts, edition),
        words: words.unwrap_or_default(),
        curator: section.and_then(|section| section.curator.clone()),
        image: image.map(|image| parts.image(&image.value, &folder)),
        extra: section.map(|section| section.extra.clone()).unwrap_or_default(),
    }
}

fn description(parts: &Parts<'_>, edition: &Edition<'_>) -> Html {
    let description = edition.section.and_then(|section| section.description.as_ref());
    description.map(|text| parts.inline(text, &route::edition(edition.id))).unwrap_or_default()
}

fn day_of(id: EditionId) -> Option<jiff::civil::Date> {
    match id {
        EditionId::Day(day) => Some(day),
        _ => None,
    }
}

/// The entries of a day by their first topic.
pub fn topic_groups(parts: &Parts<'_>, papers: &[PaperIndex]) -> Vec<GroupView> {
    let groups = by_topic(papers, &parts.digest.papers).into_iter();
    groups
        .map(|group| {
            let topic = group.key.map(|index| (&parts.topics[index], &parts.digest.topics[index]));
            GroupView {
                title: topic.map(|(link, _)| link.name.to_string()),
                permalink: topic.and_then(|(link, _)| link.permalink.as_deref().map(str::to_string)),
                id: topic.map_or_else(|| "other".to_string(), |(_, topic)| format!("topic-{}", topic.slug)),
                papers: parts.cards(&group.papers),
            }
        })
        .collect()
}

fn day_groups(parts: &Parts<'_>, papers: &[PaperIndex]) -> Vec<GroupView> {
    let groups = by_day(papers, &parts.digest.papers).into_iter();
    groups
        .map(|group| GroupView {
            title: Some(DateView::from(group.key).long),
            permalink: parts.edition_path(EditionId::Day(group.key)).map(|path| path.to_string()),
            id: format!("day-{}", group.key),
            papers: parts.cards(&group.papers),
        })
        .collect()
}

/// The headings of an edition, and the entries below each.
fn list_groups(parts: &Parts<'_>, edition: &Edition<'_>) -> Vec<(Option<String>, Vec<PaperIndex>)> {
    let papers = &parts.digest.papers;
    if let EditionId::Day(_) = edition.id {
        let name = |topic: TermIndex| parts.topics[topic].name.to_string();
        let groups = by_topic(&edition.papers, papers).into_iter();
        return groups.map(|group| (group.key.map(name), group.papers)).collect();
    }
    let groups = by_day(&edition.papers, papers).into_iter();
    groups.map(|group| (Some(DateView::from(group.key).long), group.papers)).collect()
}

/// Plans the pages of every edition whose kind has pages.
pub fn plan(parts: &Parts<'_>, outputs: &mut Outputs<'_>) {
    outputs.add_all(parts.digest.editions.len(), |index| {
        let has_page = parts.edition_path(parts.digest.editions[index].id).is_some();
        if has_page { edition_outputs(parts, index) } else { Vec::new() }
    });
}

/// The pages of an edition and its other files.
fn edition_outputs(parts: &Parts<'_>, index: usize) -> Vec<Output<'static>> {
    let editions = &parts.digest.editions;
    let edition = &editions[index];
    let path = route::edition(edition.id);
    // A month is read as its days or weeks, and months of days are long.
    let formats = match edition.id {
        EditionId::Month(..) => &[],
        EditionId::Day(_) | EditionId::Week(..) => parts.config.outputs.editions.as_slice(),
    };
    let title = parts.edition_title(edition);
    let description = edition.section.and_then(|section| section.description.as_ref());
    let description = description.map(|text| text.plain.as_str());
    let words = edition.section.map_or(&[][..], |section| &section.source);
    let list = List { path: &path, name: bibliography::PAPERS, title: &title, description, words };
    let mut outputs = bibliography::plan(parts, formats, &list, || list_groups(parts, edition));
    let neighbour = |other: Option<&Edition<'_>>| {
        let other = other.filter(|other| same_kind(other.id, edition.id))?;
        Some(Neighbour { title: parts.edition_title(other), permalink: parts.edition_path(other.id)? })
    };
    // Editions are sorted newest first within their kind.
    let newer = neighbour(index.checked_sub(1).map(|at| &editions[at]));
    let older = neighbour(editions.get(index + 1));
    let is_day = matches!(edition.id, EditionId::Day(_));
    let kind = if is_day { "edition" } else { "period" };
    let links = bibliography::formats(parts, formats, &path, bibliography::PAPERS);
    for chunk in chunks(parts, &path, &in_page_order(parts, edition), parts.config.per_page) {
        let head = head(parts, edition, "");
        let mut page = parts.head(kind, &chunk.path, numbered_title(&title, &chunk.pagination));
        page.description = description.map(str::to_string);
        page.about = parts.about(kind, || metadata::edition_list(parts, edition.id, &title));
        page.image = head.image.as_deref().map(|image| parts.absolute(image));
        let view = EditionView {
            site: parts.header.clone(),
            page,
            edition: head,
            groups: if is_day { topic_groups(parts, chunk.items) } else { day_groups(parts, chunk.items) },
            pagination: chunk.pagination,
            older: older.clone(),
            newer: newer.clone(),
            formats: links.clone(),
        };
        let source = edition.section.map(|section| &section.path);
        let view = if is_day { View::Edition(Box::new(view)) } else { View::Period(Box::new(view)) };
        outputs.push(Output::made(&chunk.path, source, view));
    }
    outputs
}

/// The entries in the order of their groups, so that a group goes on where a page ends.
fn in_page_order(parts: &Parts<'_>, edition: &Edition<'_>) -> Vec<PaperIndex> {
    match edition.id {
        EditionId::Day(_) => {
            let groups = by_topic(&edition.papers, &parts.digest.papers);
            groups.into_iter().flat_map(|group| group.papers).collect()
        }
        _ => edition.papers.clone(),
    }
}

fn same_kind(a: EditionId, b: EditionId) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}
