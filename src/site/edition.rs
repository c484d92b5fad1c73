//! Plans the pages of days, weeks and months.

use super::about;
use super::bibliography::{self, List};
use super::context::Context;
use super::list::{list_pages, numbered_title};
use super::outputs::Outputs;
use super::planned::PlannedOutput;
use super::route;
use crate::digest::{Edition, PaperIndex, TermIndex, by_day, by_topic};
use crate::html::Html;
use crate::paper::EditionId;
use crate::view::{
    DateView, EditionLink, EditionSummary, EditionView, GroupView, Neighbour, Page, edition_name,
};

/// A link to an edition.
pub fn link(context: &Context<'_>, edition: &Edition<'_>) -> EditionLink {
    let title = edition.section.and_then(|section| section.title.as_ref());
    EditionLink {
        name: edition_name(edition.id),
        title: title.map(|title| title.value.plain.clone()),
        date: day_of(edition.id).map(DateView::from),
        permalink: context.edition_path(edition.id).map(|path| path.to_string()),
        count: edition.papers.len(),
        description: description(context, edition),
    }
}

/// The summary of an edition. `id_prefix` keeps ids unique where several texts share a page.
pub fn head(context: &Context<'_>, edition: &Edition<'_>, id_prefix: &str) -> EditionSummary {
    let folder = route::edition(edition.id);
    let section = edition.section;
    let title = section.and_then(|section| section.title.as_ref());
    let words = section.map(|section| context.markup(&folder, id_prefix).resolve(&section.body.markup));
    let image = section.and_then(|section| section.image.as_ref());
    EditionSummary {
        id: edition.id.to_string(),
        name: edition_name(edition.id),
        title: title.map(|title| context.markup_html(&title.value, &folder)),
        date: day_of(edition.id).map(DateView::from),
        permalink: context.edition_path(edition.id).map(|path| path.to_string()),
        count: edition.papers.len(),
        description: description(context, edition),
        words: words.unwrap_or_default(),
        curator: section.and_then(|section| section.curator.clone()),
        image: image.map(|image| context.image(&image.value, &folder)),
        extra: section.map(|section| section.extra.clone()).unwrap_or_default(),
    }
}

fn description(context: &Context<'_>, edition: &Edition<'_>) -> Html {
    let description = edition.section.and_then(|section| section.description.as_ref());
    description.map(|text| context.markup_html(text, &route::edition(edition.id))).unwrap_or_default()
}

fn day_of(id: EditionId) -> Option<jiff::civil::Date> {
    match id {
        EditionId::Day(day) => Some(day),
        _ => None,
    }
}

/// The entries of a day by their first topic.
pub fn topic_groups(context: &Context<'_>, papers: &[PaperIndex]) -> Vec<GroupView> {
    let groups = by_topic(papers, &context.digest.papers).into_iter();
    groups
        .map(|group| {
            let topic = group.key.map(|index| (&context.topics[index], &context.digest.topics[index]));
            GroupView {
                title: topic.map(|(link, _)| link.name.to_string()),
                permalink: topic.and_then(|(link, _)| link.permalink.as_deref().map(str::to_string)),
                id: topic.map_or_else(|| "other".to_string(), |(_, topic)| format!("topic-{}", topic.slug)),
                papers: context.cards(&group.papers),
            }
        })
        .collect()
}

fn day_groups(context: &Context<'_>, papers: &[PaperIndex]) -> Vec<GroupView> {
    let groups = by_day(papers, &context.digest.papers).into_iter();
    groups
        .map(|group| GroupView {
            title: Some(DateView::from(group.key).long),
            permalink: context.edition_path(EditionId::Day(group.key)).map(|path| path.to_string()),
            id: format!("day-{}", group.key),
            papers: context.cards(&group.papers),
        })
        .collect()
}

/// The headings of an edition, and the entries under each.
fn list_groups(context: &Context<'_>, edition: &Edition<'_>) -> Vec<(Option<String>, Vec<PaperIndex>)> {
    let papers = &context.digest.papers;
    if let EditionId::Day(_) = edition.id {
        let name = |topic: TermIndex| context.topics[topic].name.to_string();
        let groups = by_topic(&edition.papers, papers).into_iter();
        return groups.map(|group| (group.key.map(name), group.papers)).collect();
    }
    let groups = by_day(&edition.papers, papers).into_iter();
    groups.map(|group| (Some(DateView::from(group.key).long), group.papers)).collect()
}

/// Plans the pages of every edition whose kind has pages.
pub fn plan(context: &Context<'_>, outputs: &mut Outputs<'_>) {
    outputs.add_all(context.digest.editions.len(), |index| {
        let has_page = context.edition_path(context.digest.editions[index].id).is_some();
        if has_page { edition_outputs(context, index) } else { Vec::new() }
    });
}

/// The pages of an edition and its other files.
fn edition_outputs(context: &Context<'_>, index: usize) -> Vec<PlannedOutput<'static>> {
    let editions = &context.digest.editions;
    let edition = &editions[index];
    let path = route::edition(edition.id);
    // A month has no lists: its days have them, and a month of days is long.
    let formats = match edition.id {
        EditionId::Month(..) => &[],
        EditionId::Day(_) | EditionId::Week(..) => context.config.outputs.editions.as_slice(),
    };
    let title = context.edition_title(edition);
    let description = edition.section.and_then(|section| section.description.as_ref());
    let description = description.map(|text| text.plain.as_str());
    let intro = edition.section.map_or(&[][..], |section| &section.source);
    let list = List { path: &path, name: bibliography::PAPERS, title: &title, description, intro };
    let mut outputs = bibliography::lists(context, formats, &list, || list_groups(context, edition));
    let neighbour = |other: Option<&Edition<'_>>| {
        let other = other.filter(|other| same_kind(other.id, edition.id))?;
        Some(Neighbour { title: context.edition_title(other), permalink: context.edition_path(other.id)? })
    };
    // Editions are sorted newest first within their kind.
    let newer = neighbour(index.checked_sub(1).map(|at| &editions[at]));
    let older = neighbour(editions.get(index + 1));
    let is_day = matches!(edition.id, EditionId::Day(_));
    let kind = if is_day { "edition" } else { "period" };
    let links = bibliography::formats(context, formats, &path, bibliography::PAPERS);
    for list_page in list_pages(context, &path, &in_page_order(context, edition), context.config.per_page) {
        let head = head(context, edition, "");
        let mut page = context.head(kind, &list_page.path, numbered_title(&title, &list_page.pagination));
        page.description = description.map(str::to_string);
        page.about = context.about(kind, || about::edition_list(context, edition.id, &title));
        page.image = head.image.as_deref().map(|image| context.absolute(image));
        let view = EditionView {
            site: context.header.clone(),
            page,
            edition: head,
            groups: if is_day {
                topic_groups(context, list_page.items)
            } else {
                day_groups(context, list_page.items)
            },
            pagination: list_page.pagination,
            older: older.clone(),
            newer: newer.clone(),
            formats: links.clone(),
        };
        let source = edition.section.map(|section| &section.path);
        let view = if is_day { Page::Edition(Box::new(view)) } else { Page::Period(Box::new(view)) };
        outputs.push(PlannedOutput::ready(&list_page.path, source, view.into()));
    }
    outputs
}

/// The entries in the order of their groups, so that a group can continue on the next page.
fn in_page_order(context: &Context<'_>, edition: &Edition<'_>) -> Vec<PaperIndex> {
    match edition.id {
        EditionId::Day(_) => {
            let groups = by_topic(&edition.papers, &context.digest.papers);
            groups.into_iter().flat_map(|group| group.papers).collect()
        }
        _ => edition.papers.clone(),
    }
}

fn same_kind(a: EditionId, b: EditionId) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}
