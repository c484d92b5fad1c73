//! Plans the pages that the curator wrote.

use super::context::Context;
use super::outputs::Outputs;
use super::route;
use crate::content::{ContentKind, SectionDocument};
use crate::diagnostic::codes::site as codes;
use crate::view::{CustomPageView, Page};

/// Plans the pages that the curator wrote.
pub fn plan(context: &Context<'_>, outputs: &mut Outputs<'_>) {
    for section in &context.digest.pages {
        let ContentKind::Page(name) = &section.kind else { continue };
        let path = route::page(name);
        if route::is_reserved(&path) {
            outputs.report(codes::reserved_page(&section.path, route::first_segment(&path)));
            continue;
        }
        outputs.add(&path, Some(&section.path), Page::Custom(Box::new(page(context, section, &path))).into());
    }
}

fn page(context: &Context<'_>, section: &SectionDocument, path: &str) -> CustomPageView {
    let title = section.title.as_ref();
    let plain = title.map(|title| title.value.plain.clone()).unwrap_or_default();
    let mut page = context.head("page", path, plain);
    page.description = section.description.as_ref().map(|text| text.plain.clone());
    CustomPageView {
        site: context.header.clone(),
        page,
        title: title.map(|title| context.markup_html(&title.value, path)).unwrap_or_default(),
        content: context.markup(path, "").resolve(&section.body.markup),
        extra: section.extra.clone(),
    }
}
